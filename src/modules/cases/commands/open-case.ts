import { sql } from 'kysely'
import { seesRow } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { fieldValuesOf, writeFields } from '../../../kernel/custom-fields/index.ts'
import { dayIn } from '../../../kernel/days.ts'
import { invalid } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { lookUp } from '../../../kernel/transaction.ts'
import { startClocks } from '../../clocks/index.ts'
import type { Clock } from '../../clocks/contract.ts'
import { recordInteraction } from '../../contacts/index.ts'
import { customerRefs, takeCustomer } from '../../customers/index.ts'
import { attachFiles } from '../../files/index.ts'
import { flowKind } from '../../flows/index.ts'
import type { Case, OpenCase } from '../contract.ts'
import { CaseOpened } from '../contract.ts'
import { caseClocks, clockFacts, due } from '../deadlines.ts'
import { caseNumber, firstResponderAtIntake, flowOfKind } from '../rules.ts'
import { rankIn } from '../rank.ts'
import { shownCase } from '../queries.ts'
import type { CaseRow, MessageRow } from '../tables.ts'
import { caseResource, tables } from '../tables.ts'

/** Opens a case: the customer, the case, its first message, the contact that brought it and its clocks, in one unit. `service` is the key of what was asked for from the catalogue. */
export async function openCase(ctx: Ctx, body: OpenCase, service: string | null = null): Promise<Case> {
  const [customer, number, team] = await Promise.all([customerOf(ctx, body), nextNumber(ctx), teamOf(ctx, body.teamId)])
  const firstResponderId = firstResponderAtIntake(body.channel, ctx.actor)
  const byStaff = body.channel === 'internal'
  const { row, clocks } = await writeCase(ctx, {
    ...body, number, customerId: customer?.id ?? null, customerGrade: customer?.grade ?? null, teamId: body.teamId ?? null, firstResponderId, followsId: null, service, classified: true, at: ctx.now,
    message: { author_kind: byStaff ? 'staff' : 'customer', author_id: byStaff ? ctx.actor.id : customer?.id ?? null, body: body.description, interaction_id: null },
  })
  const given = Object.fromEntries(Object.entries(body.fields ?? {}).filter(([, value]) => value !== null))
  await writeFields(ctx, 'case', { ownerId: row.id, kind: row.kind, given })
  await recordInteraction(ctx, { channel: body.channel, direction: 'in', customerId: row.customer_id, agentId: firstResponderId, subjectKind: 'case', subjectId: row.id, at: ctx.now })
  const may = (verb: 'write' | 'claim' | 'assign') => seesRow(ctx.actor, caseResource, { handlerId: null, firstResponderId, teamId: row.team_id }, `case.${verb}`)
  return shownCase(ctx, {
    ...row, severity: null, due_at: ctx.now, rank_at: ctx.now, customer_name: customer?.name ?? null, customer_type: customer?.type ?? null, customer_root_id: customer?.id ?? null, first_responder_name: firstResponderId && ctx.actor.name, handler_name: null, team_name: team?.name ?? null, follows_number: null, read_at: null,
    offered_staff_id: null, offered_team_id: null, offered_staff_name: null, offered_team_name: null, transfers: 0, passed: null, silent_since: null, snoozed_at: null, snoozed_until: null, snoozed_by: null, spam_at: null, spam_by: null, merged_into_id: null, merged_number: null, barred: null,
    may_write: may('write'), may_claim: may('claim'), may_assign: may('assign'),
  }, clocks, Object.keys(given).length ? (await fieldValuesOf(ctx, 'case', [row.id])).get(row.id) : undefined)
}

/** A matter as a channel brings it in, without a member of staff. */
export interface BroughtCase extends Pick<OpenCase, 'kind' | 'subject' | 'description' | 'channel' | 'customerId' | 'customer' | 'teamId'> {
  priority?: Case['priority']
  /** Nobody has said the kind: somebody does so before the case can be solved. */
  kindIsSupposed?: boolean
  /** Files that came without anybody's sign-in and hang on nothing yet. */
  attachments?: readonly string[]
  /** The contact that brought it; its channel has recorded it. */
  interactionId: string
  /** When it reached us: deadlines count from here. A moment in the future counts as now. */
  at: Date
  /** The closed case that it takes up again. */
  follows?: string | null
  /** The key of what was asked for from the catalogue of services; `fulfilService` then does what it promises. */
  service?: string | null
}

/**
 * Opens a case for a channel: nobody is its first responder until somebody claims it. Records no interaction, for the channel has.
 * @throws AppError invalid `customer.not-found`, `team.not-found`, and those of `takeCustomer` and `attachFiles`
 */
export async function openCaseFrom(ctx: Ctx, wish: BroughtCase): Promise<{ id: string; number: string; messageId: string; customerId: string | null }> {
  const [customer, number] = await Promise.all([customerOf(ctx, wish), nextNumber(ctx), teamOf(ctx, wish.teamId)])
  const { row, messageId } = await writeCase(ctx, {
    ...wish, priority: wish.priority ?? 'normal', number, customerId: customer?.id ?? null, customerGrade: customer?.grade ?? null, teamId: wish.teamId ?? null, firstResponderId: null, followsId: wish.follows ?? null, service: wish.service ?? null, classified: !wish.kindIsSupposed, at: wish.at < ctx.now ? wish.at : ctx.now,
    message: { author_kind: 'customer', author_id: customer?.id ?? null, body: wish.description, interaction_id: wish.interactionId },
  })
  return { id: row.id, number, messageId, customerId: row.customer_id }
}

