import { facts, figuresFollow } from '../metrics/index.ts'
import { InteractionPointed, InteractionRecorded } from './contract.ts'
import { interactionResource } from './tables.ts'

/** What figures about contacts are made of. */
const contacts = facts({
  name: 'interaction', followed: true, noun: { zh: '接触记录', en: 'Contacts' }, view: 'interaction', record: { kind: 'interaction', column: 'id' },
  fields: { channel: { type: 'choice' }, direction: { type: 'choice' }, customerId: { type: 'id' }, agentId: { type: 'id' }, at: { type: 'instant' } },
  words: { channel: { zh: '渠道', en: 'Channel' }, direction: { zh: '方向', en: 'Direction' }, customerId: { zh: '客户', en: 'Customer' }, agentId: { zh: '员工', en: 'Member of staff' }, at: { zh: '发生时间', en: 'Happened' } },
  moments: ['at'], named: { agentId: 'staff_ref' }, permission: 'interaction.read', legs: interactionResource.legs,
})

export const contactFigures = figuresFollow('contacts.figures', [InteractionRecorded, InteractionPointed], [{ of: contacts }])
