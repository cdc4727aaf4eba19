import { collections } from '../src/modules/customers/collection/contract.ts'
import { customers } from '../src/modules/customers/contract.ts'
import type { Office } from './office.ts'

/** What an information specialist collects of customers, and somebody who opened unusually many of them. */

const HOUR = 3_600_000
const HEARD = [
  { needs: '想换一台嵌入式洗碗机，明年装修时装', product: '用着 2021 年的柜式空调，滤网自己洗', satisfaction: '安装师傅细心，预约电话排队久', company: '冰箱是另一家的，觉得他们配件到货快' },
  { needs: '希望周末也能上门', product: '洗衣机两年，脱水时有轻微异响' },
] as const

export async function fillCollections({ by, now, moveTo }: Office): Promise<void> {
  const specialist = by('冯安')
  moveTo(now - 26 * HOUR)
  const { items } = await specialist(customers.list, { query: { quality: 'incomplete', limit: 6 } })
  if (!items.length) return moveTo(now)
  await specialist(collections.askToCollect, { body: { customerIds: items.map(({ id }) => id), categories: ['personal', 'needs', 'satisfaction', 'product', 'company'], dueAt: new Date(now + 5 * 24 * HOUR).toISOString() } })
  moveTo(now - 5 * HOUR)
  for (const [at, heard] of HEARD.entries()) {
    const of = items[at]
    if (of) await specialist(collections.collect, { params: { id: of.id }, body: { items: Object.entries(heard).map(([category, words]) => ({ category: category as 'needs', words })) } })
  }
  moveTo(now - 3 * HOUR)
  const many = await by('郑岚')(customers.list, { query: { limit: 100 } })
  for (const { id, contactPoints } of many.items.filter((one) => one.contactPoints.length).slice(0, 24)) {
    await by('郑岚')(customers.get, { params: { id } })
    await by('郑岚')(customers.reveal, { params: { id }, body: { contactPointId: contactPoints[0]?.id as string, reason: '整理回访名单' } })
  }
  moveTo(now)
}
