import { Link } from '@tanstack/react-router'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Slot } from '../../../../kernel/web/slot.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Supervision } from '../../supervision/contract.ts'
import { supervisedPerson } from '../places.ts'

/** Who has open cases, those with the most overdue first, each with a bar as long as their load. */
export function PeopleList({ people }: { people: Supervision['people'] }) {
  const t = useT()
  const most = Math.max(1, ...people.map(({ open }) => open))
  return (
    <aside className="supervision-people" aria-label={t('supervision.people')}>
      <h2>{t('supervision.people')}</h2>
      {people.length ? (
        <ul>{people.map(({ staff, open, overdue, silent, oldest }) => (
          <li key={staff.id}>
            <Link to={'/cases' as string} search={{ handler: staff.id, statusClass: 'open,waiting-customer,waiting-third' } as never} className="clip">{staff.name}</Link>
            <Slot of={supervisedPerson} props={{ staffId: staff.id }} />
            <span className="supervision-bar" aria-hidden><i style={{ width: `${open / most * 100}%` }} data-overdue={overdue ? true : undefined} /></span>
            <span className="supervision-load num">
              <span>{t('supervision.person-open', { n: open })}</span>
              {overdue ? <span data-tone="bad">{t('supervision.person-overdue', { n: overdue })}</span> : null}
              {silent ? <span data-tone="warn">{t('supervision.person-silent', { n: silent })}</span> : null}
              {oldest ? <span className="quiet">{t('supervision.oldest')} <RelativeTime at={oldest} /></span> : null}
            </span>
          </li>
        ))}</ul>
      ) : <p className="quiet">{t('supervision.nobody')}</p>}
    </aside>
  )
}
