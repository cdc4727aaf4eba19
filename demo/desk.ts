import type { Answer, Endpoint, Sent, Spec } from '../src/kernel/contract.ts'
import { decisions, reports } from '../src/modules/insight/contract.ts'
import { goals } from '../src/modules/metrics/contract.ts'

/** What lies on the manager's own desk after a year: goals, decisions with their figures, reports that were published. */

type Caller = <S extends Spec>(endpoint: Endpoint<S>, request: Sent<S>) => Promise<Answer<S>>
const DAY = 86_400_000
const day = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

const GOALS = [
  ['客户满意度', 'satisfaction', 'at-least', 88, '本季度客户对处理结果的满意度不低于 88%'],
  ['首次响应达标', 'first-response-attainment', 'at-least', 95, '每 100 次来访至少 95 次在时限内有人应'],
  ['首次解决', 'first-contact-resolution', 'at-least', 55, '一半以上的事一次办好，七天内不用再找我们'],
  ['承诺兑现', 'promise-keeping', 'at-least', 92, '说好的事按时办到'],
  ['解决及时', 'solved-in-time', 'at-least', 96, '在解决时限内办结'],
  ['投诉率', 'complaint-rate', 'at-most', 35, '每千次来访投诉不超过 35 件'],
  ['首次响应时间', 'first-response-time', 'at-most', 300, '工作时间内五分钟有人应'],
  ['重新打开', 'reopened-share', 'at-most', 6, '办结后又找回来的不超过 6%'],
] as const

/** `moveTo` sets the clock that the house runs by. */
export async function fillDesk({ manager, supervisorId, managerId, now, moveTo }: { manager: Caller; managerId: string; supervisorId: string; now: number; moveTo: (at: number) => void }): Promise<void> {
  const [year, month] = [Number(day(now).slice(0, 4)), Number(day(now).slice(5, 7)) - 1]
  const quarter = Date.UTC(year, month - month % 3, 1) - 8 * 3_600_000
  const end = Date.UTC(year, month - month % 3 + 3, 0) - 8 * 3_600_000
  moveTo(quarter + 9 * 3_600_000)
  for (const [name, metric, direction, target, specific] of GOALS) {
    await manager(goals.set, { body: { name, specific, metric, direction, target, attainable: '上一季度已经接近，班次和知识库都已到位', relevant: '客户最先感受到的就是这一点', from: day(quarter), deadline: day(end), ownerId: metric === 'complaint-rate' ? managerId : supervisorId } })
  }
  const windowBefore = (at: number, days: number) => ({ from: day(at - days * DAY), to: day(at - DAY) })
  const figuresOf = (at: number, days: number, metrics: readonly string[], where: Record<string, string> = {}) => metrics.map((metric) => ({ metric, ...windowBefore(at, days), where }))
  const staffed = now - 82 * DAY
  moveTo(staffed)
  const first = await manager(decisions.decide, { body: {
    question: '在线客服组响应变慢，要不要从电话组借人？', options: ['从电话客服组借调两人，为期一个月', '加班补足，不借人', '限制在线渠道的服务时间'], chosen: 0, deciderId: managerId, reviewOn: day(now - 12 * DAY),
    reasons: '两周来在线组的首次响应明显变慢，满意度同时下降；电话组的时限一直有余量。加班不能持久，缩短服务时间会把客户推到电话上。', figures: [...figuresOf(staffed, 14, ['first-response-attainment', 'satisfaction'], { channel: 'chat' }), ...figuresOf(staffed, 14, ['first-response-attainment'], { channel: 'phone' })],
  } })
  moveTo(now - 10 * DAY)
  await manager(decisions.review, { params: { id: first.id }, body: { version: first.version, verdict: 'kept', outcome: '借调后两周在线组恢复正常，其中一人自愿留在在线组。以后病假超过三人即启动借调。' } })
  const recall = now - 47 * DAY
  moveTo(recall)
  await manager(decisions.decide, { body: {
    question: '是否对洗碗机排水故障主动回访？', options: ['对近半年的购买者逐一回访', '只在客户来电时检查', '先抽样五十户'], chosen: 2, reviewOn: day(now + 14 * DAY), deciderId: supervisorId,
    reasons: '投诉量还不足以说明是批次问题，先用抽样确认，再决定是否全面回访。', figures: figuresOf(recall, 30, ['complaints-received', 'complaint-rate', 'reopened-share']),
  } })
  const evening = now - 6 * DAY
  moveTo(evening)
  await manager(decisions.decide, { body: {
    question: '双十一之后晚班是否保留？', options: ['保留到年底', '恢复原班次'], chosen: 0, reviewOn: day(now + 40 * DAY), deciderId: managerId,
    reasons: '十一月受理量仍高于上月，晚间来访占比没有回落；首次响应达标率在晚班期间没有下降。', figures: figuresOf(evening, 30, ['cases-received', 'first-response-attainment', 'satisfaction', 'promise-keeping']),
  } })
  for (let back = 3; back >= 1; back--) {
    const [begin, over] = [Date.UTC(year, month - back, 1), Date.UTC(year, month - back + 1, 0)].map((at) => at - 8 * 3_600_000) as [number, number]
    moveTo(over + 2 * DAY + 9 * 3_600_000)
    await manager(reports.publish, { body: { template: 'monthly-service', from: day(begin), to: day(over) } })
  }
  moveTo(now)
  await manager(reports.schedule, { body: { name: '月度服务报告', template: 'monthly-service', every: 'month', day: 3, hour: 8, formats: ['html', 'csv'], receivers: [managerId, supervisorId] } })
}
