import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { weekdays } from '../../../../pure/worktime/index.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { nameIn } from '../clock-words.ts'
import type { CalendarDraft } from './calendar-draft.ts'
import { daysAfter, daysBetween, hoursOn, monthsOf, weekdayOf } from './calendar-draft.ts'
import { hoursText } from './hours-text.ts'

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** A year of days, open and closed. Days are chosen by click, more of them with shift; arrows walk, shift and an arrow choose more. */
export function YearDays({ draft, year, turn, chosen, choose }: { draft: CalendarDraft; year: number; turn: (year: number) => void; chosen: readonly string[]; choose: (days: string[]) => void }) {
  const t = useT()
  const [anchor, setAnchor] = useState<string | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const months = monthsOf(year)
  const marked = new Set(chosen)
  const [first] = months[0]?.days ?? []
  const reachable = chosen.findLast((date) => date.startsWith(`${year}-`)) ?? first
  const take = (date: string, far: boolean) => {
    choose(far && anchor ? daysBetween(anchor, date) : [date])
    if (!far || !anchor) setAnchor(date)
  }
  const walk = (date: string, far: boolean) => {
    if (!date.startsWith(`${year}-`)) return
    take(date, far)
    grid.current?.querySelector<HTMLButtonElement>(`[data-day="${date}"]`)?.focus()
  }
  return (
    <section className="calendar-year" aria-label={t('calendar.year')}>
      <header>
        <h2>{t('calendar.year')}</h2>
        <span className="calendar-turn">
          <Button type="text" size="small" icon={<LeftOutlined aria-hidden />} aria-label={t('calendar.year-before')} onClick={() => turn(year - 1)} />
          <strong className="num">{year}</strong>
          <Button type="text" size="small" icon={<RightOutlined aria-hidden />} aria-label={t('calendar.year-after')} onClick={() => turn(year + 1)} />
        </span>
        <ul className="calendar-legend" aria-hidden>{(['open', 'closed', 'extra', 'off'] as const).map((kind) => <li key={kind}><i data-kind={kind} />{t(`calendar.legend.${kind}`)}</li>)}</ul>
      </header>
      <div className="calendar-months" ref={grid}>{months.map(({ month, before, days }) => (
        <div key={month} className="calendar-month" role="group" aria-label={t('calendar.month-of', { year, month: t(`calendar.month.${month}`) })}>
          <h3>{t(`calendar.month.${month}`)}</h3>
          <div className="calendar-grid">
            {weekdays.map((day) => <small key={day} aria-hidden>{t(`calendar.letter.${day}`)}</small>)}
            {before ? <span style={{ gridColumn: `span ${before}` }} /> : null}
            {days.map((date) => {
              const { ranges, own } = hoursOn(draft, date)
              const kind = own ? ranges.length ? 'extra' : 'off' : ranges.length ? 'open' : 'closed'
              const said = [date, t(`calendar.day.${weekdayOf(date)}`), own?.name ? nameIn(own.name) : null, hoursText(t, ranges)].filter(Boolean).join(' ')
              return (
                <button key={date} type="button" data-day={date} data-kind={kind} className="num" aria-pressed={marked.has(date)} aria-label={said} title={said} tabIndex={date === reachable ? 0 : -1}
                  onClick={(event) => take(date, event.shiftKey)} onKeyDown={(event) => { const step = STEPS[event.key]; if (step !== undefined) { event.preventDefault(); walk(daysAfter(date, step), event.shiftKey) } }}>{Number(date.slice(8))}</button>
              )
            })}
          </div>
        </div>
      ))}</div>
    </section>
  )
}
