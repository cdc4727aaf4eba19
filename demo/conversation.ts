import { cases } from '../src/modules/cases/contract.ts'
import type { Case } from '../src/modules/cases/contract.ts'
import { customers } from '../src/modules/customers/contract.ts'
import { calls } from '../src/modules/knowledge/calls/contract.ts'
import { diagnoses } from '../src/modules/knowledge/diagnosis/contract.ts'
import { emergencies } from '../src/modules/knowledge/emergency/contract.ts'
import { receptions } from '../src/modules/knowledge/briefs/contract.ts'
import { scripts } from '../src/modules/knowledge/scripts/contract.ts'
import { documents } from '../src/modules/library/contract.ts'
import { definitions } from '../src/kernel/definition-contract.ts'
import { templates } from '../src/modules/messages/contract.ts'
import { staff } from '../src/modules/people/contract.ts'
import type { Caller, Office } from './office.ts'

/** What helps while one speaks with customers: scripts that were used, calls that followed theirs, diagnoses, an outage that passed, and who comes tomorrow. */

const HOUR = 3_600_000
const DAY = 24 * HOUR
const GUIDES = ['emergency-outage', 'emergency-safety', 'emergency-weather', 'brief-hospitality', 'brief-catering', 'brief-school', 'brief-property']
const NUMBERS = ['何立', '陈小满', '赵敏之', '周雨桐', '吴昊', '郑岚', '孙可', '韩松', '邓妍', '彭飞', '白露', '秦朗', '万嘉']
/** How often each script is used: most are, some never. */
const USES: readonly (readonly [string, number])[] = [['soothing-thanks', 9], ['feedback-understood', 8], ['closing-welcome', 14], ['feedback-important', 6], ['hold-ask', 7], ['hold-back', 5], ['verify-matter', 6], ['transfer-warm', 3], ['complaint-received', 5], ['closing-result', 7], ['soothing-same', 4], ['complaint-unclear', 2], ['greeting-email', 6], ['explain-no', 3]]
const noCooling = {
  name: { zh: '空调不制冷', en: 'The air conditioner does not cool' }, about: { zh: '开机有风，但房间不凉', en: 'It blows, but the room stays warm' }, first: 'mode',
  asks: [
    { key: 'mode', words: { zh: '遥控器上显示的是“制冷”，温度低于室温吗？', en: 'Does the remote say cooling, below the room’s temperature?' }, answers: [{ key: 'no', words: { zh: '不是', en: 'No' }, cause: 'setting' }, { key: 'yes', words: { zh: '是', en: 'Yes' }, ask: 'filter' }] },
    { key: 'filter', words: { zh: '滤网两个月内洗过吗？', en: 'Was the filter washed within two months?' }, answers: [{ key: 'no', words: { zh: '没有', en: 'No' }, cause: 'filter' }, { key: 'yes', words: { zh: '洗过', en: 'Yes' }, ask: 'outdoor' }] },
    { key: 'outdoor', words: { zh: '外机在转吗？', en: 'Does the outdoor unit run?' }, answers: [{ key: 'no', words: { zh: '不转', en: 'No' }, cause: 'capacitor' }, { key: 'yes', words: { zh: '在转', en: 'Yes' }, ask: 'ice' }] },
    { key: 'ice', words: { zh: '内机铜管接头结霜吗？', en: 'Is there frost on the copper joints?' }, answers: [{ key: 'yes', words: { zh: '结霜', en: 'Yes' }, cause: 'leak' }, { key: 'no', words: { zh: '不结霜', en: 'No' }, cause: 'size' }] },
  ],
  causes: [
    { key: 'setting', name: { zh: '模式或温度设置不对', en: 'Wrong mode or temperature' }, measure: { zh: '请按“模式”切到雪花图标，温度调到 26 度，等十分钟再看。', en: 'Switch to the snowflake, set 26 degrees and wait ten minutes.' }, of: 'customer-use' },
    { key: 'filter', name: { zh: '滤网脏堵', en: 'Filter clogged' }, measure: { zh: '请关机断电，取下滤网用清水冲洗晾干后装回；操作视频已发给您。', en: 'Switch off, rinse the filter, let it dry and put it back; a video is on its way.' }, of: 'customer-use' },
    { key: 'capacitor', name: { zh: '外机电容损坏', en: 'Capacitor of the outdoor unit failed' }, measure: { zh: '请先关机。师傅带电容上门更换，保修期内不收费。', en: 'Please switch it off. An engineer comes with a capacitor, free within the warranty.' }, of: 'product-fault' },
    { key: 'leak', name: { zh: '制冷剂泄漏', en: 'Refrigerant leaks' }, measure: { zh: '请关机，不要反复开机。师傅上门检漏补氟；安装三个月内的，同时查接头。', en: 'Switch off and leave it off. An engineer seals and refills; within three months of installation the joints are checked too.' }, of: 'installation-fault' },
    { key: 'size', name: { zh: '机型偏小或房间漏热', en: 'Too small, or the room leaks heat' }, measure: { zh: '请关好门窗、拉上窗帘再试；我们按房间面积为您重新核算匹数。', en: 'Close windows and curtains and try again; we will reckon the size for your room.' }, of: 'customer-expectation' },
  ],
}

