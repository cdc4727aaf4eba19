import { shipped } from '../../../kernel/definitions.ts'
import type { RoutingDefinition } from '../definition.ts'
import { RoutingDefinition as Schema, routingKind } from '../definition.ts'

/** A tested default: complaints in turn, so that nobody gets them all; everything else to whoever has least in hand. */
const standard: RoutingDefinition = {
  name: { zh: '派单规则', en: 'Assignment' },
  queues: [
    { key: 'complaints', name: { zh: '投诉与抱怨', en: 'Complaints and grumbles' }, when: { field: 'kind', is: 'one-of', value: ['complaint', 'grumble'] }, by: 'turn' },
    { key: 'all', name: { zh: '其他工单', en: 'All other cases' }, by: 'load' },
  ],
}
export const standardRouting = shipped(routingKind, 'cases', Schema.parse(standard))
