import type { Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { attachFiles, readable } from '../../files/index.ts'
import type { Address, Addressed } from '../addresses.ts'
import { oneLine, resolve } from '../addresses.ts'
import type { Content } from '../content.ts'
import { sealContent } from '../content.ts'
import { MessageCarrier, MessageHeld, MessageQueued, MessageRefused } from '../contract.ts'
import { openMoment, reasonAgainst, tokensOf } from '../gate.ts'
import type { Leaving } from '../gate.ts'
import type { MessageState, OutChannel, Purpose } from '../rules.ts'
import type { OutgoingRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { told } from '../tell.ts'
import { renderTemplate } from '../templates/render-template.ts'
import type { FieldValues } from '../templates/rules.ts'

/** What somebody wants said, whatever the channel. */
export interface Wish {
  /** The same key is the same message, however often it is wished: `case-message:<id>`. Holds no personal values. */
  key: string
  channel: OutChannel
  /** The record it belongs to, such as a case. */
  about: { kind: string; id: string }
  customerId?: string | null
  to: readonly Addressed[]
  cc?: readonly Addressed[]
  subject?: string
  text?: string
  /** Beside the text; made safe before it leaves. Without it the text is dressed up. */
  html?: string
  /** Ids of mails as they stand in headers, with or without angle brackets. */
  inReplyTo?: string
  references?: readonly string[]
  /** Files the actor may read; what hangs on nothing yet is hung on the message. */
  attachments?: readonly string[]
  /** Nobody wrote this one: it waits for the receiver's waking hours and is counted against the limit an address has. */
  automatic?: boolean
  /** `answer` when absent and not automatic, else `service`. */
  purpose?: Purpose
  /** The text guard has judged it already, where it was written. */
  isJudged?: boolean
  /** A template's key, in the place of subject and text; `fields` fill it. */
  template?: string
  fields?: FieldValues
  quoted?: { text: string; at: Date; by: string }
  /** Calendar text (iTIP) that goes beside the words, for programs. */
  calendar?: string
  /** The receiver's language and IANA zone. */
  locale?: 'zh-CN' | 'en'
  zone?: string
  lineId?: string | null
  teamId?: string | null
  mailboxId?: string | null
}
export interface Queued { id: string; state: MessageState; reason: string | null }

/**
 * Takes a message in, once a key: of many at once one makes it, the others get its id. What may not leave is kept as `refused` with its reason, what
 * nobody carries as `held`, so that a listener that wishes something never fails for it.
 * @throws AppError refused `template.not-filled` and `template.unknown`, not-found `file.not-found`
 */
export async function queueMessage(ctx: Ctx, wish: Wish): Promise<Queued> {
  const id = newId()
  const first = await tables(ctx).insertInto('outgoing_key').values({ key: wish.key, message_id: id }).onConflict((c) => c.doNothing()).returning('message_id').executeTakeFirst()
  if (!first) {
    const { message_id } = await tables(ctx).selectFrom('outgoing_key').select('message_id').where('key', '=', wish.key).executeTakeFirstOrThrow()
    const known = await tables(ctx).selectFrom('outgoing_message').select(['id', 'state', 'reason']).where('id', '=', message_id).executeTakeFirstOrThrow()
    return known
  }
  const { channel, about, automatic = false, customerId = null } = wish
  const purpose = wish.purpose ?? (automatic ? 'service' : 'answer')
  const rendered = wish.template ? renderTemplate(ctx, { key: wish.template, locale: wish.locale ?? 'zh-CN', fields: wish.fields ?? {} }) : undefined
  const found = await resolve(ctx, channel, wish.to)
  const copied = await resolve(ctx, channel, wish.cc ?? [])
  const to = 'addresses' in found ? found.addresses : []
  const cc = 'addresses' in copied ? copied.addresses : []
  const content: Content = {
    to, cc, subject: oneLine(rendered?.subject ?? wish.subject) ?? '', text: rendered?.text ?? wish.text ?? '', html: wish.html ?? null,
    inReplyTo: wish.inReplyTo ?? null, references: wish.references ?? [], files: [...new Set(wish.attachments ?? [])],
    calendar: wish.calendar ?? null, quoted: wish.quoted ? { ...wish.quoted, at: wish.quoted.at.toISOString() } : null, locale: wish.locale ?? 'zh-CN', zone: wish.zone ?? null, lineId: wish.lineId ?? null, mailboxId: wish.mailboxId ?? null,
  }
  const customer = customerId ?? to.find((one) => one.customerId)?.customerId ?? null
  const authorId = automatic ? null : ctx.actor.id
  const fault = 'fault' in found ? found.fault : 'fault' in copied ? copied.fault : null
  const standing = fault ? { state: 'refused' as const, reason: fault, carrierRef: null } : await standingOf(ctx, { channel, about, customerId: customer, automatic, purpose, authorId, subject: content.subject, text: content.text, to, cc, mailboxId: content.mailboxId, isJudged: wish.isJudged })
  const dueAt = standing.state === 'refused' ? null : automatic ? await openMoment(ctx, customer, content.zone) : ctx.now

  if (content.files.length) await hangFiles(ctx, content.files, id)
  const sealedFor = customer ?? id
  const row: OutgoingRow = {
    id, channel, state: standing.state, about_kind: about.kind, about_id: about.id, customer_id: customer, author_id: authorId, team_id: wish.teamId ?? null,
    automatic, purpose, template_key: wish.template ?? null, template_id: rendered?.definitionId ?? null, sealed_for: sealedFor, content: await sealContent(ctx, sealedFor, content),
    due_at: dueAt, attempts: 0, leased_until: null, reason: standing.reason, remark: null, carrier_ref: standing.carrierRef, changed_at: ctx.now, sent_at: null, version: 1,
  }
  tables.insert(ctx, 'outgoing_message', row)
  if (standing.state !== 'refused') countRecipients(ctx, id, [...to, ...cc], automatic)
  await tellQueued(ctx, wish.key, row)
  return { id, state: row.state, reason: row.reason }
}

/** Tells of a message that has just come to stand where it stands. */
export async function tellQueued(ctx: Ctx, key: string, row: OutgoingRow): Promise<void> {
  const common = told(key, row)
  if (row.state === 'refused') await ctx.emit(MessageRefused, row.id, { ...common, reason: row.reason ?? '' })
  else if (row.state === 'held') await ctx.emit(MessageHeld, row.id, { ...common, reason: row.reason ?? '' })
  else await ctx.emit(MessageQueued, row.id, { ...common, messageId: row.id, template: row.template_key, carrierRef: row.carrier_ref, dueAt: (row.due_at ?? ctx.now).toISOString() })
}

/** Where a message stands when it comes in, or once more: refused, held or queued, and what carries it. */
export async function standingOf(ctx: Ctx, leaving: Leaving & { mailboxId: string | null }): Promise<{ state: 'refused' | 'held' | 'queued'; reason: string | null; carrierRef: string | null }> {
  const against = await reasonAgainst(ctx, leaving)
  if (against) return { state: 'refused', reason: against, carrierRef: null }
  const carriers = await ctx.ask(MessageCarrier, { channel: leaving.channel, about: leaving.about, mailboxId: leaving.mailboxId })
  const ready = carriers.find((one) => one.ready)
  if (ready) return { state: 'queued', reason: null, carrierRef: ready.ref }
  return { state: 'held', reason: carriers[0]?.reason ?? 'message.no-carrier', carrierRef: null }
}

function countRecipients(ctx: Ctx, id: string, addresses: readonly Address[], automatic: boolean): void {
  tables.insert(ctx, 'outgoing_recipient', tokensOf(ctx, addresses).map((token, place) => ({ message_id: id, place, token, automatic, at: ctx.now })))
}

/** What hangs on nothing yet is hung on the message; what hangs on a record is only named. The actor must be allowed to read each. */
async function hangFiles(ctx: Ctx, ids: readonly string[], id: string): Promise<void> {
  const loose: string[] = []
  for (const fileId of ids) if ((await readable(ctx, fileId, 'kept')).owner_id === null) loose.push(fileId)
  await attachFiles(ctx, loose, { kind: 'outgoing-message', id })
}
