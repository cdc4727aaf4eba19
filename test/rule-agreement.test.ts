import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { conditionSql } from '../src/kernel/access.ts'
import { systemActor } from '../src/kernel/actors.ts'
import { compileRule } from '../src/modules/rules/definition.ts'
import type { Happened } from '../src/kernel/module.ts'
import { subjectOf } from '../src/kernel/subjects.ts'
import { compile, evaluate, operators, operatorsFor } from '../src/pure/conditions/index.ts'
import type { Condition, Literal, Operator } from '../src/pure/conditions/index.ts'
import { cases, desk } from '../src/modules/cases/contract.ts'
import { openWholeHouse } from './whole-house.ts'
import { becauseOf } from '../src/modules/rules/because.ts'
import { momentOf, recordsOf, sourceText, varsOf } from '../src/modules/rules/facts.ts'
import { hoursIn } from '../src/modules/rules/hours.ts'
import type { Reach } from '../src/modules/rules/reach.ts'
import { fieldsIn } from '../src/modules/rules/reach.ts'

/** Whatever a rule may ask of a case and its event, memory and database answer alike, on cases and events as the product makes them. */

let house: Awaited<ReturnType<typeof openWholeHouse>>
let known: { ids: string[]; moments: string[] }
beforeAll(async () => {
  house = await openWholeHouse()
  const manager = await house.hire('cs_manager')
  const agent = await house.hire('agent')
  const team = await house.team('甲组')
  const ids: string[] = [agent.id, manager.id, team.id]
  for (let n = 0; n < 14; n++) {
    house.clock.pass(3_601 * 5)
    const made = await manager.call(cases.open, { body: {
      kind: (['complaint', 'request', 'praise'] as const)[n % 3]!, subject: ['空调%不制冷', "O'Neil_\\", 'ABC abc', '  '][n % 3]!, description: '说明', channel: (['phone', 'email', 'portal'] as const)[n % 3]!,
      priority: (['low', 'normal', 'high', 'urgent'] as const)[n % 4]!, ...(n % 2 ? { customer: { name: `客户${n}`, phone: `1391234${String(1000 + n)}` } } : {}), ...(n % 5 === 0 ? { teamId: team.id } : {}),
    } })
    ids.push(made.id, ...(made.customer ? [made.customer.id] : []))
    house.clock.pass(61)
    if (n % 2) await agent.call(cases.claim, { params: { id: made.id }, body: {} }).catch(() => undefined)
    if (n % 3 === 0) await manager.call(cases.say, { params: { id: made.id }, body: { body: '好的', visibility: n % 2 ? 'public' : 'internal' } })
    if (n % 4 === 0) await manager.call(desk.promise, { params: { id: made.id }, body: { what: '回电', toWhom: 'customer', dueAt: new Date(house.clock.now().getTime() + 86_400_000).toISOString() } }).catch(() => undefined)
    const now = await manager.call(cases.get, { params: { id: made.id } })
    if (n % 3 === 1) await manager.call(cases.change, { params: { id: made.id }, body: { version: now.version, priority: 'urgent' } })
  }
  await house.drain()
  const { rows } = await house.directPool.query<{ at: Date }>('select distinct at from event_log order by at limit 40')
  known = { ids, moments: rows.map((row) => row.at.toISOString()) }
})
afterAll(() => house.close())

