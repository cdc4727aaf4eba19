import type { Ctx } from '../../../kernel/context.ts'
import { AppError } from '../../../kernel/errors.ts'
import { companyName, companyZone } from '../../../kernel/frame.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { download } from '../../files/index.ts'
import type { Parcel } from '../../messages/index.ts'
import { signatureFor, unsubscribeLink } from '../../messages/index.ts'
import { LOOP_HEADER, loopMark, ownMessageId, replyTag } from '../intake/own-marks.ts'
import { signingKeyOf } from '../signing/domains.ts'
import { signMail } from '../signing/sign-mail.ts'
import { plainSubject } from '../rules.ts'
import type { MailboxRow } from '../tables.ts'
import { tables } from '../tables.ts'
import type { Answered } from './answered.ts'
import { chain, lastMailOf } from './answered.ts'
import { bodyOf } from './body.ts'
import type { Enclosed } from './compose.ts'
import { composeMail } from './compose.ts'
import { sendingOf } from './mailbox-sending.ts'

/** A mail ready to be handed over. */
export interface Prepared { raw: Buffer; from: string; to: string[]; messageId: string }

/** Makes the mail of a parcel: its words, signature, quote, files and headers. @throws AppError when a file is gone */
export async function prepareMail(ctx: Ctx, { id, row, content }: Parcel, mailbox: MailboxRow): Promise<Prepared> {
  const { plusAddresses } = await sendingOf(ctx, mailbox.id)
  const caseId = row.about_kind === 'case' ? row.about_id : null
  const last = caseId && (row.purpose === 'answer' || row.purpose === 'service') && !content.inReplyTo ? await lastMailOf(ctx, caseId) : undefined
  const written = !row.automatic && row.author_id !== null
  const { references, inReplyTo } = threadOf(content, last)
  const proactive = row.purpose === 'follow-up' || row.purpose === 'survey' || row.purpose === 'care' || row.purpose === 'marketing'
  const wayOut = proactive ? unsubscribeLink(ctx, id, row.purpose, true) : null
  const body = bodyOf({
    footer: wayOut ? say(content.locale, 'unsubscribe.footer', { link: wayOut }) : null,
    text: content.text, html: content.html, language: content.locale, zone: content.zone ?? ctx.settings.get(companyZone),
    signature: await signatureFor(ctx, { staffId: written ? row.author_id : null, teamId: row.team_id ?? mailbox.team_id, lineId: content.lineId ?? mailbox.line_id }),
    quoted: content.quoted ?? (written && last ? { text: last.text, at: last.at, by: last.by } : null),
  })
  const address = mailbox.address
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const messageId = ownMessageId(ctx, id, domain)
  const composed = await composeMail({
    from: { name: mailbox.name ?? ctx.settings.get(companyName), address }, to: content.to.map(({ name, value }) => ({ name, address: value })), cc: content.cc.map(({ name, value }) => ({ name, address: value })),
    // A reply that comes back to this address tells its case even when the program of whoever writes lost every header.
    replyTo: caseId && plusAddresses ? { name: mailbox.name, address: withTag(address, replyTag(ctx, caseId)) } : null,
    subject: await subjectOf(ctx, content.subject, caseId, last), ...body, messageId, inReplyTo, references, files: await enclose(ctx, content.files), calendar: content.calendar ?? null, date: ctx.now, language: content.locale,
    automatic: !written, marks: { [LOOP_HEADER]: loopMark(ctx) },
    unsubscribe: proactive ? { url: unsubscribeLink(ctx, id, row.purpose), mailto: `mailto:${address}?subject=${encodeURIComponent(content.locale === 'en' ? 'Unsubscribe' : '退订')}` } : null,
  })
  const key = await signingKeyOf(ctx, address)
  const raw = key ? await signMail(composed, key) : composed
  return { raw, from: address, to: [...new Set([...content.to, ...content.cc].map((one) => one.value))], messageId }
}

function threadOf(content: Parcel['content'], last: Answered | undefined): { inReplyTo: string | null; references: string[] } {
  const bracketed = (messageId: string) => messageId.startsWith('<') ? messageId : `<${messageId}>`
  if (content.inReplyTo) return { inReplyTo: bracketed(content.inReplyTo), references: chain(content.references.map(bracketed), bracketed(content.inReplyTo)) }
  return last ? { inReplyTo: last.messageId, references: [...last.references] } : { inReplyTo: null, references: [] }
}

/** The subject asked for; else that of the mail answered, or of the case. The case's number stands in it, so that it is found by what people read. */
async function subjectOf(ctx: Ctx, wished: string, caseId: string | null, last: Answered | undefined): Promise<string> {
  const found = caseId ? await tables(ctx).selectFrom('case_ref').select(['number', 'subject']).where('id', '=', caseId).executeTakeFirst() : undefined
  const isReply = last && (!wished || plainSubject(wished) === plainSubject(last.subject))
  const subject = (isReply ? asReply(last.subject) : wished || found?.subject) || ctx.settings.get(companyName)
  return !found || subject.includes(found.number) ? subject : `${subject} [${found.number}]`
}
const asReply = (subject: string): string => /^\s*(re|aw|回复|答复|回覆)\s*[:：]/i.test(subject) ? subject : `Re: ${subject}`

/** `support@x.cn` with `tag` → `support+tag@x.cn`. */
const withTag = (address: string, tag: string): string => {
  const at = address.lastIndexOf('@')
  const plus = address.indexOf('+')
  return `${address.slice(0, plus > 0 && plus < at ? plus : at)}+${tag}${address.slice(at)}`
}

/** The files' bytes. They were allowed to whoever wished the message; here the house reads them. */
async function enclose(ctx: Ctx, ids: readonly string[]): Promise<Enclosed[]> {
  const files: Enclosed[] = []
  for (const id of ids) {
    const { bytes, type, name } = await download(ctx, id, false)
    files.push({ id, name, type, content: Buffer.isBuffer(bytes) ? bytes : await gathered(bytes) })
  }
  return files
}
async function gathered(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

/** Why a mail can't even be made: a code for whoever looks. */
export const faultOf = (error: unknown): string => error instanceof AppError && error.code.startsWith('file.') ? 'message.file-missing' : 'message.not-made'
