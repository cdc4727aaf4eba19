import { sql } from 'kysely'
import { shipped } from '../../kernel/definitions.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { answer, beat, defineModule, serve } from '../../kernel/module.ts'
import { calendarKind } from '../clocks/index.ts'
import { FileMayBeRead } from '../files/contract.ts'
import { namesOf } from '../people/index.ts'
import { settleLost } from './commands/deliver.ts'
import { cancelMessage, sendAgain, settleMessage } from './commands/steer.ts'
import * as told from './contract.ts'
import { messageHours } from './definitions/hours.ts'
import { countWaiting, findMessage, getMessage, listOutbox } from './queries.ts'
import { settings } from './settings.ts'
import { messageResource } from './tables.ts'
import { templateKind } from './templates/template-kind.ts'

/** Messages: what leaves the house, by any channel, once and only when it may. */
export { queueMessage } from './commands/queue-message.ts'
export type { Queued, Wish } from './commands/queue-message.ts'
export { LEASE_SECONDS, markFailed, markHanded, markSent, takeDue, takeForSending } from './commands/deliver.ts'
export type { Failure, Parcel } from './commands/deliver.ts'
export { blockAddress, markBounced } from './commands/bounce.ts'
export { provenLost, provenSent, releaseHeld } from './commands/steer.ts'
export { deliveriesOf } from './queries.ts'
export type { Delivery } from './queries.ts'
export { renderTemplate } from './templates/render-template.ts'

const PERMISSIONS = ['message.read', 'message.steer'] as const
const own = PERMISSIONS.map((permission) => ({ permission, scope: 'own' }))
const all = PERMISSIONS.map((permission) => ({ permission, scope: 'all' }))

export const messagesModule = defineModule({
  name: 'messages',
  permissions: PERMISSIONS,
  // Whoever answers customers sees what became of it; whoever leads sees all of it.
  grants: { cs_manager: all, cs_supervisor: all, team_lead: own, agent: own, after_sales: own, info_specialist: own, clerk: own },
  events: [told.MessageQueued, told.MessageHeld, told.MessageRefused, told.MessageDeferred, told.MessageSent, told.MessageFailed, told.MessageBounced, told.MessageUnknown, told.MessageSettled, told.MessageCancelled, told.MessageSentAgain, told.AddressBlocked],
  settings,
  kinds: [templateKind],
  definitions: [shipped(calendarKind, 'message-hours', messageHours)],
  resources: [messageResource],
  answers: [answer(FileMayBeRead, 'messages.files', async (ctx, { ownerKind, ownerId }) => {
    if (ownerKind !== 'outgoing-message' || !ctx.actor.can('message.read')) return []
    return await findMessage(ctx, ownerId).then(() => [{ may: true }], () => [])
  })],
  beats: [
    beat('messages.months', 3_600, async (ctx) => { await sql`select ensure_months('outgoing_message'), ensure_months('outgoing_recipient'), ensure_months('outgoing_attempt')`.execute(ctx.db) }),
    beat('messages.settle', 30, settleLost),
  ],
  serves: [serve(told.outbox, {
    list: (ctx, { query }) => listOutbox(ctx, query),
    counts: (ctx) => countWaiting(ctx),
    get: (ctx, { params }) => getMessage(ctx, params.id),
    sendAgain: (ctx, { params, body }) => sendAgain(ctx, params.id, body.version),
    cancel: (ctx, { params, body }) => cancelMessage(ctx, params.id, body.version),
    settle: (ctx, { params, body }) => settleMessage(ctx, params.id, body.version, body.reason),
    events: async (ctx, { params }) => historyEntries(ctx, [(await findMessage(ctx, params.id)).id], namesOf),
  })],
})
