import '../needs.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { needs } from '../../contract.ts'

const WAY = ['gathered', 'accepted', 'production', 'launched'] as const
/** The way from need to product in figures, and what waits; each leads to its list. */
export function Overview() {
  const t = useT()
  const found = useQuery(query(needs.overview, {}))
  useLive('need', () => void found.refetch())
  useLive('voice', () => void found.refetch())
  const of = found.data
  const n = (stage: string) => of?.stages.find((one) => one.stage === stage)?.n ?? 0
  const heard = of?.heard.reduce((sum, one) => sum + one.n, 0)
  return (
    <section className="need-overview num" aria-label={t('need.overview')} aria-busy={!of}>
      <ol>{WAY.map((stage) => <li key={stage}><Link to="/needs" search={{ stage } as never}><strong>{of ? n(stage) : '–'}</strong><span>{t(`need.stage.${stage}`)}</span></Link></li>)}</ol>
      <ul>
        <li><Link to="/voices" search={{ joined: 'false' } as never}><strong>{of?.loose ?? '–'}</strong><span>{t('need.overview.loose')}</span></Link></li>
        <li><Link to="/needs" search={{ reply: 'waiting' } as never}><strong>{of?.waiting ?? '–'}</strong><span>{t('need.overview.waiting')}</span></Link></li>
        <li data-late={of?.overdue ? true : undefined}><Link to="/needs" search={{ reply: 'overdue' } as never}><strong>{of?.overdue ?? '–'}</strong><span>{t('need.overview.overdue')}</span></Link></li>
        <li><Link to="/voices"><strong>{heard ?? '–'}</strong><span>{t('need.overview.heard')}</span></Link></li>
      </ul>
    </section>
  )
}
