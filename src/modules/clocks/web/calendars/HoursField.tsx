import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { TimeRange } from '../../../../pure/worktime/index.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { nextRange, timeOf, wrongRanges } from './calendar-draft.ts'

const WHOLE: readonly TimeRange[] = [['00:00', '24:00']]

/** The hours of one day: any number of ranges, typed as people type times. `label` names the day to whoever hears the page. */
export function HoursField({ label, value, readOnly, change }: { label: string; value: readonly TimeRange[]; readOnly: boolean; change: (value: TimeRange[]) => void }) {
  const t = useT()
  const wrong = wrongRanges(value)
  const put = (at: number, edge: 0 | 1, time: string) => change(value.map((range, other): TimeRange => other === at ? edge === 0 ? [time, range[1]] : [range[0], time] : range))
  const more = nextRange(value)
  return (
    <span className="hours-field">
      {value.length ? null : <span className="hours-closed quiet">{t('calendar.closed')}</span>}
      {value.map(([from, to], at) => (
        <span key={at} className="hours-range">
          <TimeInput label={`${label} · ${t('calendar.range-from', { n: at + 1 })}`} value={from} wrong={wrong.has(at)} readOnly={readOnly} change={(time) => put(at, 0, time)} />
          <i aria-hidden>–</i>
          <TimeInput label={`${label} · ${t('calendar.range-to', { n: at + 1 })}`} value={to} wrong={wrong.has(at)} readOnly={readOnly} change={(time) => put(at, 1, time)} />
          {readOnly ? null : <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t('calendar.drop-range', { day: label, n: at + 1 })} onClick={() => change(value.filter((_, other) => other !== at))} />}
        </span>
      ))}
      {readOnly || !more ? null : <Button type="text" size="small" icon={<PlusOutlined aria-hidden />} aria-label={t('calendar.add-range', { day: label })} title={t('calendar.add-range', { day: label })} onClick={() => change([...value, more])} />}
      {readOnly || value.length ? null : <Button type="link" size="small" onClick={() => change([...WHOLE])}>{t('calendar.whole-day')}</Button>}
    </span>
  )
}

function TimeInput({ label, value, wrong, readOnly, change }: { label: string; value: string; wrong: boolean; readOnly: boolean; change: (time: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null)
  const settle = () => {
    const time = typed === null ? null : timeOf(typed)
    if (time !== null && time !== value) change(time)
    setTyped(null)
  }
  return <Input className="num" value={typed ?? value} readOnly={readOnly} inputMode="numeric" maxLength={5} aria-label={label} status={wrong ? 'error' : ''} onFocus={(event) => event.target.select()} onChange={(event) => setTyped(event.target.value)} onBlur={settle} onPressEnter={settle} />
}
