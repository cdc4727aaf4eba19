import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCalendar, workingBetween } from '../../pure/worktime/index.ts'
import type { Calendar, TimeRange } from '../../pure/worktime/index.ts'
import { standard } from './definitions/standard.ts'
import { partsOf } from './explanation.ts'
import type { Terms, Turn } from './rules.ts'
import { advance, begin, breachOf, nextRing, pastLimit, pauseEndsAt, remainingSeconds, replay, stateOf, warnedFrom, warningsOf } from './rules.ts'

const day: TimeRange[] = [['09:00', '18:00']]
const week = { mon: day, tue: day, wed: day, thu: day, fri: day }
const office = createCalendar({ zone: 'Asia/Shanghai', weekly: week })
const china = createCalendar({ zone: 'Asia/Shanghai', weekly: week, overrides: standard.overrides.map(({ date, ranges, name }) => ({ date, ranges, name: name?.zh ?? '' })) })
const everyDay = (zone: string): Calendar => { const all: TimeRange[] = [['00:00', '24:00']]; return createCalendar({ zone, weekly: { mon: all, tue: all, wed: all, thu: all, fri: all, sat: all, sun: all } }) }
const never = createCalendar({ zone: 'UTC', weekly: {} })

const at = (text: string) => new Date(`${text}+08:00`)
const H = 3600
const start = (text: string, terms: Terms): Turn => ({ kind: 'start', at: at(text), terms })
const pause = (text: string, reason = 'waiting-customer'): Turn => ({ kind: 'pause', at: at(text), reason })
const resume = (text: string): Turn => ({ kind: 'resume', at: at(text) })
const stop = (text: string): Turn => ({ kind: 'stop', at: at(text) })
const due = (...turns: Turn[]) => replay(turns).standing.dueAt
const stateAt = (now: string, ...turns: Turn[]) => (({ standing, terms }) => stateOf(standing, terms, at(now)))(replay(turns))

describe('due', () => {
  const terms = { calendar: china, seconds: 4 * H }
  test('four working hours from 16:00 on the last workday before Spring Festival end on the make-up Saturday', () => {
    expect(due(start('2026-02-13T16:00', terms))).toEqual(at('2026-02-14T11:00'))
  })
  test('a case opened in the holiday starts to count on the first morning after it', () => {
    expect(due(start('2026-02-18T12:00', terms))).toEqual(at('2026-02-24T13:00'))
  })
  test('a target used up on closing time is due on closing time', () => {
    expect(due(start('2026-03-02T14:00', terms))).toEqual(at('2026-03-02T18:00'))
  })
  test('around the clock a day may end at 24:00, have 23 hours or 25', () => {
    const day = { calendar: everyDay('Europe/Berlin'), seconds: 24 * H }
    const from = (text: string) => replay([{ kind: 'start', at: new Date(text), terms: day }]).standing.dueAt?.toISOString()
    expect(from('2026-03-28T23:00:00Z')).toBe('2026-03-29T23:00:00.000Z')
    expect(workingBetween(day.calendar, new Date('2026-03-28T23:00:00Z'), new Date('2026-03-29T22:00:00Z'))).toBe(23 * H)
    expect(from('2026-10-24T22:00:00Z')).toBe('2026-10-25T22:00:00.000Z')
    const untilMidnight = { calendar: createCalendar({ zone: 'Asia/Shanghai', weekly: { mon: [['20:00', '24:00']], tue: [['00:00', '02:00']] } }), seconds: 4 * H }
    expect(due(start('2026-03-02T20:00', untilMidnight))).toEqual(at('2026-03-03T00:00'))
    expect(due(start('2026-03-02T21:00', untilMidnight))).toEqual(at('2026-03-03T01:00'))
  })
  test('without any working time there is no due moment, and it says so', () => {
    const turns = [start('2026-03-02T10:00', { calendar: never, seconds: H })]
    expect(due(...turns)).toBeNull()
    expect(stateAt('2036-03-02T10:00', ...turns)).toBe('no-working-time')
    expect(due(...turns, { kind: 'revise', at: at('2026-03-02T11:00'), terms: { calendar: office, seconds: H } })).toEqual(at('2026-03-02T12:00'))
  })
  test('a deadline further than a century counts as never, and says so at once', () => {
    const sliver = createCalendar({ zone: 'UTC', weekly: { mon: [['09:00', '09:00:01']] } })
    expect(due(start('2026-03-02T10:00', { calendar: sliver, seconds: 31_622_400 }))).toBeNull()
  })
})

