import { clocked } from '../clocks/index.ts'
import { WITHIN } from './contract.ts'
import { SOURCES, TONES } from './feedback/contract.ts'

/** The clock of a request between departments: how soon it is answered is said in the agreement, in one of the times that the policy knows. */
export const requestClocks = clocked({ subject: 'department-request', policy: 'department-request', fields: { within: { type: 'choice', options: WITHIN } },
  words: { within: { zh: '协议约定', en: 'Agreed time' } }, catalogue: { within: 'agreement.within' }, signals: ['asked', 'answered', 'withdrawn'], waits: ['asked-back'] })

/** The clock of a suggestion: how soon its author hears what was decided. */
export const suggestionClocks = clocked({ subject: 'suggestion', policy: 'suggestion', fields: {}, signals: ['submitted', 'decided', 'withdrawn'], waits: [] })
/** The clock of praise and criticism: how soon whoever said it hears something. */
export const feedbackClocks = clocked({ subject: 'feedback', policy: 'feedback', fields: { tone: { type: 'choice', options: TONES }, source: { type: 'choice', options: SOURCES } },
  words: { tone: { zh: '性质', en: 'Kind' }, source: { zh: '来源', en: 'From' } }, catalogue: { tone: 'feedback.tone', source: 'feedback.source' }, signals: ['taken', 'answered', 'withdrawn'], waits: [] })