/** Opens a case for part of what was said on another; nobody turned to us anew, so no contact is recorded. `note` stands as its first words, among colleagues. */
export async function openPart(ctx: Ctx, { note, ...wish }: Omit<NewCase, 'number' | 'followsId' | 'message'> & { note: string }): Promise<{ id: string; number: string }> {
  const number = await nextNumber(ctx)
  const { row } = await writeCase(ctx, { ...wish, number, followsId: null, message: { author_kind: 'staff', author_id: ctx.actor.id, body: note, interaction_id: null, visibility: 'internal' } })
  return { id: row.id, number }
}

interface NewCase extends Pick<OpenCase, 'kind' | 'subject' | 'channel' | 'priority'> {
  number: string; customerId: string | null; customerGrade: string | null; teamId: string | null; firstResponderId: string | null; followsId: string | null; service?: string | null; classified: boolean
  at: Date; attachments?: readonly string[] | undefined
  message: Pick<MessageRow, 'author_kind' | 'author_id' | 'body' | 'interaction_id'> & { visibility?: MessageRow['visibility'] }
}
type WrittenRow = Omit<CaseRow, 'due_at' | 'rank_at' | 'severity' | 'offered_staff_id' | 'offered_team_id' | 'transfers' | 'passed' | 'silent_since' | 'merged_into_id' | 'barred' | 'snoozed_at' | 'snoozed_until' | 'snoozed_by' | 'spam_at' | 'spam_by' | 'service'> & { service: string | null; due_at: Date | 'infinity'; rank_at: Date | 'infinity' }

async function writeCase(ctx: Ctx, wish: NewCase): Promise<{ row: WrittenRow; messageId: string; clocks: readonly Clock[] }> {
  const { kind, subject, channel, priority, at } = wish
  const flow = ctx.definitions.current(flowKind, flowOfKind(kind), ctx.now)
  const { start } = flow.is
  const id = newId()
  const messageId = newId()
  // Said before the clocks start, so that a history begins with it.
  await ctx.emit(CaseOpened, id, {
    number: wish.number, kind, channel, priority, customerId: wish.customerId, firstResponderId: wish.firstResponderId, teamId: wish.teamId, status: start.key, class: start.class, messageId, followsId: wish.followsId,
  })
  const [started] = await startClocks(ctx, caseClocks, [{ subjectId: id, facts: clockFacts({ channel, priority, kind, customer_grade: wish.customerGrade, severity: null, service: wish.service ?? null }), signal: 'opened', at }])
  const row: WrittenRow = {
    id, number: wish.number, kind, subject, channel, priority, status: start.key, status_class: start.class, flow_id: flow.id,
    customer_id: wish.customerId, customer_grade: wish.customerGrade, first_responder_id: wish.firstResponderId, handler_id: null, team_id: wish.teamId, solution: null,
    due_at: due(started.dueAt), source: null, external_id: null, follows_id: wish.followsId, service: wish.service ?? null, closed_at: null,
    classified: wish.classified, turn_at: at, rank_at: rankIn(ctx, { class: start.class, priority, turnAt: at }), promise_due_at: null, created_at: ctx.now, changed_at: ctx.now, removed_at: null, version: 1,
  }
  tables.insert(ctx, 'case', row)
  tables.insert(ctx, 'message', { id: messageId, case_id: id, visibility: 'public', ...wish.message, at, channel: null })
  if (wish.attachments?.length) await attachFiles(ctx, wish.attachments, { kind: 'message', id: messageId })
  return { row, messageId, clocks: started.clocks }
}

async function customerOf(ctx: Ctx, { customerId, customer }: Pick<OpenCase, 'customerId' | 'customer'>) {
  if (customer) {
    const taken = await takeCustomer(ctx, customer)
    return { ...taken, grade: taken.isNew ? null : (await customerRefs(ctx, [taken.id])).get(taken.id)?.grade ?? null }
  }
  if (!customerId) return null
  const found = (await customerRefs(ctx, [customerId])).get(customerId)
  if (!found) throw invalid('customerId', 'customer.not-found')
  return { ...found, id: found.root_id }
}
async function teamOf(ctx: Ctx, teamId: string | undefined) {
  if (!teamId) return null
  const found = await tables(ctx).selectFrom('team_ref').selectAll().where('id', '=', teamId).executeTakeFirst()
  if (!found) throw invalid('teamId', 'team.not-found')
  return found
}

/** The company's date and one sequence that is never reset: a reset at midnight would meet yesterday's numbers. */
export async function nextNumber(ctx: Ctx): Promise<string> {
  const { rows: [next] } = await sql<{ n: number }>`select ${lookUp} nextval('case_number') as n`.execute(ctx.db)
  return caseNumber(dayIn(ctx.settings.get(companyZone), ctx.now), Number(next?.n))
}
