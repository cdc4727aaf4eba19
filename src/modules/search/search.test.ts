import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { sql } from 'kysely'
import type { Resource } from '../../kernel/access.ts'
import { systemActor } from '../../kernel/actors.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { Actor } from '../../kernel/context.ts'
import { Id, Listing, endpoint, event, line, pageOf } from '../../kernel/contract.ts'
import { newId } from '../../kernel/id.ts'
import { inOrder } from '../../kernel/listing.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { openTestHouse, testIdentity } from '../../../test/app.ts'
import type { TestActor } from '../../../test/app.ts'
import { newestOf } from './gather.ts'
import type { Hunt } from './gather.ts'
import { indexNow, matching, reindex, searchModule, searchable } from './index.ts'
import { askedWords } from './words.ts'

const Letter = z.object({ id: z.uuid(), owner: z.string(), text: z.string(), number: z.string() }).meta({ id: 'Letter' })
const letters = {
  find: endpoint('GET', '/letters', { query: Listing.extend({ owner: z.string().optional() }), response: pageOf(Letter), access: 'letter.read' }),
  write: endpoint('POST', '/letters', { body: z.strictObject({ id: z.uuid().optional(), owner: line(40), text: line(20_000), number: z.string().default('') }), response: Letter, status: 201, access: 'letter.write' }),
  change: endpoint('PATCH', '/letters/:id', { params: Id, body: z.strictObject({ text: line(2_000) }), response: z.null(), access: 'letter.write' }),
  burn: endpoint('DELETE', '/letters/:id', { params: Id, response: z.null(), access: 'letter.write' }),
}
const LetterWritten = event('letter.written', z.object({}))
const LetterChanged = event('letter.changed', z.object({}))
const LetterBurnt = event('letter.burnt', z.object({}))

const tables = tablesOf<{ letter: z.infer<typeof Letter> }>()
const resource: Resource = {
  name: 'letter', read: 'letter.read', fields: { owner: { type: 'text' } },
  legs: { own: [{ field: 'owner', is: 'equal', value: { var: 'me' } }], team: [{ field: 'owner', is: 'one-of', value: { var: 'teams' } }] },
  load: async (ctx, ids) => (await tables(ctx).selectFrom('letter').select(['id', 'owner']).where('id', 'in', ids).execute()).map((row) => ({ ...row, version: 1 })),
}
const sorts = { id: { column: 'id', type: 'uuid' }, number: { column: 'number', type: 'text' } } as const
const module = defineModule({
  name: 'letters', permissions: ['letter.read', 'letter.write'], events: [LetterWritten, LetterChanged, LetterBurnt], resources: [resource],
  listeners: [searchable({
    kind: 'letter', events: [LetterWritten, LetterChanged, LetterBurnt],
    textOf: async (ctx, ids) => (await tables(ctx).selectFrom('letter').selectAll().where('id', 'in', ids).execute()).map(({ id, text, number }) => ({ id, text, keywords: number ? [number] : [] })),
  })],
  serves: [serve(letters, {
    find: async (ctx, { query }) => {
      const filter = query.owner ? { field: 'owner', is: 'equal', value: query.owner } as const : undefined
      const page = await matching(ctx, 'letter', query.q ?? '', { table: 'letter', resource, permission: 'letter.read', sorts, sort: '-id' }, query, filter)
      return { items: page.ids.length ? inOrder(page.ids, await tables(ctx).selectFrom('letter').selectAll().where('id', 'in', page.ids).execute()) : [], nextCursor: page.nextCursor }
    },
    write: async (ctx, { body }) => {
      const row = { ...body, id: body.id ?? newId() }
      tables.insert(ctx, 'letter', row)
      await ctx.emit(LetterWritten, row.id, {})
      return row
    },
    change: async (ctx, { params, body }) => {
      await tables(ctx).updateTable('letter').set({ text: body.text }).where('id', '=', params.id).execute()
      await ctx.emit(LetterChanged, params.id, {})
      return null
    },
    burn: async (ctx, { params }) => {
      await tables(ctx).deleteFrom('letter').where('id', '=', params.id).execute()
      await ctx.emit(LetterBurnt, params.id, {})
      return null
    },
  })],
})

