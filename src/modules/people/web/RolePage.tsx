import './people.css'
import './roles.css'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { query } from '../../../kernel/client.ts'
import { shell } from '../../../kernel/shell.ts'
import { Fault, NotFound } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useT } from '../../../kernel/web/words.ts'
import { staff } from '../contract.ts'
import { RoleEditor } from './parts/RoleEditor.tsx'
import { own } from './parts/role-words.ts'

/** One role: what it is for and what it may; changed by pressing scopes, published with a list of what changes. */
export function RolePage() {
  const t = useT()
  const { key } = useParams({ strict: false }) as { key: string }
  const { from } = useSearch({ strict: false }) as { from?: string }
  const isNew = key === 'new'
  const roles = useQuery(query(staff.roles, {}))
  const rights = useQuery(query(shell.rights, {}))
  const of = roles.data?.items.find((role) => role.key === (isNew ? from : key))
  usePageTitle(isNew ? t('role.make') : of ? own(of.name) : t('role.menu'))
  if (roles.isError && !roles.data) return <Fault error={roles.error} again={() => void roles.refetch()} />
  if (rights.isError && !rights.data) return <Fault error={rights.error} again={() => void rights.refetch()} />
  if (!roles.data || !rights.data) return <PageSkeleton />
  if (!of && !isNew) return <NotFound />
  return <RoleEditor key={`${key}-${of?.definitionId ?? ''}`} role={of} isNew={isNew} all={roles.data.items} rights={rights.data} />
}
