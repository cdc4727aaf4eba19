import '../routing.css'
import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { routing } from '../../contract.ts'

/** Whether somebody is there and takes work, in a word. */
export function PersonState({ staffId }: { staffId: string }) {
  const t = useT()
  const found = useQuery(query(routing.agents, {}))
  const of = found.data?.items.find(({ staff }) => staff.id === staffId)
  if (!of) return null
  const state = !of.connected ? 'gone' : of.available ? 'takes' : 'paused'
  return <span className="routing-person" data-state={state} title={of.reason ?? undefined}>{t(`routing.person.${state}`)}</span>
}
