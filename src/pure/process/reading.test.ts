import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromCsv, fromXes, InvalidLog, InvalidXml, pairLifecycle, prepareLog, type ProcessEvent, summary, toOcel, toXes, variants } from './index.ts'
import { instantOf } from './instant.ts'

const event = (caseId: string, activity: string, at: number, resource?: string): ProcessEvent => ({ caseId, activity, at, ...(resource ? { resource } : {}) })

describe('times', () => {
  test.each([
    ['2012/10/09 14:50:17.000', '2012-10-09T14:50:17.000Z'],
    ['2010-12-30 14:32:00+01:00', '2010-12-30T13:32:00.000Z'],
    ['2010-12-30T14:32:00.1234567-0330', '2010-12-30T18:02:00.123Z'],
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T09:30Z', '2026-11-22T09:30:00.000Z'],
  ])('%s', (text, wanted) => {
    expect(new Date(instantOf(text)).toISOString()).toBe(wanted)
  })
  test.each(['2026-02-30', '2026-13-01', 'yesterday', '', '2026-11-22T25:00'])('%s is none', (text) => {
    expect(instantOf(text)).toBeNaN()
  })
  test('text without a zone is in the zone that is said', () => {
    expect(new Date(instantOf('2026-11-22 09:30:00', 480)).toISOString()).toBe('2026-11-22T01:30:00.000Z')
  })
})

describe('CSV', () => {
  test('quotes, semicolons, blank lines and a byte-order mark', () => {
    const { events } = fromCsv('\uFEFFCase;Activity;Timestamp;Resource\r\nA;"say ""no""; then go";2026-01-01 10:00;\r\n\r\nA;"two\nlines";2026-01-01 11:00;李雷\r\n')
    expect(events).toEqual([
      { caseId: 'A', activity: 'say "no"; then go', at: Date.UTC(2026, 0, 1, 10) },
      { caseId: 'A', activity: 'two\nlines', at: Date.UTC(2026, 0, 1, 11), resource: '李雷' },
    ])
  })

  test('rows that are no events are listed by line, the others read', () => {
    const { events, rejected } = fromCsv('case,activity,time,start_timestamp\nA,open,2026-01-01,\n,open,2026-01-01,\nA,,2026-01-01,\nA,close,soon,\nA,close,2026-01-02,2026-01-03\nA,close,2026-01-02,2026-01-01\n')
    expect(events).toHaveLength(2)
    expect(rejected).toEqual([
      { line: 3, column: 'case', reason: 'missing' }, { line: 4, column: 'activity', reason: 'missing' }, { line: 5, column: 'time', reason: 'not-a-time' }, { line: 6, column: 'start_timestamp', reason: 'starts-after-end' },
    ])
  })

  test('a column that is not there is named', () => {
    expect(() => fromCsv('a,b\n1,2\n')).toThrow('columns.caseId')
    expect(() => fromCsv('case,activity,time\n', { columns: { at: 'when' } })).toThrow('no column is called when')
  })

  test('times in the zone of the file', () => {
    expect(fromCsv('工单号,环节,时间\n1,受理,2026-11-22 09:00:00\n', { zone: 480 }).events[0]!.at).toBe(Date.UTC(2026, 10, 22, 1))
  })
})

describe('XES', () => {
  const text = (tail = '') => `<?xml version="1.0"?><!-- a <trace> in a comment --><log xmlns="http://www.xes-standard.org/">
    <global scope="event"><string key="concept:name" value="nothing"/></global>
    <trace><string key="concept:name" value="1 &lt; 2"/>
      <event><string key="concept:name" value='say "a > b" &amp; go'/><date key="time:timestamp" value="2026-01-01T10:00:00+01:00"/><int key="cost" value="50"/><boolean key="urgent" value="true"/>
        <list key="nested"><string key="inner" value="x"/></list></event>
      <event><date key="time:timestamp" value="2026-01-01T12:00:00Z"/></event>
    </trace>${tail}</log>`
  test('entities, quotes, types, defaults and what is nested', () => {
    expect(fromXes(text())).toEqual([
      { caseId: '1 < 2', activity: 'say "a > b" & go', at: Date.UTC(2026, 0, 1, 9), attributes: { cost: 50, urgent: true } },
      { caseId: '1 < 2', activity: 'nothing', at: Date.UTC(2026, 0, 1, 12) },
    ])
  })

  test('what is no XES is refused, entities of its own first of all', () => {
    expect(() => fromXes('<!DOCTYPE log [<!ENTITY a "aaaa">]><log></log>')).toThrow(InvalidXml)
    expect(() => fromXes('<log><trace></log>')).toThrow(InvalidXml)
    expect(() => fromXes('<log><trace>')).toThrow('never closed')
    expect(() => fromXes(text('<trace><event><string key="concept:name" value="x"/></event></trace>'))).toThrow('events[2].at')
  })

  test('any log comes back as it went', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((value) => toWritable(value) === value)
    const one = fc.record({ caseId: fc.constantFrom('a', '<b>', '案件"3"'), activity: word, at: fc.integer({ min: 0, max: 4_000_000_000_000 }), resource: word, startedAt: fc.constant(0), attributes: fc.dictionary(word, fc.oneof(word, fc.integer(), fc.boolean()), { minKeys: 1, maxKeys: 3 }) })
    fc.assert(fc.property(fc.array(one, { maxLength: 12 }), (events) => {
      const log = prepareLog(events)
      const sorted = [...log.source].map((i) => events[i])
      expect(fromXes(toXes(events))).toEqual(sorted)
    }))
  })
})

