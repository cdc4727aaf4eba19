import { BellOutlined, BookOutlined, FlagOutlined } from '@ant-design/icons'
import { useMemo, type CSSProperties } from 'react'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Change, Milestone } from '../../contract.ts'
import { placeIn, spanOf } from '../../rules.ts'
import type { Span } from '../../rules.ts'

const MARKS = { step: <FlagOutlined aria-hidden />, training: <BookOutlined aria-hidden />, announcement: <BellOutlined aria-hidden /> } as const
const percent = (of: number) => `${Math.round(of * 10_000) / 100}%`
const DAY_MS = 86_400_000

/** The days marked above the chart: each day of a short plan, Mondays of a longer one, the first of each month of a long one. */
function ticksOf({ from, days }: Span): { day: string; label: string }[] {
  const all = Array.from({ length: days }, (_, at) => new Date(Date.parse(`${from}T00:00:00Z`) + at * DAY_MS))
  const wanted = days <= 16 ? all.filter((_, at) => at % 2 === 0) : days <= 80 ? all.filter((day) => day.getUTCDay() === 1) : all.filter((day) => day.getUTCDate() === 1)
  const format = new Intl.DateTimeFormat(language(), days <= 80 ? { month: 'numeric', day: 'numeric', timeZone: 'UTC' } : { year: '2-digit', month: 'short', timeZone: 'UTC' })
  return wanted.map((day) => ({ day: day.toISOString().slice(0, 10), label: format.format(day) }))
}

/** The plan over its days: each part from its first to its last, today, the day it shall go live, and in red what is late and by how many days. */
export function Gantt({ of, open }: { of: Change; open: (milestone: Milestone) => void }) {
  const t = useT()
  const { company } = useSession()
  const today = dayIn(company.zone)
  const live = of.liveAt ? dayIn(company.zone, of.liveAt) : of.plannedOn
  const span = useMemo(() => spanOf(of.plan, today, live), [of.plan, today, live])
  const ticks = useMemo(() => ticksOf(span), [span])
  const at = (day: string): CSSProperties => ({ left: percent(placeIn(span, day)) })
  return (
    <div className="gantt" role="group" aria-label={t('process-change.chart')} style={{ '--gantt-rows': of.plan.length } as CSSProperties}>
      <div className="gantt-head num" aria-hidden><span /><div>{ticks.filter(({ day }) => placeIn(span, day) < .95).map(({ day, label }) => <span key={day} style={at(day)}>{label}</span>)}</div></div>
      <div className="gantt-lines" aria-hidden><span /><div>
        {ticks.map(({ day }) => <i key={day} style={at(day)} />)}
        <i className="gantt-live" data-edge={placeIn(span, live) > .75 || undefined} style={at(live)}><em>{t(of.liveAt ? 'process-change.gone-live' : 'process-change.goes-live')}</em></i>
        <i className="gantt-today" style={{ left: percent((placeIn(span, today) + placeIn(span, today, true)) / 2) }}><em>{t('process-change.today')}</em></i>
      </div></div>
      <ul>{of.plan.map((one) => <Row key={one.id} of={one} span={span} today={today} open={() => open(one)} />)}</ul>
    </div>
  )
}

function Row({ of, span, today, open }: { of: Milestone; span: Span; today: string; open: () => void }) {
  const t = useT()
  const from = placeIn(span, of.startsOn)
  const due = placeIn(span, of.dueOn, true)
  const late = of.lateDays > 0 ? placeIn(span, of.doneOn ?? today, true) : due
  const said = of.standing === 'late' ? t('process-change.late-by', { n: of.lateDays }) : of.standing === 'done-late' ? t('process-change.done-late-by', { n: of.lateDays }) : t(`process-change.standing.${of.standing}`)
  return (
    <li data-standing={of.standing}>
      <button type="button" onClick={open} aria-label={`${of.title}, ${of.owner.name}, ${of.startsOn} – ${of.dueOn}, ${said}`}>
        <span className="gantt-name"><span className="gantt-mark">{MARKS[of.sort]}</span><span className="clip">{of.title}</span><small className="clip">{of.owner.name}</small></span>
        <span className="gantt-track">
          <i className="gantt-bar" style={{ left: percent(from), width: percent(due - from) }} />
          {late > due ? <i className="gantt-late" style={{ left: percent(due), width: percent(late - due) }} /> : null}
          <em className="num" style={late > .72 ? { right: percent(1 - from) } : { left: percent(late) }}>{said}</em>
        </span>
      </button>
    </li>
  )
}
