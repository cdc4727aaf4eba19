import '../../../kernel/web/definitions/definitions.css'
import '../../../kernel/web/list/list.css'
import '../../../kernel/web/record/record.css'
import './flows.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { query } from '../../../kernel/client.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import { standingsOf } from '../../../kernel/web/definitions/standing.ts'
import { Fault, NotFound } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { useCan } from '../../../kernel/web/session.tsx'
import type { FlowBody } from '../contract.ts'
import { FlowDefinition } from '../contract.ts'
import { FlowDesk } from './FlowDesk.tsx'

/** The page of one flow: which version is open stands in the address; a draft that is being written comes before what is in force. */
export function FlowPage() {
  const navigate = useNavigate()
  const can = useCan()
  const { key } = useParams({ strict: false }) as { key: string }
  const { version } = useSearch({ strict: false }) as Record<string, string | undefined>
  const listed = useQuery(query(definitions.list, { query: { kind: 'flow', key } }))
  const now = new Date(listed.dataUpdatedAt)
  const [standing] = standingsOf(listed.data?.items ?? [], now)
  const open = standing && (standing.versions.find((one) => one.id === version) ?? (can('definition.write') ? standing.open : undefined) ?? standing.inForce ?? standing.versions[0])
  const read = useQuery({ ...query(definitions.get, { params: { id: open?.id ?? '' } }), enabled: open !== undefined })
  const failed = listed.error ?? read.error
  if (failed) return <Fault error={failed} again={() => { void listed.refetch(); void read.refetch() }} />
  if (listed.data && !standing) return <NotFound />
  if (!standing || !read.data) return <PageSkeleton />
  const body = FlowDefinition.safeParse(read.data.body)
  if (!body.success) return <Fault error={body.error} />
  // A version that was saved elsewhere is another revision: the desk keeps what is typed and says so when it is saved.
  return <FlowDesk key={`${read.data.id} ${read.data.state}`} it={read.data} body={body.data as FlowBody} standing={standing} now={now} show={(id, more = {}) => void navigate({ to: '.', replace: true, resetScroll: false, search: { version: id, ...more } as never })} />
}
