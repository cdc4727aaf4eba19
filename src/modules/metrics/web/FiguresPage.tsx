import '../../../kernel/web/list/list.css'
import './figures.css'
import './inquiry.css'
import { LineChartOutlined, SearchOutlined, WarningFilled } from '@ant-design/icons'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { query } from '../../../kernel/client.ts'
import { Spark } from '../../../kernel/web/chart/Spark.tsx'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../kernel/web/list/Rows.tsx'
import { SearchBox } from '../../../kernel/web/list/SearchBox.tsx'
import { dayIn } from '../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useSession } from '../../../kernel/web/session.tsx'
import { language, useT } from '../../../kernel/web/words.ts'
import { anomalies } from '../anomalies/contract.ts'
import { metrics } from '../contract.ts'
import type { MetricSummary, MetricValue } from '../contract.ts'
import { FigureTabs } from './parts/FigureTabs.tsx'
import { ChangeLine } from './parts/ChangeLine.tsx'
import { shownText } from './parts/figure-text.ts'
import { named } from './parts/named.ts'
import { daysLater, weeksBefore } from './parts/periods.ts'

const WEEKS = 12
const TOGETHER = 10

/** Every metric with what it was in the last thirty days, and whether that has changed. */
export function FiguresPage() {
  const t = useT()
  const navigate = useNavigate()
  const { q = '' } = useSearch({ strict: false }) as Record<string, string | undefined>
  const found = useQuery(query(metrics.list, {}))
  usePageTitle(t('metric.plural'))
  const wanted = q.toLowerCase()
  const items = (found.data?.items ?? []).filter((one) => [one.key, one.name.zh, one.name.en, one.formula.zh, one.formula.en].some((text) => text.toLowerCase().includes(wanted)))
  const groups = [...Map.groupBy(items, ({ of }) => of.name).values()]
  const { company } = useSession()
  const keys = [...Map.groupBy(found.data?.items ?? [], ({ of }) => of.name).values()].flat().map(({ key }) => key)
  // A few at a time, so that the first are there while the last are still counted.
  const parts = useQueries({ queries: Array.from({ length: Math.ceil(keys.length / TOGETHER) }, (_, nth) => ({ ...query(metrics.values, { query: { keys: keys.slice(nth * TOGETHER, (nth + 1) * TOGETHER).join(',') as never, against: 'previous', every: 'week', since: weeksBefore(dayIn(company.zone), WEEKS) } }), staleTime: 60_000 })) })
  const byKey = new Map(parts.flatMap(({ data }) => data?.items ?? []).map((one) => [one.key, one]))
  const failed = parts.filter(({ isError }) => isError)
  const unusual = useQuery({ ...query(anomalies.anomalies, { query: { open: 'true', from: daysLater(dayIn(company.zone), -7) } }), staleTime: 60_000 })
  const marked = new Set(unusual.data?.items.map(({ metric }) => metric))
  const search = (next: string) => void navigate({ to: '.', replace: true, search: (next ? { q: next } : {}) as never })
  return (
    <div className="list">
      <header className="list-head"><h1>{t('metric.plural')}</h1></header>
      <FigureTabs />
      <div className="list-tools"><SearchBox q={q} search={search} slash /><p className="figures-about quiet">{t('metric.list-about')}</p></div>
      <div className="list-body figures" data-scroll-restoration-id="list">
        {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} />
          : !found.data ? <RowsSkeleton columns={4} />
          : groups.length > 0 ? groups.map((group) => (
            <section key={group[0]!.of.name} aria-labelledby={`figures-${group[0]!.of.name}`}>
              <h2 id={`figures-${group[0]!.of.name}`}>{named(group[0]!.of.noun)}<span className="quiet num">{group.length}</span></h2>
              <ul>{group.map((one) => <FigureRow key={one.key} of={one} data={byKey.get(one.key)} isUnusual={marked.has(one.key)} {...(failed.length ? { again: () => { for (const part of failed) void part.refetch() } } : {})} />)}</ul>
            </section>
          ))
          : q ? <Blank mark={<SearchOutlined />} title={t('list.no-match')} text={t('list.no-match-text')} act={<Button onClick={() => search('')}>{t('list.clear-all')}</Button>} />
          : <Blank mark={<LineChartOutlined />} title={t('metric.none')} text={t('metric.none-text')} />}
      </div>
    </div>
  )
}

function FigureRow({ of, data, isUnusual, again }: { of: MetricSummary; data: MetricValue | undefined; isUnusual: boolean; again?: () => void }) {
  const t = useT()
  return (
    <li className="figure-row">
      <Link to={`/figures/${of.key}` as string} className="figure-row-name"><span><strong>{named(of.name)}</strong>{isUnusual ? <span className="figure-mark"><WarningFilled aria-hidden />{t('metric.unusual')}</span> : null}</span><small className="clip" title={named(of.formula)}>{named(of.formula)}</small></Link>
      {again && !data ? <button type="button" className="figure-row-fault" onClick={again}>{t('metric.failed')} {t('frame.try-again')}</button> : (
        <>
          <span className="figure-row-value num">{data ? <><strong data-few={data.few}>{shownText(t, language(), of.unit, data)}</strong><small>{data.value === null && data.n < of.minimum ? t('metric.too-few', { n: data.n, minimum: of.minimum }) : of.unit === 'count' ? null : t('metric.of-records', { n: data.n.toLocaleString(language()) })}</small></> : <><strong><span className="grey" /></strong><small><span className="grey" /></small></>}</span>
          <span className="figure-row-change">{data?.comparison ? <ChangeLine of={of} comparison={data.comparison} /> : <span className="grey" style={{ width: '70%', height: 12 }} />}</span>
          {/* The week that is running would always look like a fall. */}
          <span className="figure-row-spark">{data?.series ? <Spark values={data.series.slice(0, WEEKS).map(({ value }) => value)} /> : null}</span>
        </>
      )}
    </li>
  )
}
