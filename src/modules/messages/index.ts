import { sql } from 'kysely'
import type { Grant } from '../../kernel/context.ts'
import { shipped } from '../../kernel/definitions.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { answer, beat, defineModule, serve } from '../../kernel/module.ts'
import { calendarKind } from '../clocks/index.ts'
import { FileMayBeRead } from '../files/contract.ts'
import { namesOf } from '../people/index.ts'
import { settleLost } from './commands/deliver.ts'
import { cancelMessage, sendAgain, settleMessage } from './commands/steer.ts'
import { preferChannel, proposeFor, sayConsent, unblock, wishesOf } from './consents.ts'
import * as told from './contract.ts'
import { lexicons } from './guard/definitions.ts'
import { apologyRuleFor, lexiconsAreProved, lexiconsInForce } from './guard/check-text.ts'
import { lexiconKind } from './guard/lexicon-kind.ts'
import { messageHours } from './definitions/hours.ts'
import { templates } from './definitions/templates.ts'
import { countWaiting, findMessage, getMessage, listOutbox } from './queries.ts'
import { messageMetrics } from './facts.ts'
import './rule-action.ts'
import { settings } from './settings.ts'
import { listSignatures, setSignature } from './signatures.ts'
import { messageResource } from './tables.ts'
import { countInserts, countUses, listTemplates, mayUseTemplate, useTemplate } from './templates/list-templates.ts'
import { fieldsFrom, renderTemplate } from './templates/render-template.ts'
import { templateKind } from './templates/template-kind.ts'
import { lookAt, unsubscribe } from './unsubscribe.ts'

/** Messages: what leaves the house, by any channel, once and only when it may. */
export { queueMessage } from './commands/queue-message.ts'
export type { Wish } from './commands/queue-message.ts'
export { carriersDue, markFailed, markHanded, markSent, takeDue } from './commands/deliver.ts'
export type { Failure, Parcel } from './commands/deliver.ts'
export { checkText, explains, holdsApology, judgePrepared, mannersOf } from './guard/check-text.ts'
export { blockAddress, markBounced } from './commands/bounce.ts'
export { provenLost, provenSent, releaseHeld } from './commands/steer.ts'
export { deliveriesOf, keysOf, messageFor } from './queries.ts'
export type { Delivery } from './queries.ts'
export { escapeHtml, htmlOf } from './templates/rules.ts'
export { templateKind } from './templates/template-kind.ts'
export type { TemplateBody } from './templates/template-kind.ts'
export { proposeFor } from './consents.ts'
export { publicAddress } from './settings.ts'
export { signatureFor } from './signatures.ts'
export { unsubscribeLink } from './unsubscribe.ts'

const PERMISSIONS = ['message.read', 'message.steer', 'consent.read', 'consent.write', 'template.read', 'signature.read', 'signature.write', 'text-guard.override'] as const
type Word = (typeof PERMISSIONS)[number]
const all = (...words: Word[]): Grant[] => words.map((permission) => ({ permission, scope: 'all' }))
/** Whoever answers customers: what one sent oneself, everybody's wishes, all templates. */
const answers: Grant[] = [{ permission: 'message.read', scope: 'own' }, { permission: 'message.steer', scope: 'own' }, ...all('consent.read', 'consent.write', 'template.read', 'signature.read')]
const leads = all(...PERMISSIONS)

