import { CHANNELS, PRIORITIES } from '../cases/contract.ts'
import { clocked } from '../clocks/index.ts'

/** What a decision tells its clock: given to somebody, and settled when they began or it went elsewhere. */
export const answerClocks = clocked({ subject: 'routing', policy: 'routing', fields: { channel: { type: 'choice', options: CHANNELS }, priority: { type: 'choice', options: PRIORITIES } },
  words: { channel: { zh: '渠道', en: 'Channel' }, priority: { zh: '优先级', en: 'Priority' } }, catalogue: { channel: 'case.channel', priority: 'case.priority' }, signals: ['given', 'settled'], waits: [] })
