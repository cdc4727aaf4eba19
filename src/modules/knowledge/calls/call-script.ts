import type { Ctx } from '../../../kernel/context.ts'
import { tablesOf } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { findCase } from '../../cases/index.ts'
import { namesOf } from '../../people/index.ts'
import { addressedOn, knownOf } from '../scripts/case-scripts.ts'
import { filled } from '../scripts/rules.ts'
import { spokenOn } from '../scripts/speaks.ts'
import { callScriptKind } from './call-kind.ts'
import { CallTicked } from './contract.ts'
import type { CallScript } from './contract.ts'
import { coverageOf, stepOf } from './rules.ts'

interface RunRow { case_id: string; definition_id: string; said: string[]; coverage: number; by_id: string | null; begun_at: Date; changed_at: Date; version: number }
const tables = tablesOf<{ call_script_run: RunRow }>()
/** The script of the house for any call. */
const KEY = 'phone-call'

/** The script in force for a kind of case: one that names it, else the one for any call. */
function scriptFor(ctx: Pick<Ctx, 'definitions' | 'now'>, kind: string) {
  const all = ctx.definitions.keys(callScriptKind, ctx.now).map((key) => ctx.definitions.current(callScriptKind, key, ctx.now))
  return all.find(({ is }) => (is.kinds as readonly string[]).includes(kind)) ?? all.find(({ key }) => key === KEY) ?? ctx.definitions.current(callScriptKind, KEY, ctx.now)
}

async function stand(ctx: Ctx, caseId: string) {
  const found = await findCase(ctx, caseId)
  if (found.channel !== 'phone') throw refused('call-script.not-a-call', [{ path: 'id', code: 'call-script.not-a-call' }])
  const row = await tables(ctx).selectFrom('call_script_run').selectAll().where('case_id', '=', caseId).executeTakeFirst()
  // A call that has begun keeps the version it began with.
  const script = row ? ctx.definitions.version(callScriptKind, row.definition_id) : scriptFor(ctx, found.kind)
  return { found, row, script }
}

/** The script of the call, as far as it was followed. @throws AppError not-found `case.not-found`, refused `call-script.not-a-call` */
export async function callScriptOf(ctx: Ctx, caseId: string): Promise<CallScript> {
  const { found, row, script } = await stand(ctx, caseId)
  const of = await addressedOn(ctx, found)
  const speaks = await spokenOn(ctx, found, of)
  const [zh, en] = await Promise.all([knownOf(ctx, found, of, 'zh-CN'), knownOf(ctx, found, of, 'en')])
  const said = new Set(row?.said)
  const by = row?.by_id ? { id: row.by_id, name: (await namesOf(ctx, [row.by_id])).get(row.by_id) ?? '' } : null
  return {
    caseId, key: script.key, name: script.is.name, speaks, ...coverageOf(script.is.stages, said), by, begunAt: row?.begun_at ?? null, version: row?.version ?? 0,
    stages: script.is.stages.map((stage) => ({ ...stage, says: { zh: filled(stage.says.zh, zh), en: filled(stage.says.en, en) }, steps: stage.steps.map((step) => ({ ...step, said: said.has(stepOf(stage.key, step.key)) })) })),
    may: found.may_write && !found.removed_at && !found.merged_into_id ? ['tick'] : [],
  }
}

/** @throws AppError forbidden `case.not-yours`, invalid `call-script.unknown-step`, conflict `record.stale` */
export async function tickSteps(ctx: Ctx, caseId: string, { said, version }: { said: readonly string[]; version?: number | undefined }): Promise<CallScript> {
  const { found, row, script } = await stand(ctx, caseId)
  if (!found.may_write || found.removed_at || found.merged_into_id) throw new AppError('forbidden', 'case.not-yours')
  const known = new Set(script.is.stages.flatMap(({ key, steps }) => steps.map((step) => stepOf(key, step.key))))
  const strange = said.findIndex((one) => !known.has(one))
  if (strange >= 0) throw invalid(`said.${strange}`, 'call-script.unknown-step', { step: said[strange] })
  if (version !== undefined && version !== (row?.version ?? 0)) throw conflict('record.stale', await callScriptOf(ctx, caseId))
  const steps = [...known].filter((one) => said.includes(one))
  const { coverage } = coverageOf(script.is.stages, new Set(steps))
  const won = await tables(ctx).insertInto('call_script_run').values({ case_id: caseId, definition_id: script.id, said: steps, coverage, by_id: ctx.actor.id, begun_at: ctx.now, changed_at: ctx.now, version: 1 })
    .onConflict((on) => on.column('case_id').doUpdateSet({ said: steps, coverage, by_id: ctx.actor.id, changed_at: ctx.now, version: (row?.version ?? 0) + 1 }).where('call_script_run.version', '=', row?.version ?? 0)).returning('version').executeTakeFirst()
  if (!won) throw conflict('record.stale', await callScriptOf(ctx, caseId))
  await ctx.emit(CallTicked, caseId, { said: steps, coverage })
  return callScriptOf(ctx, caseId)
}
