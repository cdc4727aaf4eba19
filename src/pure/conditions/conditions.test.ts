import { describe as suite, expect, test } from 'vitest'
import { checkCondition, compile, ConditionError, describe, evaluate, holds, isCondition, mentions, operatorsFor, toSql } from './index.ts'
import type { Condition, Fields, SentenceKey, Truth, Words } from './index.ts'

const fields = {
  title: { type: 'text' },
  amount: { type: 'number' },
  urgent: { type: 'boolean' },
  dueAt: { type: 'instant' },
  day: { type: 'date' },
  handler: { type: 'id' },
  status: { type: 'choice', options: ['open', 'closed'] },
  labels: { type: 'tags' },
  teams: { type: 'ids' },
  score: { type: 'number', sql: "answers->>'score'" },
  opened: { type: 'instant', sql: 'created_at' },
} as const satisfies Fields

const me = '018f0000-0000-7000-8000-00000000000a'
const other = '018f0000-0000-7000-8000-00000000000b'

suite('truth', () => {
  const cases: [string, Condition, Record<string, unknown>, Truth][] = [
    ['equal', { field: 'status', is: 'equal', value: 'open' }, { status: 'open' }, true],
    ['equal to nothing is unknown', { field: 'status', is: 'equal', value: 'open' }, {}, null],
    ['different from nothing is unknown', { field: 'status', is: 'not-equal', value: 'open' }, { status: null }, null],
    ['not of unknown is unknown', { not: { field: 'status', is: 'equal', value: 'open' } }, {}, null],
    ['all: false outweighs unknown', { all: [{ field: 'status', is: 'equal', value: 'open' }, { field: 'amount', is: 'less', value: 1 }] }, { amount: 2 }, false],
    ['all: unknown outweighs true', { all: [{ field: 'status', is: 'equal', value: 'open' }, { field: 'amount', is: 'more', value: 1 }] }, { amount: 2 }, null],
    ['any: true outweighs unknown', { any: [{ field: 'status', is: 'equal', value: 'open' }, { field: 'amount', is: 'more', value: 1 }] }, { amount: 2 }, true],
    ['any: unknown outweighs false', { any: [{ field: 'status', is: 'equal', value: 'open' }, { field: 'amount', is: 'less', value: 1 }] }, { amount: 2 }, null],
    ['all of nothing', { all: [] }, {}, true],
    ['any of nothing', { any: [] }, {}, false],
    ['one of an empty list is false even for nothing', { field: 'status', is: 'one-of', value: [] }, {}, false],
    ['none of an empty list is true even for nothing', { field: 'status', is: 'none-of', value: [] }, {}, true],
    ['one of a list with null, found', { field: 'status', is: 'one-of', value: ['open', null] }, { status: 'open' }, true],
    ['one of a list with null, not found', { field: 'status', is: 'one-of', value: ['open', null] }, { status: 'closed' }, null],
    ['none of a list with null, not found', { field: 'status', is: 'none-of', value: ['open', null] }, { status: 'closed' }, null],
    ['between includes both bounds', { field: 'amount', is: 'between', value: [1, 2] }, { amount: 2 }, true],
    ['zero and minus zero are one number', { field: 'amount', is: 'one-of', value: [0] }, { amount: -0 }, true],
    ['contains takes % and _ literally', { field: 'title', is: 'contains', value: '%_' }, { title: '100 percent' }, false],
    ['contains ignores the case of A–Z', { field: 'title', is: 'contains', value: 'REFUND' }, { title: '请 Refund 一下' }, true],
    ['contains keeps the case of other letters', { field: 'title', is: 'contains', value: 'É' }, { title: 'café' }, false],
    ['starts-with', { field: 'title', is: 'starts-with', value: '退' }, { title: '退款' }, true],
    ['text is ordered by code point', { field: 'title', is: 'more', value: '｡' }, { title: '😀' }, true],
    ['text within the high plane is ordered too', { field: 'title', is: 'less', value: '😁' }, { title: '😀' }, true],
    ['a shorter text comes first', { field: 'title', is: 'less', value: 'ab' }, { title: 'a' }, true],
    ['blank text is empty', { field: 'title', is: 'empty' }, { title: '' }, true],
    ['zero is not empty', { field: 'amount', is: 'empty' }, { amount: 0 }, false],
    ['false is not empty', { field: 'urgent', is: 'not-empty' }, { urgent: false }, true],
    ['a list of nothing is empty', { field: 'labels', is: 'empty' }, { labels: [] }, true],
    ['empty is never unknown', { field: 'labels', is: 'not-empty' }, {}, false],
    ['has-any', { field: 'labels', is: 'has-any', value: ['vip', 'new'] }, { labels: ['new'] }, true],
    ['has-all', { field: 'labels', is: 'has-all', value: ['vip', 'new'] }, { labels: ['new'] }, false],
    ['a null is in no list', { field: 'labels', is: 'has-all', value: [null] }, { labels: [null] }, false],
    ['an id in capitals is the same id', { field: 'handler', is: 'equal', value: me.toUpperCase() }, { handler: me }, true],
    ['the same moment in another zone', { field: 'dueAt', is: 'between', value: ['2026-01-01T08:00:00+08:00', '2026-01-01T00:00:00Z'] }, { dueAt: new Date('2026-01-01T00:00:00Z') }, true],
    ['until the last day', { field: 'day', is: 'until', value: '2026-02-28' }, { day: '2026-02-28' }, true],
  ]
  test.each(cases)('%s', (_, condition, record, expected) => {
    expect(checkCondition(fields, condition)).toEqual([])
    expect(evaluate(fields, condition, record)).toBe(expected)
    expect(holds(fields, condition, record)).toBe(expected === true)
  })
})

