import { customFields } from '../src/kernel/custom-fields/contract.ts'
import { services } from '../src/modules/cases/index.ts'
import { customers } from '../src/modules/customers/contract.ts'
import { tasks } from '../src/modules/tasks/contract.ts'
import { papers } from '../src/modules/teamwork/papers/contract.ts'
import type { Office } from './office.ts'

/** What customers asked for from the catalogue, fields of the company's own, and a paper that a leader waits for. */

const HOUR = 3_600_000
const DAY = 24 * HOUR

export async function fillServices({ by, now, moveTo }: Office): Promise<void> {
  const manager = by('沈清')
  moveTo(now - 30 * DAY)
  await manager(customFields.add, { body: { key: 'house-type', name: { zh: '房屋类型', en: 'Home' }, of: 'customer', type: 'choice', kinds: ['person'], order: 10, options: [{ key: 'lift', name: { zh: '电梯房', en: 'With lift' } }, { key: 'stairs', name: { zh: '楼梯房', en: 'Stairs only' } }, { key: 'villa', name: { zh: '别墅', en: 'House' } }] } })
  await manager(customFields.add, { body: { key: 'bought-at', name: { zh: '购买渠道', en: 'Bought at' }, of: 'customer', type: 'text', searchable: true, order: 20 } })
  await manager(customFields.add, { body: { key: 'product-model', name: { zh: '产品型号', en: 'Model' }, of: 'case', type: 'text', searchable: true, order: 10 } })
  const { items: known } = await by('何立')(customers.list, { query: { type: 'person', limit: 6 } } as never)
  for (const [n, one] of known.entries()) await by('何立')(customers.change, { params: { id: one.id }, body: { version: one.version, fields: { 'house-type': ['lift', 'stairs', 'villa'][n % 3] as string, 'bought-at': ['官方商城', '苏宁南京路店', '朋友介绍'][n % 3] as string } } })
  const [first, second, third] = known
  const ask = (who: string, key: string, customerId: string | undefined, answers: object) => by(who)(services.request, { params: { key }, body: { channel: 'phone', answers: answers as never, ...(customerId ? { customerId } : {}) } })
  moveTo(now - 5 * HOUR)
  const repair = await ask('何立', 'repair', first?.id, { product: '晴川空调 KFR-35', fault: '开机十分钟后停机，面板显示 E4。', bought: '2025-06-18', where: 'home', address: '静安区延平路 98 弄 3 号 502' })
  moveTo(now - 3 * HOUR)
  await ask('何立', 'invoice', second?.id, { order: 'QC20261103-0087', kind: 'special', title: '上海远岚设计有限公司', tax: '91310106MA1FY2K38L', mailbox: 'caiwu@yuanlan.example' })
  moveTo(now - 2 * HOUR)
  await ask('何立', 'return-goods', third?.id, { order: 'QC20261115-0312', wish: 'exchange', reason: 'quality', received: '2026-11-19', complete: true })
  const diagnose = (await by('韩松')(tasks.list, { query: { whose: 'claimable' } })).items.find((one) => one.about.id === repair.id)
  if (diagnose) {
    const mine = await by('韩松')(tasks.claim, { params: { id: diagnose.id }, body: {} })
    await by('韩松')(tasks.finish, { params: { id: mine.id }, body: { version: mine.version, outcome: 'E4 为室外温度传感器，带件上门。' } })
  }
  moveTo(now - 6 * DAY)
  const asked = await manager(papers.askPaper, { body: { title: '十月投诉原因汇总', note: '按原因和产品线各一张表，附前三项的典型案例。', dueAt: new Date(now - 3 * DAY).toISOString() } })
  moveTo(now - 4 * DAY)
  await by('杨帆')(papers.deliverPaper, { params: { id: asked.id }, body: { version: 1, text: '共 214 件，前三项为安装延期、噪音、退款超时，合计 61%。' } })
  moveTo(now - DAY)
  await manager(papers.askPaper, { body: { title: '贵宾客户名册（截至本月底）', note: '补齐生日和首选联系方式。', dueAt: new Date(now + 3 * DAY).toISOString() } })
}