const who = (n: number, scopes: readonly string[], vars: TestActor['vars'] = {}): TestActor =>
  ({ id: `00000000-0000-7000-8000-00000000000${n}`, grants: [...scopes.map((scope) => ({ permission: 'letter.read' as const, scope })), { permission: 'letter.write', scope: 'all' }], vars })
const all = who(1, ['all'])
const ann = who(2, ['own', 'team'], { me: 'ann', teams: ['north', 'ann'] })
const stranger = who(3, ['own', 'team'], { me: 'nobody', teams: [] })
const groundless = who(4, ['elsewhere'])

let house: Awaited<ReturnType<typeof openTestHouse>>
beforeAll(async () => {
  house = await openTestHouse({ modules: [searchModule, module], openIdentity: testIdentity(new Map([all, ann, stranger, groundless].map((actor) => [actor.id, actor]))) }, {
    extra: 'create table letter (id uuid primary key, owner text not null, text text not null, number text not null); create index letter_owner on letter (owner, id desc);',
  })
})
afterAll(() => house.close())

async function write(text: string, { owner = 'ann', number = '', id }: { owner?: string; number?: string; id?: string } = {}): Promise<string> {
  const letter = await house.actor(all)(letters.write, { body: { owner, text, number, ...(id ? { id } : {}) } })
  await house.drain()
  return letter.id
}
const found = async (q: string, actor = all, more: { owner?: string; sort?: string; limit?: number } = {}) =>
  (await house.actor(actor)(letters.find, { query: { q, limit: 200, ...more } })).items.map((letter) => letter.id)
async function walked(q: string, actor: TestActor, limit: number, sort?: string): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: { id: string }[]; nextCursor: string | null } = await house.actor(actor)(letters.find, { query: { q, limit, ...(sort ? { sort } : {}), ...(cursor ? { cursor } : {}) } })
    expect(page.items.length === limit || page.nextCursor === null).toBe(true)
    ids.push(...page.items.map((letter) => letter.id))
    cursor = page.nextCursor
  }
  return ids
}

describe('words', () => {
  test('a word of two characters is found inside a sentence, and its turned twin is not', async () => {
    const id = await write('小区电梯长期停运，物业不闻不问')
    await write('把梯子接上电源')
    expect(await found('电梯')).toEqual([id])
    expect(await found('物业 电梯')).toEqual([id])
    expect(await found('物业 轮船')).toEqual([])
  })
  test('Chinese and Latin words mix, in any case and width, and the last may be unfinished', async () => {
    const id = await write('ＷｉＦｉ路由器Ｘ３０００掉线，iPhone15连不上')
    for (const q of ['wifi', 'WIFI 掉线', 'iphone15', 'iphone 15', 'iPh', 'x3000', '连不上 iphone', '路由器Ｘ３０００']) expect(await found(q), q).toEqual([id])
    expect(await found('iph 掉线')).toEqual([])
  })
  test('traditional characters find simplified ones and the other way round', async () => {
    const traditional = await write('寬頻網絡費用爭議')
    const simplified = await write('宽频网络资费说明')
    expect(await found('宽频')).toEqual([simplified, traditional])
    expect(await found('網絡')).toEqual([simplified, traditional])
  })
  test('one character finds every text that holds it, first, inside or last', async () => {
    const ids = [await write('鲸出没'), await write('蓝鲸在此'), await write('看见一头鲸')]
    expect((await found('鲸')).toSorted()).toEqual(ids.toSorted())
  })
  test('a number is found whole, by its beginning, without its dash, and by its tail', async () => {
    const id = await write('说明', { number: '20261122-000731' })
    await write('说明', { number: '20261122-000842' })
    for (const q of ['20261122-000731', '20261122000731', '20261122-0007', '000731', '731', '0731', '２０２６１１２２－０００７３１']) expect(await found(q), q).toEqual([id])
    expect(await found('20261122')).toHaveLength(2)
    expect(await found('20261122-000999')).toEqual([])
  })
  test.each(['', '　', '！？', "'", '\\', "' | '", '👍'])('%j asks for no word and finds nothing', async (q) => {
    expect(await found(q)).toEqual([])
  })
  test('what looks like the language of the index is text', async () => {
    const id = await write("it's a:b & !c <-> d | 'quoted' \\ back")
    for (const q of ["it's", 'a:b', '!c', "'quoted'", '<-> d', 'back\\']) expect(await found(q), q).toEqual([id])
  })
  test('a very long text is found by its first words', async () => {
    const id = await write(`琥珀 ${Array.from({ length: 9_900 }, (_, at) => String.fromCharCode(0x4e00 + at, 0x4e00 + ((at * 7_919) % 20_000))).join('')}`.slice(0, 20_000))
    expect(await found('琥珀')).toEqual([id])
  })
})

