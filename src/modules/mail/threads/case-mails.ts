import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import type { Download } from '../../../kernel/module.ts'
import { findCase } from '../../cases/index.ts'
import type { InteractionContent } from '../../contacts/contract.ts'
import { customerRefs, holdersOfEmails } from '../../customers/index.ts'
import type { Holder } from '../../customers/index.ts'
import { readBytes } from '../../files/index.ts'
import type { CaseMail, Evidence } from '../contract.ts'
import type { Invitation } from '../invitations/contract.ts'
import { invitationsOf } from '../invitations/invitations.ts'
import { openContents } from '../intake/content.ts'
import type { MailContent } from '../intake/content.ts'
import type { MailRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { mailPage } from './mail-page.ts'

const MOST = 200

/** The mails of a case that is in the reader's sight, newest first, those that were moved away among them. */
export async function mailsOfCase(ctx: Ctx, caseId: string): Promise<CaseMail[]> {
  await findCase(ctx, caseId)
  const moved = await tables(ctx).selectFrom('mail_move as v').innerJoin('case_ref as c', 'c.id', 'v.to_case_id').select(['v.interaction_id', 'v.from_message_id', 'v.to_case_id', 'c.number', 'v.at']).where('v.from_case_id', '=', caseId).execute()
  const rows = await tables(ctx).selectFrom('mail as m').innerJoin('mailbox as b', 'b.id', 'm.mailbox_id').selectAll('m').select('b.address')
    .where((eb) => eb.or([eb('m.case_id', '=', caseId), ...(moved.length ? [eb('m.interaction_id', 'in', moved.map((one) => one.interaction_id))] : [])])).orderBy('m.interaction_id', 'desc').limit(MOST).execute()
  const contents = await openContents(ctx, rows)
  const [invitations, authors] = await Promise.all([invitationsAmong(ctx, contents), authorsAmong(ctx, contents)])
  return rows.flatMap((row) => {
    const content = contents.get(row.interaction_id)
    if (!content) return []
    const here = row.case_id === caseId ? [shown(row, content, { invitations, authors }, null)] : []
    const gone = moved.filter((one) => one.interaction_id === row.interaction_id).map((one) => shown({ ...row, message_id: one.from_message_id }, content, { invitations, authors }, { caseId: one.to_case_id, number: one.number }))
    return [...here, ...gone]
  })
}

/** One mail with where it stands, for whoever has just moved it. */
export async function caseMail(ctx: Ctx, interactionId: string): Promise<CaseMail> {
  const row = await mailRow(ctx, interactionId)
  const content = (await openContents(ctx, [row])).get(interactionId)
  if (!content) throw notFound('mail')
  const own = new Map([[interactionId, content]])
  return shown(row, content, { invitations: await invitationsAmong(ctx, own), authors: await authorsAmong(ctx, own) }, null)
}

/** @throws AppError not-found `mail.not-found` */
export async function mailRow(ctx: Ctx, interactionId: string): Promise<MailRow & { address: string }> {
  const row = await tables(ctx).selectFrom('mail as m').innerJoin('mailbox as b', 'b.id', 'm.mailbox_id').selectAll('m').select('b.address').where('m.interaction_id', '=', interactionId).executeTakeFirst()
  if (!row) throw notFound('mail')
  return row
}

/** The customers who wrote what mails pass on, by address in lower case; who is several is nobody. */
async function authorsAmong(ctx: Ctx, contents: ReadonlyMap<string, MailContent>): Promise<Map<string, { id: string; name: string }>> {
  const addresses = [...new Set([...contents.values()].flatMap(({ forwarded }) => forwarded?.from?.address ?? []))].slice(0, 50)
  const holders = addresses.length ? await holdersOfEmails(ctx, addresses) : new Map<string, Holder[]>()
  const only = [...holders].flatMap(([address, found]) => new Set(found.map((one) => one.customerId)).size === 1 ? [[address.toLowerCase(), found[0]?.customerId ?? ''] as const] : [])
  const refs = await customerRefs(ctx, only.map(([, id]) => id))
  return new Map(only.flatMap(([address, id]) => { const ref = refs.get(id); return ref ? [[address, { id, name: ref.name }] as const] : [] }))
}
const invitationsAmong = (ctx: Ctx, contents: ReadonlyMap<string, MailContent>): Promise<Map<string, Invitation>> =>
  invitationsOf(ctx, [...contents].flatMap(([interactionId, { calendar }]) => calendar ? [{ interactionId, calendar }] : []))

function shown(row: MailRow & { address: string }, content: MailContent, { invitations, authors }: { invitations: ReadonlyMap<string, Invitation>; authors: ReadonlyMap<string, { id: string; name: string }> }, movedTo: CaseMail['movedTo']): CaseMail {
  return {
    interactionId: row.interaction_id, messageId: row.message_id, mailbox: row.address, kind: row.kind, from: content.from, to: content.to, cc: content.cc, subject: content.subject,
    sentAt: content.sentAt ? new Date(content.sentAt) : null, hasHtml: content.html.length > 0, remoteImages: content.html.includes('data-remote-src'), quoted: content.quoted.slice(0, 20_000),
    attachments: content.attachments.map(({ name, type, size, inline, fileId, refused }) => ({ name, type, size, inline, fileId, refused })), evidence: row.evidence as Evidence, movedTo,
    forwarded: content.forwarded?.from ? { ...content.forwarded.from, subject: content.forwarded.subject, sentAt: moment(content.forwarded.sentAt), customer: authors.get(content.forwarded.from.address.toLowerCase()) ?? null } : null,
    calendar: invitations.get(row.interaction_id) ?? null,
    problems: content.problems, version: row.version,
  }
}
const moment = (text: string | null): Date | null => text ? new Date(text) : null

/** Whether the reader may know what a mail said: whoever sees its case does; without a case whoever looks after mailboxes. */
export async function mayRead(ctx: Ctx, row: Pick<MailRow, 'case_id'>): Promise<boolean> {
  if (ctx.actor.kind === 'system') return true
  if (!row.case_id) return ctx.actor.can('inbound-mail.read')
  return ctx.actor.can('case.read') && findCase(ctx, row.case_id).then(() => true, () => false)
}

/** What a mail said, for its interaction's page; nothing for whoever may not know it. */
export async function contentForReader(ctx: Ctx, interactionId: string): Promise<InteractionContent | undefined> {
  const row = await tables(ctx).selectFrom('mail').selectAll().where('interaction_id', '=', interactionId).executeTakeFirst()
  if (!row || !await mayRead(ctx, row)) return undefined
  const content = (await openContents(ctx, [row])).get(interactionId)
  return content && {
    subject: content.subject, text: content.text, html: content.html || null, sentAt: moment(content.sentAt),
    attachments: content.attachments.map(({ name, type, size, inline, fileId, hash }) => ({ name, type, size, inline, fileId, hash })),
  }
}

const MOST_INLINE = 20 * 1024 * 1024
/** The HTML of a mail as a page of its own, pictures of the mail within it; remote ones only when asked for. */
export async function pageOf(ctx: Ctx, interactionId: string, images: boolean): Promise<Download> {
  const row = await mailRow(ctx, interactionId)
  if (!await mayRead(ctx, row)) throw notFound('mail')
  const content = (await openContents(ctx, [row])).get(interactionId)
  if (!content) throw notFound('mail')
  const pictures = new Map<string, string>()
  let size = 0
  for (const one of content.attachments) {
    if (!one.inline || !one.contentId || !one.fileId || !/^image\/(png|jpeg|gif|webp|bmp)$/.test(one.type) || (size += one.size) > MOST_INLINE) continue
    pictures.set(one.contentId, `data:${one.type};base64,${(await readBytes(Buffer.from(one.hash, 'hex'))).toString('base64')}`)
  }
  const { html, policy } = mailPage(content.html, pictures, images)
  return { bytes: Buffer.from(html), type: 'text/html; charset=utf-8', name: 'mail.html', inline: true, policy }
}
