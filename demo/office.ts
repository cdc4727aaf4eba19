import type { Answer, Endpoint, Sent, Spec } from '../src/kernel/contract.ts'
import { cases, desk, handovers } from '../src/modules/cases/contract.ts'
import type { Case } from '../src/modules/cases/contract.ts'
import { changes } from '../src/modules/improvement/contract.ts'
import { documents } from '../src/modules/library/contract.ts'
import { skills, units } from '../src/modules/people/contract.ts'
import { routing } from '../src/modules/routing/contract.ts'
import { tasks } from '../src/modules/tasks/contract.ts'
import { agreements, decisions, meetings, memos, reviews } from '../src/modules/teamwork/contract.ts'
import { topics } from '../src/modules/teamwork/topics/contract.ts'

/** What goes on around the cases: who can do what, who helps, what was agreed, decided and told, and what lies on the guest's desk. */

export type Caller = <S extends Spec>(endpoint: Endpoint<S>, request: Sent<S>) => Promise<Answer<S>>
export interface Office {
  /** The caller of somebody of the demo, by name. */
  by: (name: string) => Caller
  /** The id of somebody of the demo, by name. */
  idOf: (name: string) => string
  teamOf: (name: string) => string
  guest: string
  now: number
  /** Sets the clock that the house runs by. */
  moveTo: (at: number) => void
}
const HOUR = 3_600_000
const DAY = 24 * HOUR
export const dayOf = (at: number) => new Date(at + 8 * HOUR).toISOString().slice(0, 10)
const moment = (at: number) => new Date(at).toISOString()

const SKILLS = [['air-conditioning', '空调安装与维修'], ['laundry', '洗护电器'], ['smart-home', '联网与电视'], ['complaint-talk', '投诉沟通']] as const
const LEVELS: Record<string, readonly number[]> = { 陈小满: [3, 4, 2, 4], 赵敏之: [2, 2, 1, 1], 何立: [5, 4, 3, 5], 周雨桐: [2, 3, 4, 3], 吴昊: [1, 1, 3, 1], 郑岚: [3, 2, 2, 4], 韩松: [5, 5, 3, 3], 邓妍: [4, 3, 2, 3], 白露: [4, 4, 5, 5], 万嘉: [3, 3, 2, 2] }

export async function fillOffice(office: Office): Promise<void> {
  const { by, idOf, now, moveTo } = office
  const manager = by('沈清')
  moveTo(now - 4 * DAY)
  await skilled(office, manager)
  const departments = await agreed(office, manager)
  await documented(office)
  await met(office, manager)
  moveTo(now - 2 * DAY)
  await changing(office, manager)
  await announced(office, manager)
  moveTo(now - 30 * HOUR)
  await by('顾长风')(memos.sendMemo, { body: { receivers: [idOf('许一诺'), idOf('梁思远'), idOf('罗佳')], matter: '双十一售后高峰排班', why: '预计来访比平时多四成', expected: '本周五前各组交出加班意愿表，晚班每组至少两人', replyBy: moment(now + 20 * HOUR), doneBy: moment(now + 3 * DAY) } })
    .then(async ({ items }) => { const lead = items.find(({ receiver }) => receiver.id === idOf('许一诺')); if (lead) await by('许一诺')(memos.readBack, { params: { id: lead.id }, body: { version: lead.version, text: '周五下班前交电话组的意愿表，晚班已有三人报名。' } }) })
  await by('许一诺')(memos.sendMemo, { body: { receivers: [idOf(office.guest)], matter: '空调不制冷的来电统一先问机号', expected: '今天起首问时登记机号，抽查会看', replyBy: moment(now - 5 * HOUR) } })
  await asked(office, departments)
  await desked(office)
  moveTo(now)
}

async function skilled({ idOf, by }: Office, manager: Caller): Promise<void> {
  for (const [at, [key, name]] of SKILLS.entries()) {
    const skill = await manager(skills.makeSkill, { body: { key, name } })
    for (const [who, levels] of Object.entries(LEVELS)) if (levels[at]) await manager(skills.setSkill, { params: { id: idOf(who) }, body: { skillId: skill.id, level: levels[at], evidence: levels[at] > 3 ? '岗位技能测评' : '组长评定' } })
  }
  for (const who of ['陈小满', '何立', '白露', '邓妍']) await by(who)(routing.declare, { body: { available: true } })
  await by('郑岚')(routing.declare, { body: { available: false, reason: '培训' } })
}

