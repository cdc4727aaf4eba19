import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { inquiry } from '../../inquiry/contract.ts'
import type { MetricSummary } from '../../contract.ts'
import { ControlChart } from './ControlChart.tsx'
import { figureText } from './figure-text.ts'
import { named } from './named.ts'

/** Whether the process is steady, and whether those who work in it work alike. */
export function SteadyView({ of, window, every, set }: { of: MetricSummary; window: { from: string; to: string }; every: 'day' | 'week'; set: (every: 'day' | 'week') => void }) {
  const t = useT()
  const found = useQuery({ ...query(inquiry.control, { params: { key: of.key }, query: { ...window, every } }), placeholderData: keepPreviousData, staleTime: 30_000 })
  const by = ['handlerId', 'agentId', 'firstResponderId', 'madeBy'].find((field) => of.by.some((one) => one.field === field))
  return (
    <>
      <section className="figure-section" aria-label={t('metric.control')}>
        <header><h2>{t('metric.control')}{found.data ? <span className="quiet"> {t(`metric.control-chart.${found.data.chart}`)}</span> : null}</h2><div><Segmented value={every} onChange={set} options={(['day', 'week'] as const).map((one) => ({ value: one, label: t(`metric.every.${one}`) }))} aria-label={t('metric.every')} /></div></header>
        {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <span className="grey" style={{ height: 240 }} /> : (
          <>
            <p className="figure-sentence" style={{ marginBottom: 12 }}>{named(found.data.sentence)}</p>
            <ControlChart of={found.data} label={t('metric.control-label', { name: named(of.name) })} />
            <p className="figure-note">{t('metric.control-note')}</p>
          </>
        )}
      </section>
      {by && of.counts !== 'records' ? <SpreadCard of={of} window={window} by={by} /> : null}
    </>
  )
}

function SpreadCard({ of, window, by }: { of: MetricSummary; window: { from: string; to: string }; by: string }) {
  const t = useT()
  const found = useQuery({ ...query(inquiry.spread, { params: { key: of.key }, query: { ...window, by } }), placeholderData: keepPreviousData, staleTime: 30_000 })
  const { data } = found
  if (found.isError) return <Fault error={found.error} again={() => void found.refetch()} />
  const share = data?.share
  return (
    <section className="figure-section" aria-label={t('metric.spread')}>
      <header><h2>{t('metric.spread')}</h2></header>
      {!data ? <span className="grey" style={{ height: 90 }} /> : (
        <>
          <p className="figure-sentence">{named(data.sentence)}</p>
          {share === null || share === undefined ? null : (
            <div className="figure-pair num">
              <div><small>{t('metric.spread-share')}</small><strong>{new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(share * 100)}%</strong><small>{t('metric.spread-groups', { groups: data.groups, n: data.n.toLocaleString(language()) })}</small></div>
              <div><small>{t('metric.spread-between')}</small><strong>{figureText(language(), of.unit, data.between)}</strong><small>{t('metric.standard-deviation')}</small></div>
              <div><small>{t('metric.spread-within')}</small><strong>{figureText(language(), of.unit, data.within)}</strong><small>{t('metric.standard-deviation')}</small></div>
            </div>
          )}
        </>
      )}
    </section>
  )
}