export async function fillConversation(office: Office): Promise<void> {
  const { by, idOf, now, moveTo } = office
  const manager = by('沈清')
  moveTo(now - 30 * DAY)
  for (const [n, name] of NUMBERS.entries()) {
    const { version } = await manager(staff.get, { params: { id: idOf(name) } })
    await manager(staff.change, { params: { id: idOf(name) }, body: { workNumber: String(1001 + n * 7), version } })
  }
  for (const key of GUIDES) {
    const { id } = await manager(documents.byKey, { params: { key } })
    const { shown } = await manager(documents.get, { params: { id } })
    if (shown.state === 'review') await manager(documents.move, { params: { id, versionId: shown.id }, body: { deed: 'approve', revision: shown.revision } })
  }
  await publish(manager, 'no-cooling', noCooling)
  await outage(office)
  await spoken(office)
  await expected(office, manager)
  moveTo(now)
}

async function publish(manager: Caller, key: string, body: object): Promise<void> {
  const draft = await manager(definitions.draft, { body: { kind: 'diagnosis', key, body: body as never } })
  const review = await manager(definitions.move, { params: { id: draft.id }, body: { to: 'review', version: draft.revision } })
  await manager(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: review.revision } })
}

/** An hour and a half without the ordering system, nine days ago. */
async function outage({ by, now, moveTo }: Office): Promise<void> {
  const lead = by('顾长风')
  const begun = Math.floor((now + 8 * HOUR) / DAY) * DAY - 8 * HOUR - 9 * DAY + 9.5 * HOUR
  moveTo(begun)
  const { items } = await lead(emergencies.cards, {})
  const card = items.find(({ key }) => key === 'emergency-outage')
  if (!card) return
  const pin = await lead(emergencies.pin, { body: { documentId: card.documentId, note: '预约系统无法下单，信息部正在切换备用线路' } })
  moveTo(begun + 50 * 60_000)
  const noted = await lead(emergencies.note, { params: { id: pin.id }, body: { note: '备用线路已通，预计 11:00 前全部恢复', version: pin.version } })
  moveTo(begun + 95 * 60_000)
  await lead(emergencies.end, { params: { id: pin.id }, body: { version: noted.version } })
}

