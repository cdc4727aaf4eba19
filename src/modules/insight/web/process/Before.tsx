import { DatePicker, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { useMemo, useState } from 'react'
import { type Change, compareLogs, prepareLog, type ProcessEvent } from '../../../../pure/process/index.ts'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { durationText, numberText, shareText } from './duration-text.ts'
import { judgedEvents, type OpenLog } from './open-log.ts'

const DAY_MS = 86_400_000
const LENGTHS = [7, 14, 30, 60, 90] as const
const timeOf = (at: ProcessEvent['at']): number => (typeof at === 'number' ? at : new Date(at).getTime())

/** Whether a change shows: cases begun in as many days before a day as after it, each figure with its difference and whether chance would do the same. */
export function Before({ events, log }: { events: readonly ProcessEvent[]; log: OpenLog }) {
  const t = useT()
  const { company } = useSession()
  const begins = useMemo(() => {
    const found = new Map<string, number>()
    for (const { caseId, at } of events) found.set(caseId, Math.min(found.get(caseId) ?? Infinity, timeOf(at)))
    return found
  }, [events])
  const [first, last] = useMemo(() => [Math.min(...begins.values()), Math.max(...begins.values())], [begins])
  const versions = log.versions.filter(({ from }) => from > dayIn(company.zone, new Date(first)))
  const [day, setDay] = useState<string>(() => versions[0]?.from ?? dayIn(company.zone, new Date((first + last) / 2)))
  const [length, setLength] = useState<number>(30)
  const parts = useMemo(() => {
    const [before, after]: [ProcessEvent[], ProcessEvent[]] = [[], []]
    const days = new Map([...begins].map(([id, at]) => [id, Math.round((Date.parse(`${dayIn(company.zone, new Date(at))}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / DAY_MS)]))
    for (const event of events) {
      const since = days.get(event.caseId)!
      if (since >= -length && since < 0) before.push(event)
      else if (since >= 0 && since < length) after.push(event)
    }
    return { before, after }
  }, [events, begins, day, length, company.zone])
  const found = useMemo(() => {
    if (!parts.before.length || !parts.after.length) return null
    const whole = compareLogs(prepareLog(parts.before), prepareLog(parts.after))
    const [judgedBefore, judgedAfter] = [judgedEvents(log, parts.before), judgedEvents(log, parts.after)]
    const conforming = log.model && judgedBefore.length && judgedAfter.length ? compareLogs(judgedBefore, judgedAfter, { flow: log.model.flow }).conforming : undefined
    return { ...whole, conforming }
  }, [parts, log])
  const rate = (log.hourlyCost ?? 0) / 3_600
  const cost: Change | null = found?.touch && rate ? { ...found.touch, before: found.touch.before * rate, after: found.touch.after * rate, difference: found.touch.difference * rate } : null
  const time = (seconds: number) => durationText(t, seconds)
  return (
    <section className="process-part">
      <div className="process-tools">
        {versions.length ? <Select size="small" aria-label={t('process.version')} placeholder={t('process.version')} value={versions.find(({ from }) => from === day)?.version ?? null} options={versions.map((one) => ({ value: one.version, label: `v${one.version} · ${one.from}` }))} onChange={(version) => setDay(versions.find((one) => one.version === version)?.from ?? day)} /> : null}
        <DatePicker size="small" aria-label={t('process.change-day')} allowClear={false} value={dayjs(day)} onChange={(to) => { if (to) setDay(to.format('YYYY-MM-DD')) }} />
        <Segmented size="small" aria-label={t('process.window')} value={length} onChange={setLength} options={LENGTHS.map((days) => ({ value: days, label: t('process.days', { n: days }) }))} />
      </div>
      {!found ? <p className="quiet">{t('process.no-comparison')}</p> : (
        <>
          <p className="quiet num process-hint">{t('process.compared', { days: length, before: numberText(found.n.before), after: numberText(found.n.after) })}</p>
          <div className="process-scroll" tabIndex={0} role="region" aria-label={t('process.compare')}>
            <table className="process-table num">
              <thead><tr><th>{t('process.figure')}</th><th>{t('process.before')}</th><th>{t('process.after')}</th><th>Δ</th><th>p</th></tr></thead>
              <tbody>
                <Line name={t('process.case-time')} of={found.duration} text={time} />
                <Line name={t('process.steps-per-case')} of={found.eventsPerCase} text={(n) => numberText(n, 1)} />
                {found.touch ? <Line name={t('process.work-per-case')} of={found.touch} text={time} /> : null}
                {cost ? <Line name={t('process.cost-per-case')} of={cost} text={(money) => numberText(money, 2)} /> : null}
                <Line name={t('process.cases-with-rework')} of={found.rework} text={shareText} points />
                <Line name={t('process.cases-handed')} of={found.handover} text={shareText} points />
                {found.conforming ? <Line name={t('process.fitting')} of={found.conforming} text={shareText} points higher /> : null}
              </tbody>
            </table>
          </div>
          {!cost ? <p className="quiet process-hint">{t(found.touch ? 'process.no-cost-rate' : 'process.no-work-known')}</p> : null}
          <h3>{t('process.stretches')}</h3>
          <div className="process-scroll" tabIndex={0} role="region" aria-label={t('process.stretches')}>
            <table className="process-table num">
              <thead><tr><th>{t('process.stretch')}</th><th>{t('process.before')}</th><th>{t('process.after')}</th><th>Δ</th><th>p</th></tr></thead>
              <tbody>{found.stretches.slice(0, 12).map((one) => <Line key={`${one.from}\u0001${one.to}`} name={`${log.activityName(one.from)} → ${log.activityName(one.to)}`} of={one} text={time} n={[one.countBefore, one.countAfter]} />)}</tbody>
            </table>
          </div>
          <p className="quiet process-hint">{t('process.compare-limits')}</p>
        </>
      )}
    </section>
  )
}

function Line({ name, of, text, points, higher, n }: { name: string; of: Change; text: (value: number) => string; /** A difference of shares is said in percentage points. */ points?: true; /** More is better. */ higher?: true; n?: readonly [number, number] }) {
  const t = useT()
  const tone = of.significant ? (of.difference < 0) !== (higher ?? false) ? 'good' : 'bad' : undefined
  const shown = points ? t('process.points', { n: numberText(of.difference * 100, 1) }) : text(Math.abs(of.difference))
  return (
    <tr>
      <th scope="row">{name}{n ? <small className="quiet"> n = {numberText(n[0])} / {numberText(n[1])}</small> : null}</th><td>{text(of.before)}</td><td>{text(of.after)}</td>
      <td data-tone={tone}>{Number.isFinite(of.difference) ? points ? `${of.difference > 0 ? '+' : ''}${shown}` : `${of.difference > 0 ? '+' : of.difference < 0 ? '−' : ''}${shown}` : '–'}</td>
      <td>{Number.isFinite(of.p) ? of.p < .001 ? '< 0.001' : numberText(of.p, 3) : '–'}{of.significant ? <span className="process-sure" title={t('process.significant')}>*<span className="unseen">{t('process.significant')}</span></span> : null}</td>
    </tr>
  )
}