async function agreed({ idOf }: Office, manager: Caller): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  for (const [name, liaison] of [['客户服务部', '顾长风'], ['产品部', '夏岚'], ['仓储物流部', '杨帆'], ['财务部', '汪洋']] as const) made.set(name, (await manager(units.makeDepartment, { body: { name, liaisonId: idOf(liaison) } })).id)
  const types = [['产品部', '产品问题答复', 'product-question', '1d'], ['仓储物流部', '配件调拨', 'spare-parts', '4h'], ['财务部', '发票更正', 'invoice', '2d']] as const
  for (const [name, words, key, within] of types) {
    await manager(agreements.makeAgreement, { body: { name: `客服与${name}`, askingId: made.get('客户服务部') as string, answeringId: made.get(name) as string, requests: [{ key, name: { zh: words, en: ({ 'product-question': 'Question about a product', 'spare-parts': 'Spare parts', invoice: 'Invoice' } as const)[key] }, within }] } })
  }
  return made
}

async function documented({ by, now, moveTo }: Office): Promise<void> {
  const manager = by('沈清')
  // The agreement waits: once it is in force nobody of the demo sees customers before confirming it.
  const items = (await manager(documents.list, { query: { limit: 50 } })).items.filter(({ kind }) => kind !== 'agreement')
  for (const [n, { id }] of items.entries()) {
    if (n % 4 === 3) continue
    const { shown } = await manager(documents.get, { params: { id } })
    if (shown.state !== 'review') continue
    moveTo(now - 4 * DAY + n * 600_000)
    const move = (deed: 'approve' | 'put-in-force', revision: number) => manager(documents.move, { params: { id, versionId: shown.id }, body: { deed, revision } })
    const approved = await move('approve', shown.revision)
    if (approved.state === 'approved' && n % 4 !== 2) {
      // Standards come in force once those who have to know them are trained and assessed.
      const readers = (await manager(documents.readers, { params: { id } })).items.map(({ staff }, at) => ({ staffId: staff.id, passed: at % 12 !== 11, score: at % 12 === 11 ? 55 : 82 + at % 15 }))
      for (const sort of ['training', 'assessment'] as const) if (readers.length) await manager(documents.record, { params: { id }, body: { versionId: shown.id, sort, heldOn: dayOf(now - 5 * DAY), evidence: sort === 'training' ? '签到表 2026-11' : '笔试成绩单', results: readers.map(({ staffId, passed, score }) => sort === 'training' ? { staffId } : { staffId, passed, score }) } })
      await move('put-in-force', (await manager(documents.get, { params: { id } })).shown.revision)
    }
    for (const who of ['陈小满', '何立', '周雨桐', '许一诺']) await by(who)(documents.confirm, { params: { id }, body: { versionId: shown.id } }).catch(() => undefined)
  }
}

