import { sql } from 'kysely'
import { pareto } from '../../../pure/stats/index.ts'
import { fold, pinyinKeys, pinyinQuery } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { tablesOf } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { findCase, keepCourse } from '../../cases/index.ts'
import { namesOf } from '../../people/index.ts'
import { CauseFound, DiagnosisBegun, DiagnosisWalked } from './contract.ts'
import type { Diagnosis, DiagnosisTree } from './contract.ts'
import { answerOf, standingAfter } from './rules.ts'
import type { Step } from './rules.ts'
import { diagnosisKind } from './tree-kind.ts'

interface DiagnosisRow { id: string; case_id: string; tree: string; definition_id: string; path: unknown; cause: string | null; cause_name: string | null; by_id: string | null; begun_at: Date; found_at: Date | null; changed_at: Date; version: number }
const tables = tablesOf<{ case_diagnosis: DiagnosisRow }>()
const pathOf = (row: Pick<DiagnosisRow, 'path'>) => row.path as Step[]

/** Trees in force, the most helpful first. */
export async function listTrees(ctx: Ctx, { q }: { q?: string | undefined }): Promise<{ items: DiagnosisTree[] }> {
  const found = new Map((await sql<{ tree: string; n: number }>`select tree, count(*)::int as n from case_diagnosis where found_at is not null group by tree`.execute(ctx.db)).rows.map(({ tree, n }) => [tree, n]))
  const sound = q ? pinyinQuery(q) : undefined
  const matches = (name: string, text: string) => !q || fold(q).split(/\s+/).every((word) => fold(text).includes(word)) || (sound !== undefined && [...pinyinKeys(name).full, ...pinyinKeys(name).initials].some((one) => one.startsWith(sound)))
  const items = ctx.definitions.keys(diagnosisKind, ctx.now).map((key) => ctx.definitions.current(diagnosisKind, key, ctx.now))
    .filter(({ is }) => matches(is.name.zh, [is.name.zh, is.name.en, is.about?.zh, is.about?.en, ...is.asks.map(({ words }) => `${words.zh} ${words.en}`)].join('\n')))
    .map(({ id, key, version, is }): DiagnosisTree => ({ ...is, key, definitionId: id, version, found: found.get(key) ?? 0 }))
  return { items: items.sort((a, b) => b.found - a.found || a.name.zh.localeCompare(b.name.zh, 'zh')) }
}

function shown(ctx: Ctx, row: DiagnosisRow, mayWalk: boolean, names: ReadonlyMap<string, string>): Diagnosis {
  const { is } = ctx.definitions.version(diagnosisKind, row.definition_id)
  const asked = new Map(is.asks.map((ask) => [ask.key, ask]))
  const standing = standingAfter(is, pathOf(row))
  return {
    id: row.id, caseId: row.case_id, tree: { key: row.tree, name: is.name }, by: row.by_id ? { id: row.by_id, name: names.get(row.by_id) ?? '' } : null, begunAt: row.begun_at, foundAt: row.found_at, version: row.version, may: mayWalk ? ['walk'] : [],
    path: pathOf(row).flatMap((step) => { const ask = asked.get(step.ask); const answer = ask && answerOf(ask, step); return ask && answer ? [{ ...step, answer: answer.key, ...(ask.measure ? { unit: ask.measure.unit } : {}), asked: ask.words, answered: answer.words }] : [] }),
    next: standing?.ask ? { key: standing.ask.key, words: standing.ask.words, hint: standing.ask.hint ?? null, measure: standing.ask.measure ?? null, answers: standing.ask.answers.map(({ key, words }) => ({ key, words })) } : null,
    cause: standing?.cause ? { key: standing.cause.key, name: standing.cause.name, measure: standing.cause.measure } : null,
  }
}
const mayWalk = (found: Awaited<ReturnType<typeof findCase>>): boolean => Boolean(found.may_write) && found.status_class !== 'closed' && !found.removed_at && !found.merged_into_id

export async function diagnosesOf(ctx: Ctx, caseId: string): Promise<Diagnosis[]> {
  const found = await findCase(ctx, caseId)
  const rows = await tables(ctx).selectFrom('case_diagnosis').selectAll().where('case_id', '=', caseId).orderBy('id', 'desc').limit(20).execute()
  const names = await namesOf(ctx, [...new Set(rows.flatMap(({ by_id }) => by_id ?? []))])
  return rows.map((row) => shown(ctx, row, mayWalk(found), names))
}

