import type { TimeRange } from '../../../../pure/worktime/index.ts'
import { weekdays } from '../../../../pure/worktime/index.ts'
import type { Words } from '../../../../kernel/web/words.ts'
import type { CalendarDraft } from './calendar-draft.ts'

/** `09:00–12:00、13:30–18:00`, a whole day, or closed. */
export const hoursText = (t: Words, ranges: readonly TimeRange[]): string => !ranges.length ? t('calendar.closed')
  : ranges.length === 1 && ranges[0]?.[0] === '00:00' && ranges[0][1] === '24:00' ? t('calendar.whole-day') : ranges.map(([from, to]) => `${from}–${to}`).join(t('condition.comma'))

/** A week in one line: days in a row with the same hours told together, closed days not at all. */
export function weekText(t: Words, weekly: CalendarDraft['weekly']): string {
  const runs: { first: number; last: number; hours: string }[] = []
  for (const [at, day] of weekdays.entries()) {
    if (!weekly[day].length) continue
    const hours = hoursText(t, weekly[day])
    const run = runs.at(-1)
    if (run && run.last === at - 1 && run.hours === hours) run.last = at
    else runs.push({ first: at, last: at, hours })
  }
  const named = (at: number) => t(`calendar.day.${weekdays[at] as string}`)
  return runs.map(({ first, last, hours }) => `${first === last ? named(first) : t('calendar.days-run', { first: named(first), last: named(last) })} ${hours}`).join(t('calendar.semicolon')) || t('calendar.never-open')
}