suite('variables', () => {
  const leg: Condition = { any: [{ field: 'handler', is: 'equal', value: { var: 'me' } }, { field: 'teams', is: 'has-any', value: { var: 'teams' } }] }

  test('one leg serves everyone', () => {
    expect(holds(fields, leg, { handler: me, teams: [] }, { me, teams: [] })).toBe(true)
    expect(holds(fields, leg, { handler: other, teams: [other] }, { me, teams: [other] })).toBe(true)
    expect(holds(fields, leg, { handler: other, teams: [other] }, { me, teams: [] })).toBe(false)
  })

  test('nobody sees nothing', () => {
    expect(evaluate(fields, leg, { handler: null, teams: [other] }, { me: null, teams: null })).toBe(null)
  })

  test('relative moments and days count from now and today', () => {
    const recent = compile(fields, { field: 'dueAt', is: 'between', value: [{ ago: 60 }, { ahead: 60 }] }, { now: new Date('2026-01-01T00:00:00Z') })
    expect(recent({ dueAt: '2025-12-31T23:59:00Z' })).toBe(true)
    expect(recent({ dueAt: '2025-12-31T23:58:59.999Z' })).toBe(false)
    expect(recent({ dueAt: '2026-01-01T00:01:00.001Z' })).toBe(false)
    const soon = compile(fields, { field: 'day', is: 'until', value: { daysAhead: 1 } }, { today: '2024-02-28' })
    expect(soon({ day: '2024-02-29' })).toBe(true)
    expect(soon({ day: '2024-03-01' })).toBe(false)
  })

  test('a variable that is missing or of another type is refused, in memory and in SQL', () => {
    for (const vars of [{ teams: [] }, { me: 'x', teams: [] }, { me, teams: me }, { me, teams: ['x'] }]) {
      expect(() => evaluate(fields, leg, {}, vars)).toThrow(ConditionError)
      expect(() => toSql(fields, leg, vars)).toThrow(ConditionError)
    }
    expect(() => compile(fields, { field: 'dueAt', is: 'after', value: { ahead: 86_400 } }, { now: '9999-12-31T12:00:00Z' })).toThrow(ConditionError)
    expect(() => compile(fields, { field: 'day', is: 'after', value: { daysAhead: 1 } }, { today: '9999-12-31' })).toThrow(ConditionError)
  })
})

test('a record that does not fit its fields is refused, not guessed at', () => {
  const unfit: [Condition, unknown][] = [
    [{ field: 'amount', is: 'less', value: 1 }, { amount: '0.5' }],
    [{ field: 'amount', is: 'less', value: 1 }, { amount: NaN }],
    [{ field: 'dueAt', is: 'before', value: '2026-01-01T00:00:00Z' }, { dueAt: '2026-01-01 00:00' }],
    [{ field: 'day', is: 'equal', value: '2026-01-01' }, { day: new Date(0) }],
    [{ field: 'labels', is: 'has-any', value: ['a'] }, { labels: 'a' }],
    [{ field: 'labels', is: 'has-any', value: ['a'] }, { labels: [1] }],
  ]
  for (const [condition, record] of unfit) expect(() => evaluate(fields, condition, record as Record<string, unknown>)).toThrow(ConditionError)
})

