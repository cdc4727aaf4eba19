import { DateTime } from 'luxon'
import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { startOfDay } from '../../../kernel/days.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { companyZone, dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { formKind, submitForm } from '../../forms/index.ts'
import { requireStaff } from '../../people/index.ts'
import { addTask, cancelTask, finishTask, rescheduleTask } from '../../tasks/index.ts'
import { inspect } from '../inspections/inspect.ts'
import type { Audit, AuditFinding, ChangeAudit, HoldAudit, PlanAudit } from './contract.ts'
import { AuditCancelled, AuditChanged, AuditClosed, AuditFound, AuditHeld, AuditPlanned } from './contract.ts'
import { findAudit, openFindings, tables, today } from './queries.ts'
import type { AuditRow } from './queries.ts'

const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const
const taskKey = (id: string) => `process-audit:${id}`
/** At six in the evening of its day; what is late goes up the line like every task. */
const dueAt = (ctx: Ctx, day: string) => new Date(startOfDay(ctx.settings.get(companyZone), day).getTime() + 18 * 3_600_000)
const about = (id: string) => ({ about: { kind: 'process-audit', id }, source: { kind: 'process-audit', id }, path: `/process-audits/${id}`, byHand: false })
const strip = ({ formKey: _, ...audit }: Awaited<ReturnType<typeof findAudit>>): Audit => audit
const read = async (ctx: Ctx, id: string): Promise<Audit> => strip(await findAudit(ctx, id))

async function add(ctx: Ctx, row: Pick<AuditRow, 'title' | 'scope' | 'flow_key' | 'auditor_id' | 'owner_id' | 'due_on' | 'every' | 'form_key'>): Promise<string> {
  const id = newId()
  await tables(ctx).insertInto('process_audit').values({ id, ...row, state: 'planned', held_on: null, submission_id: null, score: null, conclusion: null, closed_by: null, closed_at: null, next_id: null, made_by: ctx.actor.id as string, made_at: ctx.now, version: 1 }).execute()
  await addTask(ctx, { key: taskKey(id), title: { zh: `流程审计：${row.title}`, en: `Audit: ${row.title}` }, ownerId: row.auditor_id, dueAt: dueAt(ctx, row.due_on), ...about(id) })
  await ctx.emit(AuditPlanned, id, { auditorId: row.auditor_id, ownerId: row.owner_id, dueOn: row.due_on })
  return id
}

/** Plans an audit. @throws AppError 400 process-audit.own-process, process-audit.due-past, process-audit.unknown-form, process-audit.unknown-flow; 422 staff.* */
export async function planAudit(ctx: Ctx, { title, scope, flowKey, auditorId, ownerId, dueOn, every, formKey }: PlanAudit): Promise<Audit> {
  if (auditorId === ownerId) throw invalid('auditorId', 'process-audit.own-process')
  if (dueOn < today(ctx)) throw invalid('dueOn', 'process-audit.due-past')
  if (!ctx.definitions.keys(formKind, ctx.now).includes(formKey)) throw invalid('formKey', 'process-audit.unknown-form')
  if (flowKey && !ctx.definitions.keys({ kind: 'flow' }, ctx.now).includes(flowKey)) throw invalid('flowKey', 'process-audit.unknown-flow')
  await requireStaff(ctx, auditorId, 'auditorId')
  await requireStaff(ctx, ownerId, 'ownerId')
  return read(ctx, await add(ctx, { title: maskPersonal(title), scope: maskPersonal(scope), flow_key: flowKey ?? null, auditor_id: auditorId, owner_id: ownerId, due_on: dueOn, every: every ?? null, form_key: formKey }))
}

