import type { Grant } from '../../kernel/context.ts'
import { briefParts } from './briefs/parts.ts'
import { diagnosisParts } from './diagnosis/parts.ts'
import { emergencyParts } from './emergency/parts.ts'
import { scriptParts } from './scripts/parts.ts'

/** What helps while one speaks with a customer: scripts, calls, diagnosis, briefs, receptions and emergency cards, as one set of parts of the module. */
export const conversationParts = {
  permissions: ['reception.read', 'reception.write'] as const,
  events: [...scriptParts.events, ...diagnosisParts.events, ...briefParts.events, ...emergencyParts.events],
  settings: [...scriptParts.settings, ...briefParts.settings],
  kinds: [...scriptParts.kinds, ...diagnosisParts.kinds],
  definitions: [...scriptParts.definitions, ...diagnosisParts.definitions, ...briefParts.definitions],
  resources: [...briefParts.resources, ...emergencyParts.resources],
  jobs: [...scriptParts.jobs],
  beats: [...briefParts.beats],
  listeners: [...scriptParts.listeners],
  answers: [...scriptParts.answers],
  serves: [...scriptParts.serves, ...diagnosisParts.serves, ...briefParts.serves, ...emergencyParts.serves],
}
/** Whoever meets customers sees and prepares their own receptions; whoever leads or keeps the diary sees all. */
export const receivesOwn: readonly Grant[] = [{ permission: 'reception.read', scope: 'own' }, { permission: 'reception.write', scope: 'own' }]
export const receivesAll: readonly Grant[] = [{ permission: 'reception.read', scope: 'all' }, { permission: 'reception.write', scope: 'all' }]