async function met({ by, idOf, now, moveTo, guest }: Office, manager: Caller): Promise<void> {
  const people = ['顾长风', '许一诺', '梁思远', '罗佳', '蒋雯', guest].map(idOf)
  moveTo(now - 4 * DAY + HOUR)
  const held = await manager(meetings.plan, { body: { type: 'cross-department', title: '十一月跨部门协调会', startsAt: moment(now - 3 * DAY), place: '三楼会议室', repeats: 'month', people: [...people, idOf('夏岚')], agenda: [{ topic: '空调安装后不制冷的重复来电', minutes: 20 }, { topic: '上门时间窗口', minutes: 20 }, { topic: '配件库存', minutes: 15 }] } })
  moveTo(now - 3 * DAY + HOUR)
  const question = await manager(decisions.openDecision, { body: { title: '上门时间窗口缩短到两小时吗？', background: '三成投诉与“等了半天没有人来”有关。', meetingId: held.id, options: ['缩短到两小时', '维持四小时，出发前短信通知', '只对 VIP 缩短'] } })
  await by('蒋雯')(decisions.opine, { params: { id: question.id }, body: { optionId: question.options[1]?.id as string, stance: 'against', text: '现在的师傅人数做不到两小时，硬缩短只会多出失约。' } })
  await by('许一诺')(decisions.opine, { params: { id: question.id }, body: { optionId: question.options[0]?.id as string, stance: 'for', text: '客户要的是不必请半天假，两小时才说得过去。' } })
  await by('夏岚')(decisions.opine, { params: { id: question.id }, body: { optionId: question.options[1]?.id as string, stance: 'for', text: '先把出发前通知做起来，两个月后再看数字。' } })
  await manager(decisions.decide, { params: { id: question.id }, body: { version: (await manager(decisions.decision, { params: { id: question.id } })).version, chosenId: question.options[1]?.id as string, outcome: '维持四小时窗口，出发前一小时短信和电话通知，两个月后复核。', rationale: '人手不足是事实；通知能先解决“白等”。', actions: [{ title: '拟定出发前通知的话术和短信', ownerId: idOf('许一诺'), dueAt: moment(now + 3 * DAY) }, { title: '核对师傅排班与预约数', ownerId: idOf('蒋雯'), dueAt: moment(now - 6 * HOUR) }] } })
  const closing = await manager(meetings.meeting, { params: { id: held.id } })
  await manager(meetings.closeMeeting, { params: { id: held.id }, body: { version: closing.version, minutes: '一、空调重复来电：产品部核对冷媒充注标准，一周内答复。\n二、上门窗口：维持四小时，增加出发前通知。\n三、配件：压缩机电容缺货，物流部每周一报库存。', attended: [idOf('沈清'), ...people.slice(0, 5), idOf('夏岚')] } })
  for (const [title, inDays, type] of [['电话组晨会：本周重点', 1, 'team'], ['新空调上市培训说明会', 3, 'briefing']] as const) await manager(meetings.plan, { body: { type, title, startsAt: moment(now + inDays * DAY), durationMinutes: 30, people: [idOf(guest), idOf('许一诺')], agenda: [{ topic: title, minutes: 30 }] } })
  for (const [name, every, last] of [['投诉分析会', 'month', 20], ['服务标准复审', 'quarter', 70], ['流程瓶颈检查', 'month', 38]] as const) await manager(reviews.setReview, { body: { name, every, ownerId: idOf('顾长风'), lastOn: dayOf(now - last * DAY) } })
}

async function changing({ idOf, now }: Office, manager: Caller): Promise<void> {
  const change = await manager(changes.plan, { body: { title: '安装预约增加出发前通知', reason: '“等了半天没有人来”占投诉三成', description: '派工后，师傅出发前一小时由系统短信通知，客服电话确认重要客户。', flowKey: 'installation-booking', ownerId: idOf('顾长风'), plannedOn: dayOf(now + 9 * DAY) } })
  await manager(changes.addMilestone, { params: { id: change.id }, body: { sort: 'step', title: '短信模板和话术定稿', startsOn: dayOf(now - 2 * DAY), dueOn: dayOf(now + 2 * DAY), ownerId: idOf('许一诺') } })
  await manager(changes.addMilestone, { params: { id: change.id }, body: { sort: 'training', title: '派工与电话组培训', startsOn: dayOf(now + 3 * DAY), dueOn: dayOf(now + 5 * DAY), ownerId: idOf('丁凡'), seats: 20 } })
  await manager(changes.addMilestone, { params: { id: change.id }, body: { sort: 'announcement', title: '告知全体客服', startsOn: dayOf(now + 6 * DAY), dueOn: dayOf(now + 7 * DAY), ownerId: idOf('顾长风'), audience: 'staff', body: '下周起安装预约出发前一小时会通知客户。' } })
}

