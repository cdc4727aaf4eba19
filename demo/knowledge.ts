import { newId } from '../src/kernel/id.ts'
import { systemActor } from '../src/kernel/actors.ts'
import type { Work } from '../src/kernel/work.ts'
import { documents } from '../src/modules/library/contract.ts'
import type { NewDocument } from '../src/modules/library/contract.ts'
import { fold } from '../src/pure/text/index.ts'
import { AIR, FRIDGE, WASHER } from './company.ts'
import { dayOf } from './office.ts'
import type { Office } from './office.ts'

/** What the company knows: articles in force, some that customers read themselves, a model case that went badly, and what was said of them. */

const DAY = 24 * 3_600_000
type Written = Pick<NewDocument, 'kind' | 'key'> & { zh: [title: string, sections: Record<string, string>]; en?: [title: string, sections: Record<string, string>]; fields: Record<string, string>; links?: NewDocument['links']; expiresIn?: number; /** Views of customers, those who asked after all, and the words on it: helped, did not. */ read?: [views: number, asked: number, helped: number, not: number] }
const OPEN = { audience: 'customers' }
const INSIDE = { audience: 'inside' }

const WRITTEN: readonly Written[] = [
  { kind: 'faq', key: 'warranty-period', fields: { ...OPEN, tags: '保修,发票' }, read: [64, 9, 31, 4],
    zh: ['保修期是多久？发票丢了还能保修吗？', { answer: '- 整机保修 **1 年**，压缩机、电机等主要部件保修 **3 年**，从购机日算起。\n- 发票找不到时，凭购机订单、付款记录或机身编号都可以查询保修。\n- 超过保修期可以付费维修，上门前先报价。', inside: '查不到订单时按机身编号出厂日加 3 个月起算；仍有争议找蒋雯。' }],
    en: ['How long is the warranty, and what if the invoice is lost?', { answer: '- The whole appliance: **1 year**; compressor, motor and other main parts: **3 years** from the day of purchase.\n- Without the invoice an order, a record of payment or the serial number will do.\n- After that, repairs are paid for; you get the price before we come.' }] },
  { kind: 'faq', key: 'invoice-title', fields: { ...OPEN, tags: '发票' }, read: [38, 6, 17, 3],
    zh: ['怎样更换发票抬头？', { answer: '开票后 **30 天内**可以重开一次：\n\n1. 在“我要咨询”里选“申请”，写上订单号和新抬头、税号；\n2. 原电子发票由我们作废，纸质发票请寄回；\n3. **2 个工作日**内发到您的邮箱。', inside: '跨月的要先红冲，走财务流程；不要承诺当天。' }] },
  { kind: 'faq', key: 'trade-in', fields: { ...OPEN, product: FRIDGE as string, tags: '以旧换新,补贴' }, expiresIn: 40, read: [52, 20, 12, 9],
    zh: ['以旧换新补贴怎么申请？', { answer: '活动期内购买新冰箱，旧机按容积补贴 200–500 元，上门送新机时一起收走旧机。\n\n先在线上预约，送货时师傅核对旧机型号后立减。' }] },
  { kind: 'how-to', key: 'appliance-wifi', fields: { ...OPEN, tags: '联网,路由器,App' }, read: [71, 13, 34, 6],
    zh: ['家电连不上无线网络怎么办', { before: '手机和家电都要连 **2.4 GHz** 网络；换了路由器需要重新配网。', steps: '1. 长按机身“联网”键 **5 秒**，直到指示灯快闪；\n2. 打开手机软件，选“添加设备”；\n3. 选择家里的 2.4 GHz 网络并输入密码；\n4. 等待约 1 分钟，指示灯常亮就连上了。\n\n> 仍连不上：把路由器的“双频合一”关掉再试。', inside: '三次仍失败，记录机身编号和路由器型号，转智能家居技能组。' }],
    en: ['An appliance does not connect to Wi-Fi', { before: 'Telephone and appliance both need the **2.4 GHz** network; after a new router, connect anew.', steps: '1. Hold “Network” on the appliance for **5 seconds** until the light blinks fast;\n2. choose “Add device” in the app;\n3. choose your 2.4 GHz network and enter its password;\n4. after about a minute the light stays on.' }] },
  { kind: 'fault', key: 'washer-e4', fields: { ...OPEN, product: WASHER as string, 'fault-code': 'E4', tags: 'E4,进水' }, read: [47, 11, 22, 5],
    zh: ['洗衣机显示 E4', { symptom: '屏幕闪 E4，不进水，断电重启后还会出现。', cause: '进水慢或不进水：水龙头没开足、进水阀滤网堵塞、水压不足。', remedy: '1. 关机，把水龙头开到最大；\n2. 拧下进水管，冲洗里面的小滤网；\n3. 装回后重新开机，选“快洗”试运行；\n4. 还是 E4，请预约上门检修。', inside: '热水器和洗碗机的 E4 含义不同，先问清机型。' }] },
  { kind: 'fault', key: 'air-not-cooling', fields: { ...OPEN, product: AIR as string, tags: '不制冷' }, read: [58, 22, 14, 11],
    zh: ['空调不制冷先查这几项', { symptom: '出风不凉，或开了很久温度降不下来。', remedy: '1. 模式选“制冷”，温度设到 26℃ 以下；\n2. 清洗过滤网；\n3. 看外机是否转动、四周有没有遮挡；\n4. 开机 15 分钟仍不凉，请预约检修。', inside: '刚装好 7 天内不制冷按安装问题处理，优先派原安装师傅的组长，先致歉再约时间。' }] },
  { kind: 'how-to', key: 'book-installation', fields: { ...OPEN, tags: '安装,预约' }, read: [33, 5, 15, 2],
    zh: ['怎样预约上门安装', { before: '请先确认货已送到，墙面和电源到位。', steps: '1. 在“我要咨询”里选“申请”，写明机型、地址和方便的两个时间段；\n2. 客服 **4 小时内**确认；\n3. 师傅上门前 30 分钟会先打电话。' }] },
  { kind: 'product-fact', key: 'air-kfr35-facts', fields: { ...INSIDE, product: AIR as string, 'product-version': '2025 款' },
    zh: ['晴川空调 KFR-35 参数与适用面积', { facts: '| 项目 | 数值 |\n|---|---|\n| 制冷量 | 3500 W |\n| 适用面积 | 14–20 ㎡ |\n| 内机噪音 | 18–38 dB |\n| 能效 | 一级 |', limits: '顶楼、西晒房间按 12–16 ㎡ 推荐。' }] },
  { kind: 'faq', key: 'compensation-late-visit', fields: { ...INSIDE, tags: '上门,爽约' },
    zh: ['师傅没按约定时间上门，能给客户什么', { answer: '先致歉并当面改约到 24 小时内。超过约定时段 1 小时，可免上门费；当天未到，可赠滤芯或清洗服务一次。', inside: '超出以上的补偿一律走投诉解决方案，由组长以上审批。' }] },
  { kind: 'model-case', key: 'case-late-twice', fields: { outcome: 'failure', tags: '上门,爽约,升级' }, links: [{ kind: 'flow', key: 'complaint' }],
    zh: ['两次爽约，客户最终退货', { situation: '客户约上午上门维修洗衣机，师傅当天未到，也没有人打电话。', handling: '客服改约第二天下午，没有告诉维修班组客户已经白等半天；第二天师傅又迟到两小时。', result: '客户要求退货并在平台留下差评，历时 6 天。', lesson: '**第一次爽约就由组长致电**，当面改约并写明“二次必到”；改约要让维修班组确认收到，而不只是改系统。' }] },
  { kind: 'model-case', key: 'case-first-call-apology', fields: { outcome: 'success', product: AIR as string, tags: '安装,先处理心情' }, links: [{ kind: 'flow', key: 'complaint' }],
    zh: ['先听完再说方案，新装空调不制冷当天解决', { situation: '客户装机第二天不制冷，来电时很生气，说再也不买了。', handling: '首问同事听客户说完，没有打断，复述两点诉求，致歉后请组长当场协调原安装组。', result: '当天 18 点补氟完成，客户撤回退货，评分 5 分。', lesson: '先处理心情，再处理事情；**当场给出具体时间**，并在到点前半小时主动回电。' }] },
]