describe('pause', () => {
  const terms = { calendar: office, seconds: 4 * H }
  test('keeps what is left, over a night and a weekend', () => {
    const turns = [start('2026-03-06T15:00', terms), pause('2026-03-06T17:00')]
    expect(replay(turns).standing).toMatchObject({ dueAt: null, usedSeconds: 2 * H })
    expect(stateAt('2026-03-09T08:00', ...turns)).toBe('paused')
    expect(due(...turns, resume('2026-03-10T10:00'))).toEqual(at('2026-03-10T12:00'))
  })
  test('outside working hours it moves nothing', () => {
    const turns = [start('2026-03-06T17:00', terms)]
    expect(due(...turns, pause('2026-03-06T19:00'), resume('2026-03-08T10:00'))).toEqual(due(...turns))
  })
  test('a second pause for another reason is told, for the same one it is nothing; what runs is not resumed', () => {
    const paused = replay([start('2026-03-06T10:00', terms), pause('2026-03-06T11:00')]).standing
    expect(advance(paused, terms, pause('2026-03-06T11:30'))).toBe(paused)
    expect(advance(paused, terms, pause('2026-03-06T11:30', 'waiting-third'))).toMatchObject({ pauseReason: 'waiting-third', usedSeconds: H })
    const running = replay([start('2026-03-06T10:00', terms)]).standing
    expect(advance(running, terms, resume('2026-03-06T11:00'))).toBe(running)
  })
  test('a clock may stop while it waits, and is met', () => {
    expect(stateAt('2027-01-01T00:00', start('2026-03-06T10:00', terms), pause('2026-03-06T11:00'), stop('2026-05-01T10:00'))).toBe('met')
  })
})

describe('breach', () => {
  const terms = { calendar: office, seconds: H }
  const turns = [start('2026-03-06T10:00', terms)]
  test('a stop at exactly the due moment is in time, a millisecond later it is late', () => {
    expect(stateAt('2026-03-06T11:00', ...turns)).toBe('running')
    expect(stateAt('2026-03-06T11:00:00.001', ...turns)).toBe('breached')
    expect(stateAt('2030-01-01T00:00', ...turns, stop('2026-03-06T11:00'))).toBe('met')
    expect(stateAt('2030-01-01T00:00', ...turns, stop('2026-03-06T11:00:00.001'))).toBe('stopped-late')
  })
  test('is permanent: neither a pause nor longer terms after it take it back, and it runs until it is stopped', () => {
    const late = [...turns, pause('2026-03-06T12:00'), resume('2026-03-06T13:00'), { kind: 'revise', at: at('2026-03-06T13:00'), terms: { calendar: office, seconds: 100 * H } } as const]
    expect(stateAt('2026-03-06T14:00', ...late)).toBe('breached')
    expect(breachOf(replay(late).standing, at('2026-03-06T14:00'))).toEqual(at('2026-03-06T11:00'))
    const { standing } = replay([...late, stop('2026-03-06T15:00')])
    expect(stateOf(standing, terms, at('2027-01-01T00:00'))).toBe('stopped-late')
    expect(standing).toMatchObject({ dueAt: at('2026-03-06T11:00'), usedSeconds: 4 * H })
  })
  test('after the stop nothing turns it', () => {
    const { standing } = replay([...turns, stop('2026-03-06T10:30')])
    for (const turn of [pause('2026-03-07T10:00'), resume('2026-03-07T10:00'), stop('2026-03-07T10:00')]) expect(advance(standing, terms, turn)).toBe(standing)
  })
})

