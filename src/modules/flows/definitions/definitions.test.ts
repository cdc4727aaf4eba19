import { expect, test } from 'vitest'
import { FlowDefinition } from '../contract.ts'
import type { FlowBody } from '../contract.ts'
import { faultsOfSteps, handoffsOf, lacksOf } from '../checks/rules.ts'
import { tryRun } from '../rules.ts'
import type { Act } from '../rules.ts'
import { stepFlows } from './index.ts'
import { flowForms } from './forms.ts'
import { solutionRating } from '../../forms/definitions/solution-rating.ts'

const flows = new Map(stepFlows.map(({ key, body }) => [key, FlowDefinition.parse(body) as FlowBody]))
const words = (key: string) => flows.get(key)?.steps.map(({ name }) => name.zh)
const SUBJECT = { fields: {}, guards: [], kinds: [] }

/** Part (d) of the requirements, step by step; what stands in brackets there may stand in the step's name. */
const ORDER: Record<string, readonly string[]> = {
  'service-journey': ['咨询', '购买', '使用', '售后'],
  'general-service': ['接待', '咨询', '处理', '结账', '后续跟进'],
  'phone-service': ['接入', '咨询', '处理', '回访'],
  consultation: ['先倾听', '再解答', '后跟进'],
  'first-responder': ['受理登记', '答复', '办理', '协调', '交接清楚', '跟踪', '确认', '关闭'],
  'complaint-short': ['倾听', '确认', '解决', '补偿', '跟进'],
  'complaint-attitude': ['保持冷静与尊重', '理解诉求', '及时回应', '提供方案', '跟进与反馈'],
  'complaint-full': ['受理', '记录', '告知已受理', '评估严重程度', '初步责任', '调查', '定责', '致歉', '抚慰', '方案', '审批', '告知客户', '同意', '第三方', '执行', '7 天', '30 天', '关闭', '原因', '归档'],
  information: ['收集', '核实', '分类', '存储', '授权使用', '更新', '归档或销毁'],
  vip: ['识别', '申请', '审批', '建档', '专属服务', '复核', '续期或降级'],
  'customer-file': ['建立', '编号', '完善', '审核', '按等级归档', '授权查阅', '更新', '归档或销毁'],
  'installation-booking': ['申请', '核对', '预约', '派人', '备料', '确认', '派工'],
  installation: ['上门前电话', '签到', '开箱', '安全检查', '安装', '调试', '讲解', '清理', '签字与评价', '回报', '回访'],
  recruiting: ['需求分析', '计划', '标准', '发布', '面试', '择优', '入职', '试用'],
  training: ['需求', '课程', '计划', '实施', '评估', '反馈', '改进课程'],
  certification: ['申请', '资格审查', '培训', '理论', '模拟', '师傅与主管', '评审', '公示', '发证', '续证', '暂停或吊销'],
  appraisal: ['指标', '方法', '权重', '周期', '数据收集', '评价', '反馈', '跟进', '奖励或处罚', '激励效果', '调整'],
  'talent-ladder': ['等级', '通道', '评估', '培养', '晋升', '奖励'],
  'satisfaction-survey': ['计划', '问卷', '实施', '清洗、分类', '分析', '汇报', '措施', '跟踪效果'],
  'quality-standard': ['目标', '标准', '内部培训', '外部公布'],
  'quality-control': ['实时监控', '定期评估', '差距', '措施', '改进'],
  'quality-evaluation': ['计划', '按标准实施', '监督', '分析', '改进建议'],
  'quality-improvement': ['发现', '分析', '严重程度', '措施', '责任人与时间', '控制', '效果评估', '调整', '标准化'],
  'process-optimisation': ['梳理与评估', '瓶颈', '建议', '部门意见', '设计', '实施计划', '培训与宣传', '运行', '反馈', '审计', '再改进'],
  'process-reengineering': ['流程梳理', '第一道门', '流程优化', '第二道门', '流程重构', '第三道门', '信息化支持', '第四道门'],
  'service-standardisation': ['制定标准', '培训与考核', '持续改进'],
  needs: ['收集', '分析、分类', '需求档案', '个性化方案', '资源', '快速响应', '满足', '优化', '产品方向', '生产', '投放'],
  'customer-grading': ['分类', '分级', '策略', '服务', '复核'],
  'customer-care': ['计划', '定期沟通', '记录', '反馈'],
  loyalty: ['积分、等级、优惠券', '增值关怀', '忠诚度评估', '奖励'],
  'risk-prevention': ['识别', '评估', '措施', '培训', '体系优化'],
  emergency: ['预案', '设备、求助、培训、演练', '启动', '处置', '记录', '复盘'],
  'emotion-conflict': ['察觉', '平静', '倾听', '我信息', '第三方', '自我调整', '复盘'],
  reception: ['准备', '您好，欢迎光临', '先生/女士', '倾听', '服务', '致谢', '再次联系', '记录'],
  'service-closing': ['致谢', '如果您还有其他问题，欢迎随时联系我', '记录反馈', '不满意', '邮件或短信跟进'],
  'closed-loop': ['结构化消息', '责任人', '复述', '完成', '反馈'],
  strategy: ['目标', '流程优化', '渠道拓展', '资源', '监控'],
  'work-summary': ['数据', '总结', '提交', '上级意见', '下期计划'],
  privacy: ['目的与同意', '最少收集', '加密存储', '按需知悉', '审计', '删除'],
  misconduct: ['发现', '取证', '通知', '本人陈述', '决定', '考核', '申诉'],
}