export const messagesModule = defineModule({
  name: 'messages',
  permissions: PERMISSIONS,
  grants: {
    cs_manager: leads, cs_supervisor: leads, team_lead: [...answers, ...all('signature.write', 'text-guard.override')], agent: answers, after_sales: answers, info_specialist: answers, clerk: answers, execution: answers, supervision: [...answers, ...all('signature.write')],
    system_admin: all('template.read', 'signature.read', 'signature.write'), privacy_officer: all('consent.read', 'consent.write'), trainer: all('template.read'),
  },
  events: Object.values(told).filter((one): one is typeof told.MessageSent => typeof one === 'object' && 'kind' in one && 'subject' in one),
  settings,
  kinds: [templateKind, lexiconKind],
  definitions: [shipped(calendarKind, 'message-hours', messageHours), ...templates, ...lexicons, ...messageMetrics],
  resources: [messageResource],
  listeners: [countUses, countInserts],
  answers: [lexiconsAreProved, answer(FileMayBeRead, 'messages.files', async (ctx, { ownerKind, ownerId }) => {
    if (ownerKind !== 'outgoing-message' || !ctx.actor.can('message.read')) return []
    return await findMessage(ctx, ownerId).then(() => [{ may: true }], () => [])
  })],
  beats: [
    beat('messages.months', 3_600, async (ctx) => { await sql`select ensure_months('outgoing_message'), ensure_months('outgoing_recipient'), ensure_months('outgoing_attempt')`.execute(ctx.db) }),
    beat('messages.settle', 30, settleLost),
  ],
  invariants: [
    { name: 'every key of the outbox has its message', sql: 'select k.message_id as id from outgoing_key k where not exists (select from outgoing_message m where m.id = k.message_id)' },
    { name: 'no message is sent more often than tried', sql: `select message_id as id from outgoing_attempt where outcome = 'sent' group by message_id having count(*) > 1` },
  ],
  serves: [
    serve(told.outbox, {
      list: (ctx, { query }) => listOutbox(ctx, query),
      counts: (ctx) => countWaiting(ctx),
      get: (ctx, { params }) => getMessage(ctx, params.id),
      sendAgain: (ctx, { params, body }) => sendAgain(ctx, params.id, body.version),
      cancel: (ctx, { params, body }) => cancelMessage(ctx, params.id, body.version),
      settle: (ctx, { params, body }) => settleMessage(ctx, params.id, body.version, body.reason),
      events: async (ctx, { params }) => historyEntries(ctx, [(await findMessage(ctx, params.id)).id], namesOf),
    }),
    serve(told.wishes, {
      consents: (ctx, { params }) => wishesOf(ctx, params.id),
      sayConsent: (ctx, { params, body }) => sayConsent(ctx, params.id, body),
      preferChannel: (ctx, { params, body }) => preferChannel(ctx, params.id, body),
      unblockAddress: (ctx, { params, body }) => unblock(ctx, params.id, body.contactPointId),
      proposeChannel: (ctx, { params, query }) => proposeFor(ctx, params.id, query),
    }),
    serve(told.unsubscribing, {
      lookAtUnsubscribing: (ctx, { params }) => lookAt(ctx, params.token),
      unsubscribe: (ctx, { params }) => unsubscribe(ctx, params.token),
      unsubscribeByProgram: (ctx, { params }) => unsubscribe(ctx, params.token),
    }),
    serve(told.templates, {
      templates: (ctx, { query }) => listTemplates(ctx, query),
      useTemplate: (ctx, { params, body }) => useTemplate(ctx, params.key, body.about),
      renderTemplate: async (ctx, { params, query }) => { await mayUseTemplate(ctx, params.key, query.caseId); return renderTemplate(ctx, { key: params.key, locale: query.locale, fields: fieldsFrom(query.fields), definitionId: query.definitionId, examples: query.examples === 'true' }) },
    }),
    serve(told.textGuard, {
      lexicons: async (ctx) => ({ items: lexiconsInForce(ctx).map(({ key, is: { finds, level, override, suggestion, entries, harmless } }) => ({ key, finds, level, override, suggestion, entries: [...entries], harmless: [...harmless] })) }),
      apologyRule: async (ctx, { query }) => ({ rule: await apologyRuleFor(ctx, query) }),
    }),
    serve(told.signatures, {
      signatures: (ctx) => listSignatures(ctx),
      setSignature: (ctx, { body }) => setSignature(ctx, body),
    }),
  ],
})
