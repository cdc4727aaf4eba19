import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { language } from '../../../../kernel/web/words.ts'
import { staff } from '../../contract.ts'

const KEPT = { staleTime: 300_000 }
const own = (name: { zh: string; en: string }) => language() === 'zh-CN' ? name.zh : name.en

/** Roles in force with their names in the reader's language. */
export function useRoles(): readonly { key: string; name: string; holders: number; grants: number }[] {
  return (useQuery({ ...query(staff.roles, {}), ...KEPT }).data?.items ?? []).map((role) => ({ key: role.key, name: own(role.name), holders: role.holders, grants: role.grants.length }))
}
export function useRoleName(): (key: string) => string {
  const roles = useRoles()
  return (key) => roles.find((role) => role.key === key)?.name ?? key
}
/** The company's positions in the reader's language. */
export function usePositions(): readonly { key: string; name: string }[] {
  return (useQuery({ ...query(staff.words, {}), ...KEPT }).data?.items ?? []).map((one) => ({ key: one.key, name: own(one) }))
}
export function usePositionName(): (key: string | null) => string | null {
  const positions = usePositions()
  return (key) => key === null ? null : positions.find((one) => one.key === key)?.name ?? key
}
