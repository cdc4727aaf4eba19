import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { DatePicker, Segmented } from 'antd'
import dayjs from 'dayjs'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { inquiry } from '../../inquiry/contract.ts'
import { relativeText } from '../../rules.ts'
import type { MetricSummary } from '../../contract.ts'
import { figureText } from './figure-text.ts'
import { named } from './named.ts'

/** What was before a day and what came after it, such as the day on which quality control began. */
export function BeforeAfterView({ of, date, days, today, set }: { of: MetricSummary; date: string; days: number; today: string; set: (patch: Record<string, string>) => void }) {
  const t = useT()
  const found = useQuery({ ...query(inquiry.contrast, { params: { key: of.key }, query: { date, days } as never }), placeholderData: keepPreviousData, staleTime: 30_000 })
  const say = (value: number | null) => figureText(language(), of.unit, value)
  const told = found.data
  return (
    <section className="figure-section" aria-label={t('metric.before-after')}>
      <header>
        <h2>{t('metric.before-after')}</h2>
        <div>
          <DatePicker aria-label={t('metric.turning-day')} allowClear={false} value={dayjs(date)} maxDate={dayjs(today)} onChange={(day: dayjs.Dayjs | null) => { if (day) set({ date: day.format('YYYY-MM-DD') }) }} />
          <Segmented aria-label={t('metric.on-either-side')} value={String(days)} onChange={(value) => set({ days: value })} options={[7, 30, 90, 180].map((n) => ({ value: String(n), label: t('metric.days', { n }) }))} />
        </div>
      </header>
      {found.isError && !told ? <Fault error={found.error} again={() => void found.refetch()} /> : !told ? <span className="grey" style={{ height: 120 }} /> : (
        <>
          <div className="figure-pair num">
            {[told.a, told.b].map((side) => <div key={side.from}><small>{named(side.name)}</small><strong>{say(side.value)}</strong><small>{side.from} – {side.to} · {t('metric.of-records', { n: side.n.toLocaleString(language()) })}</small></div>)}
            <div><small>{t('metric.change')}</small><strong>{told.relative === null ? '–' : relativeText(language(), told.relative)}</strong><small>{t(told.real === null ? 'metric.change.untested' : told.real ? 'metric.change.real' : 'metric.change.chance')}</small></div>
          </div>
          <p className="figure-sentence">{named(told.sentence)}</p>
          <p className="figure-note">{t('metric.before-after-note')}</p>
        </>
      )}
    </section>
  )
}
