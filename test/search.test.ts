import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { systemActor } from '../src/kernel/actors.ts'
import { newId } from '../src/kernel/id.ts'
import { cases } from '../src/modules/cases/contract.ts'
import { customers } from '../src/modules/customers/contract.ts'
import { interactions } from '../src/modules/contacts/contract.ts'
import { openWholeHouse } from './whole-house.ts'
import { search } from '../src/modules/search/contract.ts'
import type { Hit, Piece } from '../src/modules/search/contract.ts'
import { indexNow } from '../src/modules/search/index.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let agent: Person
let manager: Person
let colleague: Person
let installer: Person
beforeAll(async () => {
  house = await openWholeHouse()
  const [north, south] = [await house.team('north'), await house.team('south')]
  agent = await house.hire('agent', { teamId: north.id })
  colleague = await house.hire('agent', { teamId: south.id })
  manager = await house.hire('cs_manager')
  installer = await house.hire('installer')
})
afterAll(() => house.close())

const find = async (q: string, more: { kind?: string; order?: 'newest' | 'best'; from?: string; to?: string; limit?: number; cursor?: string } = {}, who: Person = manager) => who.call(search.find, { query: { q, ...more } })
const ids = async (...asked: Parameters<typeof find>) => (await find(...asked)).items.map((hit) => hit.id)
const plain = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('')
const hits = (pieces: readonly Piece[]) => pieces.filter((piece) => piece.hit).map((piece) => piece.text)
const open = async (subject: string, description: string, who: Person = agent) => {
  const opened = await who.call(cases.open, { body: { kind: 'complaint', subject, description, channel: 'phone' } })
  await house.drain()
  return opened
}
const only = (found: readonly Hit[]) => { expect(found).toHaveLength(1); return found[0] as Hit }

describe('what is found', () => {
  test('a customer by name, pinyin, initials, and the tail of the number, which stays masked', async () => {
    const { id } = await agent.call(customers.add, { body: { type: 'person', name: '欧阳娜娜', region: '浙江省杭州市', contactPoints: [{ kind: 'phone', value: '13812345678' }, { kind: 'email', value: 'nana.ouyang@example.com' }] } })
    await house.drain()
    for (const q of ['欧阳', '歐陽娜', 'ouyang', 'ouyang na', 'oynn', 'oyn', '5678', '345678', '12345678', '13812345678', '+86 138 1234 5678', 'nana.ouyang@example.com', '杭州']) {
      for (const order of ['newest', 'best'] as const) expect(await ids(q, { kind: 'customer', order }), `${q} ${order}`).toEqual([id])
    }
    for (const q of ['5679', '445678', '23812345678', 'yangnana', 'example']) expect(await ids(q, { kind: 'customer' }), q).toEqual([])
    const hit = only((await find('5678', {}, agent)).items)
    expect(hit).toMatchObject({ kind: 'customer', path: `/customers/${id}`, reach: [{ kind: 'phone', value: '+86138****5678' }, { kind: 'email', value: 'n***@example.com' }] })
    expect(JSON.stringify(hit)).not.toMatch(/12345678|nana\.ouyang/)
  })
  test('a case by its number, its tail, its subject and what was said; a single message when asked for', async () => {
    const opened = await open('充电桩跳闸', '小区３号楼 Ｗｉ－Ｆｉ 充電樁连续跳闸')
    const answer = await manager.call(cases.say, { params: { id: opened.id }, body: { body: '已派电工上门检修绝缘', visibility: 'internal' } })
    await house.drain()
    for (const q of [opened.number, opened.number.replace('-', ''), opened.number.slice(-4), '充电桩', '充電樁', '桩', 'wi-fi', '电工 跳闸', '绝缘']) expect(await ids(q), q).toContain(opened.id)
    expect(await ids('绝缘')).toEqual([opened.id])
    const hit = only((await find('绝缘', { kind: 'message' })).items)
    expect(hit).toMatchObject({ id: answer.id, kind: 'message', path: `/cases/${opened.id}`, number: opened.number, status: { word: 'flow.class.open', tone: 'open' } })
    expect(plain(hit.title)).toBe('充电桩跳闸')
    expect(hits(hit.excerpt)).toEqual(['绝缘'])
  })
  test('ORG-09: a case by the name of a file that came along with a message', async () => {
    const { id } = await open('售后资料', '照片随后发来')
    const file = (await agent.raw('POST', '/files', '照片', { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent('漏水阀门验收单.txt') })).json<{ id: string }>()
    await agent.call(cases.say, { params: { id }, body: { body: '见附件', visibility: 'internal', attachments: [file.id] } })
    await house.drain()
    for (const q of ['漏水阀门', '阀门验收单']) expect(await ids(q, { kind: 'case' }), q).toEqual([id])
  })
  test('an interaction by its topic', async () => {
    const { items: [customer] } = await agent.call(customers.list, { query: { q: '欧阳' } })
    const kept = await agent.call(interactions.writeDown, { body: { channel: 'phone', direction: 'in', customerId: customer?.id as string, startedAt: '2026-03-01T00:50:00Z', topic: '咨询延保政策', outcome: '已寄手册' } })
    await house.drain()
    expect(only((await find('延保', { kind: 'interaction' })).items)).toMatchObject({ id: kept.id, who: '欧阳娜娜', path: `/customers/${customer?.id}` })
    expect(only((await find('手册 延保')).items).excerpt).toEqual([{ text: '已寄', hit: false }, { text: '手册', hit: true }])
    expect(await ids('延保', { from: '2026-03-01', to: '2026-03-01' })).toEqual([kept.id])
    expect(await ids('延保', { from: '2026-03-02' })).toEqual([])
    expect(await ids('延保', { to: '2026-02-28' })).toEqual([])
  })
  test('quotes ask for the words side by side', async () => {
    const [apart, beside] = [await open('退款与物业费', '先退款再谈物业 iPhone 15'), await open('物业退款', '物业退款一直拖着 iphone15 pro')]
    expect((await ids('退款物业')).toSorted()).toEqual([])
    expect((await ids('物业 退款')).toSorted()).toEqual([apart.id, beside.id].toSorted())
    for (const q of ['"物业退款"', '“物业退款一直”', '「款一」', '"物业退款" iphone', '"iphone15 pro"']) expect(await ids(q), q).toEqual([beside.id])
    expect(await ids('"退款物业"')).toEqual([])
    expect((await ids('"业"')).toSorted()).toEqual(expect.arrayContaining([apart.id, beside.id].toSorted()))
  })
})

