import { facts } from '../metrics/index.ts'

/** What figures about running the house are made of: deeds of the log that are about people, rights, settings and what failed. Whoever may read the settings sees them. */
facts({
  name: 'house-deed', noun: { zh: '管理与运行事件', en: 'Deeds of administration' }, view: 'insight_deed', record: { kind: 'event', column: 'id' }, label: 'kind',
  fields: { kind: { type: 'choice' }, outcome: { type: 'choice' }, actorId: { type: 'id' }, at: { type: 'instant' } },
  words: { kind: { zh: '事件', en: 'Deed' }, outcome: { zh: '结果', en: 'Outcome' }, actorId: { zh: '操作人', en: 'By' }, at: { zh: '时间', en: 'When' } },
  moments: ['at'], named: { actorId: 'staff_ref' }, catalogue: { kind: 'event' }, permission: 'setting.read', legs: {},
})