test('personal values are in no entry, however they are written', async () => {
  const id = await write('家住翡翠苑，电话13812345678，也可打 +86 139 1234 5678，邮箱 zhang.san@example.com，身份证11010519491231002X，全角１３７１２３４５６７８，圈码①③⑥①②③④⑤⑥⑦⑧', { number: '13512345678' })
  expect(await found('翡翠苑')).toEqual([id])
  const { rows: [entry] } = await house.pool.query<{ words: string }>('select words::text from search_entry where id = $1', [id])
  expect(entry?.words).toContain('翡翠')
  for (const part of ['138', '139', '137', '136', '135', '5678', 'zhang', 'example', '1949', '110105']) expect(entry?.words, part).not.toContain(part)
  expect(await found('13812345678')).toEqual([])
})

describe('sight', () => {
  test('nobody finds what a list would not show them', async () => {
    const [mine, teams, theirs] = [await write('玛瑙一', { owner: 'ann' }), await write('玛瑙二', { owner: 'north' }), await write('玛瑙三', { owner: 'south' })]
    expect(await found('玛瑙')).toEqual([theirs, teams, mine])
    expect(await found('玛瑙', ann)).toEqual([teams, mine])
    expect(await found('玛瑙', ann, { sort: 'number' })).toEqual([mine, teams])
    expect(await found('玛瑙', stranger)).toEqual([])
    expect(await found('玛瑙', groundless)).toEqual([])
    expect(await found('玛瑙', all, { owner: 'south' })).toEqual([theirs])
    expect(await found('玛瑙', ann, { owner: 'south' })).toEqual([])
  })
  test('what is older than the newest records in sight is judged by the same legs and filters', async () => {
    const hidden = await write('祖母绿', { owner: 'south', id: newId(new Date('2020-01-01T00:00:00Z')) })
    const shown = await write('祖母绿', { owner: 'north', id: newId(new Date('2020-01-02T00:00:00Z')) })
    await bulk(600, () => ({ owner: 'ann', text: '填充' }))
    expect(await found('祖母绿', ann)).toEqual([shown])
    expect(await found('祖母绿')).toEqual([shown, hidden])
    expect(await found('祖母绿', all, { owner: 'south' })).toEqual([hidden])
    expect(await found('祖母绿', ann, { owner: 'south' })).toEqual([])
  })
})

