import { clocked } from '../clocks/index.ts'

/** What a decision tells its clock: given to somebody, and settled when they began or it went elsewhere. */
export const answerClocks = clocked({ subject: 'routing', policy: 'routing', fields: { channel: { type: 'choice' }, priority: { type: 'choice' } }, signals: ['given', 'settled'], waits: [] })
