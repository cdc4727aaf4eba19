import { units } from '../src/modules/people/contract.ts'
import { runs } from '../src/modules/flows/contract.ts'
import { proposals } from '../src/modules/improvement/proposals/contract.ts'
import type { Proposal } from '../src/modules/improvement/proposals/contract.ts'
import { audits } from '../src/modules/teamwork/audits/contract.ts'
import { inspections } from '../src/modules/teamwork/inspections/contract.ts'
import { dayOf } from './office.ts'
import type { Office } from './office.ts'

/** What is being made better: proposals at every stage, a year of audits, and a process that is rebuilt. */

const DAY = 24 * 3_600_000
const ALL_YES = { published: true, owners: true, metrics: true, 'in-time': true, evidence: true, trained: true, 'last-findings': { notApplicable: true } as const, sampled: 20 }

export async function fillImprovements(office: Office): Promise<void> {
  await proposed(office)
  await audited(office)
  office.moveTo(office.now - 6 * DAY)
  const lead = office.by('顾长风')
  const rebuilding = await lead(runs.start, { body: { flow: 'process-reengineering' } })
  const map = rebuilding.steps.find(({ key }) => key === 'map')?.id
  if (map) await lead(runs.finish, { params: { id: rebuilding.id, stepId: map }, body: { note: '售后上门流程共 11 步、换手 5 次，清单和用时见附件。' } })
  office.moveTo(office.now)
}

async function proposed({ by, now, moveTo }: Office): Promise<void> {
  const lead = by('顾长风')
  const departments = new Map((await by('沈清')(units.departments, {})).items.map((one) => [one.name, one.id]))
  const named = (...names: string[]) => names.flatMap((name) => departments.get(name) ?? [])
  const answer = (who: string, of: Proposal, department: string, stance: 'agree' | 'condition' | 'oppose', feasibility: number, words?: string) =>
    by(who)(proposals.giveOpinion, { params: { id: of.id, opinionId: of.opinions.find((one) => one.department.name === department)!.id }, body: { stance, feasibility, ...(words ? { words } : {}) } })
  moveTo(now - 12 * DAY)
  const parts = await lead(proposals.propose, { body: {
    title: '备件缺货当天告知客户', problem: '待备件的工单平均要客户来催 1.8 次才知道缺货，投诉里三成提到“没人告诉我”。', rootCause: '缺货只在仓储系统里标记，客服看不到；到货日期要打电话问。', measure: '仓储标记缺货即触发一条更新，写明到货日；超过三天未到由首问主动致电。', flowKey: 'general-service',
    specific: '待备件工单的客户在缺货当天收到到货日，平均解决时间降到两天以内。', metric: 'solution-time', target: 172_800, attainable: '仓储系统已有到货日字段，接口两天可接好；试点组上周已降到 50 小时。', relevant: '让客户少催一次：本年客户努力度目标。', deadline: dayOf(now + 60 * DAY),
    finding: { kind: 'shorten-wait', from: '待第三方', step: '已解决', share: .41, cases: 37, of: 112, seconds: 205_200, log: '工单 2026-07-01 – 2026-09-30' },
  } })
  const asked = await lead(proposals.consult, { params: { id: parts.id }, body: { version: parts.version, departments: named('仓储物流部', '产品部'), dueAt: new Date(now - 5 * DAY).toISOString() } })
  moveTo(now - 10 * DAY)
  await answer('杨帆', asked, '仓储物流部', 'agree', 4, '接口已有，两天可接好。')
  const both = await answer('夏岚', asked, '产品部', 'condition', 3, '到货日要以供应商确认为准，未确认的写“待定”。')
  moveTo(now - 9 * DAY)
  await by('沈清')(proposals.decide, { params: { id: both.id }, body: { version: both.version, decision: 'approved', note: '按产品部的条件办；先在售后服务组试一个月，看催问次数。' } })
  moveTo(now - 3 * DAY)
  const waiting = await lead(proposals.propose, { body: {
    title: '已解决的工单次日自动回访', problem: '从解决到关闭中位要两天多，多数只是在等客户回一句话。', rootCause: '关闭要人工逐件确认，没有到点提醒。', measure: '解决后第二天自动发一条确认，客户不回按规则关闭；有异议的退回承办人。', flowKey: 'case',
    specific: '从解决到关闭的中位时长降到一天以内。', attainable: '八成客户次日能回；不回的规则已在审批。', relevant: '缩短全程时长。',
    finding: { kind: 'shorten-wait', from: '已解决', step: '已关闭', share: .68, cases: 54, of: 80, seconds: 216_000, log: '工单 近 90 天' },
  } })
  const open = await lead(proposals.consult, { params: { id: waiting.id }, body: { version: waiting.version, departments: named('产品部', '财务部', '客户服务部'), dueAt: new Date(now + 4 * DAY).toISOString() } })
  await answer('夏岚', open, '产品部', 'agree', 5)
  await by('许一诺')(proposals.propose, { body: { title: '来电先问机号', problem: '空调报修平均要回拨 0.6 次问机号，才能查保修。', rootCause: '登记表单里机号不是首屏必填。', measure: '首问表单把机号提到第一项，查不到的由系统按手机号带出。' } })
}

async function audited({ by, idOf, now, moveTo }: Office): Promise<void> {
  const lead = by('沈清')
  const plan = (title: string, flowKey: string, ago: number, every: 'month' | 'quarter' | 'half-year' | 'year', scope: string) => lead(audits.planAudit, { body: { title, scope, flowKey, auditorId: idOf('唐宁'), ownerId: idOf('顾长风'), dueOn: dayOf(now + ago * DAY), every } })
  moveTo(now - 40 * DAY)
  const complaints = await plan('投诉处理流程审计', 'complaint-full', -20, 'quarter', '抽查上季度二十件投诉：登记、确认、责任认定、回访是否齐全。')
  await plan('首问责任流程审计', 'first-responder', -2, 'quarter', '抽查三十件跨组工单，看首问是否跟到底、交接是否写清。')
  await plan('电话服务流程审计', 'phone-service', 21, 'half-year', '听二十通录音，对照话术与核实步骤。')
  await plan('上门安装流程审计', 'installation', 33, 'year', '陪同两组师傅各一天，核对检查表与签字。')
  moveTo(now - 19 * DAY)
  const held = await by('唐宁')(audits.holdAudit, { params: { id: complaints.id }, body: { version: complaints.version, answers: { ...ALL_YES, followed: false, remarks: '两件投诉没有复述确认就给了方案。' }, conclusion: '整体按流程办理；确认步骤有遗漏，责任认定依据写得过简。' } })
  const find = (area: string, finding: string, expected: string, grade: 'minor' | 'serious') => by('唐宁')(audits.findInAudit, { params: { id: held.id }, body: { area, finding, expected, grade, dueAt: new Date(now + 3 * DAY).toISOString() } })
  await find('复述确认', '二十件里有两件没有复述客户诉求就进入解决。', '复述并由客户确认后再给方案，系统里留下确认记录。', 'serious')
  await find('责任依据', '四件的责任认定只写“我方”，没有依据。', '写明依据的记录或条款。', 'minor')
  const { items } = await by('唐宁')(audits.audit, { params: { id: held.id } })
  const first = items.find(({ area }) => area === '责任依据')
  moveTo(now - 7 * DAY)
  if (!first) return
  const corrected = await by('顾长风')(inspections.putRight, { params: { id: first.id }, body: { version: first.version, text: '四件已补写依据；认定表单改为必填。' } })
  await by('唐宁')(inspections.verify, { params: { id: first.id }, body: { version: corrected.version } })
}
