import { shipped } from '../../../kernel/definitions.ts'
import { historyEntries } from '../../../kernel/frame.ts'
import { beat, serve } from '../../../kernel/module.ts'
import { shipDocuments } from '../../library/index.ts'
import { facts, metricKind } from '../../metrics/index.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { namesOf } from '../../people/index.ts'
import { guideKinds } from '../definitions/guide-kinds.ts'
import { shippedGuides } from '../definitions/guides.ts'
import { ReceptionCardMade, ReceptionChanged, ReceptionPlanned, ReceptionSettled, ReceptionTicked, receptions } from './contract.ts'
import { briefsFor, prepCardOf } from './prep-card.ts'
import { changeReception, findReception, listReceptions, makeCards, planReception, settleReception, tickItem } from './receptions.ts'
import { RECEPTION_STATES } from './rules.ts'
import { receptionSettings } from './settings.ts'
import { receptionResource } from './tables.ts'

facts({
  name: 'reception', noun: { zh: '客户接待', en: 'Receptions' }, view: 'reception_fact', record: { kind: 'reception', column: 'id' }, source: { zh: '预约的客户接待及其准备清单', en: 'Booked receptions with their checklists' },
  fields: { hostId: { type: 'id' }, customerId: { type: 'id' }, state: { type: 'choice', options: RECEPTION_STATES }, prepared: { type: 'boolean' }, at: { type: 'instant' } },
  words: { hostId: { zh: '接待人', en: 'Host' }, customerId: { zh: '客户', en: 'Customer' }, state: { zh: '状态', en: 'State' }, prepared: { zh: '准备充分', en: 'Prepared' }, at: { zh: '接待时间', en: 'When' } },
  moments: ['at'], named: { hostId: 'staff_ref', customerId: 'customer_ref' }, catalogue: { state: 'reception.state' }, permission: 'reception.read', legs: receptionResource.legs, label: 'purpose',
})
const preparedMetric = shipped(metricKind, 'receptions-prepared', {
  name: { zh: '接待准备充分率', en: 'Receptions prepared' }, formula: { zh: '准备清单全部完成的接待 ÷ 已接待', en: 'Receptions with everything prepared ÷ customers received' }, unit: 'percent', better: 'higher', of: 'reception', at: 'at',
  base: { field: 'state', is: 'equal', value: 'received' }, measure: { kind: 'share', when: { field: 'prepared', is: 'equal', value: true } }, by: ['hostId'],
} satisfies MetricDefinition as never)
shipDocuments(shippedGuides)

/** What receptions and briefs add to the module. */
export const briefParts = {
  events: [ReceptionPlanned, ReceptionCardMade, ReceptionChanged, ReceptionTicked, ReceptionSettled], settings: receptionSettings, definitions: [...guideKinds, preparedMetric], resources: [receptionResource],
  beats: [beat('knowledge.prep-cards', 600, makeCards)],
  serves: [serve(receptions, {
    listReceptions: (ctx, { query }) => listReceptions(ctx, query),
    getReception: (ctx, { params }) => prepCardOf(ctx, params.id),
    plan: (ctx, { body }) => planReception(ctx, body),
    change: (ctx, { params, body }) => changeReception(ctx, params.id, body),
    tick: (ctx, { params, body }) => tickItem(ctx, params.id, body),
    settle: (ctx, { params, body }) => settleReception(ctx, params.id, params.deed, body.version),
    events: async (ctx, { params }) => historyEntries(ctx, [(await findReception(ctx, params.id)).id], namesOf),
    briefs: async (ctx, { query }) => ({ items: await briefsFor(ctx, query.industry) }),
  })],
}
