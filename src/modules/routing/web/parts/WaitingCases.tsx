import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { useLive } from '../../../../kernel/web/live.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { CaseLink } from '../../../cases/web/index.ts'
import { routing } from '../../contract.ts'

/** Cases that nobody could be given to yet, the most pressing first. */
export function WaitingCases() {
  const t = useT()
  const found = useQuery(query(routing.waiting, {}))
  useLive('case', () => void found.refetch())
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  const items = found.data?.items ?? []
  if (found.data && items.length === 0) return <Blank title={t('routing.none-waiting')} text={t('routing.none-waiting-text')} />
  return (
    <div className="routing-frame" aria-busy={found.isPending}>
      <table className="routing-table">
        <thead><tr><th scope="col">{t('routing.case')}</th><th scope="col">{t('routing.waiting-since')}</th><th scope="col"><span className="unseen">{t('routing.tries', { n: 0 })}</span></th></tr></thead>
        <tbody>{items.map((one) => <tr key={one.case.id}><th scope="row"><CaseLink of={one.case} /></th><td data-caption={t('routing.waiting-since')}><RelativeTime at={one.since} /></td><td className="quiet num">{t('routing.tries', { n: one.tries })}</td></tr>)}</tbody>
      </table>
    </div>
  )
}