describe('who finds it', () => {
  test('only who sees the record; rights that move are followed at once, and so are the bin and the way back', async () => {
    const { id, version } = await open('石英钟走慢', '石英钟每天慢三分钟')
    const [sees, none] = [[id], []]
    const said = async (who: Person) => [await ids('石英', {}, who), (await ids('石英', { kind: 'message' }, who)).length, await ids('石英', { order: 'best' }, who)]
    const claimed = await agent.call(cases.claim, { params: { id }, body: { version } })
    expect(await said(agent)).toEqual([sees, 1, sees])
    expect(await said(manager)).toEqual([sees, 1, sees])
    expect(await said(colleague)).toEqual([none, 0, none])
    expect(await said(installer)).toEqual([none, 0, none])
    const given = await manager.call(cases.assign, { params: { id }, body: { version: claimed.version, handlerId: colleague.id } })
    expect(await said(colleague)).toEqual([sees, 1, sees])
    const removed = await manager.call(cases.remove, { params: { id }, body: { version: given.version, reason: '重复' } })
    for (const who of [manager, colleague]) expect(await said(who)).toEqual([none, 0, none])
    await manager.call(cases.restore, { params: { id }, body: { version: removed.version } })
    expect(await said(manager)).toEqual([sees, 1, sees])
    await expect(find('石英', { kind: 'customer' }, installer)).resolves.toMatchObject({ items: [] })
  })
  test('numbers and addresses in a text are masked in what is shown, for everybody', async () => {
    const { id } = await open('翡翠手镯退货', '我的电话13987654321，邮箱 wang.secret@private.example，翡翠手镯有裂纹，身份证11010519491231002X')
    for (const order of ['newest', 'best'] as const) {
      const answer = await find('翡翠', { order })
      expect(answer.items.map((hit) => hit.id)).toEqual([id])
      expect(JSON.stringify(answer)).not.toMatch(/98765432|wang\.secret|19491231/)
      expect(hits(answer.items[0]?.excerpt ?? [])).toEqual(['翡翠'])
    }
    expect(await ids('13987654321')).toEqual([])
    expect(await ids('4321', { kind: 'case,message' })).toEqual([])
  })
})

