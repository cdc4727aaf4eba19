import { subject } from '../../kernel/subjects.ts'
import type { SubjectField } from '../../kernel/subjects.ts'
import { StatusClass } from '../flows/contract.ts'
import { CHANNELS, CaseAssigned, CaseChanged, CaseClaimed, CaseEscalated, CaseMoved, CaseOpened, FirstResponderChanged, KINDS, MessageAdded, PRIORITIES, PromiseBroken, PromiseMade } from './contract.ts'
import { FOLLOW_UP_OUTCOMES, FollowUpAnswered, StageChanged } from './course/contract.ts'
import { STAGES } from './course/fields/contract.ts'
import { caseFields, caseResource } from './tables.ts'

/** What rules may say about cases. */

const kind: SubjectField = { type: 'choice', words: { zh: '类别', en: 'Kind' }, options: KINDS, catalogue: 'case.kind', open: true }
const channel: SubjectField = { type: 'choice', words: { zh: '渠道', en: 'Channel' }, options: CHANNELS, catalogue: 'case.channel', open: true }
const priority: SubjectField = { type: 'choice', words: { zh: '优先级', en: 'Priority' }, options: PRIORITIES, catalogue: 'case.priority', open: true }
const statusClass = (zh: string, en: string): SubjectField => ({ type: 'choice', words: { zh, en }, options: StatusClass.options, catalogue: 'flow.class', open: true })
const staff = (zh: string, en: string): SubjectField => ({ type: 'id', words: { zh, en }, names: 'staff' })
const team: SubjectField = { type: 'id', words: { zh: '小组', en: 'Team' }, names: 'team' }
const instant = (zh: string, en: string): SubjectField => ({ type: 'instant', words: { zh, en }, open: true })

subject({
  kind: 'case', noun: { zh: '工单', en: 'Case' }, view: 'case_now', path: '/cases/', label: 'number', people: ['handlerId', 'firstResponderId'],
  fields: {
    number: { type: 'text', words: { zh: '编号', en: 'Number' }, open: true },
    subject: { type: 'text', words: { zh: '主题', en: 'Subject' } },
    kind, channel, priority, statusClass: statusClass('状态', 'Status'),
    customerId: { type: 'id', words: { zh: '客户', en: 'Customer' }, names: 'customer' },
    teamId: team, handlerId: staff('承办人', 'Handler'), firstResponderId: staff('首问责任人', 'First responder'),
    service: { type: 'choice', words: { zh: '服务项目', en: 'Service' }, open: true },
    classified: { type: 'boolean', words: { zh: '类别已确认', en: 'Kind confirmed' } },
    imported: { type: 'boolean', words: { zh: '导入', en: 'Imported' } },
    createdAt: instant('受理时间', 'Received'), changedAt: instant('变更时间', 'Changed'), closedAt: instant('关闭时间', 'Closed'),
    dueAt: instant('最近时限', 'Next deadline'), waitingSince: instant('等待回复自', 'Waiting for us since'), promiseDueAt: instant('承诺到期', 'Promise due'),
    followsId: { type: 'id', words: { zh: '续办自', en: 'Follows' } },
  },
  events: [
    { event: CaseOpened, words: { zh: '受理新工单', en: 'A case is opened' }, fields: {} },
    { event: CaseClaimed, words: { zh: '工单被认领', en: 'A case is claimed' }, fields: {} },
    { event: CaseAssigned, words: { zh: '工单被指派', en: 'A case is assigned' }, fields: {} },
    { event: CaseChanged, words: { zh: '工单内容变更', en: 'A case is changed' }, fields: {} },
    { event: CaseMoved, words: { zh: '工单状态变更', en: 'A case changes its status' }, fields: { fromClass: statusClass('原状态', 'From status'), toClass: statusClass('新状态', 'To status') } },
    {
      event: MessageAdded, words: { zh: '工单有新消息', en: 'A message is added' }, fields: {
        author: { type: 'choice', words: { zh: '发言人', en: 'Author' }, options: ['staff', 'customer', 'system'], catalogue: 'case.author' },
        visibility: { type: 'choice', words: { zh: '可见范围', en: 'Visibility' }, options: ['public', 'internal'], catalogue: 'rule.visibility' },
      },
    },
    { event: FirstResponderChanged, words: { zh: '首问责任人变更', en: 'The first responder changes' }, fields: {} },
    { event: PromiseMade, words: { zh: '作出承诺', en: 'A promise is made' }, fields: { toWhom: { type: 'choice', words: { zh: '承诺对象', en: 'To whom' }, options: ['customer', 'colleague', 'third'], catalogue: 'case.promise-to' } } },
    { event: PromiseBroken, words: { zh: '承诺逾期', en: 'A promise is broken' }, fields: { toWhom: { type: 'choice', words: { zh: '承诺对象', en: 'To whom' }, options: ['customer', 'colleague', 'third'], catalogue: 'case.promise-to' } } },
    { event: StageChanged, words: { zh: '客户旅程阶段变更', en: 'A case goes to another stage' }, fields: { from: { type: 'choice', words: { zh: '原阶段', en: 'From stage' }, options: STAGES, catalogue: 'case.stage' }, to: { type: 'choice', words: { zh: '新阶段', en: 'To stage' }, options: STAGES, catalogue: 'case.stage' } } },
    { event: FollowUpAnswered, words: { zh: '回访有结果', en: 'A follow-up is answered' }, fields: { outcome: { type: 'choice', words: { zh: '结果', en: 'Outcome' }, options: FOLLOW_UP_OUTCOMES, catalogue: 'follow-up.outcome' } } },
    { event: CaseEscalated, words: { zh: '工单被上报', en: 'A case is escalated' }, fields: { level: { type: 'number', words: { zh: '级别', en: 'Level' } } } },
  ],
  permission: 'case.read', legs: caseResource.legs, legFields: caseFields,
})
