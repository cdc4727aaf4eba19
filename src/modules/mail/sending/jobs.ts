import { z } from 'zod'
import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { schedule } from '../../../kernel/jobs.ts'
import { beat, job, on, outsideJob } from '../../../kernel/module.ts'
import type { Job } from '../../../kernel/module.ts'
import { recordInteraction } from '../../contacts/index.ts'
import type { NewParty } from '../../contacts/index.ts'
import { MessageDeferred, MessageQueued, MessageSent, MessageSettled, MessageUnknown } from '../../messages/contract.ts'
import { carriersDue, messageFor, provenLost, provenSent, releaseHeld } from '../../messages/index.ts'
import { InboundTaken, MailboxAdded, MailboxChanged } from '../contract.ts'
import { openContents } from '../intake/content.ts'
import { outgoingOf, ownMessageId } from '../intake/own-marks.ts'
import { withAccess } from '../oauth/access.ts'
import { openUrl } from '../mailboxes/mailboxes.ts'
import { readServerUrl } from '../mailboxes/server-url.ts'
import { tables } from '../tables.ts'
import { sendingOf } from './mailbox-sending.ts'
import { sendDue } from './send-due.ts'
import { isAmongSent } from './sent-copy.ts'

export const send = outsideJob('mail.send', { payload: z.object({ mailboxId: z.uuid() }) }, (work, { mailboxId }) => sendDue(work, mailboxId))

/** What may leave now goes at once, one run a mailbox; what waits for a moment gets a run of its own then. */
export const sendQueued = on([MessageQueued, MessageDeferred], 'mail.send', async (ctx, events) => {
  const own = events.flatMap(({ data, subjectId }) => data.channel === 'email' && data.carrierRef ? [{ mailboxId: data.carrierRef, at: new Date(data.dueAt), id: subjectId }] : [])
  const now = new Set(own.filter((one) => one.at <= ctx.now).map((one) => one.mailboxId))
  await schedule(ctx, send, [
    ...[...now].map((mailboxId) => ({ payload: { mailboxId }, key: mailboxId })),
    ...own.filter((one) => one.at > ctx.now).map((one) => ({ payload: { mailboxId: one.mailboxId }, key: one.id, runAt: one.at })),
  ])
})

/** Looks whether something due was left lying: a lost job costs half a minute, never a mail. */
export const sweep = beat('mail.sweep', 30, async (ctx) => {
  await schedule(ctx, send, (await carriersDue(ctx, 'email')).map((mailboxId) => ({ payload: { mailboxId }, key: mailboxId })))
})

export const release: Job = job('mail.release', { payload: z.object({ after: z.uuid().nullable() }) }, async (ctx, { after }) => {
  const next = await releaseHeld(ctx, 'email', after)
  if (next) await schedule(ctx, release, [{ payload: { after: next }, key: next }])
})
/** A mailbox that can send now takes what had to wait for one. */
export const releaseWaiting = on([MailboxAdded, MailboxChanged], 'mail.release', (ctx) => schedule(ctx, release, [{ payload: { after: null }, key: 'all' }]))

/** Every mail that left is an interaction, with all it went to. */
export const recordSent = on([MessageSent, MessageSettled], 'mail.record-sent', async (ctx, events) => {
  for (const { data, subjectId } of events) {
    if (data.channel !== 'email' || data.changed?.['state']?.to !== 'sent') continue
    const message = await messageFor(ctx, subjectId)
    if (!message) continue
    const { row, content } = message
    const mailbox = row.carrier_ref ? await tables(ctx).selectFrom('mailbox').select('address').where('id', '=', row.carrier_ref).executeTakeFirst() : undefined
    const party = (role: 'to' | 'cc') => (one: (typeof content.to)[number]): NewParty => ({ role, ...(one.name ? { name: one.name } : {}), ...(one.contactPointId ? { contactPointId: one.contactPointId } : { kind: 'email', value: one.value }) })
    await recordInteraction(ctx, {
      channel: 'email', direction: 'out', customerId: row.customer_id, agentId: row.author_id, subjectKind: row.about_kind, subjectId: row.about_id, at: row.sent_at ?? ctx.now, ...(content.subject ? { topic: content.subject } : {}),
      parties: [...(mailbox ? [{ role: 'from' as const, kind: 'email' as const, value: mailbox.address }] : []), ...content.to.map(party('to')), ...content.cc.map(party('cc'))].slice(0, 50),
    })
  }
})

/** Seconds after which a copy is looked for: servers take a while to file it. The last look decides. */
const LOOKS = [60, 600, 1_800] as const
export const lookForCopy: Job = outsideJob('mail.look-for-copy', { payload: z.object({ messageId: z.uuid(), look: z.int() }) }, async (work, { messageId, look }) => {
  const asked = await work.read(systemActor, 'mail.look-for-copy', async (ctx) => {
    const message = await messageFor(ctx, messageId)
    const mailbox = message?.row.state === 'unknown' && message.row.carrier_ref ? await tables(ctx).selectFrom('mailbox').selectAll().where('id', '=', message.row.carrier_ref).executeTakeFirst() : undefined
    const url = mailbox ? openUrl(ctx, mailbox, 'imap') : null
    const folder = mailbox ? (await sendingOf(ctx, mailbox.id)).sentFolder : null
    return mailbox && url && folder ? { mailboxId: mailbox.id, server: readServerUrl(url, 'imap', 'imap'), folder, id: ownMessageId(ctx, messageId, mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1)) } : undefined
  })
  if (!asked) return
  const there = await isAmongSent(await withAccess(work, asked.mailboxId, asked.server), asked.folder, asked.id)
  await work.unit(systemActor, 'mail.look-for-copy', async (ctx) => {
    if (there) await provenSent(ctx, messageId, 'message.found-there')
    else if (look + 1 < LOOKS.length) await lookLater(ctx, messageId, look + 1)
    else await provenLost(ctx, messageId)
  })
})
const lookLater = (ctx: Ctx, messageId: string, look: number) =>
  schedule(ctx, lookForCopy, [{ payload: { messageId, look }, key: messageId, runAt: new Date(ctx.now.getTime() + (LOOKS[look] as number) * 1_000) }])
export const lookWhenUnknown = on(MessageUnknown, 'mail.look-when-unknown', async (ctx, events) => {
  for (const { data, subjectId } of events) if (data.channel === 'email') await lookLater(ctx, subjectId, 0)
})

/** Whoever answers a mail, or sends it back, has got it. */
export const provenByAnswer = on(InboundTaken, 'mail.proven-by-answer', async (ctx, events) => {
  const ids = events.flatMap(({ data }) => data.interactionId ?? [])
  if (!ids.length) return
  const rows = await tables(ctx).selectFrom('mail').select(['interaction_id', 'content']).where('interaction_id', 'in', ids).execute()
  for (const content of (await openContents(ctx, rows)).values()) {
    const ours = [...new Set([...content.inReplyTo, ...content.references])].flatMap((id) => outgoingOf(ctx, id) ?? [])
    for (const id of ours) await provenSent(ctx, id, 'message.answered')
  }
})
