import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { DayRange } from '../../../../kernel/web/list/DayRange.tsx'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { Face } from '../../../people/web/index.ts'
import { routing } from '../../contract.ts'

const DAY_MS = 86_400_000
const percent = (part: number, whole: number) => whole === 0 ? '–' : `${Math.round((1000 * part) / whole) / 10}%`

/** How assignment spread the work over some days. */
export function Fairness() {
  const t = useT()
  const { zone } = useSession().company
  const [days, setDays] = useState(() => ({ from: dayIn(zone, new Date(Date.now() - 29 * DAY_MS)), to: dayIn(zone) }))
  const found = useQuery(query(routing.fairness, { query: days }))
  const items = found.data?.items ?? []
  const [given, possible] = [items.reduce((sum, one) => sum + one.given, 0), items.reduce((sum, one) => sum + one.possible, 0)]
  return (
    <>
      <div className="routing-hint"><DayRange from={days.from} to={days.to} onChange={(from, to) => { if (from && to) setDays({ from, to }) }} /></div>
      {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : null}
      {found.data && items.length === 0 ? <Blank title={t('routing.fairness-none')} /> : null}
      {items.length > 0 ? (
        <>
          <p className="quiet routing-hint">{t('routing.fairness-text')}</p>
          <div className="routing-frame">
            <table className="routing-table">
              <thead><tr><th scope="col">{t('routing.person')}</th>{(['given', 'possible', 'share', 'share-possible', 'unanswered'] as const).map((key) => <th key={key} scope="col" data-figure>{t(`routing.${key}`)}</th>)}</tr></thead>
              <tbody>{items.map((one) => (
                <tr key={one.staff.id}><th scope="row"><span className="routing-who"><Face name={one.staff.name} size={22} /><span className="clip">{one.staff.name}</span></span></th>
                  <td data-figure data-caption={t('routing.given')} className="num">{one.given}</td><td data-figure data-caption={t('routing.possible')} className="num">{one.possible}</td><td data-figure data-caption={t('routing.share')} className="num">{percent(one.given, given)}</td><td data-figure data-caption={t('routing.share-possible')} className="num">{percent(one.possible, possible)}</td><td data-figure data-caption={t('routing.unanswered')} className="num">{one.unanswered}</td></tr>
              ))}</tbody>
            </table>
          </div>
        </>
      ) : null}
    </>
  )
}
