import { facts } from '../metrics/index.ts'
import { memoResource } from './tables.ts'

/** What figures about working together are made of: messages with receipt, requests between departments, actions that were decided. */

facts({
  name: 'memo', noun: { zh: '回执消息', en: 'Messages with receipt' }, view: 'memo_fact', record: { kind: 'memo', column: 'id' }, label: 'label', permission: 'memo.read', legs: memoResource.legs,
  fields: { senderId: { type: 'id' }, receiverId: { type: 'id' }, sentAt: { type: 'instant' }, replyBy: { type: 'instant' }, confirmedAt: { type: 'instant' }, confirmed: { type: 'boolean' }, late: { type: 'boolean' }, read: { type: 'boolean' }, seconds: { type: 'number' } },
  words: {
    senderId: { zh: '发送人', en: 'Sender' }, receiverId: { zh: '接收人', en: 'Receiver' }, sentAt: { zh: '发送时间', en: 'Sent' }, replyBy: { zh: '回复期限', en: 'Reply by' }, confirmedAt: { zh: '复述时间', en: 'Read back at' },
    confirmed: { zh: '已复述确认', en: 'Read back' }, late: { zh: '逾期确认', en: 'Read back late' }, read: { zh: '已读', en: 'Seen' }, seconds: { zh: '确认用时', en: 'Time to read back' },
  },
  moments: ['replyBy', 'sentAt', 'confirmedAt'], named: { senderId: 'staff_ref', receiverId: 'staff_ref' },
})
facts({
  name: 'department-request', noun: { zh: '部门协作请求', en: 'Requests between departments' }, view: 'department_request_fact', record: { kind: 'department-request', column: 'id' }, label: 'label', permission: 'agreement.read', legs: {},
  fields: {
    askingId: { type: 'id' }, answeringId: { type: 'id' }, requestKey: { type: 'choice' }, askedBy: { type: 'id' }, contactId: { type: 'id' }, createdAt: { type: 'instant' }, answeredAt: { type: 'instant' }, settledAt: { type: 'instant' },
    inTime: { type: 'boolean' }, workingSeconds: { type: 'number' }, escalated: { type: 'boolean' },
  },
  words: {
    askingId: { zh: '请求部门', en: 'Asking department' }, answeringId: { zh: '答复部门', en: 'Answering department' }, requestKey: { zh: '请求类型', en: 'Request type' }, askedBy: { zh: '请求人', en: 'Asked by' }, contactId: { zh: '联系人', en: 'Liaison' },
    createdAt: { zh: '请求时间', en: 'Asked' }, answeredAt: { zh: '答复时间', en: 'Answered' }, settledAt: { zh: '判定时间', en: 'Settled' }, inTime: { zh: '按时', en: 'In time' }, workingSeconds: { zh: '工作时长', en: 'Working time' }, escalated: { zh: '已上报', en: 'Told further up' },
  },
  moments: ['createdAt', 'answeredAt', 'settledAt'], named: { askingId: 'department_ref', answeringId: 'department_ref', askedBy: 'staff_ref', contactId: 'staff_ref' },
})
facts({
  name: 'decision-action', noun: { zh: '决策行动项', en: 'Actions decided' }, view: 'decision_action_fact', record: { kind: 'decision', column: 'decision_id' }, label: 'label', permission: 'decision.read', legs: {},
  fields: { ownerId: { type: 'id' }, createdAt: { type: 'instant' }, dueAt: { type: 'instant' }, finishedAt: { type: 'instant' }, done: { type: 'boolean' }, late: { type: 'boolean' }, cycleSeconds: { type: 'number' } },
  words: {
    ownerId: { zh: '负责人', en: 'Owner' }, createdAt: { zh: '交办时间', en: 'Given' }, dueAt: { zh: '截止时间', en: 'Due' }, finishedAt: { zh: '完成时间', en: 'Finished' }, done: { zh: '已完成', en: 'Done' }, late: { zh: '逾期', en: 'Late' },
    cycleSeconds: { zh: '从决定到完成', en: 'From decision to done' },
  },
  moments: ['createdAt', 'dueAt', 'finishedAt'], named: { ownerId: 'staff_ref' },
})