/** @throws AppError not-found, forbidden `case.not-yours`, invalid `diagnosis.unknown-tree` */
export async function beginDiagnosis(ctx: Ctx, caseId: string, tree: string): Promise<Diagnosis> {
  const found = await findCase(ctx, caseId)
  if (!mayWalk(found)) throw new AppError('forbidden', 'case.not-yours')
  if (!ctx.definitions.keys(diagnosisKind, ctx.now).includes(tree)) throw invalid('tree', 'diagnosis.unknown-tree', { tree })
  const { id: definitionId } = ctx.definitions.current(diagnosisKind, tree, ctx.now)
  const row: DiagnosisRow = { id: newId(), case_id: caseId, tree, definition_id: definitionId, path: '[]', cause: null, cause_name: null, by_id: ctx.actor.id, begun_at: ctx.now, found_at: null, changed_at: ctx.now, version: 1 }
  await tables(ctx).insertInto('case_diagnosis').values(row).execute()
  await ctx.emit(DiagnosisBegun, caseId, { diagnosisId: row.id, tree, definitionId })
  return shown(ctx, { ...row, path: [] }, true, new Map([[ctx.actor.id ?? '', ctx.actor.name]]))
}

/** Says the answers so far. @throws AppError not-found `diagnosis.not-found`, forbidden `case.not-yours`, invalid `diagnosis.not-on-the-tree`, conflict `record.stale` */
export async function walkDiagnosis(ctx: Ctx, id: string, { path, version }: { path: readonly Step[]; version?: number | undefined }): Promise<Diagnosis> {
  const before = await tables(ctx).selectFrom('case_diagnosis').selectAll().where('id', '=', id).executeTakeFirst()
  const found = before && await findCase(ctx, before.case_id).catch(() => undefined)
  if (!before || !found) throw notFound('diagnosis')
  if (!mayWalk(found)) throw new AppError('forbidden', 'case.not-yours')
  const { is } = ctx.definitions.version(diagnosisKind, before.definition_id)
  const standing = standingAfter(is, path)
  if (!standing) {
    const last = path.at(-1)
    const measure = is.asks.find(({ key }) => key === last?.ask)?.measure
    const { unit, min, max } = measure ?? {}
    throw measure && last?.answer === undefined && standingAfter(is, path.slice(0, -1))?.ask?.key === last?.ask
      ? invalid('path', 'diagnosis.out-of-range', { min, max, unit: unit?.[ctx.actor.locale === 'en' ? 'en' : 'zh'] }) : invalid('path', 'diagnosis.not-on-the-tree')
  }
  const { cause } = standing
  const names = await namesOf(ctx, before.by_id ? [before.by_id] : [])
  const row = await tables(ctx).updateTable('case_diagnosis').set({ path: JSON.stringify(path), cause: cause?.key ?? null, cause_name: cause?.name.zh ?? null, found_at: cause ? ctx.now : null, by_id: ctx.actor.id, changed_at: ctx.now, version: before.version + 1 })
    .where('id', '=', id).where('version', '=', version ?? before.version).returningAll().executeTakeFirst()
  if (!row) throw conflict('record.stale', shown(ctx, before, true, names))
  if (cause) {
    await ctx.emit(CauseFound, before.case_id, { diagnosisId: id, tree: before.tree, cause: cause.key, steps: path.length })
    // The course of the case bears it too, where every figure of causes reads it.
    const language = ctx.actor.locale === 'en' ? 'en' : 'zh'
    await keepCourse(ctx, before.case_id, { suspectedCauses: [cause.of ?? cause.name[language]], emergencyMeasure: cause.measure[language] })
  } else await ctx.emit(DiagnosisWalked, before.case_id, { diagnosisId: id, tree: before.tree, steps: path.length })
  return shown(ctx, row, true, await namesOf(ctx, row.by_id ? [row.by_id] : []))
}

const DAY = 86_400_000
/** Causes by how often they were found; the vital few make up eighty percent. */
export async function causesFound(ctx: Ctx, { days, tree }: { days: number; tree?: string | undefined }) {
  const { rows } = await sql<{ tree: string; cause: string; name: string; n: number }>`select tree, cause, max(cause_name) as name, count(*)::int as n from case_diagnosis where found_at >= ${new Date(ctx.now.getTime() - days * DAY)} ${tree ? sql`and tree = ${tree}` : sql``} group by 1, 2`.execute(ctx.db)
  const of = new Map(rows.map((row) => [`${row.tree} ${row.cause}`, row]))
  const found = pareto(Object.fromEntries(rows.map((row) => [`${row.tree} ${row.cause}`, row.n])))
  const named = (row: { tree: string; cause: string; name: string }): string => {
    const known = ctx.definitions.keys(diagnosisKind, ctx.now).includes(row.tree) ? ctx.definitions.current(diagnosisKind, row.tree, ctx.now).is.causes.find(({ key }) => key === row.cause)?.name : undefined
    return (ctx.actor.locale === 'en' ? known?.en : known?.zh) ?? row.name
  }
  return { n: rows.reduce((sum, row) => sum + row.n, 0), items: found.rows.flatMap(({ key, count, share, cumulative }) => { const row = of.get(key); return row ? [{ tree: row.tree, cause: row.cause, name: named(row), count, share, cumulative, vital: found.vitalFew.includes(key) }] : [] }) }
}
