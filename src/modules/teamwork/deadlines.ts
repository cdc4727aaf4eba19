import { clocked } from '../clocks/index.ts'
import { WITHIN } from './contract.ts'

/** The clock of a request between departments: how soon it is answered is said in the agreement, in one of the times that the policy knows. */
export const requestClocks = clocked({ subject: 'department-request', policy: 'department-request', fields: { within: { type: 'choice', options: WITHIN } },
  words: { within: { zh: '协议约定', en: 'Agreed time' } }, catalogue: { within: 'agreement.within' }, signals: ['asked', 'answered', 'withdrawn'], waits: ['asked-back'] })
