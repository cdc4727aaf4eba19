import type { Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { normaliseEmail } from '../../../pure/text/index.ts'
import { openCaseFrom, receiveMessage } from '../../cases/index.ts'
import { pointInteraction, recordInteraction } from '../../contacts/index.ts'
import type { NewParty } from '../../contacts/index.ts'
import { holdersOfEmails, takeCustomer } from '../../customers/index.ts'
import { attachFiles } from '../../files/index.ts'
import { markBounced } from '../../messages/index.ts'
import type { Evidence, Taken } from '../contract.ts'
import type { Bounce, ReadMail } from '../reading/read-mail-shape.ts'
import { chooseCase } from '../rules.ts'
import type { Scored } from '../rules.ts'
import type { InboundRow, MailboxRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { acknowledge } from './acknowledge.ts'
import { contentOf, sealContent, wordsOf } from './content.ts'
import type { MailContent } from './content.ts'
import { messageToken, outgoingOf, rememberCorrespondents } from './own-marks.ts'
import type { Prepared } from './prepare.ts'
import { gatherSigns, idsOf } from './signs.ts'
import type { Signs } from './signs.ts'

interface Brought { row: InboundRow; mailbox: MailboxRow; ours: ReadonlySet<string>; prepared: Prepared; interactionId: string; token: Buffer }
interface Placed { caseId: string | null; messageId: string | null; outcome: Taken['outcome']; customerId: string | null; contactPointId: string | null; outgoingId?: string | null; evidence: Evidence }

/** Makes of a mail that is new here what it is: an interaction, and a case or a word on one. */
export async function bringIn(ctx: Ctx, brought: Brought): Promise<Taken> {
  const { mailbox, ours, prepared, interactionId, row } = brought
  const { mail } = prepared
  const [signs, attachments] = [await gatherSigns(ctx, mail, ours), await prepared.keep(ctx)]
  const content = contentOf(mail, attachments)
  const placed = mail.kind === 'message' ? await placeMessage(ctx, brought, signs, content) : await placeReport(ctx, mail, signs)
  const { caseId, customerId } = placed
  // What was kept back for its id has an interaction since then.
  const isKnown = row.interaction_id === interactionId
  if (!isKnown) await noteInteraction(ctx, interactionId, mail, row, placed)
  else if (caseId) await pointInteraction(ctx, interactionId, { kind: 'case', id: caseId, customerId })
  const hanging = attachments.flatMap((one) => one.fileId && (one.inline || !placed.messageId) ? [one.fileId] : [])
  if (hanging.length) await attachFiles(ctx, hanging, { kind: 'mail', id: interactionId })
  const kept = { case_id: caseId, message_id: placed.messageId, outgoing_id: placed.outgoingId ?? null, content: await sealContent(ctx, interactionId, content), evidence: JSON.stringify(placed.evidence) }
  if (isKnown) await tables(ctx).updateTable('mail').set(kept).where('interaction_id', '=', interactionId).execute()
  else tables.insert(ctx, 'mail', { interaction_id: interactionId, inbound_id: row.id, mailbox_id: mailbox.id, kind: mail.kind, ...kept, version: 1 })
  if (caseId && mail.kind === 'message') rememberThread(ctx, mail, caseId, ours)
  return { interactionId, caseId, outcome: placed.outcome }
}

/** Notes that a mail came which is held back because another bears its id: it can be seen, and nothing follows from it. Answers its interaction. */
export async function noteHeld(ctx: Ctx, row: InboundRow, prepared: Prepared): Promise<string> {
  const { mail } = prepared
  const interactionId = newId()
  const attachments = await prepared.keep(ctx)
  const holder = mail.from[0] ? (await holdersOfEmails(ctx, [mail.from[0].address])).get(mail.from[0].address)?.[0] : undefined
  await noteInteraction(ctx, interactionId, mail, row, { caseId: null, customerId: holder?.customerId ?? null, contactPointId: holder?.contactPointId ?? null })
  const hanging = attachments.flatMap((one) => one.fileId ?? [])
  if (hanging.length) await attachFiles(ctx, hanging, { kind: 'mail', id: interactionId })
  const evidence: Evidence = { how: 'linked', signs: [], score: 0, suggestions: [] }
  tables.insert(ctx, 'mail', {
    interaction_id: interactionId, inbound_id: row.id, mailbox_id: row.mailbox_id, case_id: null, message_id: null, outgoing_id: null, kind: mail.kind, content: await sealContent(ctx, interactionId, contentOf(mail, attachments)), evidence: JSON.stringify(evidence), version: 1,
  })
  return interactionId
}

const noteInteraction = (ctx: Ctx, id: string, mail: ReadMail, row: InboundRow, placed: Pick<Placed, 'caseId' | 'customerId' | 'contactPointId'>): Promise<string> => recordInteraction(ctx, {
  id, channel: 'email', direction: 'in', customerId: placed.customerId, ...(placed.caseId ? { subjectKind: 'case', subjectId: placed.caseId } : {}), at: momentOf(mail, row), topic: oneLine(mail.subject, 200), parties: partiesOf(mail, placed),
})

/** When it was sent as its own clock says, but never in the future, and never long before it came. */
function momentOf(mail: ReadMail, row: InboundRow): Date {
  const DAY_MS = 86_400_000
  const { sentAt } = mail
  return sentAt && sentAt <= row.at && row.at.getTime() - sentAt.getTime() < 7 * DAY_MS ? sentAt : row.at
}
const oneLine = (text: string, most: number): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim().slice(0, most).toWellFormed()

const brief = ({ caseId, number, score, signs }: Scored): Evidence['suggestions'][number] => ({ caseId, number, score, signs })

async function placeMessage(ctx: Ctx, { row, mailbox, interactionId, prepared, token }: Brought, signs: Signs, content: MailContent): Promise<Placed> {
  const { mail } = prepared
  const twin = await twinOf(ctx, mailbox.id, token, prepared.contentHash)
  const sender = signs.sender?.holders.at(0)
  if (twin) {
    const evidence: Evidence = { how: 'linked', signs: [{ kind: 'same-mail', weight: 100 }], score: 100, suggestions: [] }
    return { caseId: twin, messageId: null, outcome: 'threaded', customerId: sender?.customerId ?? null, contactPointId: sender?.contactPointId ?? null, evidence }
  }
  const { joins, suggestions } = chooseCase(signs.candidates)
  const body = wordsOf(content) || say(mailbox.language, 'mail.no-text')
  const files = content.attachments.flatMap((one) => one.fileId && !one.inline ? [one.fileId] : [])
  const at = row.at
  if (joins) {
    const wrote = signs.cases.get(joins.caseId)
    const own = signs.sender?.holders.find((one) => one.customerId === wrote?.customer_id) ?? sender
    const customerId = own?.customerId ?? wrote?.customer_id ?? null
    const received = await receiveMessage(ctx, { caseId: joins.caseId, body, attachments: files, channel: 'email', interactionId, at, ...(customerId ? { customerId } : {}) })
    const evidence: Evidence = { how: 'joined', signs: joins.signs, score: joins.score, suggestions: suggestions.map(brief) }
    return { caseId: received.caseId, messageId: received.messageId, outcome: received.outcome === 'new-case' ? 'new-case' : 'threaded', customerId, contactPointId: own?.contactPointId ?? null, evidence }
  }
  const customer = signs.sender ? await takeCustomer(ctx, { name: oneLine(signs.sender.name, 200), email: signs.sender.address }) : null
  const contactPointId = customer?.contactPoints.find((one) => one.kind === 'email')?.id ?? null
  const opened = await openCaseFrom(ctx, {
    kind: mailbox.kind, subject: oneLine(mail.subject, 300) || say(mailbox.language, 'mail.no-subject'), description: body, channel: 'email', attachments: files, interactionId, at,
    ...(customer ? { customerId: customer.id } : {}), ...(mailbox.team_id ? { teamId: mailbox.team_id } : {}),
  })
  await acknowledge(ctx, mailbox, mail, { caseId: opened.id, number: opened.number, customerId: customer?.id ?? null, contactPointId })
  return { caseId: opened.id, messageId: opened.messageId, outcome: 'new-case', customerId: customer?.id ?? null, contactPointId, evidence: { how: 'opened', signs: [], score: 0, suggestions: suggestions.map(brief) } }
}

/** The case of the same mail in another mailbox: it is one matter, however many addresses it was sent to. */
async function twinOf(ctx: Ctx, mailboxId: string, token: Buffer, contentHash: Buffer): Promise<string | null> {
  const twin = await tables(ctx).selectFrom('mail_seen').select('case_id').where('token', '=', token).where('mailbox_id', '<>', mailboxId).where('content_hash', '=', contentHash).where('case_id', 'is not', null).limit(1).executeTakeFirst()
  return twin?.case_id ?? null
}

/** Automatic answers, returns and receipts are kept at the case they speak of, and say nothing in it. */
async function placeReport(ctx: Ctx, mail: ReadMail, signs: Signs): Promise<Placed> {
  const about = mail.bounce?.originalMessageId ?? mail.receipt?.originalMessageId
  const outgoingId = [about, ...mail.inReplyTo, ...mail.references.toReversed()].map((id) => id ? outgoingOf(ctx, id) : null).find((id) => id !== null) ?? null
  if (mail.bounce && outgoingId) await tellBounce(ctx, outgoingId, mail.bounce)
  const named = about ? (await tables(ctx).selectFrom('mail_thread').select('case_id').where('token', '=', messageToken(ctx, about)).where('role', '=', 'sent').executeTakeFirst())?.case_id : undefined
  const best = chooseCase(signs.candidates).joins ?? null
  // Whoever answers by itself writes from anywhere: an id of ours in its header is enough to keep it there.
  const tied = signs.candidates.find((one) => one.signs.some((kind) => kind === 'answers-sent' || kind === 'refers-sent' || kind === 'reply-token'))
  const caseId = named ?? best?.caseId ?? tied?.caseId ?? null
  const sender = signs.sender?.holders.at(0)
  return {
    caseId, messageId: null, outgoingId, outcome: mail.kind === 'bounce' ? 'bounce' : 'auto-reply', customerId: sender?.customerId ?? (caseId ? signs.cases.get(caseId)?.customer_id ?? null : null), contactPointId: sender?.contactPointId ?? null,
    evidence: { how: 'linked', signs: best?.signs ?? (caseId ? [{ kind: 'answers-sent', weight: 90 }] : []), score: best?.score ?? (caseId ? 90 : 0), suggestions: [] },
  }
}

async function tellBounce(ctx: Ctx, outgoingId: string, { outcome, recipients }: Bounce): Promise<void> {
  for (const { address, reason, hard, diagnostic } of recipients.slice(0, 50)) if (reason !== 'delivered') await markBounced(ctx, outgoingId, { address: address || null, outcome, reason, hard, remark: diagnostic })
  if (!recipients.length) await markBounced(ctx, outgoingId, { address: null, outcome, reason: outcome === 'complaint' ? 'feedback' : 'undefined', hard: false })
}

function rememberThread(ctx: Ctx, mail: ReadMail, caseId: string, ours: ReadonlySet<string>): void {
  const { own, answers, refers } = idsOf(mail)
  const rows = [{ id: own, role: 'received' as const }, ...[...answers, ...refers].map((id) => ({ id, role: 'mentioned' as const }))]
  const unique = new Map(rows.map(({ id, role }) => [id, { token: messageToken(ctx, id), case_id: caseId, role, at: ctx.now }]))
  ctx.send(tables(ctx).insertInto('mail_thread').values([...unique.values()]).onConflict((c) => c.doNothing()))
  // Our own addresses, and whoever else writes from our domains, are not the other side.
  const domains = new Set([...ours].map((address) => address.slice(address.lastIndexOf('@'))))
  rememberCorrespondents(ctx, caseId, [...mail.from, ...mail.to, ...mail.cc].map((one) => one.address).filter((address) => !domains.has(address.slice(address.lastIndexOf('@')).toLowerCase())))
}

function partiesOf(mail: ReadMail, placed: Pick<Placed, 'contactPointId'>): NewParty[] {
  const MOST = 50
  const named = (name: string) => name ? { name: name.slice(0, 200) } : {}
  const parties: NewParty[] = []
  for (const [at, one] of mail.from.entries()) {
    if (at === 0 && placed.contactPointId && normaliseEmail(one.address)) parties.push({ role: 'from', contactPointId: placed.contactPointId, ...named(mail.forwarded ? '' : one.name) })
    else if (one.address || one.name) parties.push({ role: 'from', kind: 'email', value: one.address || one.name, ...named(one.name) })
  }
  for (const role of ['to', 'cc'] as const) for (const one of mail[role]) if (one.address || one.name) parties.push({ role, kind: 'email', value: one.address || one.name, ...named(one.name) })
  return parties.slice(0, MOST)
}
