import { Link, useLocation } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'

const PLACES = [['/figures', 'metric.all'], ['/objectives', 'metric.objectives'], ['/cards', 'metric.cards'], ['/anomalies', 'metric.anomalies'], ['/rollups', 'metric.rollups']] as const

/** The ways of looking at figures, beside each other on each of their pages. */
export function FigureTabs() {
  const t = useT()
  const { pathname } = useLocation()
  // Where the tabs are wider than the page, the one that is open comes into it.
  const shown = (link: HTMLAnchorElement | null) => link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return <nav className="list-views" aria-label={t('metric.plural')}><div className="list-views-tabs">{PLACES.map(([to, label]) => <Link key={to} to={to as string} className="list-view" {...(pathname === to ? { ref: shown } : {})} aria-current={pathname === to ? 'page' : undefined}>{t(label)}</Link>)}</div></nav>
}
