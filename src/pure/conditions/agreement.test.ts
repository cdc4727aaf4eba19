import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import fc from 'fast-check'
import pg from 'pg'
import { createDatabase } from '../../../test/postgres.ts'
import type { Database } from '../../../test/postgres.ts'
import { checkCondition, compile, operators, operatorsFor, toSql } from './index.ts'
import type { Condition, Fact, FieldType, Fields, Literal, Operator, SqlText, Test, Vars } from './index.ts'

const columns = {
  title: ['text', 'text'], remark: ['text', 'varchar(100) collate "und-x-icu"'], amount: ['number', 'numeric'], pieces: ['number', 'integer'],
  ratio: ['number', 'double precision'], urgent: ['boolean', 'boolean'], seenAt: ['instant', 'timestamptz'],
  day: ['date', 'date'], handler: ['id', 'uuid'], status: ['choice', 'text'], labels: ['tags', 'text[]'], teams: ['ids', 'uuid[]'],
} as const satisfies Record<string, [FieldType, string]>

const fields: Fields = Object.fromEntries(Object.entries(columns).map(([name, [type]]) => [name, { type }]))

// Few values, so that they meet often, and those at which the two sides could part.
const texts = ['', 'a', 'A', 'ab', 'AB', 'Ab%', 'a_b', '\\', '\\%', '%', '_', 'é', 'É', 'ß', 'İ', 'K', '工单', '工', '😀', '｡', '\ud800\udc00', ' a', "'", '"', '{}', 'null', '$1']
const ids = ['018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-00000000000b', '018F0000-0000-7000-8000-00000000000A']
const literals: Record<Exclude<FieldType, 'tags' | 'ids'>, fc.Arbitrary<Literal>> = {
  text: fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary', maxLength: 4 }).filter(text => !text.includes('\0'))),
  choice: fc.constantFrom('open', 'closed'),
  number: fc.oneof(fc.constantFrom(-1, -0, 0, 0.1, 0.3, 1, 1.5, 2, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 1e21, -1e-7), fc.integer()),
  boolean: fc.boolean(),
  instant: fc.constantFrom('2026-03-29T01:00:00Z', '2026-03-29T01:00:00.001Z', '2026-03-29T09:00:00.001+08:00', '2026-03-29T01:00:00.0019Z', '1969-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'),
  date: fc.constantFrom('2026-02-28', '2026-03-01', '2024-02-29', '0001-01-01', '9999-12-31'),
  id: fc.constantFrom(...ids),
}
const memberType = (type: FieldType) => type === 'tags' ? 'text' : type === 'ids' ? 'id' : type

const stored: Record<keyof typeof columns, fc.Arbitrary<unknown>> = {
  title: literals.text, remark: literals.text, amount: literals.number, pieces: fc.constantFrom(-1, 0, 1, 2, 2 ** 31 - 1), ratio: literals.number,
  urgent: literals.boolean, day: literals.date, handler: fc.constantFrom(ids[0], ids[1]), status: literals.choice,
  seenAt: fc.oneof(literals.instant, fc.constantFrom('2026-03-29T01:00:00.000001Z', '2026-03-29T01:00:00.000999Z', '1969-12-31T23:59:59.998999Z')),
  labels: fc.array(fc.option(fc.constantFrom('', 'a', 'A', '工', 'null')), { maxLength: 3 }),
  teams: fc.array(fc.option(fc.constantFrom(ids[0], ids[1])), { maxLength: 2 }),
}
const record = fc.record(Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, fc.option(value, { freq: 4 })])))

const vars: fc.Arbitrary<Vars> = fc.record({
  now: fc.constantFrom(new Date('2026-03-29T01:00:00.001Z'), '2026-03-29T01:00:10.001Z', null),
  today: fc.constantFrom('2026-03-01', '2024-03-01', null),
  ...Object.fromEntries((Object.keys(literals) as (keyof typeof literals)[]).flatMap(type => [
    [`one:${type}`, fc.option(literals[type], { freq: 4 })],
    [`list:${type}`, fc.option(fc.array(fc.option(literals[type]), { maxLength: 3 }), { freq: 4 })],
  ])),
})

