import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { metrics } from '../../contract.ts'
import type { MetricSummary } from '../../contract.ts'
import { figureText, shownText } from './figure-text.ts'
import { groupName } from './group-name.ts'
import { named } from './named.ts'

const FIRST_SHOWN = 12

/** The metric group by group; pressing a bar narrows the whole page to it. */
export function Breakdown({ of, window, divide, part, choose }: { of: MetricSummary; window: { from: string; to: string }; divide: string; part: { by: string; group: string } | null; choose: (patch: Record<string, string>) => void }) {
  const t = useT()
  const [isWhole, setIsWhole] = useState(false)
  const found = useQuery({ ...query(metrics.value, { params: { key: of.key }, query: { ...window, by: divide } }), placeholderData: keepPreviousData, staleTime: 30_000 })
  const field = of.by.find((one) => one.field === divide)!
  const groups = found.data?.groups ?? []
  const shown = isWhole ? groups : groups.slice(0, FIRST_SHOWN)
  const most = Math.max(1e-9, ...shown.flatMap(({ value, interval, few }) => few ? [] : [Math.abs(value ?? 0), of.unit === 'percent' ? 0 : Math.abs(interval?.upper ?? 0)]))
  const full = of.unit === 'percent' ? 100 : most
  const share = (value: number) => `${Math.min(100, Math.max(0, Math.abs(value) / full * 100))}%`
  const say = (value: number | null) => figureText(language(), of.unit, value)
  return (
    <section className="figure-section" aria-label={t('metric.breakdown')}>
      <header><h2>{t('metric.breakdown')}</h2><div><Select aria-label={t('metric.divide-by')} value={divide} popupMatchSelectWidth={false} style={{ minWidth: 120 }} onChange={(to) => { setIsWhole(false); choose({ divide: to }) }} options={of.by.map((one) => ({ value: one.field, label: named(one.name) }))} /></div></header>
      {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} />
        : !found.data ? <span className="grey" style={{ height: 120 }} />
        : groups.length === 0 ? <p className="figure-note">{t('metric.no-series')}</p> : (
          <div className="figure-bars num" role="group" aria-label={named(field.name)}>
            {shown.map((one) => {
              const name = groupName(t, field, one)
              const isChosen = part?.by === divide && part.group === (one.group ?? 'none')
              return (
                <button key={one.group ?? ''} type="button" className="figure-bar" aria-pressed={isChosen} onClick={() => choose(isChosen ? { by: undefined as never, group: undefined as never } : { divide, by: divide, group: one.group ?? 'none' })}
                  title={one.interval ? t('metric.interval', { lower: say(one.interval.lower), upper: say(one.interval.upper) }) : undefined}>
                  <span className="clip">{name}</span>
                  <span className="figure-bar-ground" aria-hidden>{one.value === null || one.few ? null : <i style={{ width: share(one.value) }} />}{one.interval && !one.few && of.unit !== 'points' ? <b style={{ left: share(one.interval.lower), width: `calc(${share(one.interval.upper)} - ${share(one.interval.lower)})` }} /> : null}</span>
                  <span className="figure-bar-value" data-few={one.few}>{shownText(t, language(), of.unit, one)}</span>
                  {of.unit === 'count' ? null : <span className="figure-bar-n">{t('metric.n-is', { n: one.n.toLocaleString(language()) })}</span>}
                </button>
              )
            })}
          </div>
        )}
      {groups.length > FIRST_SHOWN && !isWhole ? <Button type="link" size="small" onClick={() => setIsWhole(true)}>{t('metric.all-groups', { n: groups.length })}</Button> : null}
    </section>
  )
}