/** What XML can hold, and no name that XES has for itself. */
// eslint-disable-next-line no-control-regex
const toWritable = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/g, '').replace(/^(concept:name|time:timestamp|__proto__)$/, '')

test('OCEL 2.0: cases and people are objects, events say to whom they belong', () => {
  const log = JSON.parse(toOcel([
    { caseId: '1', activity: 'open', at: '2026-01-01T08:00:00Z', resource: '1', attributes: { cost: 5, note: 'a' } },
    { caseId: '1', activity: 'close', at: '2026-01-01T10:00:00Z', startedAt: '2026-01-01T09:00:00Z', attributes: { cost: 2.5 } },
  ], { caseType: 'ticket', resourceType: 'staff' })) as Record<string, unknown[]>
  expect(Object.keys(log)).toEqual(['objectTypes', 'eventTypes', 'objects', 'events'])
  expect(log['objectTypes']).toEqual([{ name: 'ticket', attributes: [] }, { name: 'staff', attributes: [] }])
  expect(log['eventTypes']).toEqual([{ name: 'open', attributes: [{ name: 'cost', type: 'integer' }, { name: 'note', type: 'string' }] }, { name: 'close', attributes: [{ name: 'cost', type: 'float' }, { name: 'started', type: 'time' }] }])
  expect(log['objects']).toEqual([{ id: 'ticket:1', type: 'ticket', attributes: [], relationships: [] }, { id: 'staff:1', type: 'staff', attributes: [], relationships: [] }])
  expect(log['events']![0]).toEqual({
    id: 'e1', type: 'open', time: '2026-01-01T08:00:00.000Z', attributes: [{ name: 'cost', value: 5 }, { name: 'note', value: 'a' }],
    relationships: [{ objectId: 'ticket:1', qualifier: 'case' }, { objectId: 'staff:1', qualifier: 'resource' }],
  })
})

test('equal times keep the order of the file, whatever else is out of order', () => {
  const log = prepareLog([event('a', 'third', 5), event('b', 'x', 1), event('a', 'first', 1), event('a', 'second', 1), event('a', 'fourth', 5)])
  expect(variants(log).find(({ exampleCaseId }) => exampleCaseId === 'a')!.activities).toEqual(['first', 'second', 'third', 'fourth'])
  const backwards = Array.from({ length: 3000 }, (_, i) => event('a', String(i), 3000 - Math.floor(i / 2)))
  expect(variants(backwards)[0]!.activities.slice(0, 4)).toEqual(['2998', '2999', '2996', '2997'])
})

test('cases in any order, and cases by other names, give the same figures', () => {
  const one = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('open', 'wait', 'close'), fc.integer({ min: 0, max: 20 }))
  fc.assert(fc.property(fc.array(one, { minLength: 1, maxLength: 30 }), (rows) => {
    const events = rows.map(([caseId, activity, at]) => event(caseId, activity, at * 1000))
    const renamed = ['d', 'c', 'b', 'a'].flatMap((caseId) => events.filter((one) => one.caseId === caseId)).map((one) => ({ ...one, caseId: `case ${one.caseId}` }))
    expect(summary(renamed)).toEqual(summary(events))
    const plain = ({ activities, count, medianSeconds }: { activities: readonly string[], count: number, medianSeconds: number }) => ({ activities, count, medianSeconds })
    expect(variants(renamed).map(plain)).toEqual(variants(events).map(plain))
  }))
})

test('starts and ends of work are joined, oldest first and by the same person', () => {
  const report = (activity: string, lifecycle: string, at: number, resource: string): ProcessEvent => ({ caseId: 'a', activity, lifecycle, at, resource })
  const { events, unfinished } = pairLifecycle([report('call', 'start', 0, 'ann'), report('call', 'start', 1, 'bob'), report('call', 'schedule', 2, 'bob'), report('call', 'complete', 5, 'bob'), report('call', 'COMPLETE', 9, 'ann'), report('check', 'start', 9, 'ann')])
  expect(events.map(({ resource, startedAt, at }) => [resource, startedAt, at])).toEqual([['bob', 1, 5], ['ann', 0, 9]])
  expect(unfinished).toEqual([report('check', 'start', 9, 'ann')])
})

test('an event that is none is named by its place', () => {
  expect(() => summary([event('a', 'open', 0), { caseId: '', activity: 'x', at: 0 }])).toThrow('events[1].caseId')
  expect(() => summary([{ caseId: 'a', activity: 'x', at: 'soon' }])).toThrow(InvalidLog)
  expect(() => summary([{ caseId: 'a', activity: 'x', at: 1, startedAt: 2 }])).toThrow('comes after at')
})