const someTest: fc.Arbitrary<Test> = fc.constantFrom(...Object.entries(columns)).chain(([field, [type]]) =>
  fc.constantFrom(...operatorsFor(type)).chain(is => operandFor(type, is).map(value => (
    operators[is].arity === 'none' ? { field, is } : { field, is, value }) as Test)))

function operandFor(type: FieldType, is: Operator): fc.Arbitrary<unknown> {
  const member = memberType(type)
  const one = fc.oneof(
    { weight: 5, arbitrary: literals[member] as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: fc.constant({ var: `one:${member}` }) },
    ...(type === 'instant' ? [{ weight: 2, arbitrary: fc.constantFrom({ ago: 0 }, { ago: 10 }, { ahead: 10 }) }] : []),
    ...(type === 'date' ? [{ weight: 2, arbitrary: fc.constantFrom({ daysAgo: 1 }, { daysAgo: 0 }, { daysAhead: 365 }) }] : []),
  )
  if (operators[is].arity === 'list') {
    return fc.oneof(
      { weight: 4, arbitrary: fc.array(fc.option(literals[member], { freq: 6 }), { maxLength: 4 }) as fc.Arbitrary<unknown> },
      { weight: 1, arbitrary: fc.constant({ var: `list:${member}` }) },
    )
  }
  return operators[is].arity === 'pair' ? fc.tuple(one, one) : one
}

const { condition } = fc.letrec<{ condition: Condition }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 3, arbitrary: someTest },
    { weight: 1, arbitrary: fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ not: tie('condition') }) },
  ),
}))

let database: Database
let client: pg.Client

beforeAll(async () => {
  database = await createDatabase(inject('databaseUrl'))
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

const definition = Object.entries(columns).map(([name, [, sqlType]]) => `"${snake(name)}" ${sqlType}`).join(', ')

/** What PostgreSQL says of each record. */
async function answers(records: Fact[], { text, values }: SqlText): Promise<unknown[]> {
  const rows = records.map((fact, at) => ({ ...Object.fromEntries(Object.entries(fact).map(([name, value]) => [snake(name), value])), at }))
  const result = await client.query<{ truth: boolean | null }>(
    `select ${text} as truth from jsonb_to_recordset($1::jsonb) as r(${definition}, at int) order by at`, [JSON.stringify(rows), ...values])
  return result.rows.map(row => row.truth)
}

test('memory and PostgreSQL give every record the same of three truths', async () => {
  const seen = new Set<string>()
  await fc.assert(fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), condition, vars, async (records, tree, given) => {
    expect(checkCondition(fields, tree)).toEqual([])
    const judge = compile(fields, tree, given)
    const inMemory = records.map(judge)
    inMemory.forEach(truth => seen.add(String(truth)))
    expect(inMemory).toEqual(await answers(records, toSql(fields, tree, given, { firstParameter: 2, alias: 'r' })))
  }), { numRuns: 500 })
  expect([...seen].sort()).toEqual(['false', 'null', 'true'])
}, 120_000)

test('each operator on each type agrees on its own', async () => {
  const pairs = Object.entries(columns).flatMap(([field, [type]]) => operatorsFor(type).map(is => ({ field, type, is })))
  for (const { field, type, is } of pairs) {
    await fc.assert(fc.asyncProperty(fc.array(record, { minLength: 8, maxLength: 24 }), operandFor(type, is), vars, async (records, value, given) => {
      const single = (operators[is].arity === 'none' ? { field, is } : { field, is, value }) as Test
      expect(records.map(compile(fields, single, given))).toEqual(await answers(records, toSql(fields, single, given, { firstParameter: 2 })))
    }), { numRuns: 15 })
  }
}, 120_000)

