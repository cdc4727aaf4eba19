import type { Ctx } from '../../kernel/context.ts'
import { conflict, invalid, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import type { Happened } from '../../kernel/module.ts'
import { sql } from 'kysely'
import { definitionIdOf } from './active.ts'
import { RuleFailed, RuleFired, RuleSwitched, RulesArranged } from './contract.ts'
import type { Firing, Rule } from './contract.ts'
import { ruleKind } from './definition.ts'
import { momentOf, recordsOf } from './facts.ts'
import { act, settle } from './fire.ts'
import { findFiring, getFiring, getRule, listRules } from './queries.ts'
import { bothNames } from './rules.ts'
import { tables } from './tables.ts'

/** Switches a rule on or off; what happened before it was switched on it never sees. */
export async function switchRule(ctx: Ctx, key: string, { on, version }: { on: boolean; version: number }): Promise<Rule> {
  const before = await getRule(ctx, key)
  if (before.switchVersion !== version) throw conflict('record.stale', before)
  const row = await tables(ctx).insertInto('rule_switch').values({ key, is_on: on, since: ctx.now, version: version + 1 })
    .onConflict((c) => c.column('key').doUpdateSet({ is_on: on, since: ctx.now, version: version + 1 }).where('rule_switch.version', '=', version)).returning('key').executeTakeFirst()
  if (!row) throw conflict('record.stale', await getRule(ctx, key))
  await ctx.emit(RuleSwitched, definitionIdOf(ctx, key), { rule: key, on })
  return getRule(ctx, key)
}

/** Puts rules into this order; those not named come behind, as they stood. */
export async function arrangeRules(ctx: Ctx, keys: readonly string[]): Promise<{ items: Rule[] }> {
  const known = (await listRules(ctx)).map((one) => one.key)
  const stray = keys.find((key) => !known.includes(key))
  if (stray !== undefined) throw invalid('keys', 'rule.not-found', { key: stray })
  const order = [...new Set([...keys, ...known])]
  await sql`insert into rule_place (key, place) select key, place from unnest(${order}::text[], ${order.map((_, at) => at + 1)}::int[]) as t(key, place) on conflict (key) do update set place = excluded.place`.execute(ctx.db)
  await ctx.emit(RulesArranged, newId(), { rules: order })
  return { items: await listRules(ctx) }
}

/** Does the actions of a failed firing again, with the record as it is now and the version that fired. What fails once more stays failed, with the new reason. */
export async function replayFiring(ctx: Ctx, id: string, version: number): Promise<Firing> {
  const row = await findFiring(ctx, id)
  if (row.version !== version) throw conflict('record.stale', await getFiring(ctx, id))
  if (row.state !== 'failed' && row.state !== 'looped') throw conflict('rule.not-failed', await getFiring(ctx, id))
  const rule = ctx.definitions.version(ruleKind, row.rule_id)
  const [record] = (await recordsOf(ctx, rule.is.subject, [row.subject_id])).values()
  if (!record) throw notFound('record')
  const won = await tables(ctx).updateTable('rule_firing').set((eb) => ({ replays: eb('replays', '+', 1), version: version + 1 })).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getFiring(ctx, id))
  const event = row.event_pos === null ? null : await eventAt(ctx, Number(row.event_pos))
  const about = { kind: row.subject_kind, id: row.subject_id }
  const done = await act(ctx, id, { rule, event, about, facts: { ...record, ...momentOf(ctx, rule.is.reach, event) } })
  const told = { rule: row.rule_key, name: bothNames(rule.is.body.name), firingId: id, eventKind: row.event_kind }
  if ('error' in done) {
    await settle(ctx, id, 'failed', [], done.error)
    await ctx.emit(RuleFailed, about.id, { ...told, code: done.error.code, deed: done.error.do })
  } else {
    await settle(ctx, id, 'done', done.deeds, null)
    await ctx.emit(RuleFired, about.id, { ...told, deeds: done.deeds.map((deed) => deed.do), replay: true })
  }
  return getFiring(ctx, id)
}

async function eventAt(ctx: Ctx, pos: number): Promise<Happened | null> {
  const { rows: [row] } = await sql<{ pos: number; id: string; at: Date; actor_kind: Happened['actor']['kind']; actor_id: string | null; via: string; subject_id: string; kind: string; data: unknown }>`select * from event_log where pos = ${pos}::bigint`.execute(ctx.db)
  return row ? { pos: Number(row.pos), id: row.id, at: row.at, actor: { kind: row.actor_kind, id: row.actor_id }, via: row.via, kind: row.kind, subjectId: row.subject_id, data: row.data as never } : null
}
