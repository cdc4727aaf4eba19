import { shipped } from '../../../kernel/definitions.ts'
import { cardKind, treeKind } from './definition.ts'

const said = (text: string) => { const [zh = '', en = ''] = text.split('|'); return { zh, en } }
const branch = (key: string, name: string, about: string, metrics: string[]) => ({ key, name: said(name), about: said(about), metrics })

/** 003 §1.1: the four aims of service quality. */
const qualityObjectives = shipped(treeKind, 'quality-objectives', {
  name: said('服务质量目标|Objectives of service quality'), about: said('服务质量管理的四项目标，每项由指标说明现状。|The four aims of service quality, each told by its metrics.'), source: '003 §1.1',
  branches: [
    branch('accurate-timely', '准确性与及时性|Accurate and in time', '答得对、答得快。|The right answer, soon.', ['first-contact-resolution', 'solution-rate', 'reopened-share', 'first-response-attainment', 'first-response-time', 'solved-in-time', 'deadlines-kept', 'answer-accuracy']),
    branch('professional-friendly', '专业性与友好性|Professional and friendly', '客户感到被专业、友好地对待。|Customers are served well and kindly.', ['satisfaction-handling', 'satisfaction-handling-score', 'first-responder-completion', 'promise-keeping', 'quality-score']),
    branch('lean-fewer-complaints', '优化流程，降低投诉率|Better processes, fewer complaints', '流程顺畅，少走弯路，投诉减少。|Processes run smoothly and complaints fall.', ['complaint-rate', 'complaint-handling-time', 'complaint-satisfaction', 'handle-time', 'buck-passing', 'defect-share', 'escalated-share']),
    branch('lasting', '建立关系，促进复购与口碑|Lasting relations, buying again, good word', '客户满意、愿意再来、愿意推荐。|Customers are content, come again and recommend us.', ['satisfaction', 'returning-customers', 'repurchase', 'referral', 'nps']),
  ],
})
/** 003 §1.2: the five principles, as far as figures tell them. */
const principles = shipped(treeKind, 'service-principles', {
  name: said('管理原则体检|Health of the principles'), about: said('五项管理原则在数字中的体现；没有数据来源的如实标出。|How the five principles show in figures; what has no source yet says so.'), source: '003 §1.2',
  branches: [
    branch('customer-first', '以客户为中心|The customer first', '客户怎样评价，是否还要再来找我们。|What customers say, and whether they have to come again.', ['satisfaction', 'first-contact-resolution', 'complaint-rate', 'promise-keeping']),
    branch('everybody', '全员参与|Everybody takes part', '多少人亲自负责到底，多少人提出改进。|How many carry things through, how many bring ideas.', ['first-responder-completion', 'suggestion-participation']),
    branch('process', '过程管理|Managed processes', '过程是否稳定，时限是否守住。|Whether processes are steady and deadlines kept.', ['processes-managed', 'deadlines-kept', 'defect-share', 'handle-time', 'buck-passing']),
    branch('improvement', '持续改进|Steady improvement', '问题是否越来越少，改进是否见效。|Whether problems grow fewer and measures work.', ['reopened-share', 'complaint-handling-time', 'improvement-effectiveness']),
    branch('data', '数据驱动|Led by data', '判断和改进是否有数据作依据。|Whether judgements and improvements rest on data.', ['improvements-evidenced', 'rating-response', 'ratings-received']),
  ],
})

const atLeast = (value: number) => ({ direction: 'at-least' as const, value })
const atMost = (value: number) => ({ direction: 'at-most' as const, value })
/** 000 §2.3(1)(1): what a post is measured by. Targets are a beginning; a goal that is set comes before them. */
const cards = [
  shipped(cardKind, 'manager-card', { name: said('客服经理|Customer service manager'), role: 'cs_manager', figures: [
    { metric: 'satisfaction', target: atLeast(85) }, { metric: 'complaint-rate' }, { metric: 'complaint-handling-time' }, { metric: 'first-contact-resolution', target: atLeast(70) }, { metric: 'deadlines-kept', target: atLeast(90) }, { metric: 'promise-keeping', target: atLeast(95) }, { metric: 'defect-share' }, { metric: 'cases-received' },
  ] }),
  shipped(cardKind, 'supervisor-card', { name: said('客服主管|Supervisor'), role: 'cs_supervisor', figures: [
    { metric: 'first-response-attainment', target: atLeast(90) }, { metric: 'solved-in-time', target: atLeast(90) }, { metric: 'buck-passing', target: atMost(5) }, { metric: 'escalated-share', target: atMost(5) }, { metric: 'handle-time' }, { metric: 'reopened-share', target: atMost(5) }, { metric: 'satisfaction', target: atLeast(85) },
  ] }),
  shipped(cardKind, 'team-lead-card', { name: said('客服组长|Team lead'), role: 'team_lead', figures: [
    { metric: 'cases-received' }, { metric: 'cases-solved' }, { metric: 'first-response-attainment', target: atLeast(90) }, { metric: 'solved-in-time', target: atLeast(90) }, { metric: 'handle-time' }, { metric: 'satisfaction', target: atLeast(85) }, { metric: 'promise-keeping', target: atLeast(95) },
  ] }),
  shipped(cardKind, 'agent-card', { name: said('客服专员|Agent'), role: 'agent', figures: [
    { metric: 'cases-solved', mine: 'handlerId' }, { metric: 'first-response-attainment', mine: 'handlerId', target: atLeast(90) }, { metric: 'solved-in-time', mine: 'handlerId', target: atLeast(90) }, { metric: 'handle-time', mine: 'handlerId' }, { metric: 'first-responder-completion', mine: 'firstResponderId' },
    { metric: 'promise-keeping', mine: 'madeBy', target: atLeast(95) }, { metric: 'satisfaction', mine: 'handlerId', target: atLeast(85) }, { metric: 'reopened-share', mine: 'handlerId', target: atMost(5) },
  ] }),
  shipped(cardKind, 'after-sales-card', { name: said('售后服务专员|After-sales specialist'), role: 'after_sales', figures: [
    { metric: 'cases-solved', mine: 'handlerId' }, { metric: 'solved-in-time', mine: 'handlerId', target: atLeast(90) }, { metric: 'first-contact-resolution', mine: 'handlerId' }, { metric: 'reopened-share', mine: 'handlerId', target: atMost(5) }, { metric: 'satisfaction', mine: 'handlerId', target: atLeast(85) },
  ] }),
]
export const shippedObjectives = [qualityObjectives, principles, ...cards]