test('every awkward text is compared alike with every other', async () => {
  const awkward = [...texts, 'ss', 'i', 'k', 'K', 'ａ', 'Ａ', 'e\u0301', 'SS']
  const records = awkward.map(text => ({ title: text, remark: text }))
  for (const value of awkward) {
    for (const field of ['title', 'remark']) {
      for (const is of ['equal', 'less', 'at-least', 'contains', 'starts-with'] as const) {
        const single: Test = { field, is, value }
        expect(records.map(compile(fields, single)), JSON.stringify(single)).toEqual(await answers(records, toSql(fields, single, {}, { firstParameter: 2 })))
      }
    }
  }
})

test('records as the driver reads them are judged as the database judges its rows', async () => {
  await client.query(`create table seen (id int, seen_at timestamptz)`)
  await client.query(`insert into seen select n, '2026-03-29T01:00:00Z'::timestamptz + n * interval '1 microsecond' from generate_series(-3000, 3000, 37) n`)
  const rows = (await client.query<{ id: number; seen_at: Date }>('select id, seen_at from seen')).rows
  for (const is of ['before', 'until', 'after', 'from'] as const) {
    const after: Condition = { field: 'seenAt', is, value: '2026-03-29T01:00:00.001Z' }
    const { text, values } = toSql(fields, after)
    const found = await client.query<{ id: number }>(`select id from seen where ${text} order by id`, values)
    const judge = compile(fields, after)
    expect(found.rows.map(row => row.id)).toEqual(rows.filter(row => judge({ seenAt: row.seen_at })).map(row => row.id).sort((a, b) => a - b))
  }
})

test('indexes on bare columns serve the conditions', async () => {
  await client.query(`
    create table matter (handler uuid, pieces int, amount numeric, seen_at timestamptz, day date, title text, labels text[]);
    insert into matter select gen_random_uuid(), n, n / 10.0, now() - n * interval '1 hour', '2020-01-01'::date + n, 'title ' || n, array['t' || n]
      from generate_series(1, 5000) n;
    create index by_handler on matter (handler); create index by_pieces on matter (pieces); create index by_amount on matter (amount);
    create index by_seen on matter (seen_at); create index by_day on matter (day); create index by_labels on matter using gin (labels);
    create index by_title on matter (lower(title collate "C")); create index by_title_c on matter (title collate "C"); analyze matter`)
  const id = ids[0]!
  const expected: [string, Condition][] = [
    ['by_handler', { field: 'handler', is: 'equal', value: id }],
    ['by_handler', { field: 'handler', is: 'one-of', value: [id, ids[1]!] }],
    ['by_handler', { field: 'handler', is: 'empty' }],
    ['by_pieces', { field: 'pieces', is: 'equal', value: 7 }],
    ['by_pieces', { field: 'pieces', is: 'one-of', value: [7, 8] }],
    ['by_amount', { field: 'amount', is: 'between', value: [1, 1.5] }],
    ['by_seen', { field: 'seenAt', is: 'after', value: { ago: 3600 } }],
    ['by_day', { field: 'day', is: 'equal', value: '2021-01-01' }],
    ['by_labels', { field: 'labels', is: 'has-any', value: ['t1', 't2'] }],
    ['by_title', { field: 'title', is: 'starts-with', value: 'Title 12' }],
    ['by_title_c', { field: 'title', is: 'less', value: 'title 10' }],
  ]
  for (const [index, tree] of expected) {
    const { text, values } = toSql(fields, tree, { now: new Date() })
    const plan = await client.query<{ 'QUERY PLAN': string }>(`explain select * from matter where ${text}`, values)
    expect(plan.rows.map(row => row['QUERY PLAN']).join('\n'), text).toMatch(new RegExp(`on ${index}|using ${index} `))
  }
})

function snake(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}
