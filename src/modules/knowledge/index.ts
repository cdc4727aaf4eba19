import type { Grant } from '../../kernel/context.ts'
import { defineModule } from '../../kernel/module.ts'
import { conversationParts } from './conversation-parts.ts'

/** Knowledge: what whoever answers customers can rely on: articles, answers, faults, products and model cases, found while the customer waits. */

const PERMISSIONS = ['knowledge.read', 'knowledge.curate'] as const
const grant = (...permissions: (typeof PERMISSIONS)[number][]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))
const reads = grant('knowledge.read')
const curates = grant(...PERMISSIONS)

export const knowledgeModule = defineModule({
  name: 'knowledge',
  permissions: PERMISSIONS,
  events: [...conversationParts.events],
  settings: [...conversationParts.settings],
  kinds: [...conversationParts.kinds],
  definitions: [...conversationParts.definitions],
  resources: [...conversationParts.resources],
  jobs: [...conversationParts.jobs],
  beats: [...conversationParts.beats],
  listeners: [...conversationParts.listeners],
  answers: [...conversationParts.answers],
  serves: [...conversationParts.serves],
  grants: {
    cs_manager: curates, cs_supervisor: curates, team_lead: curates, info_specialist: curates, trainer: curates,
    agent: reads, after_sales: reads, clerk: reads, mentor: reads, evaluator: reads, supervision: reads,
  },
})
