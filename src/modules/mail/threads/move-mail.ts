import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { binCase, findCase, listMessages, openCaseFrom, receiveMessage } from '../../cases/index.ts'
import { pointInteraction } from '../../contacts/index.ts'
import { copyFiles } from '../../files/index.ts'
import type { CaseMail, Evidence } from '../contract.ts'
import { MailMoved } from '../contract.ts'
import { openContents, wordsOf } from '../intake/content.ts'
import type { MailContent } from '../intake/content.ts'
import { messageToken, rememberCorrespondents } from '../intake/own-marks.ts'
import type { MailRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { caseMail, mailRow } from './case-mails.ts'

/**
 * Takes a mail’s word out of the case it came to and into another, or into a new one. What was said stays where it was, and points to where it
 * counts now: moving it back is another move. Answers to the mail go where it is.
 * @throws AppError not-found `mail.not-found`, `case.not-found`; forbidden `case.not-yours`; conflict `record.stale`; invalid `mail.same-case`; refused `mail.no-message`
 */
export async function moveMail(ctx: Ctx, interactionId: string, { toCaseId, version }: { toCaseId: string | null; version: number }): Promise<CaseMail> {
  const row = await mailRow(ctx, interactionId)
  const fromId = row.case_id
  if (!fromId || !row.message_id) throw new AppError('refused', 'mail.no-message')
  const from = await findCase(ctx, fromId)
  if (toCaseId === fromId) throw invalid('caseId', 'mail.same-case')
  const to = toCaseId ? await findCase(ctx, toCaseId) : null
  if (!from.may_write || (to && !to.may_write)) throw new AppError('forbidden', 'case.not-yours')
  const content = (await openContents(ctx, [row])).get(interactionId)
  if (!content) throw new AppError('refused', 'mail.no-message')
  const won = await tables(ctx).updateTable('mail').set({ version: version + 1 }).where('interaction_id', '=', interactionId).where('version', '=', version).returning('version').executeTakeFirst()
  if (!won) throw conflict('record.stale', await caseMail(ctx, interactionId))

  const placed = await place(ctx, row, content, to?.id ?? null, from)
  const how = to ? 'moved' : 'split'
  const before = row.evidence as Evidence
  const evidence: Evidence = { how, signs: [{ kind: 'by-hand', weight: 100 }], score: 100, suggestions: before.suggestions.filter((one) => one.caseId !== placed.caseId), movedFrom: { caseId: fromId, number: from.number } }
  await tables(ctx).updateTable('mail').set({ case_id: placed.caseId, message_id: placed.messageId, evidence: JSON.stringify(evidence) }).where('interaction_id', '=', interactionId).execute()
  tables.insert(ctx, 'mail_move', { id: newId(), interaction_id: interactionId, from_case_id: fromId, from_message_id: row.message_id, to_case_id: placed.caseId, by_id: ctx.actor.id, at: ctx.now })
  await retie(ctx, content, fromId, placed.caseId)
  await pointInteraction(ctx, interactionId, { kind: 'case', id: placed.caseId })
  await ctx.emit(MailMoved, interactionId, { how, from: fromId, to: placed.caseId })
  await leaveNothingEmpty(ctx, row, from, placed.number)
  return caseMail(ctx, interactionId)
}

async function place(ctx: Ctx, row: MailRow, content: MailContent, toCaseId: string | null, from: Awaited<ReturnType<typeof findCase>>) {
  const mailbox = await tables(ctx).selectFrom('mailbox').selectAll().where('id', '=', row.mailbox_id).executeTakeFirstOrThrow()
  const inbound = await tables(ctx).selectFrom('inbound_mail').select('at').where('id', '=', row.inbound_id).executeTakeFirst()
  const copies = await copyFiles(ctx, content.attachments.flatMap((one) => one.fileId && !one.inline ? [one.fileId] : []))
  const told = { channel: 'email', interactionId: row.interaction_id, at: inbound?.at ?? ctx.now, attachments: copies } as const
  const body = wordsOf(content) || say(mailbox.language, 'mail.no-text')
  if (toCaseId) {
    const received = await receiveMessage(ctx, { ...told, caseId: toCaseId, body, ...(from.customer_id ? { customerId: from.customer_id } : {}) })
    const { number } = await tables(ctx).selectFrom('case_ref').select('number').where('id', '=', received.caseId).executeTakeFirstOrThrow()
    return { caseId: received.caseId, messageId: received.messageId, number }
  }
  const opened = await openCaseFrom(ctx, {
    ...told, kind: mailbox.kind, subject: content.subject.slice(0, 300).trim() || say(mailbox.language, 'mail.no-subject'), description: body,
    ...(from.customer_id ? { customerId: from.customer_id } : {}), ...(from.team_id ? { teamId: from.team_id } : {}),
  })
  return { caseId: opened.id, messageId: opened.messageId, number: opened.number }
}

/** Answers to this mail find the case it is in now. */
export async function retie(ctx: Ctx, content: MailContent, from: string, to: string): Promise<void> {
  const token = messageToken(ctx, content.messageId)
  await tables(ctx).deleteFrom('mail_thread').where('token', '=', token).where('case_id', '=', from).where('role', '=', 'received').execute()
  await tables(ctx).insertInto('mail_thread').values({ token, case_id: to, role: 'received', at: ctx.now }).onConflict((c) => c.doNothing()).execute()
  rememberCorrespondents(ctx, to, content.from.map((one) => one.address))
}

/** A case in which nothing else was ever said was only this mail: it goes into the bin, out of every queue. */
export async function leaveNothingEmpty(ctx: Ctx, row: MailRow, from: Awaited<ReturnType<typeof findCase>>, number: string): Promise<void> {
  const { items } = await listMessages(ctx, from.id, { limit: 5 })
  if (items.some((one) => one.id !== row.message_id && one.author.kind !== 'system')) return
  const now = await findCase(ctx, from.id)
  await binCase(ctx, from.id, { reason: say(ctx.actor.locale, 'mail.case-was-only-mail', { number }), version: now.version })
}