test('all 39 flows of the requirements are there, the tenth as two, with their steps in the order given', () => {
  expect(Object.keys(ORDER)).toHaveLength(40)
  expect([...flows.keys()].toSorted()).toEqual([...Object.keys(ORDER), 'problem-handling'].toSorted())
  for (const [key, order] of Object.entries(ORDER)) {
    const names = words(key) ?? []
    expect({ key, steps: names.length }).toEqual({ key, steps: order.length })
    for (const [at, part] of order.entries()) expect(names[at]).toContain(part)
  }
})

test.each([...flows])('%s could be published: SMART, guided, with a goal, no dead end, each text in its language', (key, flow) => {
  expect(faultsOfSteps(flow, SUBJECT)).toEqual([])
  expect(lacksOf(flow)).toEqual([])
  expect(handoffsOf(flow)).toBeLessThan(flow.steps.length)
  const texts = flow.steps.flatMap((step) => [step.name, step.guide, step.smart.specific, step.smart.relevant, step.smart.attainable, ...step.outputs]).concat(flow.name, flow.about)
  for (const text of texts) {
    expect(text?.zh, key).toMatch(/\p{Script=Han}/u)
    expect(text?.en, key).not.toMatch(/\p{Script=Han}/u)
  }
})

/** Goes through a flow: each step done, each approval given, with these answers. */
function walk(flow: FlowBody, answers: Act['answers'] = {}): { steps: string[]; ended: string | null } {
  const acts: Act[] = []
  for (let at = 0; at <= flow.steps.length; at++) {
    const tried = tryRun(flow, acts)
    expect(tried.refused).toBeNull()
    const next = flow.steps.find((step) => step.key === tried.next.ready[0])
    if (!next) return { steps: acts.map(({ step }) => step), ended: tried.ended }
    acts.push({ step: next.key, outcome: next.kind === 'approval' ? 'approved' : 'done', ...(next.form ? { answers } : {}) })
  }
  return { steps: acts.map(({ step }) => step), ended: null }
}
test.each([...flows])('%s runs to its end', (_, flow) => {
  expect(walk(flow).ended).toBe('finished')
})

test('who is answered to decides what is done: apology only where it is ours, compensation and mediation only where needed', () => {
  const full = flows.get('complaint-full') as FlowBody
  expect(walk(full, { liability: 'ours', agreed: true }).steps).toContain('apologise-report')
  expect(walk(full, { liability: 'ours', agreed: true }).steps).not.toContain('soothe')
  expect(walk(full, { liability: 'not-ours', agreed: false }).steps).toEqual(expect.arrayContaining(['soothe', 'mediate']))
  expect(walk(full, { liability: 'not-ours', agreed: false }).steps).not.toContain('apologise-report')
  const short = flows.get('complaint-short') as FlowBody
  expect(walk(short, { compensation: true }).steps).toContain('compensate')
  expect(walk(short, { compensation: false }).steps).not.toContain('compensate')
  const closing = flows.get('service-closing') as FlowBody
  expect(walk(closing, { solution: 2, handling: 5 }).steps).toContain('analyse')
  expect(walk(closing, { solution: 4, handling: 5 }).steps).not.toContain('analyse')
})

test('every form that a step is finished with comes with the product', () => {
  const shippedForms = new Set([...flowForms, solutionRating].map(({ key }) => key))
  for (const flow of flows.values()) for (const { form } of flow.steps) if (form) expect(shippedForms).toContain(form)
})
