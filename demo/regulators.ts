import { cases } from '../src/modules/cases/contract.ts'
import { complaintCourse, complaints } from '../src/modules/complaints/contract.ts'
import { regulators } from '../src/modules/complaints/regulators/contract.ts'
import type { RegisterRegulator } from '../src/modules/complaints/regulators/contract.ts'
import { dayOf } from './office.ts'
import type { Office } from './office.ts'

/** What 12315 and 12345 handed on: settled, answered, and still to be answered; and what customers say while their complaint is worked on. */

const DAY = 86_400_000

export async function fillRegulators({ by, guest, now, moveTo }: Office): Promise<void> {
  const [clerk, manager, agent] = [by('杨帆'), by('沈清'), by(guest)]
  const at = (ago: number) => moveTo(now - ago)
  const register = (ago: number, body: Omit<RegisterRegulator, 'receivedOn'>) => clerk(regulators.registerRegulatorCase, { body: { ...body, receivedOn: dayOf(now - ago) } })
  const reply = (it: { id: string; version: number }, body: { stage: 'answer' | 'settle'; words: string; outcome?: 'agreed' | 'not-agreed' | 'withdrawn' | 'not-ours' }) => manager(regulators.recordReply, { params: { id: it.id }, body: { ...body, version: it.version } })

  at(34 * DAY)
  const settled = await register(35 * DAY, { authority: '12315', number: '1330106002026102000417', subject: '空调安装收取高额材料费未事先告知', description: '消费者反映：购买空调宣称免费安装，上门后收取铜管、打孔等材料费 860 元，事先未告知，要求退还。', customerName: '沈国强', customerPhone: '13805712290', contact: '西湖区市场监管局 周科员' })
  at(30 * DAY)
  const answered = await reply(settled, { stage: 'answer', words: '已受理，正在核对安装单和收费公示，三日内与消费者联系。' })
  at(21 * DAY)
  await reply(answered, { stage: 'settle', words: '核实材料费中 420 元未在收费表内，已退还并致歉；收费表已更新并随安装单出示。消费者签字确认。', outcome: 'agreed' })
  const { id } = settled.case
  const move = async (to: string, fields?: object) => { const { version } = await manager(cases.get, { params: { id } }); await manager(cases.move, { params: { id }, body: { to, version, ...(fields ? { fields } : {}) } as never }) }
  await manager(cases.claim, { params: { id }, body: {} })
  await move('confirmed', { suspectedCauses: ['compliance-fees'], emergencyMeasure: '当日联系消费者，暂停收取未公示的材料费。' })
  await move('resolving')
  await manager(complaints.judge, { params: { id }, body: { liability: 'shared', basis: '安装单和收费公示：铜管超长属实，打孔费未公示' } })
  await move('solved', { solution: '退还未公示的材料费 420 元，收费表随安装单出示。' })
  await move('closed', { concernResolved: true, cause: 'compliance-fees' })

  at(6 * DAY)
  const waiting = await register(6 * DAY, { authority: '12345', number: 'HZ12345-2026-118830', subject: '售后电话长期打不通', description: '市民反映：连续三天拨打售后热线均提示忙线，维修预约无人跟进，要求改善并联系本人。', customerName: '郑女士', customerPhone: '13757188806', contact: '市信访局热线办' })
  at(4 * DAY)
  await reply(waiting, { stage: 'answer', words: '已联系市民并安排上门；高峰时段增派四个坐席，正在落实。' })

  at(DAY)
  await register(DAY, { authority: '12315', number: '1330108002026112100082', subject: '冰箱三包期内拒绝换货', description: '消费者反映：冰箱购买四个月内同一故障维修两次仍不制冷，商家拒绝换货，要求按三包规定更换。', customerName: '罗敏', customerPhone: '13588714420', contact: '滨江区市场监管局 李科员' })

  moveTo(now)
  const { items } = await agent(cases.list, { query: { kind: 'complaint', limit: 100 } })
  for (const [subject, score, words] of [['洗碗机三次维修', 2, '修来修去，没人说清楚到底什么毛病'], ['上门师傅态度差', 4, '这次有人专门打电话来问，比上次好']] as const) {
    const found = items.find((one) => one.subject.startsWith(subject))
    if (found) await agent(complaintCourse.tellPulse, { params: { id: found.id }, body: { score, words } })
  }
}
