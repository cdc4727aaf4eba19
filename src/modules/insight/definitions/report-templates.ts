import { shipped } from '../../../kernel/definitions.ts'
import type { TemplateBody } from '../reports/definition.ts'
import { templateKind } from '../reports/definition.ts'

type Chapter = TemplateBody['chapters'][number]
const of = (...metrics: string[]) => metrics.map((metric) => ({ metric }))

const volume: Chapter = {
  key: 'volume', name: { zh: '服务量', en: 'Volume' }, lead: { zh: '客户来了多少、经哪些渠道、为什么事，我们办结了多少。', en: 'How many customers came, by which channels and for what, and how much was settled.' },
  figures: of('cases-received', 'cases-solved', 'complaints-received', 'contacts-received', 'active-customers', 'customers-added', 'messages-sent', 'help-views', 'department-requests'), courses: [{ metric: 'cases-received', every: 'day' }, { metric: 'cases-received', every: 'month' }],
  parts: [{ metric: 'cases-received', by: 'channel' }, { metric: 'cases-received', by: 'kind' }, { metric: 'cases-received', by: 'teamId' }],
}
const quality: Chapter = {
  key: 'quality', name: { zh: '服务质量', en: 'Quality' }, lead: { zh: '应答有多快、时限守住了多少、说好的事办到了多少。', en: 'How quickly customers were answered, and how many deadlines and promises were kept.' },
  figures: of('first-response-attainment', 'first-contact-resolution', 'promise-keeping', 'solved-in-time', 'first-response-time', 'solution-time', 'first-responder-completion', 'reopened-share', 'solution-rate', 'deadlines-kept', 'handle-time', 'buck-passing', 'defect-share', 'escalated-share', 'answer-accuracy', 'need-confirmed', 'closing-complete', 'politeness-score', 'flow-steps-in-time', 'flow-step-deviation-rate', 'on-time-reply'),
  courses: [{ metric: 'first-response-attainment', every: 'month' }, { metric: 'first-contact-resolution', every: 'month' }], parts: [{ metric: 'first-response-attainment', by: 'channel' }, { metric: 'first-contact-resolution', by: 'teamId' }],
}
const satisfaction: Chapter = {
  key: 'satisfaction', name: { zh: '客户满意', en: 'Satisfaction' }, lead: { zh: '客户自己怎么说。', en: 'What customers themselves say.' },
  figures: of('satisfaction', 'satisfaction-handling', 'satisfaction-score', 'ratings-received', 'rating-response', 'follow-up-solved', 'returning-customers', 'repurchase', 'referral'), nothing: { zh: '本期没有收到可统计的客户评价。', en: 'No ratings by customers were recorded in this period.' },
  courses: [{ metric: 'satisfaction', every: 'month' }], parts: [{ metric: 'satisfaction', by: 'channel' }, { metric: 'satisfaction', by: 'teamId' }],
}
const complaints: Chapter = {
  key: 'complaints', name: { zh: '投诉', en: 'Complaints' }, lead: { zh: '投诉有多少、占多大比例、多久办结。', en: 'How many complaints there were, how often, and how long they took.' },
  figures: of('complaints-received', 'complaint-rate', 'complaint-rate-per-customer', 'complaint-handling-time', 'complaint-handling-time-p90', 'complaint-attainment', 'complaint-satisfaction', 'complaint-process-satisfaction', 'complaint-accepted', 'complaint-conflict-rose', 'emotion-recovery', 'complaints-coded', 'complaint-retention', 'complaint-churn-unresolved', 'privacy-complaints'), nothing: { zh: '本期没有投诉。', en: 'There were no complaints in this period.' },
  courses: [{ metric: 'complaint-rate', every: 'month' }], parts: [{ metric: 'complaints-received', by: 'channel' }, { metric: 'complaints-received', by: 'teamId' }],
}
const improvement: Chapter = {
  key: 'improvement', name: { zh: '改进', en: 'Improvement' }, lead: { zh: '发现了什么问题、采取了什么措施、是否有效。', en: 'What was found, what was done about it, and whether it helped.' },
  figures: of('improvements-proposed', 'improvements-approved', 'improvements-evidenced', 'changes-planned', 'changes-live', 'suggestions-adopted', 'suggestion-participation', 'actions-in-time', 'action-cycle-time', 'feedback-received', 'criticism-changed', 'needs-launched', 'need-to-launch'), nothing: { zh: '系统中还没有本期改进措施的记录；下面是与改进有关的指标和本期作出的决策。', en: 'No improvement measures are recorded for this period; what bears on improvement and what was decided stands below.' }, beside: of('reopened-share', 'defect-share', 'deadlines-kept', 'flow-step-deviation-rate'), decisions: true,
}
const training: Chapter = {
  key: 'training', name: { zh: '培训', en: 'Training' }, lead: { zh: '谁学了什么、学会了没有。', en: 'Who learned what, and whether it stayed.' },
  figures: of('training-coverage', 'training-completion', 'exam-pass-rate'), nothing: { zh: '系统中还没有培训记录。', en: 'No training is recorded yet.' },
}
const risk: Chapter = {
  key: 'risk', name: { zh: '风险', en: 'Risk' }, lead: { zh: '哪里可能出事、出了多少。', en: 'Where things may go wrong, and where they did.' },
  figures: of('risk-open', 'hazards-fixed-in-time', 'sos-calls', 'sos-answered-within-minute', 'sos-response-time'), nothing: { zh: '系统中还没有风险登记；下面是时限和承诺方面已经发生的失守。', en: 'No risks are registered yet; below is what did go wrong with deadlines and promises.' }, beside: of('escalated-share', 'deadlines-kept', 'promise-keeping', 'buck-passing'),
}
const template = (key: string, body: TemplateBody) => shipped(templateKind, key, body as never)

export const reportTemplates = [
  template('monthly-service', { name: { zh: '月度服务报告', en: 'Monthly service report' }, about: { zh: '七章，供传阅：量、质量、满意、投诉、改进、培训、风险', en: 'Seven chapters for circulation: volume to risk' }, every: 'month', chapters: [volume, quality, satisfaction, complaints, improvement, training, risk] }),
  template('weekly-service', { name: { zh: '服务周报', en: 'Weekly service brief' }, about: { zh: '一周的量、质量、满意和投诉', en: 'A week’s volume, quality, satisfaction and complaints' }, every: 'week', chapters: [volume, quality, satisfaction, complaints] }),
  template('complaints-review', { name: { zh: '投诉专题报告', en: 'Complaints review' }, about: { zh: '一个季度的投诉与时限', en: 'A quarter’s complaints and deadlines' }, every: 'quarter', chapters: [complaints, quality, satisfaction, risk] }),
]
