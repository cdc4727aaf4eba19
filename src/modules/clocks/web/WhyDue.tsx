import './clocks.css'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import type { Words } from '../../../kernel/web/words.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import type { ClockSlice, CountingPart, Explanation } from '../contract.ts'
import { conditionText, durationText, nameIn, reasonText } from './clock-words.ts'
import type { FactWords } from './clock-words.ts'
import { DueBadge } from './DueBadge.tsx'

const plain: FactWords = { field: (name) => name, value: (_, value) => String(value) }

/** Why a deadline is when it is: its policy, its calendar, every stretch that counted or did not, every pause, one below the other. */
export function WhyDue({ explanation: { clock, parts }, facts = plain }: { explanation: Explanation; facts?: FactWords }) {
  const t = useT()
  const { company } = useSession()
  const counted = parts.reduce((sum, part) => part.kind === 'counting' ? sum + part.seconds : sum, 0)
  return (
    <section className="why" aria-label={`${nameIn(clock.name)}: ${t('clock.why')}`}>
      <header><h3>{nameIn(clock.name)}</h3><DueBadge clock={clock} /></header>
      <ol>
        <Mark tone="start" label={t('clock.why.started')} at={clock.startedAt} zone={company.zone} />
        {parts.map((part, n) => part.kind === 'pause'
          ? (
            <li key={n} data-kind="pause">
              <span className="num">{part.to ? `${moments(part.from, part.to, company.zone)}` : t('clock.why.since', { from: momentText(part.from, company.zone, 'short') })}</span>
              <span>{part.limit && part.to?.getTime() === part.limit.getTime() ? t('clock.why.pause-limit', { reason: reasonText(t, part.reason) }) : part.limit && !part.to ? t('clock.why.pause-until', { reason: reasonText(t, part.reason), at: momentText(part.limit, company.zone, 'full') }) : t('clock.why.pause', { reason: reasonText(t, part.reason) })}</span>
            </li>
          )
          : <Counting key={n} part={part} before={parts.slice(0, n).findLast((one) => one.kind === 'counting')} facts={facts} t={t} />)}
        {clock.dueAt
          ? <Mark tone={clock.breachedAt ? 'over' : 'due'} label={t('clock.why.due')} at={clock.dueAt} zone={company.zone} more={t('clock.why.sum', { span: durationText(t, counted) })} />
          : <li data-kind="mark" data-tone="due"><span>{t(clock.state === 'paused' ? 'clock.why.waiting' : clock.stoppedAt ? 'clock.met' : 'clock.why.no-due')}</span><b className="num">{counted > 0 ? t('clock.why.sum', { span: durationText(t, counted) }) : ''}</b></li>}
      </ol>
      {clock.stoppedAt ? <p className="why-end num" data-late={clock.breachedAt ? true : undefined}>{t(clock.breachedAt ? 'clock.why.stopped-late' : 'clock.why.met', { at: momentText(clock.stoppedAt, company.zone) })}</p> : null}
    </section>
  )
}

function Mark({ tone, label, at, zone, more }: { tone: 'start' | 'due' | 'over'; label: string; at: Date; zone: string; more?: string }) {
  return (
    <li data-kind="mark" data-tone={tone}>
      <time className="num" dateTime={at.toISOString()} title={`${momentText(at, zone, 'exact')} ${zone}`}>{momentText(at, zone, 'full')}</time>
      <span>{label}</span>
      {more ? <b className="num">{more}</b> : null}
    </li>
  )
}

function Counting({ part, before, facts, t }: { part: CountingPart; before: Explanation['parts'][number] | undefined; facts: FactWords; t: Words }) {
  const { policy, calendar } = part
  const same = before?.kind === 'counting' && before.policy.version === policy.version && before.policy.row === policy.row && before.calendar.version === calendar.version && before.calendar.key === calendar.key
  return (
    <>
      {same ? null : (
        <li data-kind="terms">
          <p>{t('clock.why.terms', { policy: nameIn(policy.name), version: policy.version, row: policy.row })}</p>
          <p>{policy.when === null ? t(policy.row === 1 ? 'clock.why.all' : 'clock.why.always') : conditionText(t, policy.when as Condition, facts)} → <strong>{t('clock.why.allows', { span: durationText(t, policy.seconds) })}</strong></p>
          <p>{t('clock.why.calendar', { calendar: nameIn(calendar.name), version: calendar.version, zone: calendar.zone })}</p>
        </li>
      )}
      {part.slices.map((slice) => {
        const open = slice.reason === 'open' || slice.reason === 'override-open' || (slice.reason === 'collapsed' && slice.seconds > 0)
        const what = t(`clock.why.${slice.reason}`)
        return (
          <li key={slice.from.getTime()} data-kind="slice" data-open={open || undefined}>
            <span className="num">{sliceText(slice, calendar.zone)}</span>
            <span>{slice.name ? t('clock.why.named', { what, name: nameIn(slice.name) }) : what}</span>
            {open ? <b className="num">+{durationText(t, slice.seconds)}</b> : null}
          </li>
        )
      })}
    </>
  )
}

const hour = (at: Date, zone: string) => momentText(at, zone, 'full').slice(11)
const day = (date: string) => date.slice(5)
/** Whole days by their dates, hours of one day by its hours. */
function sliceText({ from, to, firstDate, lastDate }: ClockSlice, zone: string): string {
  if (firstDate !== lastDate) return `${day(firstDate)} – ${day(lastDate)}`
  const end = hour(to, zone)
  return hour(from, zone) === '00:00' && end === '00:00' ? day(firstDate) : `${day(firstDate)} ${hour(from, zone)}–${end === '00:00' ? '24:00' : end}`
}
const moments = (from: Date, to: Date, zone: string) => {
  const [first, last] = [momentText(from, zone, 'full'), momentText(to, zone, 'full')]
  return first.slice(0, 10) === last.slice(0, 10) ? `${first.slice(5)}–${last.slice(11)}` : `${first.slice(5)} – ${last.slice(5)}`
}
