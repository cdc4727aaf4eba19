import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'
import { KINDS, PRIORITIES } from '../contract.ts'
import { STAGES } from './fields/contract.ts'

/** Cases of these priorities move on only once suspected causes and an emergency measure are said (CAS-13). */
export const triagePriorities = setting('cases.triage-priorities', z.array(z.enum(PRIORITIES)).max(4), ['high', 'urgent'])
const Cause = z.strictObject({ key: z.string().min(1).max(60).regex(/^[a-z][a-z0-9-]*$/), parent: z.string().max(60), zh: z.string().min(1).max(60), en: z.string().min(1).max(60) })
/** The tree of causes; a cause without a parent stands at the top. */
export const causeTree = setting('cases.causes', z.array(Cause).max(300), [
  { key: 'product', parent: '', zh: '产品', en: 'Product' }, { key: 'product-fault', parent: 'product', zh: '质量缺陷', en: 'Defect' }, { key: 'product-design', parent: 'product', zh: '设计不合理', en: 'Design' }, { key: 'product-parts', parent: 'product', zh: '缺件或配件不符', en: 'Missing or wrong parts' },
  { key: 'delivery', parent: '', zh: '物流与安装', en: 'Delivery and installation' }, { key: 'delivery-late', parent: 'delivery', zh: '延误', en: 'Late' }, { key: 'delivery-damage', parent: 'delivery', zh: '破损', en: 'Damaged' }, { key: 'installation-fault', parent: 'delivery', zh: '安装不当', en: 'Installed wrongly' },
  { key: 'service', parent: '', zh: '服务', en: 'Service' }, { key: 'service-slow', parent: 'service', zh: '响应慢', en: 'Slow answer' }, { key: 'service-attitude', parent: 'service', zh: '态度', en: 'Manner' }, { key: 'service-wrong', parent: 'service', zh: '答复有误', en: 'Wrong answer' }, { key: 'promise-broken', parent: 'service', zh: '承诺未兑现', en: 'Broken promise' },
  { key: 'communication', parent: '', zh: '沟通', en: 'Communication' }, { key: 'communication-unheard', parent: 'communication', zh: '没有听清诉求', en: 'Demand not understood' }, { key: 'communication-unclear', parent: 'communication', zh: '解释不清', en: 'Unclear explanation' }, { key: 'communication-silent', parent: 'communication', zh: '进展没有告知', en: 'No word on progress' },
  { key: 'information-transfer', parent: '', zh: '信息传递错误', en: 'Information passed on wrongly' }, { key: 'transfer-lost', parent: 'information-transfer', zh: '交接遗漏', en: 'Lost in a handover' }, { key: 'transfer-wrong', parent: 'information-transfer', zh: '转述有误', en: 'Retold wrongly' }, { key: 'transfer-recorded', parent: 'information-transfer', zh: '登记有误', en: 'Written down wrongly' },
  { key: 'compliance', parent: '', zh: '合规', en: 'Compliance' }, { key: 'compliance-sales', parent: 'compliance', zh: '误导销售', en: 'Misleading sale' }, { key: 'compliance-fees', parent: 'compliance', zh: '违规收费', en: 'Unlawful fees' }, { key: 'compliance-terms', parent: 'compliance', zh: '不公平条款', en: 'Unfair terms' },
  { key: 'privacy-leak', parent: '', zh: '数据泄露与隐私', en: 'Privacy leak' }, { key: 'privacy-disclosed', parent: 'privacy-leak', zh: '个人信息外泄', en: 'Personal data disclosed' }, { key: 'privacy-misused', parent: 'privacy-leak', zh: '未经同意使用信息', en: 'Data used without consent' },
  { key: 'information', parent: '', zh: '信息与价格', en: 'Information and price' }, { key: 'information-wrong', parent: 'information', zh: '宣传或说明不符', en: 'Misleading description' }, { key: 'price', parent: 'information', zh: '价格或收费争议', en: 'Price or fees' },
  { key: 'system', parent: '', zh: '系统与流程', en: 'Systems and processes' }, { key: 'system-down', parent: 'system', zh: '系统故障', en: 'System failure' }, { key: 'process', parent: 'system', zh: '流程缺陷', en: 'Flawed process' },
  { key: 'customer', parent: '', zh: '客户使用', en: 'Use by the customer' }, { key: 'customer-use', parent: 'customer', zh: '使用不当', en: 'Misuse' }, { key: 'customer-expectation', parent: 'customer', zh: '期望差异', en: 'Different expectations' },
  { key: 'other', parent: '', zh: '其他', en: 'Other' },
])
/** What is asked of a case before it is closed (CAS-18): nothing, a warning, or everything ticked. */
export const closingChecklist = setting('cases.closing-checklist', z.enum(['off', 'warn', 'block']), 'warn')
/** A call about a matter of these kinds is closed only with a record: the form for it, or the result written down (ORG-09). */
export const callRecordKinds = setting('cases.call-record-kinds', z.array(z.enum(KINDS)).max(8), ['support', 'installation'])
/** A consultation is answered and solved only once the need is written down (CAS-07). */
export const needFirst = setting('cases.need-first', z.boolean(), false)
/** After cases of these kinds are solved the customer is asked whether they really are (CAS-17). */
export const followUpKinds = setting('cases.follow-up-kinds', z.array(z.enum(KINDS)).max(8), ['complaint', 'grumble'])
export const followUpDays = setting('cases.follow-up-days', z.int().min(0).max(90), 2, 'days')
/** Later the customer is asked again whether the solution was kept and holds: which kinds, how many days after it. */
export const laterFollowUps = setting('cases.later-follow-ups', z.array(z.strictObject({ kind: z.enum(KINDS), days: z.int().min(1).max(365) })).max(20), [{ kind: 'complaint', days: 7 }, { kind: 'complaint', days: 30 }])
/** A satisfaction of this or less, of five, calls for a cause analysis. */
export const dissatisfiedAt = setting('cases.dissatisfied-at', z.int().min(0).max(5), 2)
export const analysisDays = setting('cases.analysis-days', z.int().min(1).max(90), 3, 'days')
/** A parent is closed only after its children. */
export const childrenBlock = setting('cases.children-block', z.boolean(), true)
/** The stage of a customer's journey that a kind of case belongs to unless somebody says otherwise (CAS-01). */
export const stageOfKind = setting('cases.stage-of-kind', z.array(z.strictObject({ kind: z.enum(KINDS), stage: z.enum(STAGES) })).max(8), [
  { kind: 'consultation', stage: 'inquiry' }, { kind: 'request', stage: 'use' }, { kind: 'complaint', stage: 'after-sales' }, { kind: 'grumble', stage: 'after-sales' }, { kind: 'suggestion', stage: 'use' }, { kind: 'praise', stage: 'use' }, { kind: 'support', stage: 'use' }, { kind: 'installation', stage: 'purchase' },
])

export const courseSettings = [triagePriorities, causeTree, closingChecklist, callRecordKinds, needFirst, followUpKinds, followUpDays, laterFollowUps, dissatisfiedAt, analysisDays, childrenBlock, stageOfKind] as const
