import { ArrowRightOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useMemo } from 'react'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { LineChart } from '../../../../kernel/web/chart/LineChart.tsx'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { Can, useSession } from '../../../../kernel/web/session.tsx'
import { useFills } from '../../../../kernel/web/slot.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { MetricRecord } from '../../../metrics/contract.ts'
import { axisText, changeText, figureText, named, reachOf, shownText, spanName, ticksOf } from '../../../metrics/web/index.ts'
import { metricRecord } from '../../../metrics/web/places.ts'
import { dashboards } from '../../contract.ts'
import type { TileValue } from '../../contract.ts'
import { GoalState } from './Tile.tsx'

interface Props { board: string; of: TileValue | undefined; asked: Readonly<Record<string, string>>; against: 'previous' | 'year'; close: () => void }

/** What a tile is made of: its formula, how it went, and every record it counts. */
export function TileDrawer({ of, close, ...more }: Props) {
  const phone = usePhone()
  return <Drawer open={of !== undefined} onClose={close} size={phone ? '100%' : 720} title={of ? named(of.title) : ''} destroyOnHidden className="tile-drawer">{of ? <Opened of={of} close={close} {...more} /> : null}</Drawer>
}

function Opened({ board, of, asked, against }: Props & { of: TileValue }) {
  const t = useT()
  const { metric, comparison } = of
  const say = (value: number | null) => figureText(language(), metric.unit, value)
  const change = comparison ? changeText(t, language(), metric, comparison, spanName(t, comparison, against)) : null
  const { low, high } = reachOf(metric.unit, [...of.series.map(({ value }) => ({ value, interval: null })), ...(of.goal ? [{ value: of.goal.target, interval: null }] : [])])
  const part = Object.entries(of.where)[0]
  const window = { from: of.from, to: of.to, ...(part && Object.keys(of.where).length === 1 ? { by: part[0], group: part[1] } : {}) }
  return (
    <div className="tile-detail">
      <section className="tile-detail-head">
        <p className="tile-detail-value num" data-few={of.few}>{shownText(t, language(), metric.unit, of)}{of.goal ? <GoalState of={of} /> : null}</p>
        <p className="num">{of.numerator !== null && of.denominator !== null && metric.unit !== 'seconds' && metric.unit !== 'score' ? t('metric.out-of', { numerator: of.numerator.toLocaleString(language()), denominator: of.denominator.toLocaleString(language()) }) : t('metric.of-records', { n: of.n.toLocaleString(language()) })}{of.interval && !of.few ? ` · ${t('metric.interval', { lower: say(of.interval.lower), upper: say(of.interval.upper) })}` : ''}</p>
        {change ? <p className="tile-change" data-tone={change.tone}>{change.text}</p> : null}
        <p className="quiet">{named(metric.formula)}</p>
      </section>
      {of.series.filter(({ value }) => value !== null).length > 1 ? (
        <LineChart label={named(of.title)} height={188} points={of.series.map((one) => ({ label: one.from.slice(5), value: one.value }))} ticks={ticksOf(metric.unit, low, high)} tickText={(value) => axisText(language(), metric.unit, value)}
          tell={(at) => ({ title: of.series[at]?.from ?? '', value: say(of.series[at]?.value ?? null), more: [t('metric.of-records', { n: of.series[at]?.n ?? 0 })] })} {...(of.goal ? { target: { value: of.goal.target, name: of.goal.name } } : {})} />
      ) : null}
      <section>
        <header className="tile-detail-records"><h3>{t('dashboard.records', { n: of.n.toLocaleString(language()) })}</h3><Can permission="metric.read"><Link to={`/figures/${metric.key}` as string} search={window as never}>{t('dashboard.open-metric')} <ArrowRightOutlined aria-hidden /></Link></Can></header>
        <TileRecords board={board} of={of} asked={asked} />
      </section>
    </div>
  )
}

function TileRecords({ board, of, asked }: { board: string; of: TileValue; asked: Readonly<Record<string, string>> }) {
  const { company } = useSession()
  const { against: _, ...filters } = asked
  const { unit } = of.metric
  const isValue = unit === 'seconds' || unit === 'score'
  const columns = useMemo((): readonly Column<MetricRecord>[] => [
    { key: 'record', out: { of: ['label', 'record.id'] }, title: 'metric.record', width: 200, grow: true, text: (row) => row.label ?? row.record.id, cell: (row) => <RecordName of={row} />, card: 'title' },
    { key: 'at', title: 'metric.record-at', width: 170, text: (row) => momentText(row.at, company.zone), cell: (row) => <Moment at={row.at} form="full" />, card: 'foot' },
    ...(isValue ? [{ key: 'value' as const, title: 'metric.value', width: 130, figures: true as const, text: (row: MetricRecord) => row.value === null ? '' : figureText(language(), unit, row.value), card: 'corner' as const }] : []),
  ], [company.zone, isValue, unit])
  return <ListPage key={`${of.key}${JSON.stringify(asked)}`} within list="dashboard-records" endpoint={dashboards.tileRecords} params={{ key: board, tile: of.key }} title="metric.records" columns={columns} fixed={filters as Record<string, string>} search={false} empty={{ title: 'metric.no-records' }} />
}

function RecordName({ of: { record, label } }: { of: MetricRecord }) {
  const Known = useFills(metricRecord).find(({ key }) => key === record.kind)?.component
  return Known ? <Known id={record.id} label={label} /> : <span className="num">{label ?? record.id.slice(0, 8)}</span>
}
