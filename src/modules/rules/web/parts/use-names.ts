import { useQueries, useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { staff, units } from '../../../people/contract.ts'
import type { Vocabulary } from '../../contract.ts'
import { webhooks } from '../../webhooks/contract.ts'
import type { RuleDraft } from './draft-rule.ts'
import { idsIn } from './rule-words.ts'

/** The names of whom and what a rule names by id. */
export function useNames(vocabulary: Vocabulary | undefined, drafts: readonly RuleDraft[]): ReadonlyMap<string, string> {
  const can = useCan()
  const ids = vocabulary ? drafts.map((draft) => idsIn(vocabulary, draft)) : []
  const people = [...new Set(ids.flatMap((one) => one.staff))].slice(0, 30)
  const found = useQueries({ queries: people.map((id) => ({ ...query(staff.get, { params: { id } }), staleTime: 300_000, enabled: can('staff.read'), retry: false })) })
  const teams = useQuery({ ...query(units.teams, {}), staleTime: 300_000, enabled: ids.some((one) => one.team.length > 0) })
  const hooks = useQuery({ ...query(webhooks.webhooks, {}), staleTime: 60_000, enabled: can('webhook.read') && ids.some((one) => one.webhook.length > 0) })
  return new Map([
    ...found.flatMap((one): [string, string][] => one.data ? [[one.data.id, one.data.name]] : []),
    ...(teams.data?.items ?? []).map((one): [string, string] => [one.id, one.name]),
    ...(hooks.data?.items ?? []).map((one): [string, string] => [one.id, one.name]),
  ])
}