/** Scripts, calls and diagnoses on the cases that agents have now. */
async function spoken({ by, now, moveTo }: Office): Promise<void> {
  const agents = ['陈小满', '何立', '赵敏之', '万嘉'].map(by)
  const open: { of: Case; call: Caller }[] = []
  for (const call of agents) open.push(...(await call(cases.list, { query: { handler: 'me', statusClass: 'open,waiting-customer,waiting-third', limit: 20 } })).items.map((of) => ({ of, call })))
  if (!open.length) return
  let nth = 0
  const upset = open.filter(({ of }) => of.kind === 'complaint' || of.kind === 'grumble')
  for (const [key, times] of USES) {
    const fits = /^(soothing|complaint)-/.test(key) && upset.length ? upset : open.filter(({ of }) => of.status.key !== 'listening' && !upset.some((one) => one.of.id === of.id))
    for (let n = 0; n < times && fits.length; n++) {
      const { of, call } = fits[nth++ % fits.length] as (typeof open)[number]
      moveTo(Math.min(now, Math.max(of.createdAt.getTime() + 10 * 60_000, now - (1 + (nth * 37) % 500) * HOUR)))
      await call(scripts.use, { params: { id: of.id, key }, body: {} })
    }
  }
  for (const [n, { of, call }] of open.entries()) {
    moveTo(Math.min(now, Math.max(of.createdAt.getTime() + 15 * 60_000, now - (3 + n) * HOUR)))
    if (n % 3 === 0) await call(templates.useTemplate, { params: { key: n % 2 ? 'progress-note' : 'solution-note' }, body: { about: { kind: 'case', id: of.id } } })
    if (of.channel === 'phone') {
      // Each kind of call has a script of its own, with other steps.
      const { stages } = await call(calls.callScript, { params: { id: of.id } })
      const steps = new Set(stages.flatMap((stage) => stage.steps.map((step) => `${stage.key}.${step.key}`)))
      const said = ['opening.greet', 'opening.company', 'opening.number', 'opening.offer', 'verify.who', ...(n % 2 ? ['verify.matter', 'hold.ask', 'hold.back'] : ['verify.matter']), ...(n % 4 ? ['closing.thanks'] : [])]
      await call(calls.tickSteps, { params: { id: of.id }, body: { said: said.filter((step) => steps.has(step)) } })
    }
  }
  const stuck = open.filter(({ of }) => (of.kind === 'support' || /不制冷|不凉|E4/.test(of.subject)) && of.may.includes('change')).slice(0, 9)
  const no = { ask: 'danger', answer: 'no' }
  const ways = [[no, { ask: 'socket', answer: 'yes' }, { ask: 'lamp', answer: 'yes' }, { ask: 'lock', answer: 'yes' }], [no, { ask: 'socket', answer: 'no' }, { ask: 'breaker', answer: 'yes' }, { ask: 'again', answer: 'no' }], [no, { ask: 'socket', answer: 'yes' }, { ask: 'lamp', answer: 'yes' }, { ask: 'lock', answer: 'yes' }], [no, { ask: 'socket', answer: 'yes' }, { ask: 'lamp', answer: 'no' }], [no, { ask: 'socket', answer: 'yes' }]] as const
  for (const [n, { of, call }] of stuck.entries()) {
    const begun = await call(diagnoses.begin, { params: { id: of.id }, body: { tree: 'no-power' } })
    await call(diagnoses.walk, { params: { id: begun.id }, body: { path: [...ways[n % ways.length] as (typeof ways)[number]] } })
  }
}

/** Who came, and who comes tomorrow. */
async function expected({ by, idOf, now, moveTo }: Office, manager: Caller): Promise<void> {
  const companies = (await manager(customers.list, { query: { type: 'organisation', limit: 20 } })).items
  const industries: readonly (readonly [RegExp, string])[] = [[/酒店/, '酒店'], [/学校/, '学校'], [/物业/, '物业'], [/餐饮/, '餐饮'], [/公寓/, '公寓']]
  const known: { id: string; industry: string }[] = []
  for (const company of companies) {
    const industry = industries.find(([name]) => name.test(company.name))?.[1]
    if (!industry) continue
    if (!company.industry) await manager(customers.change, { params: { id: company.id }, body: { industry, version: company.version } })
    if (!known.some((one) => one.industry === industry)) known.push({ id: company.id, industry })
  }
  const plans = [
    { back: 12, who: '何立', industry: '酒店', purpose: '验收客房空调更换', done: 6, end: 'receive' as const }, { back: 7, who: '陈小满', industry: '餐饮', purpose: '商谈食堂冷柜维保', done: 4, end: 'receive' as const }, { back: 5, who: '陈小满', industry: '物业', purpose: '看样机', done: 6, end: 'receive' as const },
    { back: -1, who: '陈小满', industry: '酒店', purpose: '洽谈明年客房空调维保', done: 3, end: null }, { back: -1, who: '何立', industry: '公寓', purpose: '公寓热水器集中检修方案', done: 0, end: null }, { back: -6, who: '陈小满', industry: '学校', purpose: '新校区设备进场安排', done: 0, end: null },
  ]
  const today = Math.floor((now + 8 * HOUR) / DAY) * DAY - 8 * HOUR
  for (const [n, plan] of plans.entries()) {
    const of = known.find(({ industry }) => industry === plan.industry)
    if (!of) continue
    const host = by(plan.who)
    const at = today - plan.back * DAY + (n % 2 ? 10 : 14.5) * HOUR
    moveTo(Math.min(now, at - 20 * HOUR))
    let it = await host(receptions.plan, { body: { customerId: of.id, hostId: idOf(plan.who), at: new Date(at).toISOString(), place: n % 2 ? '一楼样机展厅' : '二楼接待室', purpose: plan.purpose, materials: '合同样本、报价单、近一年服务记录' } })
    for (const { key } of it.checklist.slice(0, plan.done)) it = await host(receptions.tick, { params: { id: it.id }, body: { key, done: true } })
    if (!plan.end) continue
    moveTo(at + HOUR)
    await host(receptions.settle, { params: { id: it.id, deed: plan.end }, body: {} })
  }
}
