import type { Beat } from '../../kernel/module.ts'
import type { Resource } from '../../kernel/access.ts'
import { scriptParts } from './scripts/parts.ts'

/** What helps while one speaks with a customer: scripts, calls, diagnosis, briefs and emergency cards, as one set of parts of the module. */
export const conversationParts = {
  events: [...scriptParts.events],
  settings: [...scriptParts.settings],
  kinds: [...scriptParts.kinds],
  definitions: [...scriptParts.definitions],
  resources: [] as Resource[],
  jobs: [...scriptParts.jobs],
  beats: [] as Beat[],
  listeners: [...scriptParts.listeners],
  answers: [...scriptParts.answers],
  serves: [...scriptParts.serves],
}