/** One of which this may be done. @throws AppError 404, 403 process-audit.not-yours, 409 process-audit.not-now */
async function open(ctx: Ctx, id: string, deed: Audit['may'][number], state: Audit['state']): Promise<Awaited<ReturnType<typeof findAudit>>> {
  const before = await findAudit(ctx, id)
  if (before.may.includes(deed)) return before
  throw before.state === state ? new AppError('forbidden', 'process-audit.not-yours') : conflict('process-audit.not-now', strip(before))
}
async function write(ctx: Ctx, { id, state }: Pick<Audit, 'id' | 'state'>, version: number, set: Partial<AuditRow>): Promise<void> {
  const won = await tables(ctx).updateTable('process_audit').set({ ...set, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', state).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await read(ctx, id))
}

export async function changeAudit(ctx: Ctx, id: string, { version, title, scope, flowKey, auditorId, ownerId, dueOn, every }: ChangeAudit): Promise<Audit> {
  const before = await open(ctx, id, 'change', 'planned')
  if ((auditorId ?? before.auditor.id) === (ownerId ?? before.owner.id)) throw invalid('auditorId', 'process-audit.own-process')
  if (dueOn && dueOn < today(ctx)) throw invalid('dueOn', 'process-audit.due-past')
  if (auditorId) await requireStaff(ctx, auditorId, 'auditorId')
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  await write(ctx, before, version, dropUndefined({ title, scope, flow_key: flowKey, auditor_id: auditorId, owner_id: ownerId, due_on: dueOn, every }) as Partial<AuditRow>)
  const after = await read(ctx, id)
  await rescheduleTask(ctx, { key: taskKey(id) }, dueAt(ctx, after.dueOn), after.auditor.id)
  const differs = (field: 'dueOn' | 'every' | 'title', from: unknown, to: unknown) => (from === to ? [] : [[field, { from, to }]])
  await ctx.emit(AuditChanged, id, { changed: Object.fromEntries([...differs('title', before.title, after.title), ...differs('dueOn', before.dueOn, after.dueOn), ...differs('every', before.every, after.every), ...(before.auditor.id === after.auditor.id ? [] : [['auditorId', { from: before.auditor.id, to: after.auditor.id }]])]) as never })
  return after
}

/** Hands in the checklist; the next of its rhythm is planned from the day it was held. @throws AppError 400 process-audit.held-ahead and each wrong answer at `answers.KEY` */
export async function holdAudit(ctx: Ctx, id: string, { version, answers, conclusion, heldOn = today(ctx) }: HoldAudit): Promise<Audit> {
  const before = await open(ctx, id, 'hold', 'planned')
  if (heldOn > today(ctx)) throw invalid('heldOn', 'process-audit.held-ahead')
  const came = await submitForm(ctx, { form: before.formKey, about: { kind: 'process-audit', id }, answers, by: { kind: 'staff', id: ctx.actor.id }, via: 'internal' })
  const nextOn = before.every ? DateTime.fromISO(heldOn, { zone: 'utc' }).plus({ months: MONTHS[before.every] }).toISODate() as string : null
  const nextId = nextOn ? await add(ctx, { title: before.title, scope: before.scope, flow_key: before.flow, auditor_id: before.auditor.id, owner_id: before.owner.id, due_on: nextOn < today(ctx) ? today(ctx) : nextOn, every: before.every, form_key: before.formKey }) : null
  await write(ctx, before, version, { state: 'held', held_on: heldOn, submission_id: came.id, score: came.score, conclusion: maskPersonal(conclusion), next_id: nextId })
  await finishTask(ctx, { key: taskKey(id) })
  await ctx.emit(AuditHeld, id, { score: came.score, late: heldOn > before.dueOn, nextId, changed: { state: { from: 'planned', to: 'held' } } })
  return read(ctx, id)
}

/** Writes a non-conformity down: a finding like that of every inspection, put right by a day and verified by somebody else. */
export async function findInAudit(ctx: Ctx, id: string, { staffId, ...finding }: AuditFinding): Promise<Audit> {
  const before = await open(ctx, id, 'find', 'held')
  const made = await inspect(ctx, { ...finding, staffId: staffId ?? before.owner.id, about: { kind: 'process-audit', id } })
  await tables(ctx).updateTable('process_audit').set((of) => ({ version: of('version', '+', 1) })).where('id', '=', id).execute()
  await ctx.emit(AuditFound, id, { inspectionId: made.id })
  return read(ctx, id)
}

/** @throws AppError 422 process-audit.open-findings with each that is not verified */
export async function closeAudit(ctx: Ctx, id: string, version: number): Promise<Audit> {
  const before = await open(ctx, id, 'close', 'held')
  const left = await openFindings(ctx, id)
  if (left.length) throw refused('process-audit.open-findings', left.map(({ area }, at) => ({ path: `findings.${at}`, code: 'process-audit.finding-open', params: { area } })))
  await write(ctx, before, version, { state: 'closed', closed_by: ctx.actor.id, closed_at: ctx.now })
  await ctx.emit(AuditClosed, id, { findings: before.findings, changed: { state: { from: 'held', to: 'closed' } } })
  return read(ctx, id)
}

export async function cancelAudit(ctx: Ctx, id: string, { version, reason }: { version: number; reason: string }): Promise<Audit> {
  const before = await open(ctx, id, 'cancel', 'planned')
  await write(ctx, before, version, { state: 'cancelled', conclusion: maskPersonal(reason) })
  await cancelTask(ctx, { key: taskKey(id) }, reason)
  await ctx.emit(AuditCancelled, id, { changed: { state: { from: 'planned', to: 'cancelled' } } })
  return read(ctx, id)
}
