import { clocked } from '../clocks/index.ts'
import { CHANNELS } from '../cases/contract.ts'
import { SEVERITIES } from './course/rules.ts'
import { COMPLAINT_KINDS } from './rules.ts'

/** Deadlines of the course of a complaint beside those of its case: acknowledging it, and telling what was decided. */
export const complaintClocks = clocked({
  subject: 'complaint', policy: 'complaint',
  fields: { channel: { type: 'choice', options: CHANNELS }, kind: { type: 'choice', options: COMPLAINT_KINDS }, severity: { type: 'choice', options: SEVERITIES } },
  words: { channel: { zh: '渠道', en: 'Channel' }, kind: { zh: '类别', en: 'Kind' }, severity: { zh: '严重程度', en: 'Severity' } },
  catalogue: { channel: 'case.channel', kind: 'case.kind', severity: 'complaint.severity' },
  signals: ['received', 'acknowledged', 'decided', 'closed'], waits: ['waiting-customer', 'waiting-third'],
})