suite('checking', () => {
  const wrong: [unknown, string, string][] = [
    [null, '', 'condition.malformed'],
    [[], '', 'condition.malformed'],
    [{}, '', 'condition.malformed'],
    [{ all: [], any: [] }, '', 'condition.malformed'],
    [{ all: {} }, 'all', 'condition.malformed'],
    [{ any: [{ not: 7 }] }, 'any.0.not', 'condition.malformed'],
    [{ field: 'title', is: 'empty', all: [] }, 'all', 'condition.malformed'],
    [{ field: 'salary', is: 'empty' }, 'field', 'field.unknown'],
    [{ field: 'constructor', is: 'empty' }, 'field', 'field.unknown'],
    [{ field: 'title', is: 'like', value: 'x' }, 'is', 'operator.unknown'],
    [{ field: 'title', is: 'toString', value: 'x' }, 'is', 'operator.unknown'],
    [{ all: [{ field: 'handler', is: 'less', value: me }] }, 'all.0.is', 'operator.not-for-type'],
    [{ field: 'title', is: 'empty', value: null }, 'value', 'value.unexpected'],
    [{ field: 'title', is: 'equal' }, 'value', 'value.missing'],
    [{ field: 'title', is: 'equal', value: null }, 'value', 'value.wrong-type'],
    [{ field: 'title', is: 'equal', value: 'a\0' }, 'value', 'value.wrong-type'],
    [{ field: 'title', is: 'equal', value: '\ud800' }, 'value', 'value.wrong-type'],
    [{ field: 'amount', is: 'equal', value: NaN }, 'value', 'value.wrong-type'],
    [{ field: 'amount', is: 'between', value: [1, Infinity] }, 'value.1', 'value.wrong-type'],
    [{ field: 'amount', is: 'between', value: [1] }, 'value', 'value.wrong-type'],
    [{ field: 'amount', is: 'one-of', value: 1 }, 'value', 'value.wrong-type'],
    [{ field: 'amount', is: 'one-of', value: [1, '2'] }, 'value.1', 'value.wrong-type'],
    [{ field: 'handler', is: 'equal', value: 'me' }, 'value', 'value.wrong-type'],
    [{ field: 'day', is: 'equal', value: '2026-02-29' }, 'value', 'value.wrong-type'],
    [{ field: 'dueAt', is: 'before', value: '2026-02-30T00:00:00Z' }, 'value', 'value.wrong-type'],
    [{ field: 'dueAt', is: 'before', value: '2026-02-03T00:00:00' }, 'value', 'value.wrong-type'],
    [{ field: 'dueAt', is: 'before', value: new Date(0) }, 'value', 'value.wrong-type'],
    [{ field: 'dueAt', is: 'before', value: { ago: 1.5 } }, 'value', 'value.wrong-type'],
    [{ field: 'dueAt', is: 'before', value: { daysAgo: 1 } }, 'value', 'value.wrong-type'],
    [{ field: 'day', is: 'before', value: { daysAgo: -1 } }, 'value', 'value.wrong-type'],
    [{ field: 'day', is: 'before', value: { daysAgo: 1, daysAhead: 1 } }, 'value', 'value.wrong-type'],
    [{ field: 'handler', is: 'equal', value: { var: 7 } }, 'value', 'value.wrong-type'],
    [{ field: 'status', is: 'equal', value: 'lost' }, 'value', 'value.not-an-option'],
    [{ field: 'amount', is: 'one-of', value: Array.from({ length: 1001 }, (_, at) => at) }, 'value', 'value.list-too-long'],
  ]
  test.each(wrong)('%j', (condition, path, code) => {
    expect(checkCondition(fields, condition)).toEqual([{ path, code, message: expect.any(String) }])
    expect(isCondition(fields, condition)).toBe(false)
  })

  test('all problems are told at once', () => {
    const problems = checkCondition(fields, { all: [{ field: 'x', is: 'empty' }, { field: 'amount', is: 'between', value: ['a', 'b'] }] })
    expect(problems.map(problem => problem.path)).toEqual(['all.0.field', 'all.1.value.0', 'all.1.value.1'])
  })

  test('size is bounded for conditions from outside, not for those that code puts together', () => {
    const nested = (depth: number): Condition => depth === 1 ? { field: 'title', is: 'empty' } : { not: nested(depth - 1) }
    expect(checkCondition(fields, nested(10))).toEqual([])
    expect(checkCondition(fields, nested(11)).map(problem => problem.code)).toEqual(['condition.too-deep'])
    expect(evaluate(fields, nested(11), { title: '' })).toBe(true)

    const wide = (nodes: number): Condition => ({ all: Array.from({ length: nodes - 1 }, () => ({ field: 'title', is: 'empty' })) })
    expect(checkCondition(fields, wide(200))).toEqual([])
    expect(checkCondition(fields, wide(1000)).map(problem => problem.code)).toEqual(['condition.too-large'])
  })

  test('variables are checked by name and type where they are declared', () => {
    const variables = { me: 'id', teams: 'ids', now: 'instant' } as const
    const codes = (condition: Condition) => checkCondition(fields, condition, variables).map(problem => problem.code)
    expect(codes({ all: [
      { field: 'handler', is: 'equal', value: { var: 'me' } }, { field: 'handler', is: 'one-of', value: { var: 'teams' } },
      { field: 'teams', is: 'has-any', value: { var: 'teams' } }, { field: 'dueAt', is: 'after', value: { ago: 60 } },
    ] })).toEqual([])
    expect(codes({ field: 'handler', is: 'equal', value: { var: 'you' } })).toEqual(['variable.unknown'])
    expect(codes({ field: 'handler', is: 'equal', value: { var: 'teams' } })).toEqual(['variable.wrong-type'])
    expect(codes({ field: 'handler', is: 'one-of', value: { var: 'me' } })).toEqual(['variable.wrong-type'])
    expect(codes({ field: 'day', is: 'before', value: { daysAgo: 1 } })).toEqual(['variable.unknown'])
  })

  test('what fails the check is neither evaluated nor printed', () => {
    for (const [condition, , code] of wrong.filter(([, , code]) => code !== 'value.list-too-long')) {
      expect(() => compile(fields, condition as Condition), code).toThrow(ConditionError)
      expect(() => toSql(fields, condition as Condition), code).toThrow(ConditionError)
    }
  })

  test('a screen learns which operators go with a type', () => {
    expect(operatorsFor('boolean')).toEqual(['empty', 'not-empty', 'equal', 'not-equal'])
    expect(operatorsFor('tags')).toEqual(['empty', 'not-empty', 'has-any', 'has-all'])
  })
})