describe('orders and pages', () => {
  test('both orders give every record once, page after page; the best first is what says it most', async () => {
    const made: string[] = []
    for (let n = 0; n < 7; n++) made.push((await open(`琥珀${n}`, n === 2 ? '琥珀琥珀琥珀' : `琥珀${'与其他许多不相干的事情'.repeat(n + 1)}`)).id)
    const walk = async (order: 'newest' | 'best') => {
      const seen: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { items: Hit[]; nextCursor: string | null } = await find('琥珀', { order, limit: 2, ...(cursor ? { cursor } : {}) })
        expect(page.items.length === 2 || page.nextCursor === null).toBe(true)
        seen.push(...page.items.map((hit) => hit.id))
        cursor = page.nextCursor
      }
      return seen
    }
    expect(await walk('newest')).toEqual(made.toReversed())
    const best = await walk('best')
    expect(best.toSorted()).toEqual(made.toSorted())
    expect(best[0]).toBe(made[2])
  })
  test('kinds stand in one order, and their counts are bounded', async () => {
    const { id: customerId } = await agent.call(customers.add, { body: { type: 'organisation', name: '珊瑚文具厂' } })
    await house.drain()
    const { id } = await open('珊瑚色文具', '珊瑚色文具发错货')
    expect(await ids('珊瑚')).toEqual([id, customerId])
    expect((await manager.call(search.count, { query: { q: '珊瑚' } })).kinds).toEqual(expect.arrayContaining([{ kind: 'customer', count: 1, more: false }, { kind: 'case', count: 1, more: false }, { kind: 'message', count: 1, more: false }]))
    expect((await installer.call(search.count, { query: { q: '珊瑚' } })).kinds.every((one) => one.count === 0)).toBe(true)
  })
  test('more than a hundred are counted as a hundred and more', async () => {
    const made = Array.from({ length: 101 }, () => newId())
    await house.work.unit(systemActor, 'test', async (ctx) => {
      await sql`insert into customer (id, type, name, created_at, version) select id, 'organisation', '孔雀石工艺社', now(), 1 from unnest(${made}::uuid[]) as c (id)`.execute(ctx.db)
      await indexNow(ctx, 'customer', made)
    })
    const { kinds } = await manager.call(search.count, { query: { q: '孔雀石' } })
    expect(kinds.find((one) => one.kind === 'customer')).toEqual({ kind: 'customer', count: 100, more: true })
  })
  test.each<[string, string, string?]>([
    ['q=', 'q'], ['q=%20%20', 'q'], ['q=%EF%BC%81%EF%BC%9F', 'q', 'search.no-words'], ['q=👍', 'q', 'search.no-words'], ['q=a&kind=ledger', 'kind', 'search.unknown-kind'], ['q=a&kind=CASE', 'kind'], ['q=a&order=odd', 'order'],
    ['q=a&cursor=rubbish', 'cursor'], ['q=a&order=best&cursor=rubbish', 'cursor'], ['q=a&from=yesterday', 'from'], ['q=a&limit=0', 'limit'], ['kind=case', 'q'], ['q=a%00b', 'q'],
  ])('%s is refused at the field', async (query, path, code) => {
    const answer = await manager.raw('GET', `/search?${query}`)
    expect(answer.statusCode).toBe(400)
    const { errors } = answer.json() as { errors: { path: string; code: string }[] }
    expect(errors.map((one) => one.path.replace(/^query\./, ''))).toContain(path)
    if (code) expect(errors[0]?.code).toBe(code)
  })
  test('ten thousand characters are refused, two hundred are searched', async () => {
    for (const path of ['search', 'search/counts']) {
      expect((await manager.raw('GET', `/${path}?q=${encodeURIComponent('长'.repeat(10_000))}`)).statusCode, path).toBeGreaterThanOrEqual(400)
      expect((await manager.raw('GET', `/${path}?q=${'长'.repeat(201)}`)).statusCode, path).toBe(400)
      for (const order of path === 'search' ? ['&order=newest', '&order=best'] : ['']) {
        const q = Array.from({ length: 200 }, (_, at) => String.fromCharCode(0x4e00 + at * 7)).join('')
        expect((await manager.raw('GET', `/${path}?q=${encodeURIComponent(q)}${order}`)).statusCode, path + order).toBe(200)
      }
    }
  })
})

test('after changes and removals every word is counted as often as it stands in the index', async () => {
  const { id, version } = await open('砗磲念珠', '砗磲念珠褪色')
  await manager.call(cases.change, { params: { id }, body: { version, subject: '玳瑁眼镜' } })
  await house.drain()
  const { rows: wrong } = await house.pool.query(`select coalesce(w.word, e.word) as word, w.entries, e.n from search_word w
    full join (select word, count(*)::int as n from search_entry, unnest(tsvector_to_array(ts_filter(words, '{d}'))) word group by word) e on e.word = w.word where w.entries is distinct from e.n`)
  expect(wrong).toEqual([])
  const { rows: kinds } = await house.pool.query('select k.kind, k.entries::int, k.length::int, count(e.id)::int as n, sum(e.length)::int as sum from search_kind k left join search_entry e on e.kind = k.kind group by k.kind')
  for (const one of kinds) expect(one).toMatchObject({ entries: one.n, length: one.sum ?? 0 })
})
