import { cases } from '../src/modules/cases/contract.ts'
import { complaintCourse } from '../src/modules/complaints/contract.ts'
import { budgets, remedies } from '../src/modules/complaints/redress/contract.ts'
import type { ProposeRemedy, Remedy } from '../src/modules/complaints/redress/contract.ts'
import { ledger } from '../src/modules/ledger/contract.ts'
import type { Caller, Office } from './office.ts'

/** How complaints are put right: what was offered, who said yes, what customers took and what they were given. */

const HOUR = 3_600_000
const DAY = 24 * HOUR

export async function fillRedress({ by, guest, now, moveTo }: Office): Promise<void> {
  const at = (ago: number) => moveTo(now - ago)
  const [agent, lead, manager] = [by(guest), by('许一诺'), by('沈清')]
  const open = async (who: Caller, name: string, phone: string, subject: string, description: string, demand: string, interest: string) => {
    const { id, version } = await who(cases.open, { body: { kind: 'complaint', subject, description, channel: 'phone', customer: { name, phone } } })
    await who(cases.claim, { params: { id }, body: { version } })
    await who(complaintCourse.keepRecord, { params: { id }, body: { words: description, demand, interest } })
    await who(cases.move, { params: { id }, body: { to: 'confirmed', version: (await who(cases.get, { params: { id } })).version } })
    return id
  }
  const propose = (who: Caller, id: string, body: ProposeRemedy) => who(remedies.proposeRemedy, { params: { id }, body })
  const accept = (who: Caller, it: Remedy, words: string) => who(remedies.answerRemedy, { params: { id: it.id }, body: { answer: 'accepted', words, version: it.version } })
  const decline = (who: Caller, it: Remedy, words: string) => who(remedies.answerRemedy, { params: { id: it.id }, body: { answer: 'declined', words, version: it.version } })
  const carryOut = (who: Caller, it: Remedy, note: string) => who(remedies.carryOutRemedy, { params: { id: it.id }, body: { note, version: it.version } })

  at(12 * DAY)
  const year = Number(new Date(now).toISOString().slice(0, 4))
  await manager(budgets.makeBudget, { body: { name: `${year} 年下半年售后补偿`, amount: 20_000, lastDay: `${year + 1}-06-30`, note: '管理层会议批准' } })
  await manager(budgets.makeBudget, { body: { name: '物流破损专项', amount: 5_000, note: '与承运方分担' } })

  at(10 * DAY)
  const screen = await open(by('何立'), '顾思琪', '13857120933', '电视屏幕运输破裂', '拆箱就看到屏幕裂了，快递说不归他们管', '换一台新的', '周末家里来客人，要用')
  await accept(by('何立'), await propose(by('何立'), screen, { option: 'replace', plan: '加急换新机，明天上午送货上门，旧机同时取回' }), '行，明天一定要到')
  const coupon = await propose(by('何立'), screen, { option: 'goodwill', plan: '耽误了周末聚会，送一张优惠券', way: 'coupon', amount: 200, condition: '满 1,000 元可用' })
  at(9 * DAY)
  const given = await carryOut(by('何立'), coupon, '券码已短信告知')
  at(2 * DAY)
  if (given.coupon) await by('何立')(ledger.redeem, { body: { code: given.coupon.code, note: '购买挂架' } })

  at(6 * DAY)
  const late = await open(agent, '贺文斌', '13605810277', '空调移机三次改约，误工两天', '说好三次都没来，我请了两天假在家等', '赔我两天误工费 600 元', '以后别再白等，时间要算数')
  await decline(agent, await propose(agent, late, { option: 'compensate', plan: '补偿一天误工', way: 'refund', asked: 600, amount: 200 }), '我误的是两天，一天不行')
  at(5 * DAY)
  const more = await propose(agent, late, { option: 'compensate', plan: '免收移机费，并补偿两天误工；改约由班长亲自确认', way: 'refund', asked: 600, amount: 600 })
  at(5 * DAY - 2 * HOUR)
  const agreed = await lead(remedies.decideRemedy, { params: { id: more.id }, body: { approve: true, note: '三次改约都是我们的责任，同意。', version: more.version } })
  at(4 * DAY)
  await carryOut(agent, await accept(agent, agreed, '可以，希望这次准时'), '退款已原路退回，流水号 20260041')

  at(3 * DAY)
  const noise = await open(agent, '邵晓燕', '13758229410', '洗衣机脱水噪音大，维修两次没好', '修了两次还是像拖拉机，孩子都睡不着', '退货退款', '不想再折腾，晚上要能安静')
  await agent(remedies.offerRemedy, await propose(agent, noise, { option: 'repair', plan: '安排主管工程师周六上门，现场测噪音，超标当场换减震件' }).then((it) => ({ params: { id: it.id }, body: { version: it.version } })))
  at(5 * HOUR)
  await propose(agent, noise, { option: 'refund', plan: '客户坚持退货：按折旧退还八成货款，旧机由我方取回', way: 'refund', asked: 3_299, amount: 2_640, support: '需要售后确认两次维修记录，请一起决定是退是换。' })
  at(4 * HOUR)
  const points = await open(by('邓妍'), '陆嘉禾', '13967143358', '客服报错保修期，客户多付上门费', '第一次说在保，上门又说过保要收 80 元', '把 80 元退给我', '说清楚到底保不保')
  await accept(by('邓妍'), await propose(by('邓妍'), points, { option: 'compensate', plan: '退上门费以积分形式补偿，并书面说明保修期', way: 'points', asked: 80, amount: 100 }), '积分也行')
}
