import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { keepApart, separation } from '../../../kernel/separation.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { notify, readDepartments, requireStaff } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import { metricKind } from '../../metrics/index.ts'
import { complaintsBehind } from '../../complaints/index.ts'
import { layCause } from '../causes/causes.ts'
import { planChange } from '../commands/change-process.ts'
import { SMART_FIELDS } from './contract.ts'
import type { Consult, EditProposal, GiveOpinion, MakeProposal, Proposal, ProposalEvidence } from './contract.ts'
import { ImprovementBegun, ImprovementChanged, ImprovementConsulted, ImprovementDecided, ImprovementProposed, ImprovementWithdrawn, OpinionGiven } from './contract.ts'
import { evidenceOf } from './evidence.ts'
import { findProposal, getProposal } from './queries.ts'
import { tables } from './tables.ts'
import type { ProposalRow } from './tables.ts'

/** Nobody decides what they proposed or own. */
export const ownProposal = separation('improvement.own-proposal', 'improvement.propose', 'improvement.decide')

const DAY_MS = 86_400_000
const opinionKey = (id: string) => `improvement-opinion:${id}`
const decisionKey = (id: string) => `improvement-decision:${id}`
/** Whoever has to work out what was proposed by itself. */
export const draftKey = (id: string) => `improvement-draft:${id}`
const about = (id: string) => ({ about: { kind: 'improvement', id }, source: { kind: 'improvement', id }, path: `/improvements/${id}`, byHand: false })

/** One in a state in which this may be done, that the actor may write on. @throws AppError 404, 403 improvement.not-yours, 409 improvement.not-now */
async function writable(ctx: Ctx, id: string, states: readonly Proposal['state'][]): Promise<ProposalRow> {
  const row = await findProposal(ctx, id)
  if (!row.may_write) throw new AppError('forbidden', 'improvement.not-yours')
  if (!states.includes(row.state)) throw conflict('improvement.not-now', await getProposal(ctx, id))
  return row
}
async function write(ctx: Ctx, { id, state }: ProposalRow, version: number, changes: Partial<ProposalRow>): Promise<void> {
  const won = await tables(ctx).updateTable('improvement_proposal').set({ ...changes, version: version + 1, changed_at: ctx.now }).where('id', '=', id).where('version', '=', version).where('state', '=', state).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getProposal(ctx, id))
}
const requireFlow = (ctx: Ctx, key: string) => { if (!ctx.definitions.keys({ kind: 'flow' }, ctx.now).includes(key)) throw invalid('flowKey', 'process-change.unknown-flow') }

/** A measure is a metric that is in force with the value aimed at. @throws AppError 400 metric.not-found, goal.smart-m */
function requireMeasure(ctx: Ctx, metric: string | null, target: number | null, asked: string | null | undefined): void {
  if (asked && !ctx.definitions.keys(metricKind, ctx.now).includes(asked)) throw invalid('metric', 'metric.not-found')
  if ((metric === null) !== (target === null)) throw invalid(metric === null ? 'metric' : 'target', 'goal.smart-m')
}

/** Proposes an improvement; whoever proposes owns it unless somebody else is named. @throws AppError 400 process-change.unknown-flow, 422 staff.*, as `evidenceOf` */
export async function propose(ctx: Ctx, asked: MakeProposal): Promise<Proposal> {
  if (asked.flowKey) requireFlow(ctx, asked.flowKey)
  requireMeasure(ctx, asked.metric ?? null, asked.target ?? null, asked.metric)
  if (asked.ownerId) await requireStaff(ctx, asked.ownerId, 'ownerId')
  return getProposal(ctx, await layProposal(ctx, asked, ctx.actor.id as string, asked.evidence ? await evidenceOf(ctx, asked.evidence) : null))
}
/** Lays a proposal down as a draft in somebody's name. @returns its id */
export async function layProposal(ctx: Ctx, { title, problem, rootCause, measure, flowKey, ownerId, finding, specific, metric, target, attainable, relevant, deadline }: MakeProposal, me: string, evidence: ProposalEvidence | null = null): Promise<string> {
  const id = newId()
  await tables(ctx).insertInto('improvement_proposal').values({
    id, title: maskPersonal(title), problem: maskPersonal(problem), root_cause: maskPersonal(rootCause), measure: maskPersonal(measure), flow_key: flowKey ?? null, finding: finding ? JSON.stringify(finding) as never : null, evidence: evidence ? JSON.stringify(evidence) as never : null,
    specific: masked(specific) ?? null, metric: metric ?? null, target: target ?? null, attainable: masked(attainable) ?? null, relevant: masked(relevant) ?? null, deadline: deadline ?? null, owner_id: ownerId ?? me, state: 'draft', opinions_due: null,
    decided_by: null, decided_at: null, note: null, change_id: null, made_by: me, made_at: ctx.now, changed_at: ctx.now, version: 1,
  }).execute()
  await ctx.emit(ImprovementProposed, id, { ownerId: ownerId ?? me, finding: finding?.kind ?? null })
  return id
}