test('memory and database agree on random conditions over the fields of cases, their customers, events and business hours, and reasons hold', async () => {
  const subject = subjectOf('case')!
  const kinds = subject.events.map(({ event }) => event.kind)
  const { reach } = compileRule({ name: { zh: '试', en: 'try' }, subject: 'case', trigger: { on: kinds.slice(0, 20) }, when: { all: [{ field: 'hours.standard', is: 'equal', value: true }, { field: 'hours.always', is: 'equal', value: true }] }, then: [{ do: 'case.set', with: { priority: 'low' } }], stop: false, on: true, place: 1 })
  expect(reach.size).toBeGreaterThan(25)
  const literal = (field: Reach): fc.Arbitrary<Literal> => {
    switch (field.type) {
      case 'choice': case 'tags': return fc.constantFrom(...field.options ?? ['a'])
      case 'boolean': return fc.boolean()
      case 'number': return fc.constantFrom(0, 1, 2, 1.5)
      case 'instant': return fc.constantFrom(...known.moments)
      case 'date': return fc.constantFrom('2026-03-02', '2026-03-05')
      case 'id': case 'ids': return fc.constantFrom(...known.ids)
      default: return fc.constantFrom('空调', '空调%不制冷', '%', '_', 'abc', 'ABC', "O'N", '\\', '', '2026')
    }
  }
  const someTest: fc.Arbitrary<Condition> = fc.constantFrom(...reach.values()).chain((field) => fc.constantFrom(...operatorsFor(field.type)).chain((is: Operator): fc.Arbitrary<Condition> => {
    const { arity } = operators[is]
    const one = field.type === 'instant' ? fc.oneof(literal(field), fc.constantFrom({ ago: 86_400 }, { ahead: 3_600 }, { var: 'now' })) : literal(field)
    const value = arity === 'list' ? fc.array(literal(field), { maxLength: 3 }) : arity === 'pair' ? fc.tuple(one, one) : one
    return arity === 'none' ? fc.constant({ field: field.name, is } as Condition) : value.map((operand) => ({ field: field.name, is, value: operand }) as Condition)
  }))
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof({ maxDepth: 3, withCrossShrink: true }, someTest, fc.array(tie('condition'), { maxLength: 3 }).map((all): Condition => ({ all })), fc.array(tie('condition'), { maxLength: 3 }).map((any): Condition => ({ any })), tie('condition').map((not): Condition => ({ not }))),
  }))
  await house.work.read(systemActor, 'test', async (ctx) => {
    const { rows } = await sql<{ pos: number; id: string; at: Date; kind: string; subject_id: string; actor_kind: 'staff'; actor_id: string; via: string; data: never }>`select * from event_log where kind = any(${kinds}::text[]) order by pos`.execute(ctx.db)
    const records = await recordsOf(ctx, subject, [...new Set(rows.map((row) => row.subject_id))])
    const met = rows.flatMap((row) => {
      const record = records.get(row.subject_id)
      const event: Happened = { pos: Number(row.pos), id: row.id, at: row.at, actor: { kind: row.actor_kind, id: row.actor_id }, via: row.via, kind: row.kind, subjectId: row.subject_id, data: row.data }
      return record ? [{ event, facts: { ...record, ...momentOf(ctx, reach, event) } }] : []
    })
    expect(met.length).toBeGreaterThan(30)
    const vars = varsOf(ctx)
    const inMemory = fieldsIn(reach)
    const inSql = fieldsIn(reach, hoursIn(ctx, met[0]!.event.at, ctx.now))
    let trues = 0
    await fc.assert(fc.asyncProperty(condition, async (asked) => {
      const held = compile(inMemory, asked, vars)
      const memory = met.filter(({ facts }) => held(facts) === true)
      const { rows: found } = await sql<{ pos: number }>`select e.pos ${sourceText(subject)} join event_log e on e.subject_id = r.id and e.kind = any(${kinds}::text[]) where ${conditionSql(inSql, asked, { ...systemActor, vars }, ctx.now, 'r')}`.execute(ctx.db)
      expect(found.map((row) => Number(row.pos)).sort((a, b) => a - b)).toEqual(memory.map(({ event }) => event.pos).sort((a, b) => a - b))
      trues += memory.length
      // A reason is true: each part by itself says of the facts what it is told to have said.
      for (const { event, facts } of memory.slice(0, 3)) {
        for (const part of becauseOf(reach, inMemory, asked, facts, vars, { subject: { kind: 'case', id: event.subjectId }, eventId: event.id })) {
          const leaf = part.path.split('.').filter(Boolean).reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], asked) as Condition
          expect(evaluate(inMemory, leaf, facts, vars)).toBe(part.held)
        }
      }
    }), { numRuns: 250 })
    expect(trues).toBeGreaterThan(100)
  })
})
