import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { keepApart, separation } from '../../../kernel/separation.ts'
import { signalClocks, startClocks } from '../../clocks/index.ts'
import { notify, readDepartments, requireStaff } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import { suggestionClocks } from '../deadlines.ts'
import { tables } from '../tables.ts'
import type { ChangeSuggestion, Decide, EvidenceRef, Submit, Suggestion } from './contract.ts'
import { EvidenceAdded, EvidenceDropped, SuggestionChanged, SuggestionDecided, SuggestionDone, SuggestionSubmitted, SuggestionWithdrawn } from './contract.ts'
import { findSuggestion, isThere } from './queries.ts'

/** Nobody decides about their own suggestion. */
export const ownSuggestion = separation('suggestion.own', 'suggestion.submit', 'suggestion.decide')

const decideKey = (id: string) => `suggestion:${id}`
const doKey = (id: string) => `suggestion-do:${id}`
const about = (id: string) => ({ about: { kind: 'suggestion', id }, source: { kind: 'suggestion', id }, path: `/suggestions/${id}`, byHand: false })
const tell = (ctx: Ctx, who: string, { id, title }: { id: string; title: string }, code: string) => notify(ctx, who === ctx.actor.id ? [] : [who], { code, subjectKind: 'suggestion', subjectId: id, params: { title } })

async function requireDepartment(ctx: Ctx, id: string | null | undefined): Promise<void> {
  if (id && !(await readDepartments(ctx)).some((one) => one.id === id)) throw refused('department.unknown', [{ path: 'departmentId', code: 'department.unknown' }])
}
async function putEvidence(ctx: Ctx, suggestionId: string, links: readonly EvidenceRef[]): Promise<void> {
  for (const { kind, key } of links) {
    if (!await isThere(ctx, { kind, key })) throw refused('suggestion.unknown-evidence', [{ path: 'evidence', code: 'suggestion.unknown-evidence' }])
    const made = await tables(ctx).insertInto('suggestion_evidence').values({ id: newId(), suggestion_id: suggestionId, kind, key, added_by: ctx.actor.id as string, at: ctx.now }).onConflict((on) => on.doNothing()).returning('id').executeTakeFirst()
    if (made) await ctx.emit(EvidenceAdded, suggestionId, { kind, key })
  }
}

/** Puts a suggestion into the box; the managers get the task to decide. @throws AppError refused `department.unknown`, `suggestion.unknown-evidence` */
export async function submit(ctx: Ctx, { title, problem, proposal, area, departmentId, evidence }: Submit): Promise<Suggestion> {
  await requireDepartment(ctx, departmentId)
  const id = newId()
  const [{ dueAt }] = await startClocks(ctx, suggestionClocks, [{ subjectId: id, facts: {}, signal: 'submitted' }])
  if (!dueAt) throw refused('suggestion.no-time')
  const row = { id, title: maskPersonal(title), problem: maskPersonal(problem), proposal: maskPersonal(proposal), area, department_id: departmentId ?? null, author_id: ctx.actor.id as string, state: 'submitted' as const, same_as: null, due_at: dueAt, decided_by: null, decided_at: null, reason: null, owner_id: null, done_by: null, outcome: null, ended_at: null, created_at: ctx.now, version: 1 }
  await tables(ctx).insertInto('suggestion').values(row).execute()
  await addTask(ctx, { key: decideKey(id), title: { zh: `答复建议：${row.title.slice(0, 60)}`, en: `Decide a suggestion: ${row.title.slice(0, 60)}` }, roleKey: 'cs_manager', dueAt, ...about(id) })
  await ctx.emit(SuggestionSubmitted, id, { area, departmentId: row.department_id, evidence: evidence.length })
  await putEvidence(ctx, id, evidence)
  return findSuggestion(ctx, id)
}

/** @throws AppError not-found, forbidden `suggestion.not-yours`, conflict `suggestion.decided-already` */
async function openTo(ctx: Ctx, id: string, deed: Suggestion['may'][number]): Promise<Suggestion> {
  const before = await findSuggestion(ctx, id)
  if (before.may.includes(deed)) return before
  throw (deed === 'finish' ? before.state !== 'adopted' : before.state !== 'submitted') ? conflict('suggestion.decided-already', before) : new AppError('forbidden', 'suggestion.not-yours')
}
async function step(ctx: Ctx, before: Suggestion, version: number, set: Record<string, unknown>): Promise<void> {
  const won = await tables(ctx).updateTable('suggestion').set({ ...set, version: version + 1 }).where('id', '=', before.id).where('version', '=', version).where('state', '=', before.state).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await findSuggestion(ctx, before.id))
}
const state = (from: string, to: string) => ({ changed: { state: { from, to } } })

