import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { inquiry } from '../../inquiry/contract.ts'
import type { MetricSummary } from '../../contract.ts'
import { figureText } from './figure-text.ts'
import { named } from './named.ts'

/** Every version of the definition, and what the window is by each: a changed formula changes nothing that was told before. */
export function VersionsView({ of, window }: { of: MetricSummary; window: { from: string; to: string } }) {
  const t = useT()
  const found = useQuery({ ...query(inquiry.versions, { params: { key: of.key }, query: window }), staleTime: 30_000 })
  return (
    <section className="figure-section" aria-label={t('metric.versions')}>
      <header><h2>{t('metric.versions')}</h2><div><Can permission="definition.read"><Link to={`/definitions/metric/${of.key}` as string}>{t('metric.to-definition')}</Link></Can></div></header>
      {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <span className="grey" style={{ height: 90 }} /> : (
        <ul className="figure-list num">{found.data.items.map((one) => (
          <li key={one.id}>
            <div className="figure-list-head"><strong>{t('definition.nth', { n: one.version })}</strong>{one.inForce ? <Tag color="green">{t('metric.in-force')}</Tag> : null}<small>{t(`metric.origin.${one.origin}`)} · <Moment at={one.effectiveFrom ?? one.changedAt} /></small><span><strong>{figureText(language(), one.unit, one.value.value)}</strong> <small>{t('metric.of-records', { n: one.value.n.toLocaleString(language()) })}</small></span></div>
            <p>{named(one.formula)}</p>
          </li>
        ))}</ul>
      )}
      <p className="figure-note">{t('metric.versions-note', { from: window.from, to: window.to })}</p>
    </section>
  )
}
