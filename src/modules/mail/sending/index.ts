import { answer, serve } from '../../../kernel/module.ts'
import { MessageCarrier } from '../../messages/contract.ts'
import { chooseMailbox } from './choose-mailbox.ts'
import { MailboxSendingChanged, mailboxSending } from './contract.ts'
import { lookForCopy, lookWhenUnknown, provenByAnswer, recordSent, release, releaseWaiting, send, sendQueued, sweep } from './jobs.ts'
import { changeSending, readSending } from './mailbox-sending.ts'

/** What sending adds to the mail module: it carries the channel `email`. */
export const sending = {
  events: [MailboxSendingChanged],
  listeners: [sendQueued, releaseWaiting, recordSent, lookWhenUnknown, provenByAnswer],
  jobs: [send, release, lookForCopy],
  beats: [sweep],
  answers: [answer(MessageCarrier, 'mail.carries', async (ctx, { channel, about, mailboxId }) => {
    if (channel !== 'email') return []
    const mailbox = await chooseMailbox(ctx, { about, mailboxId })
    if (!mailbox) return [{ carrier: 'mail', ready: false, reason: 'message.no-mailbox', ref: null }]
    return [{ carrier: 'mail', ready: mailbox.smtp !== null, ...(mailbox.smtp ? {} : { reason: 'message.no-way-out' }), ref: mailbox.id }]
  })],
  serves: [serve(mailboxSending, {
    sending: (ctx, { params }) => readSending(ctx, params.id),
    changeSending: (ctx, { params, body }) => changeSending(ctx, params.id, body),
  })],
}
