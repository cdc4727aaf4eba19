import type { Ctx } from '../../../kernel/context.ts'
import { fieldValuesOf, writeFields } from '../../../kernel/custom-fields/index.ts'
import type { FieldValues } from '../../../kernel/custom-fields/contract.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { customerRefs } from '../../customers/index.ts'
import { reviseClocks } from '../../clocks/index.ts'
import { flowKind } from '../../flows/index.ts'
import { requireStaff } from '../../people/index.ts'
import type { Case, Severity } from '../contract.ts'
import { CaseChanged, CaseRemoved, CaseRestored, FirstResponderChanged } from '../contract.ts'
import { caseClocks, clockFacts, due } from '../deadlines.ts'
import { findCase, getCase } from '../queries.ts'
import { rankIn } from '../rank.ts'
import { flowOfKind } from '../rules.ts'
import type { CaseRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { keepRead } from './mark-read.ts'
import { requireMayHandle } from './may-handle.ts'

type Changes = Partial<Pick<CaseRow, 'subject' | 'kind' | 'priority' | 'customer_id' | 'customer_grade' | 'flow_id' | 'first_responder_id' | 'removed_at' | 'classified'>> & { severity?: Severity; due_at?: Date | 'infinity'; rank_at?: Date | 'infinity' }
/** Writes the changes when the version is still the reader's; 409 with the case as it is otherwise. */
async function write(ctx: Ctx, id: string, version: number, changes: Changes): Promise<void> {
  const won = await tables(ctx).updateTable('case').set({ ...changes, version: version + 1, changed_at: ctx.now }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getCase(ctx, id))
}

/** Changes what a case is about. A kind of another flow is taken only while the case is still in a status that flow has, too. */
export async function changeCase(ctx: Ctx, id: string, { version, customerId, fields: own, ...fields }: { version: number; fields?: FieldValues | undefined; subject?: string | undefined; kind?: Case['kind'] | undefined; priority?: Case['priority'] | undefined; customerId?: string | undefined }): Promise<Case> {
  const before = await findCase(ctx, id)
  if (!before.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (before.status_class === 'closed' || before.removed_at) throw conflict('case.is-closed', await getCase(ctx, id))
  const customer = customerId ? (await customerRefs(ctx, [customerId])).get(customerId) : undefined
  if (customerId && !customer) throw invalid('customerId', 'customer.not-found')
  // Another customer brings their grade of today; as long as the customer stays, so does the grade of the day the case was opened.
  const grade = customerId && customerId !== before.customer_id ? customer?.grade ?? null : undefined
  const flow = fields.kind && flowOfKind(fields.kind) !== flowOfKind(before.kind) ? ctx.definitions.current(flowKind, flowOfKind(fields.kind), ctx.now) : undefined
  if (flow && !flow.is.status(before.status)) throw invalid('kind', 'case.kind-needs-other-status', { status: before.status })
  // Whoever names the kind has said it, also when a channel had supposed it rightly.
  const changes = dropUndefined({ ...fields, customer_id: customerId, customer_grade: grade, flow_id: flow?.id, classified: fields.kind ? true : undefined })
  const ownChanges = own ? await writeFields(ctx, 'case', { ownerId: id, kind: fields.kind ?? before.kind, given: own, before: (await fieldValuesOf(ctx, 'case', [id], { whole: true })).get(id) ?? {} }) : {}
  if (!Object.keys(changes).length && !Object.keys(ownChanges).length) throw new AppError('invalid', 'request.nothing-to-change')
  const [revised] = await reviseClocks(ctx, caseClocks, [{ subjectId: id, facts: clockFacts({ ...before, ...dropUndefined({ kind: fields.kind, priority: fields.priority, customer_grade: grade }) }) }])
  await write(ctx, id, version, { ...changes, due_at: due(revised.dueAt), rank_at: rankIn(ctx, { class: before.status_class, priority: fields.priority ?? before.priority, turnAt: before.turn_at }) })
  const { subject, ...plain } = dropUndefined({ ...fields, customerId })
  const was: Record<string, unknown> = { kind: before.kind, priority: before.priority, customerId: before.customer_id }
  await ctx.emit(CaseChanged, id, {
    caseId: id, changed: { ...Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, { from: was[key] ?? null, to: value }])), ...ownChanges } as never, ...(subject === undefined ? {} : { subject: [before.subject, subject] as [string, string] }),
  })
  keepRead(ctx, before)
  return getCase(ctx, id)
}

/** Says how grave a complaint is, for the module that judges it: its deadlines follow. Nothing happens where it stands so already. */
export async function setSeverity(ctx: Ctx, id: string, severity: Severity): Promise<void> {
  const before = await findCase(ctx, id)
  if (before.severity === severity) return
  const [revised] = await reviseClocks(ctx, caseClocks, [{ subjectId: id, facts: clockFacts({ ...before, severity }) }])
  await write(ctx, id, before.version, { severity, due_at: due(revised.dueAt) })
  await ctx.emit(CaseChanged, id, { caseId: id, changed: { severity: { from: before.severity, to: severity } } })
  keepRead(ctx, before)
}

/** Who answers for a case to the end changes only for a reason such as leaving (CAS-10); the log keeps who, when and why. */
export async function changeFirstResponder(ctx: Ctx, id: string, { staffId, reason, version }: { staffId: string; reason: string; version: number }): Promise<Case> {
  const before = await findCase(ctx, id)
  await requireStaff(ctx, staffId)
  await requireMayHandle(ctx, id, staffId, 'staffId')
  await write(ctx, id, version, { first_responder_id: staffId })
  await ctx.emit(FirstResponderChanged, id, { from: before.first_responder_id, to: staffId, reason: maskPersonal(reason), changed: { firstResponderId: { from: before.first_responder_id, to: staffId } } })
  return getCase(ctx, id)
}

/** Puts a case into the bin; it is out of every list, and comes back as it was until its time there is over. */
export async function removeCase(ctx: Ctx, id: string, of: { reason: string; version: number }): Promise<Case> {
  await binCase(ctx, id, of)
  return getCase(ctx, id)
}
/** The same as part of another deed, which asks for its own permission: whoever does it need not be able to look into the bin. */
export async function binCase(ctx: Ctx, id: string, { reason, version }: { reason: string; version: number }): Promise<void> {
  const before = await findCase(ctx, id)
  if (before.removed_at) throw conflict('case.removed', await getCase(ctx, id))
  await write(ctx, id, version, { removed_at: ctx.now })
  await ctx.emit(CaseRemoved, id, { reason: maskPersonal(reason), changed: { removedAt: { from: null, to: ctx.now.toISOString() } } })
}
export async function restoreCase(ctx: Ctx, id: string, version: number, { binned = false }: { /** By whoever takes back the deed that binned it. */ binned?: boolean } = {}): Promise<Case> {
  const before = await findCase(ctx, id, { binned })
  if (!before.removed_at) throw conflict('case.not-removed', await getCase(ctx, id))
  await write(ctx, id, version, { removed_at: null })
  await ctx.emit(CaseRestored, id, { changed: { removedAt: { from: before.removed_at.toISOString(), to: null } } })
  return getCase(ctx, id)
}