/** @throws AppError forbidden `suggestion.not-yours`, conflict `suggestion.decided-already`, `record.stale` */
export async function changeSuggestion(ctx: Ctx, id: string, { version, departmentId, ...texts }: ChangeSuggestion): Promise<Suggestion> {
  const before = await openTo(ctx, id, 'change')
  await requireDepartment(ctx, departmentId)
  const said = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text === undefined || key === 'area' ? text : maskPersonal(text)]))
  await step(ctx, before, version, dropUndefined({ ...said, department_id: departmentId }))
  await ctx.emit(SuggestionChanged, id, { changed: Object.fromEntries(Object.keys(dropUndefined({ ...texts, departmentId })).map((key) => [key, {}])) })
  return findSuggestion(ctx, id)
}
/** @throws AppError refused `suggestion.unknown-evidence`, forbidden `suggestion.not-yours`, conflict `suggestion.decided-already` */
export async function addEvidence(ctx: Ctx, id: string, link: EvidenceRef): Promise<Suggestion> {
  await openTo(ctx, id, 'add-evidence')
  if ((await findSuggestion(ctx, id)).evidence.some(({ kind, key }) => kind === link.kind && key === link.key)) throw conflict('suggestion.linked-already', await findSuggestion(ctx, id))
  await putEvidence(ctx, id, [link])
  return findSuggestion(ctx, id)
}
export async function dropEvidence(ctx: Ctx, id: string, evidenceId: string): Promise<Suggestion> {
  const before = await openTo(ctx, id, 'add-evidence')
  const gone = before.evidence.find((one) => one.id === evidenceId)
  if (!gone) throw new AppError('not-found', 'suggestion.not-found')
  await tables(ctx).deleteFrom('suggestion_evidence').where('id', '=', evidenceId).execute()
  await ctx.emit(EvidenceDropped, id, { kind: gone.kind, key: gone.key })
  return findSuggestion(ctx, id)
}

/**
 * Decides about a suggestion. What is adopted is carried out by somebody, and rests on evidence (003 §1.2).
 * @throws AppError forbidden `suggestion.own`; refused `suggestion.evidence-missing`, `suggestion.owner-missing`, `suggestion.reason-missing`, `suggestion.which-one`; conflict as above
 */
export async function decideSuggestion(ctx: Ctx, id: string, { version, verdict, reason, ownerId, doneBy, sameAs, evidence }: Decide): Promise<Suggestion> {
  const seen = await findSuggestion(ctx, id)
  keepApart(ctx, ownSuggestion, [seen.author.id])
  const before = await openTo(ctx, id, 'decide')
  const need = (ok: unknown, path: string, code: string) => ok ? [] : [{ path, code }]
  const missing = verdict === 'adopt' ? [...need(before.evidence.length + evidence.length, 'evidence', 'suggestion.evidence-missing'), ...need(ownerId, 'ownerId', 'suggestion.owner-missing')] : verdict === 'decline' ? need(reason, 'reason', 'suggestion.reason-missing') : need(sameAs && sameAs !== id, 'sameAs', 'suggestion.which-one')
  if (missing.length) throw refused(missing[0]?.code as string, missing)
  if (doneBy && doneBy <= ctx.now) throw invalid('doneBy', 'suggestion.done-by-past')
  if (verdict === 'adopt' && ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  // Of several that say the same the first stands for all.
  const first = verdict === 'duplicate' && sameAs ? await findSuggestion(ctx, sameAs) : null
  const target = first?.sameAs?.id ?? first?.id ?? null
  if (verdict === 'duplicate' && (target === id || target === null)) throw refused('suggestion.which-one', [{ path: 'sameAs', code: 'suggestion.which-one' }])
  await putEvidence(ctx, id, evidence)
  const to = ({ adopt: 'adopted', decline: 'declined', duplicate: 'duplicate' } as const)[verdict]
  await step(ctx, before, version, { state: to, decided_by: ctx.actor.id, decided_at: ctx.now, reason: reason ? maskPersonal(reason) : null, same_as: target, ...(to === 'adopted' ? { owner_id: ownerId, done_by: doneBy ?? null } : { ended_at: ctx.now }) })
  await signalClocks(ctx, suggestionClocks, [{ subjectId: id, facts: {}, signal: 'decided' }])
  await finishTask(ctx, { key: decideKey(id) })
  if (to === 'adopted' && ownerId) await addTask(ctx, { key: doKey(id), title: { zh: `落实建议：${before.title.slice(0, 60)}`, en: `Carry out: ${before.title.slice(0, 60)}` }, ownerId, dueAt: doneBy, ...about(id) })
  await ctx.emit(SuggestionDecided, id, { verdict, ownerId: to === 'adopted' ? ownerId ?? null : null, sameAs: target, ...state('submitted', to) })
  await tell(ctx, before.author.id, before, `suggestion.notice-${to}`)
  return findSuggestion(ctx, id)
}

/** Whoever carries it out says what came of it; its author hears it. @throws AppError forbidden `suggestion.not-yours`, conflict `suggestion.decided-already` */
export async function finishSuggestion(ctx: Ctx, id: string, { version, outcome }: { version: number; outcome: string }): Promise<Suggestion> {
  const before = await openTo(ctx, id, 'finish')
  await step(ctx, before, version, { state: 'done', outcome: maskPersonal(outcome), ended_at: ctx.now })
  await finishTask(ctx, { key: doKey(id) })
  await ctx.emit(SuggestionDone, id, state('adopted', 'done'))
  await tell(ctx, before.author.id, before, 'suggestion.notice-done')
  return findSuggestion(ctx, id)
}
/** @throws AppError forbidden `suggestion.not-yours`, conflict `suggestion.decided-already`, `record.stale` */
export async function withdrawSuggestion(ctx: Ctx, id: string, version: number): Promise<Suggestion> {
  const before = await openTo(ctx, id, 'withdraw')
  await step(ctx, before, version, { state: 'withdrawn', ended_at: ctx.now })
  await signalClocks(ctx, suggestionClocks, [{ subjectId: id, facts: {}, signal: 'withdrawn' }])
  await cancelTask(ctx, { key: decideKey(id) }, '')
  await ctx.emit(SuggestionWithdrawn, id, state('submitted', 'withdrawn'))
  return findSuggestion(ctx, id)
}