describe('time', () => {
  test('a change replaces the words, and a record that is gone is found no more', async () => {
    const id = await write('珊瑚礁')
    await house.actor(all)(letters.change, { params: { id }, body: { text: '水晶球' } })
    await house.drain()
    expect(await found('珊瑚')).toEqual([])
    expect(await found('水晶')).toEqual([id])
    await house.actor(all)(letters.burn, { params: { id } })
    await house.drain()
    expect((await house.pool.query('select from search_entry where id = $1', [id])).rowCount).toBe(0)
  })
  test('the cursor walks everything once across months and what lies outside of them', async () => {
    await house.directPool.query(`select ensure_months('search_entry', '2024-06-15'), ensure_months('search_entry', '2025-08-15')`)
    const moments = ['1999-05-01', '2024-04-30', '2024-05-31', '2024-06-01', '2024-09-30', '2025-03-03', '2025-07-01', '2025-11-30', '2026-01-01', '2026-02-28', '2031-01-01', '2039-12-31']
    const written = await bulk(1_440, (at) => ({ id: newId(new Date(`${moments[at % moments.length]}T0${at % 10}:00:00Z`)), owner: at % 3 ? 'ann' : 'south', text: at % 40 < 12 ? '琉璃瓦' : at % 20 === 13 ? '汉白玉' : at % 360 === 15 ? '砗磲' : '青砖' }))
    const holding = written.filter(({ text }) => text === '琉璃瓦')
    const newestFirst = (rows: typeof written) => rows.map((row) => row.id).sort().reverse()
    expect(holding.length).toBeGreaterThan(400)
    const { rows: [rest] } = await house.pool.query<{ n: number }>(`select count(*)::int as n from search_entry_rest`)
    expect(rest?.n).toBeGreaterThan(100)
    expect(await walked('琉璃', all, 37)).toEqual(newestFirst(holding))
    for (const rarer of ['汉白玉', '砗磲']) {
      expect(await walked(rarer, all, 20), rarer).toEqual(newestFirst(written.filter(({ text }) => text === rarer)))
      expect(await walked(rarer, ann, 3), rarer).toEqual(newestFirst(written.filter(({ text, owner }) => text === rarer && owner === 'ann')))
    }
    expect(await walked('琉璃', ann, 37)).toEqual(newestFirst(holding.filter(({ owner }) => owner === 'ann')))
    expect(await walked('琉璃', all, 200, 'id')).toEqual(newestFirst(holding).reverse())
    expect(new Set(await walked('琉璃', ann, 50, '-number'))).toEqual(new Set(newestFirst(holding.filter(({ owner }) => owner === 'ann'))))
  })
  test('a page that ends with the last of all says so', async () => {
    const ids = [await write('独山玉'), await write('独山玉')]
    expect(await walked('独山玉', all, 1)).toEqual(ids.toReversed())
    expect((await house.actor(all)(letters.find, { query: { q: '独山玉', limit: 2 } })).nextCursor).toBeNull()
  })
  test.each(['-id', 'number'])('a cursor that is none is refused in the order %s', async (sort) => {
    await expect(house.actor(all)(letters.find, { query: { q: '电梯', cursor: 'rubbish', sort } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'cursor' }] } })
  })
  test('an order nobody offers is refused', async () => {
    await expect(house.actor(all)(letters.find, { query: { q: '电梯', sort: '-secret' } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'sort' }] } })
  })
})

test('reindexing writes what is missing, mends what is wrong and removes what has no record', async () => {
  const [lost, wrong, burnt] = [await write('孔雀石'), await write('绿松石'), await write('月光石')]
  await house.pool.query('delete from search_entry where id = $1', [lost])
  await house.pool.query(`update search_entry set words = '' where id = $1`, [wrong])
  await house.pool.query('delete from letter where id = $1', [burnt])
  const { rows: [count] } = await house.pool.query<{ n: number }>('select count(*)::int as n from letter')
  const told: number[] = []
  expect(await reindex(house.work, { told: (_, written) => told.push(written) })).toEqual({ letter: count?.n })
  expect(told.at(-1)).toBe(count?.n)
  expect(await found('孔雀石')).toEqual([lost])
  expect(await found('绿松石')).toEqual([wrong])
  expect((await house.pool.query('select from search_entry where id = $1', [burnt])).rowCount).toBe(0)
  expect((await house.pool.query<{ n: number }>('select count(*)::int as n from search_entry')).rows[0]).toEqual(count)
  await expect(reindex(house.work, { kinds: ['letter', 'unheard'] })).rejects.toMatchObject({ details: { errors: [{ code: 'search.unknown-kind', params: { kind: 'unheard', known: 'letter' } }] } })
})

