import { facts } from '../metrics/index.ts'
import { feedbackResource } from './feedback/queries.ts'
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
facts({
  name: 'suggestion', noun: { zh: '员工建议', en: 'Suggestions' }, view: 'suggestion_fact', record: { kind: 'suggestion', column: 'id' }, label: 'label', permission: 'suggestion.read', legs: {},
  fields: { area: { type: 'choice' }, state: { type: 'choice' }, authorId: { type: 'id' }, departmentId: { type: 'id' }, createdAt: { type: 'instant' }, decidedAt: { type: 'instant' }, dueAt: { type: 'instant' }, adopted: { type: 'boolean' }, done: { type: 'boolean' }, inTime: { type: 'boolean' } },
  words: {
    area: { zh: '方面', en: 'About' }, state: { zh: '状态', en: 'State' }, authorId: { zh: '提出人', en: 'By' }, departmentId: { zh: '部门', en: 'Department' }, createdAt: { zh: '提出时间', en: 'Made' }, decidedAt: { zh: '答复时间', en: 'Decided' }, dueAt: { zh: '答复期限', en: 'Due' },
    adopted: { zh: '已采纳', en: 'Adopted' }, done: { zh: '已落实', en: 'Carried out' }, inTime: { zh: '按时答复', en: 'Decided in time' },
  },
  moments: ['createdAt', 'decidedAt', 'dueAt'], named: { authorId: 'staff_ref', departmentId: 'department_ref' }, catalogue: { area: 'suggestion.area', state: 'suggestion.state' },
})
facts({
  name: 'staff-day', noun: { zh: '在职员工', en: 'Staff at work' }, view: 'staff_day_fact', record: { kind: 'staff', column: 'id' }, label: 'label', permission: 'suggestion.read', legs: {},
  fields: { staffId: { type: 'id' }, departmentId: { type: 'id' }, day: { type: 'instant' } }, words: { staffId: { zh: '员工', en: 'Person' }, departmentId: { zh: '部门', en: 'Department' }, day: { zh: '日期', en: 'Day' } },
  moments: ['day'], named: { staffId: 'staff_ref', departmentId: 'department_ref' },
})
facts({
  name: 'feedback', noun: { zh: '表扬与批评', en: 'Praise and criticism' }, view: 'feedback_fact', record: { kind: 'feedback', column: 'id' }, label: 'label', permission: 'feedback.read', legs: feedbackResource.legs,
  fields: { tone: { type: 'choice' }, source: { type: 'choice' }, staffId: { type: 'id' }, departmentId: { type: 'id' }, takenBy: { type: 'id' }, saidAt: { type: 'instant' }, repliedAt: { type: 'instant' }, settledAt: { type: 'instant' }, inTime: { type: 'boolean' }, workingSeconds: { type: 'number' }, changed: { type: 'boolean' }, answered: { type: 'boolean' } },
  words: {
    tone: { zh: '性质', en: 'Kind' }, source: { zh: '来源', en: 'From' }, staffId: { zh: '涉及员工', en: 'About whom' }, departmentId: { zh: '涉及部门', en: 'About which department' }, takenBy: { zh: '记录人', en: 'Written down by' }, saidAt: { zh: '时间', en: 'Said' }, repliedAt: { zh: '答复时间', en: 'Answered' },
    settledAt: { zh: '判定时间', en: 'Settled' }, inTime: { zh: '按时答复', en: 'In time' }, workingSeconds: { zh: '工作时长', en: 'Working time' }, changed: { zh: '有改变', en: 'Changed something' }, answered: { zh: '已答复', en: 'Answered' },
  },
  moments: ['saidAt', 'repliedAt', 'settledAt'], named: { staffId: 'staff_ref', departmentId: 'department_ref', takenBy: 'staff_ref' }, catalogue: { tone: 'feedback.tone', source: 'feedback.source' },
})
