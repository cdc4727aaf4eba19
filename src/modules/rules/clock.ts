import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { conditionSql } from '../../kernel/access.ts'
import { systemActor } from '../../kernel/actors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { beat } from '../../kernel/module.ts'
import { standingRules } from './active.ts'
import type { Standing } from './active.ts'
import { becauseOf } from './because.ts'
import { momentOf, recordsOf, sourceText, varsOf } from './facts.ts'
import { fire } from './fire.ts'
import { fieldsIn } from './reach.ts'
import { periodOf } from './rules.ts'
import { keepFirings } from './settings.ts'
import { tables } from './tables.ts'
import { hoursNow } from './hours.ts'

const STEP = 100

/** Rules by the clock, round by round: a hundred records a unit, so that a large round holds nobody up. */
export const clockBeat = beat('rules.clock', 30, async (ctx) => {
  const zone = ctx.settings.get(companyZone)
  for (const standing of await standingRules(ctx)) {
    const trigger = standing.compiled?.is.body.trigger
    if (!standing.isOn || !trigger || 'on' in trigger) continue
    const period = periodOf(trigger.every, trigger.hour, zone, ctx.now)
    if (!period) continue
    const round = await tables(ctx).selectFrom('rule_round').selectAll().where('rule_key', '=', standing.key).where('period', '=', period).executeTakeFirst()
    if (round?.ended_at) continue
    if (!round) tables.insert(ctx, 'rule_round', { rule_key: standing.key, period, begun_at: ctx.now, ended_at: null })
    const { fired, more } = await goRound(ctx, standing, trigger.again ? period : 'once')
    await tables(ctx).updateTable('rule_round').set((eb) => ({ fired: eb('fired', '+', fired), ended_at: more ? null : ctx.now })).where('rule_key', '=', standing.key).where('period', '=', period).execute()
    if (more) return true
  }
  return false
})

async function goRound(ctx: Ctx, { compiled }: Standing, onceKey: string): Promise<{ fired: number; more: boolean }> {
  const rule = compiled!
  const { subject, reach, condition } = rule.is
  const fields = fieldsIn(reach, hoursNow(ctx))
  const { rows } = await sql<{ id: string }>`select r.id ${sourceText(subject)} where ${conditionSql(fields, condition, { ...systemActor, vars: varsOf(ctx) }, ctx.now, 'r')}
    and not exists (select from rule_firing f where f.rule_key = ${rule.key} and f.once_key = ${onceKey} and f.subject_id = r.id) limit ${sql.lit(STEP)}`.execute(ctx.db)
  const records = await recordsOf(ctx, subject, rows.map((row) => row.id))
  let fired = 0
  for (const [id, record] of records) {
    const facts = { ...record, ...momentOf(ctx, reach, null) }
    const about = { kind: subject.kind, id }
    const because = becauseOf(reach, fields, condition, facts, varsOf(ctx), { subject: about, eventId: null })
    if (await fire(ctx, { rule, onceKey, event: null, about, facts, because, chain: [] })) fired++
  }
  return { fired, more: rows.length === STEP }
}

/** Forgets firings that are older than the setting says. */
export const forgetBeat = beat('rules.forget', 3_600, async (ctx) => {
  const before = new Date(ctx.now.getTime() - ctx.settings.get(keepFirings) * 86_400_000)
  const { rows } = await sql<{ id: string }>`delete from rule_firing where id in (select id from rule_firing where at < ${before} and once_key <> 'once' order by id limit 5000) returning id`.execute(ctx.db)
  await sql`delete from rule_round where begun_at < ${before}`.execute(ctx.db)
  return rows.length === 5_000
})
