import { sql } from 'kysely'
import { beat, defineModule, serve } from '../../kernel/module.ts'
import { InteractionPointed, InteractionRecorded, interactions } from './contract.ts'
import { BehavioursTold, behaviours } from './behaviours/contract.ts'
import { listBehaviours, purchasesOf, tellBehaviours } from './behaviours/behaviours.ts'
import { contactFigures, contactMetrics, customerActivity, customerOrders } from './facts.ts'
import { findableInteractions } from './findable.ts'
import { getInteraction, listInteractions, timelineOf } from './queries.ts'
import { TalkTold, talks } from './talk/contract.ts'
import { talkSettings } from './talk/settings.ts'
import { readTalk, tellFlagged, tellTalk } from './talk/talk.ts'
import { interactionResource } from './tables.ts'
import { writeDown } from './write-down.ts'

/** Contacts: every interaction with a customer, of every channel, on one timeline. */
export { getInteraction } from './queries.ts'
export { pointInteraction } from './point-interaction.ts'
export { recordInteraction } from './record-interaction.ts'
export { listBehaviours } from './behaviours/behaviours.ts'
export { sendersOf } from './senders.ts'
export type { NewParty } from './record-interaction.ts'

const reads = { permission: 'interaction.read', scope: 'all' } as const
/** For the systems that know of orders and visits, and of who spoke when. */
const tells = [{ permission: 'behaviour.write', scope: 'all' }, { permission: 'interaction.talk', scope: 'all' }] as const
const both = [reads, { permission: 'interaction.write', scope: 'own' } as const]

export const contactsModule = defineModule({
  name: 'contacts',
  permissions: ['interaction.read', 'interaction.write', 'behaviour.write', 'interaction.talk'],
  // Whoever serves a customer sees that colleagues met them before, not what was said; each writes down only what was theirs.
  grants: {
    cs_manager: [...both, ...tells], cs_supervisor: [...both, tells[1]], team_lead: both, agent: both, after_sales: both, info_specialist: [...both, ...tells], clerk: both,
    supervision: both, execution: both,
    evaluator: [reads], appeal_reviewer: [reads], privacy_officer: [reads], installer: [{ permission: 'interaction.read', scope: 'own' }],
  },
  events: [InteractionRecorded, InteractionPointed, BehavioursTold, TalkTold],
  settings: talkSettings,
  resources: [interactionResource],
  definitions: contactMetrics,
  listeners: [findableInteractions, contactFigures, customerActivity, customerOrders, tellFlagged],
  beats: [beat('contacts.months', 3_600, async (ctx) => { await sql`select ensure_months('interaction'), ensure_months('interaction_party')`.execute(ctx.db) })],
  serves: [serve(interactions, {
    list: (ctx, { query }) => listInteractions(ctx, query),
    get: (ctx, { params }) => getInteraction(ctx, params.id),
    timeline: (ctx, { params, query }) => timelineOf(ctx, params.id, query),
    writeDown: (ctx, { body }) => writeDown(ctx, body),
  }), serve(talks, {
    talk: async (ctx, { params }) => ({ talk: await readTalk(ctx, params.id) }),
    tellTalk: async (ctx, { params, body }) => ({ talk: await tellTalk(ctx, params.id, body) }),
  }), serve(behaviours, {
    tellBehaviours: (ctx, { body }) => tellBehaviours(ctx, body.events),
    behaviours: (ctx, { params, query }) => listBehaviours(ctx, params.id, query),
    purchases: (ctx, { params }) => purchasesOf(ctx, params.id),
  })],
})