/** Three cases a department helps with: one answered, one asked back, one that waits. */
async function asked({ by, guest, now, moveTo }: Office, departments: ReadonlyMap<string, string>): Promise<void> {
  const open = await openCases(by(guest), 3)
  const wishes = [['产品部', '产品问题答复：E4 与水质有关吗？', '客户在高硬度水质地区，半年内第二次 E4，请确认要不要加滤芯。'], ['仓储物流部', '电容 CBB65 什么时候到货', '客户等了五天，请给确切日期。'], ['财务部', '发票抬头能否跨月更正', '上月开票，客户要换公司抬头。']] as const
  for (const [n, one] of open.entries()) {
    const [name, subject, details] = wishes[n] as (typeof wishes)[number]
    moveTo(now - 26 * HOUR + n * HOUR)
    const request = await by(guest)(agreements.askAboutCase, { params: { id: one.id }, body: { departmentId: departments.get(name) as string, subject, details } })
    if (n === 0) {
      moveTo(now - 20 * HOUR)
      await by('夏岚')(agreements.answerRequest, { params: { id: request.id }, body: { version: request.version, answer: '与水质有关：传感器结垢。请寄除垢剂并上门免费清洗一次，物料号 W-CQ-02。' } })
    }
  }
}

async function desked({ by, idOf, teamOf, guest, now, moveTo }: Office): Promise<void> {
  moveTo(now - 28 * HOUR)
  const lead = by('许一诺')
  const own = idOf(guest)
  await lead(tasks.add, { body: { title: '补录上周五三通来电的机号', ownerId: own, dueAt: moment(now - 4 * HOUR) } })
  await lead(tasks.add, { body: { title: '回访张女士：冰箱更换压缩机后的情况', note: '她说孩子的药要冷藏，请先确认温度。', ownerId: own, dueAt: moment(now + 5 * HOUR) } })
  await lead(tasks.add, { body: { title: '整理“空调不制冷”的问答，供新人使用', ownerId: own, dueAt: moment(now + 3 * DAY) } })
  await lead(tasks.add, { body: { title: '核对本周未接来电名单', teamId: teamOf(guest), dueAt: moment(now + 8 * HOUR) } })
  const [first, second] = await openCases(by('何立'), 2)
  if (first) {
    moveTo(now - 2 * HOUR)
    await by('何立')(handovers.offer, { params: { id: first.id }, body: { toStaffId: own, facts: '客户白天上班，只能晚上七点后接电话；机器在保。', done: '核对了保修和故障代码，已预约检测。', promised: '今天下班前回电告知检测时间。', pending: '与维修班组确认时间，回电客户。', dueAt: moment(now + 4 * HOUR) } })
  }
  if (second) await by('何立')(desk.promise, { params: { id: second.id }, body: { what: '明天中午前确认上门时间', toWhom: 'customer', dueAt: moment(now + 18 * HOUR) } })
}

/** The newest open cases of whoever asks. */
export async function openCases(by: Caller, most: number): Promise<Case[]> {
  const { items } = await by(cases.list, { query: { handler: 'me', statusClass: 'open', sort: '-createdAt', limit: 50 } })
  return items.slice(0, most)
}

/** What was announced, and what people talk over. */
async function announced({ by, idOf, teamOf, now, moveTo }: Office, manager: Caller): Promise<void> {
  moveTo(now - 50 * HOUR)
  await manager(topics.announce, { body: { title: '双十一期间值班与调休', body: '11 月 9 日至 13 日热线延长到 22 点。请各组长周三下班前把班表排好，调休在月底前用完。' } })
  moveTo(now - 44 * HOUR)
  const talk = await by('许一诺')(topics.discuss, { body: { title: '投诉流程里“确认”这一步能不能提前', body: '很多客户第一通电话就说清楚了，等到方案前再确认一次显得重复。大家怎么看？', flow: 'complaint' } })
  moveTo(now - 40 * HOUR)
  await by('顾长风')(topics.replyInTopic, { params: { id: talk.id }, body: { body: '可以合并，但要保留客户原话，回访时好对照。', mentions: [idOf('梁思远')] } })
  moveTo(now - 20 * HOUR)
  await by('许一诺')(topics.announce, { body: { title: '电话组周会改到周三下午三点', body: '本周说说空调不制冷的来电怎么问机号。', teamId: teamOf('许一诺') } })
}
