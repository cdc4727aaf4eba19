import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { recordInteraction } from '../../contacts/index.ts'
import { attachFiles, filesOf } from '../../files/index.ts'
import { checkText } from '../../messages/index.ts'
import type { Message } from '../contract.ts'
import { MessageAdded, ReplyMayLeave } from '../contract.ts'
import { needBeforeReply } from '../course/guards.ts'
import { noteMentions } from '../desk/mentions.ts'
import { tellClocks } from '../deadlines.ts'
import { findCase, getCase, mayWith } from '../queries.ts'
import { rankIn } from '../rank.ts'
import { tables } from '../tables.ts'
import { readOwn } from './mark-read.ts'
import { dropSent } from './save-draft.ts'
import { sendReply } from './send-reply.ts'

/** Answers the customer, or leaves a note. The first answer stops the first-response clock; modules above may refuse what leaves. */
export async function addMessage(ctx: Ctx, caseId: string, { body, visibility, attachments = [], mentions = [], draftVersion, guardReason, courtesy = false }: { body: string; /** Words such as a greeting that the house sends in somebody's name: they answer nothing, so no clock hears of them. */ courtesy?: boolean; guardReason?: string | undefined; visibility: Message['visibility']; attachments?: string[] | undefined; mentions?: readonly string[] | undefined; draftVersion?: number | undefined }): Promise<Message> {
  const found = await findCase(ctx, caseId)
  if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (!mayWith(ctx, found).includes(visibility === 'public' ? 'reply' : 'note')) throw conflict('case.is-closed', await getCase(ctx, caseId))
  if (visibility === 'public') {
    if (!courtesy) await needBeforeReply(ctx, found)
    const against = await ctx.ask(ReplyMayLeave, { caseId, body })
    const [first] = against
    if (first) throw refused(first.code, against.map((reason) => ({ path: 'body', code: reason.code, ...(reason.message ? { message: reason.message } : {}) })), first.suggestion ? { suggestion: first.suggestion } : {})
  }
  const cautions = visibility === 'public' ? await checkText(ctx, { text: body, about: { kind: 'case', id: caseId }, reason: guardReason }) : []
  if (mentions.length && visibility === 'public') throw invalid('mentions', 'mention.only-in-notes')
  const id = newId()
  tables.insert(ctx, 'message', { id, case_id: caseId, visibility, author_kind: 'staff', author_id: ctx.actor.id, body, at: ctx.now, interaction_id: null, channel: null })
  if (attachments.length) await attachFiles(ctx, attachments, { kind: 'message', id })
  let dueAt: Date | 'infinity' | undefined
  let delivery: Message['delivery'] = null
  if (visibility === 'public') {
    if (!courtesy) dueAt = await tellClocks(ctx, found, { signal: 'answered' })
    delivery = await sendReply(ctx, found, { messageId: id, body, attachments })
    // What goes by the outbox is on the timeline once it has left, with all whom it went to.
    if (!delivery) await recordInteraction(ctx, { channel: found.channel, direction: 'out', customerId: found.customer_id, agentId: ctx.actor.id, subjectKind: 'case', subjectId: caseId, at: ctx.now })
  }
  // A message is news of the case, though nothing of its record changed: the desk marks it for those who haven't looked since.
  await tables(ctx).updateTable('case').set({ changed_at: ctx.now, ...(dueAt ? { silent_since: null, due_at: dueAt, turn_at: ctx.now, rank_at: rankIn(ctx, { class: found.status_class, priority: found.priority, turnAt: ctx.now }) } : {}) }).where('id', '=', caseId).execute()
  readOwn(ctx, found, id)
  if (draftVersion !== undefined) await dropSent(ctx, caseId, visibility, draftVersion)
  await ctx.emit(MessageAdded, caseId, { messageId: id, visibility, author: 'staff' })
  const named = await noteMentions(ctx, found, id, mentions)
  const files = attachments.length ? await filesOf(ctx, [id]) : new Map<string, Message['attachments']>()
  return { id, caseId, visibility, body, author: { kind: 'staff', id: ctx.actor.id, name: ctx.actor.name }, channel: null, delivery, attachments: files.get(id) ?? [], mentions: named.mentions, at: ctx.now, ...(named.warnings.length + cautions.length ? { warnings: [...cautions, ...named.warnings] } : {}) }
}