test('after everything above each word is counted as often as it stands in the index', async () => {
  const { rows } = await house.pool.query(`select coalesce(w.word, e.word) as word, w.entries, e.n from search_word w
    full join (select word, count(*)::int as n from search_entry, unnest(tsvector_to_array(ts_filter(words, '{d}'))) word group by word) e on e.word = w.word where w.entries is distinct from e.n`)
  // What the test of reindexing did behind the listener's back alone is off.
  expect(rows.filter((row) => !/[孔雀绿松石]/.test(row.word))).toEqual([])
})

describe('plans', () => {
  const planOf = (actor: TestActor, hunt: Partial<Hunt>, range: { from: string | null; to: string | null }) => house.work.read(actor as unknown as Actor, 'test', async (ctx) => {
    await sql`set local enable_seqscan = off`.execute(ctx.db)
    const asked = askedWords('letter', '玄武岩')
    const whole: Hunt = { kind: 'letter', table: 'letter', elsewhere: false, seen: { table: 'letter', resource, permission: 'letter.read' }, words: asked?.every ?? '', hold: 10, sure: true, entries: 1_000, ...hunt }
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (costs off) ${newestOf(ctx, whole, range, 21)}`.execute(ctx.db)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  let month: { from: string; to: string }
  beforeAll(async () => {
    await house.directPool.query(`select ensure_months('search_entry', '2025-05-15')`)
    await bulk(2_000, (at) => ({ id: newId(new Date(Date.UTC(2025, 3 + at % 4, 3))), owner: at % 3 ? 'ann' : 'south', text: at % 100 === 7 ? '玄武岩' : '花岗岩' }))
    await house.directPool.query('analyze search_entry; analyze letter')
    month = (await house.directPool.query<typeof month>(`select uuid_v7_floor('2025-06-01Z') as from, uuid_v7_floor('2025-07-01Z') as to`)).rows[0] as typeof month
  })
  test('one month is read by words, sorted, and only then looked up record by record', async () => {
    const plan = await planOf(all, {}, month)
    expect(plan).toMatch(/Bitmap Index Scan on search_entry_202506_words/)
    expect(plan).not.toMatch(/search_entry_2025(?!06)/)
    expect(plan).toMatch(/Sort Key: search_entry\S*\.id DESC/)
    expect(plan).toMatch(/Index (Only )?Scan using letter_pkey/)
    expect(plan).not.toMatch(/Seq Scan/)
  })
  test('the days asked for leave out the months before them', async () => {
    const plan = await planOf(all, { from: new Date('2025-06-10T00:00:00Z') }, { from: null, to: null })
    expect(plan).toMatch(/search_entry_202506/)
    expect(plan).not.toMatch(/search_entry_20250[1-5]/)
  })
})

/** Many at once, as an import writes them. */
async function bulk(count: number, of: (at: number) => { id?: string; owner: string; text: string }) {
  const rows = Array.from({ length: count }, (_, at) => ({ id: newId(), number: '', ...of(at) }))
  await house.work.unit(systemActor, 'test.bulk', async (ctx) => {
    await sql`insert into letter select * from json_to_recordset(${JSON.stringify(rows)}::json) as l (id uuid, owner text, text text, number text)`.execute(ctx.db)
    expect(await indexNow(ctx, 'letter', rows.map((row) => row.id))).toBe(count)
  })
  return rows
}
