import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { HomeList } from '../../../cases/web/index.ts'
import { remedies } from '../../redress/contract.ts'

/** The reader's complaints, each with how far its solution is. */
export function MyComplaints() {
  const t = useT()
  const can = useCan()
  const mine = useQuery(query(cases.list, { query: { handler: 'me', kind: 'complaint,grumble', statusClass: 'open,waiting-customer,waiting-third', sort: 'dueAt', limit: 20 } as never }))
  const proposed = useQuery({ ...query(remedies.listRemedies, { query: { proposer: 'me', limit: 100 } }), enabled: can('remedy.read') })
  const stateOf = new Map((proposed.data?.items ?? []).toReversed().map((one) => [one.case.id, one.state]))
  return (
    <HomeList title="home.complaints" empty="home.complaints-none" all="/cases?kind=complaint%2Cgrumble&handler=me" items={mine.data?.items.map((one) => {
      const state = stateOf.get(one.id)
      return { key: one.id, to: `/desk/${one.id}`, title: one.subject, hint: one.customer?.name ?? one.number, when: can('remedy.read') ? state ? t(`remedy.state.${state}`) : t('home.no-solution') : undefined }
    })} />
  )
}
