import type { Ctx } from '../../../kernel/context.ts'
import type { Bounce, CalendarPart, ForwardedMail, MailAddress, MailProblem, ReadMail } from '../reading/read-mail-shape.ts'

/** An attachment as it was kept: as a file, or only told when the house refused it. */
export interface KeptAttachment { name: string; type: string; size: number; hash: string; inline: boolean; contentId: string | null; fileId: string | null; refused: string | null }
/** What of an invitation is missing in mails that were read before it was kept. */
type Later = 'sequence' | 'repeats' | 'wholeDay' | 'attendees'
/** What of a mail is kept beside its bytes. JSON, sealed under the key of its interaction. */
export interface MailContent {
  messageId: string; inReplyTo: string[]; references: string[]
  from: MailAddress[]; to: MailAddress[]; cc: MailAddress[]; replyTo: MailAddress[]
  subject: string; sentAt: string | null; text: string; html: string; newText: string; quoted: string
  attachments: KeptAttachment[]
  calendar: (Omit<CalendarPart, 'start' | 'end' | Later> & Partial<Pick<CalendarPart, Later>> & { start: string | null; end: string | null }) | null
  forwarded: (Omit<ForwardedMail, 'sentAt'> & { sentAt: string | null }) | null
  /** Missing in mails that were read before they were kept. */
  bounce?: Bounce | null; receipt?: { disposition: string } | null
  language: string; kindEvidence: string; problems: MailProblem[]; listId: string | null
}

const MOST_ADDRESSES = 200
const MOST_BOUNCED = 50
export function contentOf(mail: ReadMail, attachments: KeptAttachment[]): MailContent {
  const most = (list: MailAddress[]) => list.slice(0, MOST_ADDRESSES)
  return {
    messageId: mail.messageId, inReplyTo: mail.inReplyTo, references: mail.references.slice(-50), from: most(mail.from), to: most(mail.to), cc: most(mail.cc), replyTo: most(mail.replyTo),
    subject: mail.subject, sentAt: mail.sentAt?.toISOString() ?? null, text: mail.text, html: mail.html, newText: mail.newText, quoted: mail.quoted, attachments,
    calendar: mail.calendar ? { ...mail.calendar, start: mail.calendar.start?.toISOString() ?? null, end: mail.calendar.end?.toISOString() ?? null } : null,
    forwarded: mail.forwarded ? { ...mail.forwarded, sentAt: mail.forwarded.sentAt?.toISOString() ?? null } : null,
    bounce: mail.bounce ? { ...mail.bounce, recipients: mail.bounce.recipients.slice(0, MOST_BOUNCED) } : null, receipt: mail.receipt ? { disposition: mail.receipt.disposition } : null,
    language: mail.language, kindEvidence: mail.kindEvidence, problems: mail.problems, listId: mail.list?.id ?? null,
  }
}

export const sealContent = (ctx: Ctx, interactionId: string, content: MailContent): Promise<Buffer> => ctx.vault.seal(ctx, interactionId, JSON.stringify(content))
/** What mails said, by interaction; none for those whose key was destroyed. */
export async function openContents(ctx: Ctx, rows: readonly { interaction_id: string; content: Buffer }[]): Promise<Map<string, MailContent>> {
  const texts = await ctx.vault.open(ctx, rows.map((row) => ({ subjectId: row.interaction_id, value: row.content })))
  return new Map(rows.flatMap((row, at) => texts[at] ? [[row.interaction_id, JSON.parse(texts[at]) as MailContent] as const] : []))
}

const MOST_BODY = 100_000
/** What a mail says in a case: what is new in it, and all of it where it passes another mail on. Empty when it has no words. */
export function wordsOf(content: Pick<MailContent, 'newText' | 'text' | 'forwarded'>): string {
  const text = (content.forwarded ? content.text : content.newText || content.text).trim()
  return text.length > MOST_BODY ? text.slice(0, MOST_BODY).toWellFormed() : text
}
