import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import type { Happened, Listener } from '../../kernel/module.ts'
import type { Event } from '../../kernel/contract.ts'
import { subjectOf, subjects } from '../../kernel/subjects.ts'
import { compile } from '../../pure/conditions/index.ts'
import type { Fact } from '../../pure/conditions/index.ts'
import { metBy, standingRules } from './active.ts'
import type { Standing } from './active.ts'
import { becauseOf } from './because.ts'
import { momentOf, recordsOf, varsOf } from './facts.ts'
import { fire, firingOf } from './fire.ts'
import { fieldsIn } from './reach.ts'

/** Every event that a module lets rules wait for. */
const awaited = (): Event[] => [...new Map(subjects().flatMap((one) => one.events.map(({ event }) => [event.kind, event] as const))).values()]

/**
 * Lets every event meet the rules that wait for it, in their order. Records are looked at as they are now, after what rules before did to them;
 * what rules do, the firings and the cursor are one unit, so a rule fires once for an event, whatever crashes.
 */
export const hearRules: Listener = { name: 'rules.hear', get events() { return awaited() }, run: meet }

async function meet(ctx: Ctx, events: readonly Happened[]): Promise<void> {
  const waiting = Map.groupBy((await standingRules(ctx)).filter((one) => one.isOn && one.compiled?.is.events).flatMap((one) => one.compiled!.is.events!.map((kind) => ({ kind, one }))), ({ kind }) => kind)
  const met = events.filter((one) => waiting.has(one.kind))
  if (!met.length) return
  const records = new Map<string, Map<string, Fact>>()
  for (const [kind, of] of Map.groupBy(met, (one) => one.kind.slice(0, one.kind.indexOf('.')))) {
    const subject = subjectOf(subjectKindOf(kind, of))
    if (subject) records.set(subject.kind, await recordsOf(ctx, subject, [...new Set(of.map((one) => one.subjectId))]))
  }
  const chains = await chainsOf(ctx, met)
  for (const event of met) await meetOne(ctx, event, (waiting.get(event.kind) ?? []).map(({ one }) => one), records, chains.get(firingOf(event.via) ?? '') ?? [])
}
/** The subject whose events these are: most bear its word. */
const subjectKindOf = (word: string, [first]: readonly Happened[]): string => subjects().find((one) => one.events.some(({ event }) => event.kind === first?.kind))?.kind ?? word

async function meetOne(ctx: Ctx, event: Happened, waiting: readonly Standing[], records: Map<string, Map<string, Fact>>, chain: readonly string[]): Promise<void> {
  for (const standing of waiting) {
    const rule = metBy(ctx, standing, event.at)
    if (!rule?.is.events?.includes(event.kind)) continue
    const { subject, reach, condition, body } = rule.is
    const own = records.get(subject.kind)
    const record = own?.get(event.subjectId)
    if (!record) continue
    const facts = { ...record, ...momentOf(ctx, reach, event) }
    const fields = fieldsIn(reach)
    const vars = varsOf(ctx)
    if (compile(fields, condition, vars)(facts) !== true) continue
    const about = { kind: subject.kind, id: event.subjectId }
    const because = becauseOf(reach, fields, condition, facts, vars, { subject: about, eventId: event.id })
    const fired = await fire(ctx, { rule, onceKey: event.id, event, about, facts, because, chain })
    if (!fired) continue
    const [now] = (await recordsOf(ctx, subject, [event.subjectId])).values()
    if (now) own?.set(event.subjectId, now)
    else own?.delete(event.subjectId)
    if (body.stop) return
  }
}

/** The rules that stand behind what each firing brought about. */
async function chainsOf(ctx: Ctx, events: readonly Happened[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = [...new Set(events.flatMap((one) => firingOf(one.via) ?? []))]
  if (!ids.length) return new Map()
  const { rows } = await sql<{ id: string; chain: string[]; rule_key: string }>`select id, chain, rule_key from rule_firing where id = any(${ids}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, [...row.chain, row.rule_key]]))
}