describe('revision', () => {
  const four = { calendar: office, seconds: 4 * H }
  test('what was counted stays counted under the new terms', () => {
    const turns = [start('2026-03-06T09:00', four), { kind: 'revise', at: at('2026-03-06T11:00'), terms: { calendar: everyDay('Asia/Shanghai'), seconds: 8 * H } } as const]
    expect(due(...turns)).toEqual(at('2026-03-06T17:00'))
  })
  test('a target that is used up already is due at once, not in the past; there and back again forgets nothing', () => {
    const shorter = [start('2026-03-06T09:00', four), { kind: 'revise', at: at('2026-03-06T12:00'), terms: { calendar: office, seconds: H } } as const]
    expect(due(...shorter)).toEqual(at('2026-03-06T12:00'))
    expect(stateAt('2026-03-06T12:00', ...shorter)).toBe('running')
    expect(due(...shorter, { kind: 'revise', at: at('2026-03-06T12:00'), terms: four })).toEqual(at('2026-03-06T13:00'))
  })
  test('a clock that waits takes the new terms on when it goes on', () => {
    const turns = [start('2026-03-06T09:00', four), pause('2026-03-06T10:00'), { kind: 'revise', at: at('2026-03-06T11:00'), terms: { calendar: office, seconds: 2 * H } } as const]
    expect(due(...turns)).toBeNull()
    expect(due(...turns, resume('2026-03-06T15:00'))).toEqual(at('2026-03-06T16:00'))
  })
})

describe('the bell', () => {
  const terms = { calendar: office, seconds: 4 * H }
  const { standing } = replay([start('2026-03-06T15:00', terms)])
  test('warns so many working seconds before, then tells the due moment', () => {
    expect(warningsOf(standing, terms, [H, 3 * H, 9 * H])).toEqual([at('2026-03-06T16:00'), at('2026-03-06T18:00')])
    const rings = [standing.startedAt, at('2026-03-06T16:00:00.001'), at('2026-03-06T18:00:00.001')].map((from) => nextRing(standing, terms, [H, 3 * H], from))
    expect(rings).toEqual([at('2026-03-06T16:00'), at('2026-03-06T18:00'), at('2026-03-09T10:00')])
    expect(warnedFrom(standing, terms, [H, 3 * H])).toEqual(at('2026-03-06T16:00'))
  })
  test('is silent while the clock waits or has stopped', () => {
    for (const turn of [pause('2026-03-06T16:00'), stop('2026-03-06T16:00')]) expect(nextRing(advance(standing, terms, turn), terms, [H], at('2026-03-06T16:00'))).toBeNull()
  })
})

test('turns out of order, a clock without a start and a start that is no date are refused', () => {
  const terms = { calendar: office, seconds: H }
  expect(() => replay([start('2026-03-06T10:00', terms), stop('2026-03-06T09:59')])).toThrow(RangeError)
  expect(() => replay([stop('2026-03-06T09:59')])).toThrow(RangeError)
  expect(() => begin(terms, new Date(Number.NaN))).toThrow(RangeError)
})

const moment = fc.integer({ min: 0, max: 40 * 86_400 }).map((seconds) => new Date(Date.UTC(2026, 1, 1) + seconds * 1000))
const anyTerms = fc.record({ calendar: fc.constantFrom(office, china, everyDay('Europe/Berlin'), everyDay('Asia/Shanghai')), seconds: fc.integer({ min: 1, max: 200 * H }) })

