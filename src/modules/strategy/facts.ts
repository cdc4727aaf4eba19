import { facts } from '../metrics/index.ts'
import { needResource, voiceResource } from './tables.ts'

/** What figures about customers' needs are made of. */

const catalogue = { kind: 'voice.kind', stage: 'need.stage' }
facts({
  name: 'voice', noun: { zh: '客户之声', en: 'Voices of customers' }, view: 'voice_fact', record: { kind: 'voice', column: 'id' }, label: 'label', permission: 'voice.read', legs: voiceResource.legs,
  fields: { kind: { type: 'choice' }, channel: { type: 'choice' }, takenBy: { type: 'id' }, at: { type: 'instant' }, joined: { type: 'boolean' }, needId: { type: 'id' }, customerId: { type: 'id' }, stage: { type: 'choice' }, departmentId: { type: 'id' } },
  words: {
    kind: { zh: '类型', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, takenBy: { zh: '记录人', en: 'Written down by' }, at: { zh: '记录时间', en: 'Heard' }, joined: { zh: '已归并', en: 'Joined' }, needId: { zh: '需求', en: 'Need' }, customerId: { zh: '客户', en: 'Customer' },
    stage: { zh: '需求阶段', en: 'Stage' }, departmentId: { zh: '归口部门', en: 'Department' },
  },
  moments: ['at'], named: { takenBy: 'staff_ref', departmentId: 'department_ref' }, catalogue: { ...catalogue, channel: 'interaction.channel' },
})
facts({
  name: 'need', noun: { zh: '客户需求', en: 'Needs of customers' }, view: 'need_fact', record: { kind: 'need', column: 'id' }, label: 'label', permission: 'need.read', legs: needResource.legs,
  fields: { kind: { type: 'choice' }, stage: { type: 'choice' }, departmentId: { type: 'id' }, ownerId: { type: 'id' }, contactId: { type: 'id' }, createdAt: { type: 'instant' }, launchedAt: { type: 'instant' }, voices: { type: 'number' }, customers: { type: 'number' }, launchSeconds: { type: 'number' } },
  words: {
    kind: { zh: '类型', en: 'Kind' }, stage: { zh: '阶段', en: 'Stage' }, departmentId: { zh: '归口部门', en: 'Department' }, ownerId: { zh: '负责人', en: 'Owner' }, contactId: { zh: '部门联系人', en: 'Liaison' }, createdAt: { zh: '形成时间', en: 'Formed' }, launchedAt: { zh: '上市时间', en: 'Launched' },
    voices: { zh: '客户之声条数', en: 'Voices' }, customers: { zh: '客户数', en: 'Customers' }, launchSeconds: { zh: '到上市用时', en: 'Time to launch' },
  },
  moments: ['createdAt', 'launchedAt'], named: { departmentId: 'department_ref', ownerId: 'staff_ref', contactId: 'staff_ref' }, catalogue,
})
