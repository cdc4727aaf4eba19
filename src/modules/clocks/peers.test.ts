import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '../../kernel/context.ts'
import { defineModule } from '../../kernel/module.ts'
import { definitionTables, hashOf, shipped } from '../../kernel/definitions.ts'
import { newId } from '../../kernel/id.ts'
import { systemActor } from '../../kernel/actors.ts'
import type { TimeRange, Weekday } from '../../pure/worktime/index.ts'
import { openTestHouse, testIdentity } from '../../../test/app.ts'
import { calendarKind, clocked, clocksModule, policyKind, reviseClocks, signalClocks } from './index.ts'
import type { PolicyFor } from './index.ts'
import { tables } from './tables.ts'
import type { ClockRow } from './tables.ts'

// What Zammad's own examples expect of a whole ticket, told to our clocks as signals, states and facts. They lie beside the
// project, for their licence is another. It gives minutes used and minutes to spare, and of several updates only the longest.
const file = new URL('../../../../shared/data/08-sla/zammad_scenarios.json', import.meta.url)

type Value = string | number | null
interface Step { type?: 'update' | 'article' | 'state'; trait?: string[]; at?: string; state?: string; set?: Record<string, Value>; expect?: Record<string, Value> }
interface Scenario {
  name: string; ticket: Record<string, Value> & { created_at: string }; steps: Step[]
  calendar: { time_zone: string; hours: { [day in Weekday]?: TimeRange[] }; holidays?: readonly (string | { date: string })[] | Record<string, unknown> }
  sla_minutes: Record<'first_response_time' | 'response_time' | 'solution_time', number | null>
  /** Which tickets it is for: fields and the values they must have; all when absent. */
  sla_condition?: Record<string, Value | readonly Value[]>
}

const tickets = clocked({
  subject: 'ticket', policy: 'ticket', fields: { matches: { type: 'boolean' } },
  signals: ['created', 'first-response', 'customer-wrote', 'agent-wrote', 'closed'], waits: ['pending reminder', 'pending close', 'pending action', 'closed', 'merged'],
})
const FACTS = { matches: true }
const CLOCKS = [
  { key: 'first_response', minutes: 'first_response_time', startOn: ['created'], stopOn: ['first-response'] },
  { key: 'update', minutes: 'response_time', startOn: ['customer-wrote'], stopOn: ['agent-wrote'] },
  { key: 'close', minutes: 'solution_time', startOn: ['created'], stopOn: ['closed'] },
] as const
const policyOf = (minutes: Scenario['sla_minutes']): PolicyFor<typeof tickets> => ({
  name: { zh: '时限', en: 'Deadlines' },
  clocks: CLOCKS.flatMap(({ key, minutes: which, startOn, stopOn }) => {
    const allowed = minutes[which]
    return allowed ? [{ key: key.replace('_', '-'), name: { zh: key, en: key }, calendar: 'scenario', startOn: [...startOn], stopOn: [...stopOn], pauseOn: [...tickets.waits], rows: [{ when: { field: 'matches', is: 'equal', value: true } as const, seconds: allowed * 60 }] }] : []
  }),
})
const any: Scenario['sla_minutes'] = { first_response_time: 1, response_time: 1, solution_time: 1 }
const toy = defineModule({ name: 'tickets', definitions: [shipped(calendarKind, 'scenario', { name: { zh: '日历', en: 'Calendar' }, zone: 'UTC', weekly: {}, overrides: [] }), shipped(policyKind, 'ticket', policyOf(any))] })

const moment = (text: string) => new Date(text.replace(' UTC', 'Z').replace(' ', 'T'))
const stamp = (at: Date | null) => at && `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`
const datesOf = (holidays: Scenario['calendar']['holidays'] = []) => Array.isArray(holidays) ? holidays.map((one: string | { date: string }) => typeof one === 'string' ? one : one.date) : Object.keys(holidays)