const masked = (text: string | null | undefined) => typeof text === 'string' ? maskPersonal(text) : text
const NAMES: Readonly<Record<string, string>> = { flow_key: 'flowKey', owner_id: 'ownerId', root_cause: 'rootCause' }
/** What may stand in the log; of texts, and of a metric and its target that only their page says in words, that they changed. */
const TOLD = new Set(['flow_key', 'owner_id', 'deadline'])

/** Changes a draft. What departments are asked about stands: then only what it lacks of SMART can be filled in. @throws AppError 404, 403 improvement.not-yours, 409 improvement.not-now, record.stale, 400 what `propose` refuses */
export async function editProposal(ctx: Ctx, id: string, { version, title, problem, rootCause, measure, flowKey, ownerId, specific, metric, target, attainable, relevant, deadline }: EditProposal): Promise<Proposal> {
  const before = await writable(ctx, id, ['draft', 'consulting'])
  if (flowKey) requireFlow(ctx, flowKey)
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  const changes = dropUndefined({
    title: masked(title), problem: masked(problem), root_cause: masked(rootCause), measure: masked(measure), flow_key: flowKey, owner_id: ownerId,
    specific: masked(specific), metric, target, attainable: masked(attainable), relevant: masked(relevant), deadline,
  }) as Partial<ProposalRow>
  requireMeasure(ctx, metric === undefined ? before.metric : metric, target === undefined ? before.target : target, metric)
  const was = before as unknown as Record<string, unknown>
  const changed = Object.entries(changes).filter(([key, to]) => was[key] !== to)
  const isFilling = ([key]: [string, unknown]) => was[key] === null && (SMART_FIELDS as readonly string[]).includes(key)
  if (before.state === 'consulting' && !changed.every(isFilling)) throw conflict('improvement.not-now', await getProposal(ctx, id))
  await write(ctx, before, version, changes)
  await ctx.emit(ImprovementChanged, id, { changed: Object.fromEntries(changed.map(([key, to]) => [NAMES[key] ?? key, TOLD.has(key) ? { from: was[key] as never, to: to as never } : {}])) })
  return getProposal(ctx, id)
}

/** Asks departments for their opinion; each liaison gets a task, whoever decides gets one for after. @throws AppError 400 improvement.due-past, improvement.no-liaison with the department */
export async function consult(ctx: Ctx, id: string, { version, departments, dueAt }: Consult): Promise<Proposal> {
  const before = await writable(ctx, id, ['draft'])
  if (dueAt <= ctx.now) throw invalid('dueAt', 'improvement.due-past')
  const known = new Map((await readDepartments(ctx)).map((one) => [one.id, one]))
  const asked = [...new Set(departments)].map((one, at) => {
    const of = known.get(one)
    if (!of) throw invalid(`departments.${at}`, 'improvement.unknown-department')
    if (!of.liaison) throw invalid(`departments.${at}`, 'improvement.no-liaison', { department: of.name })
    return { id: newId(), department: of, liaison: of.liaison.id }
  })
  await write(ctx, before, version, { state: 'consulting', opinions_due: dueAt })
  await finishTask(ctx, { key: draftKey(id) })
  for (const one of asked) {
    await tables(ctx).insertInto('improvement_opinion').values({ id: one.id, proposal_id: id, department_id: one.department.id, asked_of: one.liaison, stance: null, words: null, feasibility: null, answered_by: null, answered_at: null }).execute()
    await addTask(ctx, { key: opinionKey(one.id), title: { zh: `答复改进建议：${before.title}`, en: `Give an opinion: ${before.title}` }, ownerId: one.liaison, dueAt, ...about(id) })
  }
  await addTask(ctx, { key: decisionKey(id), title: { zh: `审批改进建议：${before.title}`, en: `Decide on: ${before.title}` }, roleKey: 'cs_manager', dueAt: new Date(dueAt.getTime() + DAY_MS), ...about(id) })
  await ctx.emit(ImprovementConsulted, id, { departments: asked.map(({ department }) => department.id), dueAt: dueAt.toISOString(), changed: { state: { from: 'draft', to: 'consulting' } } })
  return getProposal(ctx, id)
}

/** Answers for one's department, once. @throws AppError 404, 403 improvement.not-your-department, 409 improvement.not-now, improvement.answered-already */
export async function giveOpinion(ctx: Ctx, id: string, opinionId: string, { stance, words, feasibility }: GiveOpinion): Promise<Proposal> {
  const shown = await getProposal(ctx, id)
  const opinion = shown.opinions.find((one) => one.id === opinionId)
  if (!opinion) throw notFound('improvement')
  if (shown.state !== 'consulting') throw conflict('improvement.not-now', shown)
  if (opinion.stance) throw conflict('improvement.answered-already', shown)
  if (!opinion.mine) throw new AppError('forbidden', 'improvement.not-your-department')
  const won = await tables(ctx).updateTable('improvement_opinion').set({ stance, words: words ? maskPersonal(words) : null, feasibility, answered_by: ctx.actor.id, answered_at: ctx.now }).where('id', '=', opinionId).where('stance', 'is', null).returning('id').executeTakeFirst()
  if (!won) throw conflict('improvement.answered-already', await getProposal(ctx, id))
  await tables(ctx).updateTable('improvement_proposal').set((of) => ({ version: of('version', '+', 1), changed_at: ctx.now })).where('id', '=', id).execute()
  await finishTask(ctx, { key: opinionKey(opinionId) }, stance)
  await ctx.emit(OpinionGiven, id, { departmentId: opinion.department.id, stance, feasibility })
  const after = await getProposal(ctx, id)
  if (after.answered === after.asked) await notify(ctx, [after.owner.id].filter((who) => who !== ctx.actor.id), { code: 'improvement.notice-answered', subjectKind: 'improvement', subjectId: id, params: { title: after.title } })
  return after
}

