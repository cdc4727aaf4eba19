import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { on } from '../../../kernel/module.ts'
import { among } from '../../../kernel/transaction.ts'
import { SubmissionChanged, SubmissionMade } from '../../forms/contract.ts'
import { answersOf } from '../../forms/index.ts'
import { namesOf, superiorsOf } from '../../people/index.ts'
import { addTask, finishTask } from '../../tasks/index.ts'
import { findCase } from '../queries.ts'
import type { CaseRow } from '../tables.ts'
import { inWords } from './causes.ts'
import type { CauseAnalysis } from './contract.ts'
import { AnalysisDone, AnalysisOpened } from './contract.ts'
import { analysisDays, dissatisfiedAt } from './settings.ts'
import { tables } from './tables.ts'

const DAY_MS = 86_400_000
const taskKey = (id: string) => `cause-analysis:${id}`

/** The cause analyses of a case, latest first. Who may see the case is for the caller to have decided. */
export async function analysesOf(ctx: Ctx, caseId: string, mayWrite: boolean): Promise<CauseAnalysis[]> {
  const rows = await tables(ctx).selectFrom('case_analysis').selectAll().where('case_id', '=', caseId).orderBy('id', 'desc').execute()
  const names = await namesOf(ctx, rows.flatMap((row) => row.done_by ?? []))
  return rows.map((row) => ({
    id: row.id, caseId, origin: row.origin, state: row.state, dueAt: row.due_at, causes: inWords(ctx, row.causes), finding: row.finding, measure: row.measure,
    doneBy: row.done_by ? { id: row.done_by, name: names.get(row.done_by) ?? '' } : null, doneAt: row.done_at, may: row.state === 'open' && mayWrite ? ['finish'] : [], version: row.version,
  }))
}

/** A customer was not satisfied: whoever leads the handler finds out why. One that is open already stands for this, too. */
export async function openAnalysis(ctx: Ctx, of: Pick<CaseRow, 'id' | 'number' | 'handler_id' | 'first_responder_id' | 'team_id'>, origin: CauseAnalysis['origin']): Promise<void> {
  const id = newId()
  const dueAt = new Date(ctx.now.getTime() + ctx.settings.get(analysisDays) * DAY_MS)
  const made = await tables(ctx).insertInto('case_analysis').values({ id, case_id: of.id, origin, due_at: dueAt, state: 'open', causes: null, finding: null, measure: null, done_by: null, done_at: null, created_at: ctx.now, version: 1 })
    .onConflict((on) => on.column('case_id').where(sql<boolean>`state = 'open'`).doNothing()).returning('id').executeTakeFirst()
  if (!made) return
  const worker = of.handler_id ?? of.first_responder_id
  const { supervisors: [leads] } = await superiorsOf(ctx, { staffId: worker, teamId: of.team_id })
  const owner = leads ?? worker
  const about = { kind: 'case', id: of.id }
  await addTask(ctx, { key: taskKey(id), title: { zh: `不满意原因分析：工单 ${of.number}`, en: `Why the customer was not satisfied: case ${of.number}` }, ...(owner ? { ownerId: owner } : { roleKey: 'cs_supervisor' }), dueAt, about, source: about, path: `/cases/${of.id}`, byHand: false })
  await ctx.emit(AnalysisOpened, of.id, { analysisId: id, origin })
}

/** What the shipped rating asks on a scale to five: the outcome and the handling. */
const RATING = { form: 'solution-rating', scales: ['solution', 'handling'] } as const
/** A rating that is as low as the company calls dissatisfied asks why, as a follow-up does, by whatever way it came. */
export const askWhyOfRating = on([SubmissionMade, SubmissionChanged], 'cases.ratings', async (ctx, heard) => {
  const rated = heard.filter(({ data }) => data.form === RATING.form && data.aboutKind === 'case')
  if (!rated.length) return
  const given = await answersOf(ctx, rated.map(({ subjectId }) => subjectId))
  const low = new Set(rated.flatMap(({ subjectId, data }) => RATING.scales.some((key) => Number(given.get(subjectId)?.answers[key] ?? Infinity) <= ctx.settings.get(dissatisfiedAt)) ? [data.aboutId] : []))
  if (!low.size) return
  const rows = await tables(ctx).selectFrom('case').select(['id', 'number', 'handler_id', 'first_responder_id', 'team_id']).where(among('id', [...low])).where('removed_at', 'is', null).orderBy('id').execute()
  for (const of of rows) await openAnalysis(ctx, of, 'rating')
})

/** Writes down why. @throws AppError not-found `cause-analysis.not-found`; forbidden `case.not-yours`; conflict `cause-analysis.done`, `record.stale` */
export async function finishAnalysis(ctx: Ctx, id: string, { causes, finding, measure, version }: { causes: string[]; finding: string; measure?: string | undefined; version?: number | undefined }): Promise<CauseAnalysis> {
  const before = await tables(ctx).selectFrom('case_analysis').selectAll().where('id', '=', id).executeTakeFirst()
  const found = before && await findCase(ctx, before.case_id).catch(() => undefined)
  if (!before || !found) throw notFound('cause-analysis')
  if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
  const shown = async () => (await analysesOf(ctx, before.case_id, true)).find((one) => one.id === id) as CauseAnalysis
  const won = await tables(ctx).updateTable('case_analysis').set((eb) => ({ state: 'done', causes, finding, measure: measure ?? null, done_by: ctx.actor.id, done_at: ctx.now, version: eb('version', '+', 1) })).where('id', '=', id).where('state', '=', 'open').where('version', '=', version ?? before.version).returning('id').executeTakeFirst()
  if (!won) throw conflict(before.state === 'done' ? 'cause-analysis.done' : 'record.stale', await shown())
  await finishTask(ctx, { key: taskKey(id) })
  await ctx.emit(AnalysisDone, before.case_id, { analysisId: id })
  return shown()
}
