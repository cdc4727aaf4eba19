import '../library.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { register } from '../../register/contract.ts'
import { named } from './said.ts'

/** What of the management system is overdue for review, on the home of whoever keeps the register; nothing when nothing is. */
export function RegisterTile() {
  const t = useT()
  const found = useQuery({ ...query(register.entries, { query: { standing: 'overdue', limit: 5 } }), staleTime: 60_000 })
  const counts = found.data?.counts
  if (!counts?.overdue) return null
  return (
    <section className="doc-tile" aria-labelledby="register-tile">
      <header><h2 id="register-tile">{t('register.tile')}</h2><Link to={'/register' as string} search={{ standing: 'overdue' } as never} className="num">{t('register.tile-all', { n: counts.overdue })}</Link></header>
      <ul>{found.data?.items.map((one) => <li key={one.id}><Link to={one.path} className="clip">{named(one.name)}</Link><span className="quiet clip">{one.owner?.name ?? t('register.no-owner')}</span><span className="doc-overdue num">{one.reviewDueOn}</span></li>)}</ul>
    </section>
  )
}
