import { shipped } from '../../../kernel/definitions.ts'
import { RuleDefinition } from '../../rules/contract.ts'
import { ruleKind } from '../../rules/index.ts'

/** Rules that come with the product, switched off until somebody wants them. */
const rule = (key: string, body: unknown) => shipped(ruleKind, key, RuleDefinition.parse(body))

export const caseRules = [
  rule('important-complaint', {
    name: { zh: '重要投诉优先处理', en: 'Important complaints first' },
    about: { zh: 'VIP、单位客户或已标为高优先级的投诉：提为高优先级并通知主管', en: 'A complaint of a VIP or an organisation, or one that is high already, becomes high and the supervisors hear of it' },
    subject: 'case', trigger: { on: ['case.opened'] }, on: false, place: 10,
    when: { all: [{ field: 'case.kind', is: 'equal', value: 'complaint' }, { field: 'case.imported', is: 'equal', value: false }, { field: 'case.priority', is: 'not-equal', value: 'urgent' }, { any: [{ field: 'customer.vip', is: 'equal', value: true }, { field: 'customer.type', is: 'equal', value: 'organisation' }, { field: 'case.priority', is: 'equal', value: 'high' }] }] },
    then: [{ do: 'case.set', with: { priority: 'high' } }, { do: 'staff.notify', with: { to: { roles: ['cs_supervisor'] }, text: '重要投诉 {{case.number}}，渠道 {{case.channel}}' } }],
  }),
  rule('left-waiting', {
    name: { zh: '客户等待过久', en: 'A customer has waited too long' },
    about: { zh: '客户来话四小时未回复：提醒承办人与上级', en: 'Four hours without an answer: the handler and the superiors are reminded' },
    subject: 'case', trigger: { every: 'hour' }, on: false, place: 20,
    when: { all: [{ field: 'case.statusClass', is: 'equal', value: 'open' }, { field: 'case.waitingSince', is: 'before', value: { ago: 14_400 } }, { field: 'hours.standard', is: 'equal', value: true }] },
    then: [{ do: 'staff.notify', with: { to: { fields: ['case.handlerId'], superiors: true }, text: '工单 {{case.number}} 的客户已等待超过四小时' } }],
  }),
  rule('complaint-at-night', {
    name: { zh: '非工作时间的投诉', en: 'Complaints out of hours' },
    about: { zh: '工作时间以外受理的投诉，次日先回电', en: 'A complaint that came out of hours is called back first' },
    subject: 'case', trigger: { on: ['case.opened'] }, on: false, place: 30,
    when: { all: [{ field: 'case.kind', is: 'equal', value: 'complaint' }, { field: 'hours.standard', is: 'equal', value: false }] },
    then: [{ do: 'task.add', with: { title: '回电：投诉 {{case.number}}', roleKey: 'agent', within: 43_200 } }],
  }),
]
