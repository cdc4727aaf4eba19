import { useMemo } from 'react'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useFills } from '../../../../kernel/web/slot.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { metrics } from '../../contract.ts'
import type { MetricRecord, MetricSummary } from '../../contract.ts'
import { metricRecord } from '../places.ts'
import { figureText } from './figure-text.ts'

/** The records a value was made of, exactly as many as it counts. */
export function Records({ of, asked, n }: { of: MetricSummary; asked: { from: string; to: string; by?: string; group?: string }; n?: number }) {
  const t = useT()
  const { company } = useSession()
  const columns = useMemo((): readonly Column<MetricRecord>[] => [
    { key: 'record', out: { of: ['label', 'record.id'] }, title: 'metric.record', width: 180, grow: true, text: (row) => row.label ?? row.record.id, cell: (row) => <RecordLink of={row} />, card: 'title' },
    { key: 'at', title: 'metric.record-at', width: 160, text: (row) => momentText(row.at, company.zone), cell: (row) => <Moment at={row.at} form="full" />, card: 'foot' },
    ...(of.counts === 'hits' ? [{ key: 'counts' as const, title: 'metric.record-counts', width: 140, text: (row: MetricRecord) => row.counts === null ? '' : t(row.counts ? 'frame.yes' : 'frame.no'), card: 'corner' as const }] : []),
    ...(of.counts === 'values' ? [{ key: 'value' as const, title: 'metric.value', width: 140, figures: true as const, text: (row: MetricRecord) => row.value === null ? '' : figureText(language(), of.unit, row.value), card: 'corner' as const }] : []),
  ], [t, company.zone, of])
  return (
    <section className="figure-section" aria-label={t('metric.records')}>
      <header><h2>{t('metric.records')}{n === undefined ? null : <span className="quiet num"> {n.toLocaleString(language())}</span>}</h2></header>
      <ListPage key={JSON.stringify(asked)} within list={`figure-records-${of.counts}`} endpoint={metrics.records} params={{ key: of.key }} title="metric.records" columns={columns} fixed={asked as Record<string, string>} search={false} empty={{ title: 'metric.no-records' }} />
    </section>
  )
}

function RecordLink({ of: { record, label } }: { of: MetricRecord }) {
  const Known = useFills(metricRecord).find(({ key }) => key === record.kind)?.component
  return Known ? <Known id={record.id} label={label} /> : <span className="num">{label ?? record.id.slice(0, 8)}</span>
}