if (!existsSync(file)) {
  test.skip('Zammad’s scenarios (skipped: ../shared/data/08-sla/zammad_scenarios.json is not there)', () => {})
} else {
  const { scenarios } = JSON.parse(readFileSync(file, 'utf8')) as { scenarios: Scenario[] }
  let house: Awaited<ReturnType<typeof openTestHouse>>
  beforeAll(async () => { house = await openTestHouse({ modules: [clocksModule, toy], openIdentity: testIdentity(new Map()) }) })
  afterAll(() => house.close())
  const unit = <T>(run: (ctx: Ctx) => Promise<T>) => house.work.unit(systemActor, 'test', run)
  let version = 0
  /** The company's next version of a definition, in force since ever, as an administrator of then would have had it. */
  async function keep(kind: typeof policyKind | typeof calendarKind, key: string, body: unknown): Promise<void> {
    const checked = kind.schema.parse(body)
    await unit(async (ctx) => { definitionTables.insert(ctx, 'definition', { id: newId(), kind: kind.kind, key, origin: 'company', version: ++version, state: 'published', effective_from: null, body: JSON.stringify(checked), body_hash: hashOf(checked), author_id: null, changed_at: ctx.now, revision: 1 }) })
    await house.work.read(systemActor, 'test', (ctx) => house.work.definitions.load(ctx))
  }

  async function play({ calendar, sla_minutes, sla_condition = {}, ticket, steps }: Scenario): Promise<number> {
    await keep(calendarKind, 'scenario', { name: { zh: '日历', en: 'Calendar' }, zone: calendar.time_zone, weekly: calendar.hours, overrides: datesOf(calendar.holidays).map((date) => ({ date, ranges: [] })) })
    await keep(policyKind, 'ticket', policyOf(sla_minutes))
    const subjectId = newId()
    let last = moment(ticket.created_at)
    let waits = false
    const told: Record<string, Value> = { ...ticket }
    const matches = () => Object.entries(sla_condition).every(([field, wanted]) => [wanted].flat().includes(told[field] ?? null))
    const signal = (signal: typeof tickets.signals[number] | undefined, at: Date, state?: string) => {
      if (at > last) last = at
      return unit((ctx) => signalClocks(ctx, tickets, [{ subjectId, facts: { ...FACTS, matches: matches() }, signal, at, ...(state === undefined ? {} : { state }) }]))
    }
    const SET = { first_response_at: 'first-response', last_contact_agent_at: 'agent-wrote', last_contact_customer_at: 'customer-wrote', close_at: 'closed' } as const
    await signal('created', last, typeof ticket['state'] === 'string' ? ticket['state'] : undefined)

    let compared = 0
    for (const step of steps) {
      const at = step.at === undefined ? undefined : moment(step.at)
      if (step.type === 'article') {
        if (step.trait?.includes('inbound_email')) await signal('customer-wrote', at ?? last)
        if (step.trait?.includes('outbound_email')) for (const one of ['first-response', 'agent-wrote'] as const) await signal(one, at ?? last)
      }
      for (const [field, one] of Object.entries(SET)) {
        const value = step.set?.[field]
        if (typeof value === 'string') await signal(one, moment(value))
      }
      const state = step.state ?? step.set?.['state']
      // A state that nobody says the moment of was taken long after: it hides what is due, and no minute of then waits in it.
      if (typeof state === 'string') {
        waits = at === undefined && (tickets.waits as readonly string[]).includes(state)
        if (at) await signal(undefined, at, state)
      }
      if (step.set) {
        Object.assign(told, step.set)
        await unit((ctx) => reviseClocks(ctx, tickets, [{ subjectId, facts: { matches: matches() }, at: last }]))
      }
      if (!step.expect) continue
      const rows = await house.work.read(systemActor, 'test', (ctx) => tables(ctx).selectFrom('clock').selectAll().where('subject_id', '=', subjectId).execute())
      const figures = figuresOf(rows, sla_minutes, waits)
      for (const [name, wanted] of Object.entries(step.expect)) expect([name, figures[name]]).toEqual([name, wanted])
      compared += Object.keys(step.expect).length
    }
    return compared
  }

  function figuresOf(rows: readonly ClockRow[], minutes: Scenario['sla_minutes'], waits: boolean): Record<string, Value> {
    const dues: Date[] = []
    const figures: Record<string, Value> = {}
    for (const { key, minutes: which } of CLOCKS) {
      const own = rows.filter((row) => row.key === key.replace('_', '-'))
      const open = own.find((row) => !row.stopped_at)
      const due = waits || open?.pause_reason || open?.state === 'lapsed' ? null : open?.due_at ?? null
      if (due) dues.push(due)
      const used = own.flatMap((row) => row.stopped_at ? [Math.trunc(row.used_seconds / 60)] : [])
      const longest = used.length ? Math.max(...used) : null
      figures[`${key}_escalation_at`] = stamp(due)
      figures[`${key}_at`] = stamp(own.find((row) => row.stopped_at)?.stopped_at ?? null)
      figures[`${key}_in_min`] = longest
      figures[`${key}_diff_in_min`] = longest === null ? null : (minutes[which] ?? 0) - longest
    }
    return { ...figures, escalation_at: dues.length ? stamp(new Date(Math.min(...dues.map(Number)))) : null }
  }

  describe('Zammad’s scenarios', () => {
    test.each(scenarios.map((one) => [one.name, one] as const))('%s', async (_, scenario) => {
      expect(await play(scenario)).toBeGreaterThan(0)
    })
  })

  // The same shape, for what the examples above leave out.
  const office: TimeRange[] = [['08:00', '18:00']]
  const monday = { name: '', calendar: { time_zone: 'Europe/Berlin', hours: { mon: office, tue: office, wed: office, thu: office, fri: office } }, sla_minutes: { first_response_time: 60, response_time: 120, solution_time: 180 }, ticket: { created_at: '2013-06-03 08:00:00 UTC' } }
  describe('told in the same way', () => {
    test('what waits is due nowhere, and goes on with what was left', async () => {
      await play({ ...monday, steps: [
        { type: 'article', trait: ['inbound_email'], at: '2013-06-03 08:00:00 UTC' },
        { type: 'state', state: 'pending reminder', at: '2013-06-03 08:30:00 UTC' },
        { expect: { escalation_at: null, first_response_escalation_at: null, update_escalation_at: null, close_escalation_at: null } },
        { type: 'state', state: 'open', at: '2013-06-03 10:00:00 UTC' },
        { expect: { first_response_escalation_at: '2013-06-03 10:30:00 UTC', update_escalation_at: '2013-06-03 11:30:00 UTC', close_escalation_at: '2013-06-03 12:30:00 UTC' } },
        { type: 'article', trait: ['outbound_email'], at: '2013-06-03 10:10:59 UTC' },
        { expect: { first_response_in_min: 40, first_response_diff_in_min: 20, update_in_min: 40, update_diff_in_min: 80, escalation_at: '2013-06-03 12:30:00 UTC' } },
      ] })
    })
    test('closed and opened again: the time between is nobody’s', async () => {
      await play({ ...monday, steps: [
        { type: 'state', state: 'closed', at: '2013-06-03 09:00:00 UTC' },
        { expect: { escalation_at: null } },
        { type: 'state', state: 'open', at: '2013-06-04 09:00:00 UTC' },
        { expect: { close_escalation_at: '2013-06-04 11:00:00 UTC' } },
        { type: 'update', set: { close_at: '2013-06-04 11:30:00 UTC' } },
        { expect: { close_in_min: 210, close_diff_in_min: -30, close_escalation_at: null } },
      ] })
    })
    test('a holiday counts nothing, and neither does the night', async () => {
      await play({ ...monday, calendar: { ...monday.calendar, holidays: ['2013-06-04'] }, ticket: { created_at: '2013-06-03 15:30:00 UTC' }, steps: [
        { expect: { first_response_escalation_at: '2013-06-05 06:30:00 UTC', close_escalation_at: '2013-06-05 08:30:00 UTC' } },
      ] })
    })
    test('what it is no longer for has no deadline, and when it is again, the time between counts', async () => {
      await play({ ...monday, sla_condition: { priority: '2 normal' }, ticket: { created_at: '2013-06-03 08:00:00 UTC', priority: '2 normal' }, steps: [
        { expect: { escalation_at: '2013-06-03 09:00:00 UTC' } },
        { type: 'update', set: { priority: '3 high' } },
        { expect: { escalation_at: null, first_response_escalation_at: null, close_escalation_at: null, close_in_min: null } },
        { type: 'update', set: { priority: '2 normal' } },
        { expect: { escalation_at: '2013-06-03 09:00:00 UTC', close_escalation_at: '2013-06-03 11:00:00 UTC' } },
      ] })
    })
    test('of several answers the longest wait is told, whichever came when', async () => {
      await play({ ...monday, steps: [
        { type: 'article', trait: ['inbound_email'], at: '2013-06-03 08:00:00 UTC' }, { type: 'article', trait: ['outbound_email'], at: '2013-06-03 08:50:00 UTC' },
        { type: 'article', trait: ['inbound_email'], at: '2013-06-03 09:00:00 UTC' }, { type: 'article', trait: ['inbound_email'], at: '2013-06-03 09:30:00 UTC' }, { type: 'article', trait: ['outbound_email'], at: '2013-06-03 09:40:00 UTC' },
        { expect: { first_response_in_min: 50, update_in_min: 50, update_diff_in_min: 70, update_escalation_at: null } },
      ] })
    })
  })
}
