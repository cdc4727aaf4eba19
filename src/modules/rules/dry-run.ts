import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { conditionSql, inSight } from '../../kernel/access.ts'
import type { Actor, Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import { saidFaults } from '../../kernel/definition-faults.ts'
import { AppError } from '../../kernel/errors.ts'
import { faultsOf, sayIssue } from '../../kernel/faults.ts'
import { companyZone } from '../../kernel/frame.ts'
import type { Happened } from '../../kernel/module.ts'
import type { Work } from '../../kernel/work.ts'
import { becauseOf } from './because.ts'
import type { DryRun } from './contract.ts'
import { RuleDefinition } from './contract.ts'
import type { Rule } from './definition.ts'
import { compileRule } from './definition.ts'
import { momentOf, recordsOf, sourceText, varsOf } from './facts.ts'
import { hoursIn, hoursNow } from './hours.ts'
import { ownFaults } from './own-fields.ts'
import { fieldsIn } from './reach.ts'

const SAMPLE = 20
/** Longer than this no dry run lasts. */
const MOST_MS = 120_000

/** A rule as it was sent, made ready. @throws AppError invalid or refused with every fault at its path */
export function readRule(ctx: Ctx, definition: unknown): Rule {
  const read = RuleDefinition.safeParse(definition, { error: sayIssue(ctx.actor.locale) })
  if (!read.success) throw new AppError('invalid', 'request.invalid', { errors: faultsOf(read.error, ['definition'], ctx.actor.locale) })
  try {
    const rule = compileRule(read.data)
    const faults = ownFaults(ctx, rule.subject, [...rule.reach.keys()])
    if (faults.length) throw new Error(faults.join('; '))
    return rule
  } catch (error) {
    throw new AppError('refused', 'definition.does-not-compile', { errors: saidFaults(ctx.actor.locale, error as Error).map(({ path, message }) => ({ path: path ? `definition.${path}` : 'definition', code: 'definition.does-not-compile', message })) })
  }
}

/**
 * What a rule would have fired for: one statement over the log and the records as they are now, within the reader's sight. A rule by
 * the clock is asked of all records. It can be stopped by its id from any node, for the connection bears it as its name.
 */
export async function dryRun(work: Work, actor: Actor, { id, definition, days }: { id: string; definition: unknown; days: number }): Promise<DryRun> {
  const begun = performance.now()
  try {
    return await work.read(actor, 'rules.dryRun', async (ctx) => {
      const rule = readRule(ctx, definition)
      await sql`select set_config('application_name', ${nameOf(id)}, true), set_config('statement_timeout', ${String(MOST_MS)}, true), set_config('work_mem', '96MB', true)`.execute(ctx.db)
      const found = await (rule.events ? overEvents(ctx, rule, rule.events, days) : overRecords(ctx, rule))
      return { ...found, tookMs: Math.round(performance.now() - begun) }
    })
  } catch (error) {
    if ((error as { code?: unknown }).code === '57014') throw new AppError('refused', performance.now() - begun >= MOST_MS ? 'rule.dry-run-too-long' : 'rule.dry-run-stopped')
    throw error
  }
}
/** As the function `stop_dry_run` looks for it. */
const nameOf = (id: string) => `shouwen dry-run ${id}`

/** Stops a dry run on whatever node it goes; answers whether there was one. */
export async function stopDryRun(work: Work, actor: Actor, id: string): Promise<{ stopped: boolean }> {
  return work.read(actor, 'rules.stopDryRun', async (ctx) => {
    const { rows: [row] } = await sql<{ stopped: boolean }>`select stop_dry_run(${id}::uuid) as stopped`.execute(ctx.db)
    return { stopped: row?.stopped ?? false }
  })
}

interface Hit { pos: number | null; id: string; at: Date | null; kind: string | null; data: unknown; event_id: string | null; actor_kind: Happened['actor']['kind'] | null; label: string | null }
interface Counted { looked: number; hits: number; records: number; days: { day: string; hits: number }[] | null; sample: Hit[] | null }

async function overEvents(ctx: Ctx, rule: Rule, kinds: readonly string[], days: number): Promise<Omit<DryRun, 'tookMs'>> {
  const zone = ctx.settings.get(companyZone)
  const { rows: [today] } = await sql<{ day: string }>`select to_char(${ctx.now}::timestamptz at time zone ${zone}, 'YYYY-MM-DD') as day`.execute(ctx.db)
  const since = startOfDay(zone, today!.day, 1 - days)
  const held = conditionSql(fieldsIn(rule.reach, hoursIn(ctx, since, ctx.now)), rule.condition, withVars(ctx), ctx.now, 'r')
  // Days begin on a quarter of an hour in every zone: a million moments are cut by arithmetic, and only the quarters are asked for their day.
  // The log has no index by kind: one walk from where the window begins, found by bisection over pos, for its order is that of time.
  const { rows: [first] } = await sql<{ pos: number }>`select coalesce((select min(pos) from event_log where pos >= ${await posAt(ctx, since)}::bigint and at >= ${since}), 0) as pos`.execute(ctx.db)
  const awaited = sql`e.pos >= ${first!.pos}::bigint and e.at >= ${since} and e.kind = any(${kinds}::text[])`
  const { rows: [counted] } = await sql<Counted>`
    with hit as materialized (select e.pos, e.at, e.subject_id ${sourceText(rule.subject)} join event_log e on e.subject_id = r.id and ${awaited} where ${held} and ${sightOf(ctx, rule)})
    select (select count(*)::int from event_log e where ${awaited}) as looked, (select count(*)::int from hit) as hits, (select count(*)::int from (select from hit group by subject_id) one) as records,
      (select json_agg(d order by d.day) from (select (quarter at time zone ${zone})::date as day, sum(n)::int as hits
        from (select date_bin('15 minutes', at, 'epoch') as quarter, count(*) as n from hit group by 1) q group by 1) d) as days,
      (select json_agg(s order by s.pos desc) from (select h.pos, h.subject_id as id from hit h order by h.pos desc limit ${sql.lit(SAMPLE)}) s) as sample`.execute(ctx.db)
  const sample = await sampled(ctx, rule, (counted?.sample ?? []).map((one) => ({ id: one.id, pos: one.pos })))
  return { looked: counted!.looked, hits: counted!.hits, records: counted!.records, days: counted!.days ?? [], sample, since }
}

/** About where in the log a moment lies: by bisection, a dozen look-ups of the key. */
async function posAt(ctx: Ctx, since: Date): Promise<number> {
  const { rows: [ends] } = await sql<{ low: number | null; high: number | null }>`select (select min(pos) from event_log) as low, (select max(pos) from event_log) as high`.execute(ctx.db)
  let low = ends?.low ?? 0
  let high = ends?.high ?? 0
  // Events of one unit bear its beginning, so that neighbours may stand some seconds out of order.
  const early = new Date(since.getTime() - 600_000)
  while (high - low > 5_000) {
    const middle = Math.floor((low + high) / 2)
    const { rows: [row] } = await sql<{ at: Date }>`select at from event_log where pos >= ${middle}::bigint order by pos limit 1`.execute(ctx.db)
    if (row && row.at < early) low = middle
    else high = middle
  }
  return low
}

async function overRecords(ctx: Ctx, rule: Rule): Promise<Omit<DryRun, 'tookMs'>> {
  const held = conditionSql(fieldsIn(rule.reach, hoursNow(ctx)), rule.condition, withVars(ctx), ctx.now, 'r')
  const { rows: [counted] } = await sql<Counted>`
    with hit as materialized (select r.id ${sourceText(rule.subject)} where ${held} and ${sightOf(ctx, rule)})
    select (select count(*)::int from ${sql.table(rule.subject.view)}) as looked, (select count(*)::int from hit) as hits, (select count(*)::int from hit) as records, null as days,
      (select json_agg(s order by s.id desc) from (select id, null::bigint as pos from hit order by id desc limit ${sql.lit(SAMPLE)}) s) as sample`.execute(ctx.db)
  return { looked: counted!.looked, hits: counted!.hits, records: counted!.records, days: [], sample: await sampled(ctx, rule, counted?.sample ?? []), since: null }
}
const withVars = (ctx: Ctx): Actor => ({ ...ctx.actor, vars: varsOf(ctx) })
const sightOf = (ctx: Ctx, { subject }: Rule): RawBuilder<boolean> => inSight(ctx, { legs: subject.legs, fields: subject.legFields }, subject.permission, 'r')

/** The newest hits with their reasons, found in memory by the same condition. */
async function sampled(ctx: Ctx, rule: Rule, hits: readonly { id: string; pos: number | null }[]): Promise<DryRun['sample']> {
  const { subject, reach, condition } = rule
  const positions = hits.flatMap((hit) => hit.pos ?? [])
  const [records, events] = await Promise.all([
    recordsOf(ctx, subject, [...new Set(hits.map((hit) => hit.id))]),
    sql<Hit & { id: string }>`select pos, id, at, kind, data, actor_kind from event_log where pos = any(${positions}::bigint[])`.execute(ctx.db),
  ])
  const byPos = new Map(events.rows.map((row) => [Number(row.pos), row]))
  const fields = fieldsIn(reach)
  const vars = varsOf(ctx)
  return hits.flatMap(({ id, pos }) => {
    const record = records.get(id)
    const row = pos === null ? null : byPos.get(Number(pos)) ?? null
    if (!record) return []
    const event: Happened | null = row && { pos: Number(row.pos), id: row.id, at: row.at!, actor: { kind: row.actor_kind!, id: null }, via: '', kind: row.kind!, subjectId: id, data: row.data as never }
    const facts = { ...record, ...momentOf(ctx, reach, event) }
    const label = subject.label ? record[`${subject.kind}.${subject.label}`] : null
    return [{
      eventPos: event?.pos ?? null, eventKind: event?.kind ?? null, at: event?.at ?? null, subject: { kind: subject.kind, id, label: label === null || label === undefined ? null : String(label) },
      because: becauseOf(reach, fields, condition, facts, vars, { subject: { kind: subject.kind, id }, eventId: event?.id ?? null }),
    }]
  })
}