describe('for all clocks', () => {
  test('a later start or a longer target is never due earlier', () => {
    fc.assert(fc.property(anyTerms, moment, moment, fc.nat(50 * H), (terms, a, b, more) => {
      const [first, second] = a < b ? [a, b] : [b, a]
      const early = begin(terms, first).dueAt as Date
      expect((begin(terms, second).dueAt as Date) >= early).toBe(true)
      expect((begin({ ...terms, seconds: terms.seconds + more }, first).dueAt as Date) >= early).toBe(true)
    }))
  })
  test('a pause of p working seconds moves the due moment by exactly p working seconds', () => {
    fc.assert(fc.property(anyTerms, fc.array(moment, { minLength: 3, maxLength: 3 }), (terms, moments) => {
      const [from, paused, resumed] = moments.sort((a, b) => a.getTime() - b.getTime()) as [Date, Date, Date]
      const straight = begin(terms, from).dueAt as Date
      fc.pre(paused < straight)
      const { standing } = replay([{ kind: 'start', at: from, terms }, { kind: 'pause', at: paused, reason: 'r' }, { kind: 'resume', at: resumed }])
      expect(workingBetween(terms.calendar, straight, standing.dueAt as Date)).toBeCloseTo(workingBetween(terms.calendar, paused, resumed), 3)
    }))
  })
  test('a revision to the same terms changes nothing, and to other terms never touches what was counted', () => {
    fc.assert(fc.property(anyTerms, anyTerms, moment, moment, (terms, other, a, b) => {
      const [from, then] = a < b ? [a, b] : [b, a]
      const straight = begin(terms, from)
      fc.pre(then <= (straight.dueAt as Date))
      fc.pre(remainingSeconds(advance(straight, terms, { kind: 'revise', at: then, terms }), terms) > 0)
      expect(advance(straight, terms, { kind: 'revise', at: then, terms }).dueAt).toEqual(straight.dueAt)
      expect(advance(straight, terms, { kind: 'revise', at: then, terms: other }).usedSeconds).toBe(workingBetween(terms.calendar, from, then))
    }))
  })
  test('once breached it is breached for ever, by the same moment', () => {
    const turn = fc.tuple(fc.constantFrom('pause' as const, 'resume' as const, 'revise' as const, 'stop' as const), fc.integer({ min: 0, max: 30 * H }), anyTerms)
    fc.assert(fc.property(anyTerms, moment, fc.array(turn, { maxLength: 8 }), (terms, from, steps) => {
      let standing = begin(terms, from)
      let now = from
      let before: Date | null = null
      let bound: Terms = terms
      for (const [kind, wait, other] of steps) {
        now = new Date(now.getTime() + wait * 1000)
        const next: Turn = kind === 'pause' ? { kind, at: now, reason: 'r' } : kind === 'revise' ? { kind, at: now, terms: other } : { kind, at: now }
        standing = advance(standing, bound, next)
        if (kind === 'revise' && !standing.stoppedAt) bound = other
        const breached = breachOf(standing, now)
        if (before) expect(breached).toEqual(before)
        before = breached
      }
    }))
  })
  test('a pause with a limit ends at the same moment whether or not somebody looked, and all pauses together take no more than it', () => {
    const step = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 20 * H }))
    fc.assert(fc.property(anyTerms, moment, fc.integer({ min: 1, max: 20 * H }), fc.array(step, { maxLength: 10 }), (some, from, pauseLimit, steps) => {
      const terms: Terms = { ...some, pauseLimit }
      let [left, looked, now] = [begin(terms, from), begin(terms, from), from]
      for (const [waits, wait] of steps) {
        now = new Date(now.getTime() + wait * 1000)
        const turn: Turn = waits ? { kind: 'pause', at: now, reason: 'r' } : { kind: 'resume', at: now }
        // The bell comes by at the limit's own moment.
        const end = pauseEndsAt(looked, terms)
        if (end && end <= now) looked = advance(looked, terms, { kind: 'resume', at: end })
        looked = advance(looked, terms, turn)
        left = advance(left, terms, turn)
        expect(pastLimit(left, terms, now).dueAt).toEqual(pastLimit(looked, terms, now).dueAt)
        expect(left.pausedSeconds).toBeLessThanOrEqual(pauseLimit)
        const [parts, over] = [partsOf([{ kind: 'start', at: from, terms }], now), stateOf(left, terms, now)]
        expect(parts.length).toBeGreaterThan(0)
        expect(['running', 'paused', 'breached', 'no-working-time']).toContain(over)
      }
      const latest = pastLimit(left, terms, new Date(now.getTime() + 10_000 * H * 1000))
      expect(latest.pauseReason).toBeNull()
    }))
  })
})

describe('a record that no row fits any more', () => {
  test('has no due moment, is neither met nor missed, and finds what was counted when a row fits again', () => {
    const [hour, none] = [{ calendar: office, seconds: H }, { calendar: office, seconds: Infinity }]
    const lapsed = [start('2026-03-02T10:00', hour), { kind: 'revise', at: at('2026-03-02T10:15'), terms: none } as const]
    expect([due(...lapsed), stateAt('2026-03-02T18:00', ...lapsed), stateAt('2026-03-03T10:00', ...lapsed, stop('2026-03-02T17:00'))]).toEqual([null, 'lapsed', 'lapsed'])
    expect(due(...lapsed, { kind: 'revise', at: at('2026-03-02T10:30'), terms: hour })).toEqual(at('2026-03-02T11:00'))
  })
  test('keeps a deadline that was missed before', () => {
    const late = [start('2026-03-02T10:00', { calendar: office, seconds: H }), { kind: 'revise', at: at('2026-03-02T12:00'), terms: { calendar: office, seconds: Infinity } } as const]
    expect([due(...late), stateAt('2026-03-02T13:00', ...late)]).toEqual([at('2026-03-02T11:00'), 'breached'])
  })
})