/** What was searched for in vain: the words, by how many colleagues and customers, how many days ago, and what became of it. */
const SOUGHT: readonly (readonly [string, number, number, number, 'open' | 'answered' | 'dismissed'])[] = [['洗烘一体机 烘不干', 4, 7, 0.2, 'open'], ['以旧换新 补贴', 3, 5, 0.6, 'open'], ['外机结霜', 2, 1, 1.1, 'open'], ['E4 水压', 1, 3, 4, 'answered'], ['燃气灶 打不着火', 0, 2, 6, 'dismissed']]

export async function fillKnowledge({ by, idOf, now, moveTo }: Office, work: Work): Promise<void> {
  const writer = by('冯安')
  const approver = by('顾长风')
  const made = new Map<string, { id: string; versionId: string }>()
  for (const [at, { kind, key, zh, en, fields, links = [], expiresIn }] of WRITTEN.entries()) {
    moveTo(now - (20 - at) * DAY)
    const text = ([title, sections]: [string, Record<string, string>]) => ({ title, sections })
    const begun = await writer(documents.begin, { body: { kind, key, texts: { zh: text(zh), ...(en ? { en: text(en) } : {}) }, fields, links, expiresOn: expiresIn ? dayOf(now + expiresIn * DAY) : null } })
    const submitted = await writer(documents.move, { params: { id: begun.id, versionId: begun.shown.id }, body: { deed: 'submit', revision: begun.shown.revision } })
    await approver(documents.move, { params: { id: begun.id, versionId: begun.shown.id }, body: { deed: 'approve', revision: submitted.revision } })
    made.set(key, { id: begun.id, versionId: begun.shown.id })
  }
  moveTo(now)
  await work.unit(systemActor, 'demo.knowledge', async (ctx) => {
    const hex = (n: number) => Buffer.from(n.toString(16).padStart(64, '0'), 'hex')
    let visitor = 0
    for (const { key, read } of WRITTEN) {
      const of = made.get(key)
      if (!of || !read) continue
      const [views, asked, helped, not] = read
      for (let n = 0; n < views; n++) {
        const at = now - Math.floor((n + 0.5) / views * 14 * DAY)
        visitor += 1
        ctx.send({ text: 'insert into knowledge_view (id, document_id, visitor, locale, at, settled_at, contact_at) values ($1, $2, $3, $4, $5, $6, $7)', values: [newId(new Date(at)), of.id, hex(visitor), n % 9 ? 'zh-CN' : 'en', new Date(at), new Date(at + DAY), n * asked % views < asked ? new Date(Math.min(now, at + DAY / 8)) : null] })
        if (n < helped + not) ctx.send({ text: `insert into knowledge_vote (id, document_id, version_id, helpful, by_kind, visitor, at) values ($1, $2, $3, $4, 'customer', $5, $6)`, values: [newId(new Date(at)), of.id, of.versionId, n < helped, hex(visitor), new Date(at)] })
      }
    }
    const wrong = made.get('warranty-period')
    if (wrong) ctx.send({ text: `insert into knowledge_correction (id, document_id, version_id, by_id, says, proposal, state, at) values ($1, $2, $3, $4, $5, $6, 'open', $7)`, values: [newId(new Date(now - 5 * 3_600_000)), wrong.id, wrong.versionId, idOf('何立'), '洗碗机的电机保修是 5 年，这里只写了 3 年', '压缩机、电机等主要部件保修 3 年；洗碗机电机保修 5 年。', new Date(now - 5 * 3_600_000)] })
    for (const [words, staff, customers, ago, became] of SOUGHT) {
      const [last, settled] = [new Date(now - ago * DAY), became === 'open' ? null : new Date(now - ago * DAY / 2)]
      const article = became === 'answered' ? made.get('washer-e4')?.id ?? null : null
      ctx.send({ text: `insert into knowledge_gap (id, words, folded, state, searches, by_staff, by_customers, first_at, last_at, asked, document_id, decided_by, decided_at, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, $10, $11, $12, $13)`, values: [newId(last), words, fold(words), article || became !== 'answered' ? became : 'open', staff + customers, staff, customers, new Date(last.getTime() - 9 * DAY), last, article, settled ? idOf('冯安') : null, settled, became === 'dismissed' ? '不在我们经营的品类里' : null] })
    }
    const unclear = made.get('air-not-cooling')
    if (unclear) ctx.send({ text: `insert into knowledge_correction (id, document_id, version_id, by_id, says, proposal, state, at) values ($1, $2, $3, $4, $5, $6, 'open', $7)`, values: [newId(new Date(now - 26 * 3_600_000)), unclear.id, unclear.versionId, idOf('陈小满'), '客户问外机结霜怎么办，没有写', '补一条：外机结霜先关机化霜 30 分钟，再开制冷。', new Date(now - 26 * 3_600_000)] })
  })
}
