import { LineChartOutlined, TableOutlined } from '@ant-design/icons'
import { Segmented } from 'antd'
import { useState } from 'react'
import { LineChart } from '../../../../kernel/web/chart/LineChart.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { MetricSummary, MetricValue } from '../../contract.ts'
import { axisText, figureText, reachOf, ticksOf } from './figure-text.ts'
import { named } from './named.ts'
import { stepEnd, type Every } from './periods.ts'

/** How the metric went, as a line with its interval or as a table of the same figures. */
export function SeriesCard({ of, value, every, today, setEvery, target }: { of: MetricSummary; value: MetricValue; every: Every; today: string; setEvery: (every: Every) => void; target?: { value: number; name: string } }) {
  const t = useT()
  const [isTable, setIsTable] = useState(false)
  const locale = language()
  const series = value.series ?? []
  const say = (one: number | null) => figureText(locale, of.unit, one)
  // The first and the last step may lie in part outside the window, and the last may not be over.
  const isPartial = (from: string) => from < value.from || stepEnd(from, every) > value.to || stepEnd(from, every) >= today
  const title = (from: string) => every === 'day' ? from : every === 'month' ? from.slice(0, 7) : `${from} – ${stepEnd(from, every).slice(5)}`
  const { low, high } = reachOf(of.unit, [...series, ...(target ? [{ value: target.value, interval: null }] : [])])
  const isKnown = series.some((one) => one.value !== null)
  const interval = (one: (typeof series)[number]) => one.interval ? `${say(one.interval.lower)} – ${say(one.interval.upper)}` : '–'
  return (
    <section className="figure-section" aria-label={t('metric.series')}>
      <header>
        <h2>{t('metric.series')}</h2>
        <div>
          <Segmented value={every} onChange={setEvery} options={(['day', 'week', 'month'] as const).map((one) => ({ value: one, label: t(`metric.every.${one}`) }))} aria-label={t('metric.every')} />
          <Segmented value={isTable} onChange={setIsTable} aria-label={t('metric.shown-as')} options={[{ value: false, icon: <LineChartOutlined />, title: t('metric.as-chart') }, { value: true, icon: <TableOutlined />, title: t('metric.as-table') }]} />
        </div>
      </header>
      {!isKnown ? <p className="figure-note">{t('metric.no-series')}</p> : isTable ? (
        <div className="figure-table-hold">
          <table className="figure-table num">
            <thead><tr><th scope="col">{t(`metric.every.${every}`)}</th><th scope="col">{t('metric.value')}</th><th scope="col">{t('metric.interval-of')}</th><th scope="col">{t('metric.n')}</th></tr></thead>
            <tbody>{series.toReversed().map((one) => <tr key={one.from}><th scope="row">{title(one.from)}{isPartial(one.from) ? <span className="quiet"> {t('metric.partial')}</span> : null}</th><td>{say(one.value)}</td><td>{interval(one)}</td><td>{one.n.toLocaleString(locale)}</td></tr>)}</tbody>
          </table>
        </div>
      ) : (
        <>
          <LineChart label={t('metric.chart-label', { name: named(of.name) })} ticks={ticksOf(of.unit, low, high)} tickText={(tick) => axisText(locale, of.unit, tick)} {...(target ? { target } : {})}
            points={series.map((one) => ({ label: every === 'month' ? one.from.slice(0, 7) : one.from.slice(5), value: one.value, low: one.interval?.lower ?? null, high: one.interval?.upper ?? null, partial: isPartial(one.from) }))}
            tell={(at) => { const one = series[at]!; return { title: title(one.from) + (isPartial(one.from) ? ` ${t('metric.partial')}` : ''), value: say(one.value), more: [...(one.interval ? [t('metric.interval', { lower: say(one.interval.lower), upper: say(one.interval.upper) })] : []), t('metric.of-records', { n: one.n.toLocaleString(locale) })] } }} />
          {series.some((one) => one.interval) ? <p className="figure-note">{t('metric.band-note')}</p> : null}
        </>
      )}
    </section>
  )
}