/** Where a letter of SMART is filled in. */
const FIELD_OF = { specific: 'specific', measure: 'metric', attainable: 'attainable', relevant: 'relevant', timely: 'deadline' } as const

/**
 * Approves or rejects it. It is approved only when every department asked has answered, or their time is over, and when it says all five letters of SMART.
 * @throws AppError 403 improvement.own-proposal, 409 improvement.not-now, 422 improvement.opinions-pending with each department that is awaited, 422 improvement.not-smart with each letter that lacks
 */
export async function decide(ctx: Ctx, id: string, { version, decision, note }: { version: number; decision: 'approved' | 'rejected'; note: string }): Promise<Proposal> {
  const row = await findProposal(ctx, id)
  keepApart(ctx, ownProposal, [row.made_by, row.owner_id])
  const shown = await getProposal(ctx, id)
  if (row.state !== 'consulting') throw conflict('improvement.not-now', shown)
  const awaited = shown.opinions.flatMap((one, at) => (one.stance ? [] : [{ path: `opinions.${at}`, code: 'improvement.opinion-awaited', params: { department: one.department.name } }]))
  if (decision === 'approved' && awaited.length && ctx.now < (row.opinions_due as Date)) throw refused('improvement.opinions-pending', awaited)
  if (decision === 'approved' && shown.lacks.length) throw refused('improvement.not-smart', shown.lacks.map((letter) => ({ path: FIELD_OF[letter], code: `goal.smart-${letter[0]}` })))
  await write(ctx, row, version, { state: decision, decided_by: ctx.actor.id, decided_at: ctx.now, note: maskPersonal(note) })
  await endTasks(ctx, shown, true)
  await ctx.emit(ImprovementDecided, id, { changed: { state: { from: 'consulting', to: decision } } })
  await notify(ctx, [...new Set([row.owner_id, row.made_by])].filter((who) => who !== ctx.actor.id), { code: `improvement.notice-${decision}`, subjectKind: 'improvement', subjectId: id, params: { title: row.title } })
  return getProposal(ctx, id)
}

export async function withdrawProposal(ctx: Ctx, id: string, { version, note }: { version: number; note: string }): Promise<Proposal> {
  const before = await writable(ctx, id, ['draft', 'consulting'])
  await write(ctx, before, version, { state: 'withdrawn', note: maskPersonal(note) })
  if (before.state === 'consulting') await endTasks(ctx, await getProposal(ctx, id), false)
  else await cancelTask(ctx, { key: draftKey(id) }, '')
  await ctx.emit(ImprovementWithdrawn, id, { changed: { state: { from: before.state, to: 'withdrawn' } } })
  return getProposal(ctx, id)
}

async function endTasks(ctx: Ctx, of: Proposal, decided: boolean): Promise<void> {
  for (const opinion of of.opinions) if (!opinion.stance) await cancelTask(ctx, { key: opinionKey(opinion.id) }, '')
  if (decided) await finishTask(ctx, { key: decisionKey(of.id) })
  else await cancelTask(ctx, { key: decisionKey(of.id) }, '')
}

/** Plans the change that an approved proposal calls for; the complaints that made it be proposed stand behind the change, too. @throws AppError 400 improvement.which-flow, 409 improvement.not-now */
export async function beginChange(ctx: Ctx, id: string, { version, flowKey, plannedOn }: { version: number; flowKey?: string | undefined; plannedOn: string }): Promise<Proposal> {
  const row = await findProposal(ctx, id)
  if (row.state !== 'approved' || row.change_id) throw conflict('improvement.not-now', await getProposal(ctx, id))
  const flow = flowKey ?? row.flow_key
  if (!flow) throw invalid('flowKey', 'improvement.which-flow')
  const change = await planChange(ctx, { title: row.title, reason: `${row.problem}\n\n${row.root_cause}`, description: row.measure, flowKey: flow, definitionId: undefined, ownerId: row.owner_id, plannedOn })
  await write(ctx, row, version, { change_id: change.id })
  const behind = await complaintsBehind(ctx, { kind: 'improvement', id })
  for (const caseId of behind?.caseIds ?? []) await layCause(ctx, change.id, caseId, behind?.cause ?? '')
  await ctx.emit(ImprovementBegun, id, { changeId: change.id })
  return getProposal(ctx, id)
}
