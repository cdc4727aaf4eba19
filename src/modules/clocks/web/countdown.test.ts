import { expect, test } from 'vitest'
import type { Clock } from '../contract.ts'
import { lookOf, spanOf } from './countdown.ts'

const at = (text: string) => new Date(`2026-03-02T${text}Z`)
const clock: Clock = { id: '', key: 'solution', name: { zh: '解决', en: 'Solution' }, state: 'running', startedAt: at('08:00:00'), dueAt: at('12:00:00'), warnAt: at('11:00:00'), remainingSeconds: null, pauseReason: null, breachedAt: null, stoppedAt: null }
const look = (change: Partial<Clock>, now: string) => {
  const { tone, word, span } = lookOf({ ...clock, ...change }, at(now).getTime())
  return [tone, word, span && [span.key, span.days, span.hours, span.minutes, span.seconds].join(' ')]
}

test('a page that stays open turns amber, then red, by the moments alone', () => {
  expect(look({}, '10:59:59')).toEqual(['calm', 'left', 'hours 0 1 0 1'])
  expect(look({}, '11:00:00')).toEqual(['near', 'left', 'hours 0 1 0 0'])
  expect(look({}, '11:59:59')).toEqual(['near', 'left', 'clock 0 0 0 1'])
  expect(look({}, '12:00:00')).toEqual(['near', 'left', 'clock 0 0 0 0'])
  expect(look({}, '12:00:01')).toEqual(['over', 'over', 'clock 0 0 0 1'])
})
test('the last second is counted until it is over', () => {
  expect(look({}, '11:59:59.001')[2]).toBe('clock 0 0 0 1')
})
test('a clock that waits, has stopped or never comes counts nothing', () => {
  expect(look({ state: 'paused', dueAt: null, warnAt: null, pauseReason: 'waiting-customer' }, '13:00:00')).toEqual(['quiet', 'paused', null])
  expect(look({ state: 'met', stoppedAt: at('09:00:00') }, '13:00:00')).toEqual(['quiet', 'met', null])
  expect(look({ state: 'stopped-late', stoppedAt: at('12:30:00') }, '13:00:00')).toEqual(['late', 'stopped-late', null])
  expect(look({ state: 'no-working-time', dueAt: null, warnAt: null }, '13:00:00')).toEqual(['over', 'no-working-time', null])
})
test('long spans are told in days from two days on', () => {
  expect(spanOf(47 * 3600)).toMatchObject({ key: 'hours', hours: 47 })
  expect(spanOf(51.9 * 3600)).toMatchObject({ key: 'days', days: 2, hours: 3 })
})
