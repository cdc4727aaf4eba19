import { complaintBook, complaintCourse } from '../src/modules/complaints/contract.ts'
import { interactions } from '../src/modules/contacts/contract.ts'
import { talks } from '../src/modules/contacts/talk/contract.ts'
import { alarms, sos } from '../src/modules/risk/contract.ts'
import { dayOf } from './office.ts'
import type { Office } from './office.ts'

/** The office keeps the book of complaints: causes said, last month issued; calls with who spoke when; places with a code for help. */

const DAY = 86_400_000
const SECOND = 1_000
/** Causes as often as they come in this company, with the product they come with. */
const CAUSES = [
  ['communication-unclear', null], ['product-fault', '晴川空调 KFR-35'], ['communication-silent', null], ['transfer-lost', '晴川洗碗机 W60'], ['delivery-late', '晴川冰箱 BCD-520'], ['communication-silent', '晴川空调 KFR-35'], ['installation-fault', '晴川热水器 JSQ30'],
  ['service-slow', null], ['transfer-wrong', null], ['communication-unheard', null], ['compliance-fees', '上门维修服务'], ['price', '上门维修服务'], ['communication-silent', '晴川洗碗机 W60'], ['privacy-disclosed', null], ['product-fault', '晴川空调 KFR-35'], ['transfer-lost', '晴川洗碗机 W60'], ['customer-use', null], ['compliance-sales', null],
] as const
const MOST_CODED = 150

export async function keepBook({ by, now, idOf, teamOf, moveTo }: Office): Promise<void> {
  const manager = by('沈清')
  const clerk = by('杨帆')
  moveTo(now - 2 * 3_600_000)
  let cursor: string | null = null
  let coded = 0
  do {
    const page: Awaited<ReturnType<typeof listed>> = await listed(cursor)
    for (const [at, row] of page.items.entries()) {
      // Some are still to be coded: the office’s work of today.
      if (row.cause || !row.may.includes('code') || (coded + at) % 9 === 8) continue
      const [cause, product] = CAUSES[coded % CAUSES.length] as (typeof CAUSES)[number]
      const isAngry = coded % 3 !== 1
      await manager(complaintCourse.keepRecord, { params: { id: row.id }, body: { cause, ...(product && !row.product ? { product } : {}), emotionStart: isAngry ? 4 : 2, ...(row.statusClass === 'closed' ? { emotionEnd: coded % 5 === 4 ? 4 : 1 } : {}), conflictLevel: isAngry ? 1 : 0 } })
      if (coded % 11 === 0) await manager(complaintCourse.keepRecord, { params: { id: row.id }, body: { conflictLevel: 3 } })
      coded++
    }
    cursor = page.nextCursor
  } while (cursor && coded < MOST_CODED)
  function listed(from: string | null) { return manager(complaintBook.entries, { query: { limit: 50, ...(from ? { cursor: from } : {}) } }) }

  const month = new Date(Date.UTC(Number(dayOf(now).slice(0, 4)), Number(dayOf(now).slice(5, 7)) - 2, 15)).toISOString().slice(0, 7)
  await clerk(complaintBook.issue, { params: { month }, body: { note: '进展没有告知客户仍是第一位的原因，集中在洗碗机和空调两条线。下月起办理超过两天的投诉，每天向客户报一次进展。' } })

  const { items: calls } = await manager(interactions.list, { query: { channel: 'phone', limit: 12 } })
  for (const [at, { id }] of calls.entries()) {
    const says = (speaker: 'agent' | 'customer', from: number, until: number) => ({ speaker, from, until })
    const over = at % 4 === 0 ? [says('agent', 22, 26), says('agent', 41, 44), says('agent', 63, 67)] : at % 4 === 1 ? [says('agent', 35, 38)] : []
    await manager(talks.tellTalk, { params: { id }, body: { stretches: [says('agent', 0, 6), says('customer', 7, 72 + at * 4), ...over, says('agent', 74 + at * 4, 130 + at * 5)], transcript: at % 3 ? '您好，这里是晴川家电客服。请您慢慢说，我都记下来。谢谢您的反映。' : '您好，这里是晴川家电客服。我帮您查一下。' } })
  }

  const shop = await manager(alarms.addPlace, { body: { name: '凤起路旗舰店', location: '一楼服务台右侧', teamId: teamOf('何立'), tree: [{ staffIds: [idOf('何立')] }, { staffIds: [idOf('沈清')] }] } })
  await manager(alarms.addPlace, { body: { name: '滨江维修中心', location: '取件大厅 2 号窗口', teamId: null, tree: [{ staffIds: [idOf('石磊')] }] } })
  const pressed = now - 3 * DAY
  moveTo(pressed)
  await manager(sos.press, { params: { code: shop.code }, body: { words: '有位老人在试机区滑倒，起不来' } })
  const [alarm] = (await manager(alarms.alarms, { query: { open: 'true' } })).items
  if (alarm) {
    moveTo(pressed + 38 * SECOND)
    await by('何立')(alarms.answer, { params: { id: alarm.id }, body: {} })
    moveTo(pressed + 25 * 60 * SECOND)
    await by('何立')(alarms.end, { params: { id: alarm.id }, body: { to: 'over', outcome: '扶到休息区，家属到场后送医检查，无骨折。试机区加铺防滑垫。' } })
  }
  moveTo(now)
}
