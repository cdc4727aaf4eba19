import '../roster.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { roster } from '../../roster/contract.ts'
import { Face } from './Face.tsx'
import { own } from './role-words.ts'

const SHOWN = 8

/** Who is on duty now by the roster; nothing where nobody is. On the roster's own page without the way there. */
export function OnDutyNow({ onRoster = false }: { onRoster?: boolean }) {
  const t = useT()
  const { company, staff } = useSession()
  const found = useQuery({ ...query(roster.onDuty, { query: {} }), staleTime: 60_000, refetchInterval: 300_000 })
  const items = found.data?.items ?? []
  if (!items.length) return null
  const working = items.filter((one) => one.works)
  const mine = items.filter((one) => one.staff.id === staff?.id)
  return (
    <section className="roster-now" aria-label={t('shift.now')}>
      <strong>{t('shift.now')}</strong>
      <ul>{working.slice(0, SHOWN).map((one) => <li key={one.staff.id}><Link to={`/staff/${one.staff.id}` as string}><Face name={one.staff.name} size={20} />{one.staff.name}</Link></li>)}</ul>
      {working.length > SHOWN ? <span className="quiet num">{t('shift.and-more', { n: working.length - SHOWN })}</span> : null}
      {items.filter((one) => !one.works).map((one) => <span key={one.staff.id} className="quiet">{t('shift.turn', { duty: own(one.name), name: one.staff.name })}</span>)}
      {mine.map((one) => <em key={own(one.name)} className="num">{t('shift.mine-until', { shift: own(one.name), until: momentText(one.untilAt, company.zone, 'short') })}</em>)}
      {onRoster ? null : <Link to={'/roster' as string} className="roster-more">{t('shift.menu')}</Link>}
    </section>
  )
}