suite('SQL', () => {
  test('parameters are numbered onwards, lists are one array, columns take the alias', () => {
    const condition: Condition = { any: [
      { field: 'handler', is: 'equal', value: { var: 'me' } },
      { all: [{ field: 'handler', is: 'one-of', value: { var: 'teams' } }, { field: 'dueAt', is: 'before', value: { var: 'now' } }] },
    ] }
    expect(toSql(fields, condition, { me, teams: [other], now: new Date(0) }, { firstParameter: 3, alias: 'c' })).toEqual({
      text: '("c"."handler" = $3::uuid or ("c"."handler" = any($4::uuid[]) and "c"."due_at" < $5::timestamptz))',
      values: [me, [other], '1970-01-01T00:00:00.000Z'],
    })
  })

  test('a column of another name takes the alias, an expression stands as it is', () => {
    const condition: Condition = { all: [{ field: 'opened', is: 'empty' }, { field: 'score', is: 'equal', value: 1.5 }] }
    expect(toSql(fields, condition, {}, { alias: 'c' }).text).toBe(`("c"."created_at" is null and (answers->>'score') = $1::numeric)`)
  })

  test('the empty groups stand as truths', () => {
    expect(toSql(fields, { all: [] })).toEqual({ text: 'true', values: [] })
    expect(toSql(fields, { not: { any: [] } })).toEqual({ text: 'not (false)', values: [] })
  })
})

suite('words', () => {
  const sentences: Partial<Record<SentenceKey, string>> = {
    'equal': '{field}为{value}', 'one-of': '{field}属于{value}', 'between': '{field}在{low}与{high}之间', 'empty': '{field}未填',
    'before': '{field}早于{value}', 'and': '{left}且{right}', 'or': '{left}或{right}', 'not': '并非（{part}）', 'group': '（{part}）',
    'ago': '{seconds} 秒前', 'comma': '、', 'always': '总是',
  }
  const names: Record<string, string> = { status: '状态', amount: '金额', dueAt: '期限', handler: '承办人', title: '标题', open: '处理中', closed: '已办结', me: '我' }
  const named = (name: string) => names[name] ?? name
  const words: Words = {
    say: (key, places) => sentences[key]!.replace(/\{(\w+)\}/g, (_, place: string) => String(places[place])),
    field: named, variable: named, value: (_, value) => named(String(value)),
  }

  test('a condition is said in the reader’s language, with brackets where they matter', () => {
    expect(describe({ all: [
      { field: 'status', is: 'one-of', value: ['open', 'closed'] },
      { any: [{ field: 'handler', is: 'equal', value: { var: 'me' } }, { field: 'amount', is: 'between', value: [1, 2] }] },
      { any: [{ field: 'dueAt', is: 'before', value: { ago: 60 } }] },
      { not: { field: 'title', is: 'empty' } },
    ] }, words)).toBe('状态属于处理中、已办结且（承办人为我或金额在1与2之间）且期限早于60 秒前且并非（标题未填）')
    expect(describe({ all: [] }, words)).toBe('总是')
  })

  test('mentioned fields are named once', () => {
    expect(mentions({ any: [{ field: 'b', is: 'empty' }, { not: { all: [{ field: 'a', is: 'empty' }, { field: 'b', is: 'empty' }] } }] })).toEqual(['b', 'a'])
  })
})
