import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { attachFiles } from '../../files/index.ts'
import { flowKind } from '../../flows/index.ts'
import type { Case } from '../contract.ts'
import { CaseMoved, MessageAdded } from '../contract.ts'
import { tellClocks } from '../deadlines.ts'
import { lostHandler } from '../course/reopening.ts'
import { signalOf, statusAfterWord } from '../rules.ts'
import { rankIn } from '../rank.ts'
import { reopenDays } from '../settings.ts'
import type { CaseRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { openCaseFrom } from './open-case.ts'

/** What a customer says about a case, as a channel brings it in. */
export interface ReceivedMessage {
  caseId: string; body: string
  /** Files that came without anybody's sign-in and hang on nothing yet. */
  attachments?: readonly string[]
  channel: Case['channel']
  /** The contact that brought it; its channel has recorded it. */
  interactionId: string
  /** When it reached us; a moment in the future counts as now. */
  at: Date
  /** Who said it, when that is known. */
  customerId?: string
}
/** `added`: to a case on which work goes on; `reopened`: it was solved or closed; `new-case`: it was closed too long ago or removed, so a case that follows it has been opened. */
export interface Received { caseId: string; messageId: string; outcome: 'added' | 'reopened' | 'new-case' }

const DAY_MS = 86_400_000

/**
 * Adds a customer's word to a case, and lets work on it go on: what waited for the customer is open again, what was solved
 * is reopened. The log keeps which contact it was. Nobody above is asked: that a customer has written is a fact.
 * @throws AppError not-found `case.not-found`, and those of `attachFiles`
 */
export async function receiveMessage(ctx: Ctx, told: ReceivedMessage): Promise<Received> {
  const { caseId, body, channel, interactionId, customerId } = told
  const at = told.at < ctx.now ? told.at : ctx.now
  const before = await tables(ctx).selectFrom('case').selectAll().where('id', '=', caseId).forUpdate().executeTakeFirst()
  if (!before) throw notFound('case')
  if (before.merged_into_id) return receiveMessage(ctx, { ...told, caseId: before.merged_into_id })
  if (before.removed_at || isLongClosed(ctx, before)) {
    const opened = await openCaseFrom(ctx, {
      kind: before.kind, subject: before.subject, description: body, channel, interactionId, at, follows: caseId, ...(told.attachments ? { attachments: told.attachments } : {}),
      ...(customerId ?? before.customer_id ? { customerId: (customerId ?? before.customer_id) as string } : {}), ...(before.team_id ? { teamId: before.team_id } : {}),
    })
    return { caseId: opened.id, messageId: opened.messageId, outcome: 'new-case' }
  }

  const messageId = newId()
  tables.insert(ctx, 'message', {
    id: messageId, case_id: caseId, visibility: 'public', author_kind: 'customer', author_id: customerId ?? before.customer_id, body, at, interaction_id: interactionId, channel: channel === before.channel ? null : channel,
  })
  if (told.attachments?.length) await attachFiles(ctx, told.attachments, { kind: 'message', id: messageId })
  const flow = ctx.definitions.version(flowKind, before.flow_id).is
  const status = statusAfterWord(flow, before.status)
  const statusClass = flow.status(status)?.class ?? before.status_class
  const moved = status !== before.status
  const signal = signalOf(before.status_class, statusClass)
  let dueAt = moved ? await tellClocks(ctx, before, { signal, state: statusClass, at }) : undefined
  const last = await lastWord(ctx, caseId)
  if (last.answered) dueAt = await tellClocks(ctx, before, { signal: 'asked-again', state: statusClass, at })
  // The oldest word that waits for an answer counts: who writes again does not lose their place.
  const turnAt = last.isOurs || moved || !before.turn_at ? at : before.turn_at
  const lost = await lostHandler(ctx, before)
  await tables(ctx).updateTable('case').set({
    changed_at: ctx.now, turn_at: turnAt, rank_at: rankIn(ctx, { class: statusClass, priority: before.priority, turnAt }), ...(dueAt === undefined ? {} : { due_at: dueAt }), ...(before.customer_id === null && customerId ? { customer_id: customerId } : {}),
    ...(moved || lost ? { version: before.version + 1 } : {}), ...(moved ? { status, status_class: statusClass, closed_at: null } : {}), ...(lost ? { handler_id: null } : {}),
  }).where('id', '=', caseId).execute()
  await ctx.emit(MessageAdded, caseId, { messageId, visibility: 'public', author: 'customer', interactionId })
  if (moved) {
    await ctx.emit(CaseMoved, caseId, {
      kind: before.kind, customerId: before.customer_id, from: before.status, to: status, fromClass: before.status_class, toClass: statusClass, reason: null,
      changed: { status: { from: before.status, to: status }, ...(lost ? { handlerId: { from: lost, to: null } } : {}) },
    })
  }
  return { caseId, messageId, outcome: signal === 'reopened' ? 'reopened' : 'added' }
}

const isLongClosed = (ctx: Ctx, row: Pick<CaseRow, 'status_class' | 'closed_at' | 'changed_at'>): boolean =>
  row.status_class === 'closed' && ctx.now.getTime() - (row.closed_at ?? row.changed_at).getTime() > ctx.settings.get(reopenDays) * DAY_MS

/** Whether we have ever answered, and whether the last word before this one was ours. */
async function lastWord(ctx: Ctx, caseId: string): Promise<{ answered: boolean; isOurs: boolean }> {
  const said = await tables(ctx).selectFrom('message').select((eb) => ['author_kind', eb.fn.max('at').as('at')]).where('case_id', '=', caseId).where('visibility', '=', 'public').groupBy('author_kind').execute()
  const of = (kind: string) => said.find((row) => row.author_kind === kind)?.at
  const [ours, theirs] = [of('staff'), of('customer')]
  return { answered: ours !== undefined, isOurs: ours !== undefined && (theirs === undefined || ours > theirs) }
}
