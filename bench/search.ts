import { createSecretKey } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { z } from 'zod'
import { sql } from 'kysely'
import type { Actor, Ctx } from '../src/kernel/context.ts'
import { event } from '../src/kernel/contract.ts'
import { migrate } from '../src/kernel/database/migrate.ts'
import { listen, seal } from '../src/kernel/events.ts'
import { buildHouse } from '../src/kernel/house.ts'
import { newId } from '../src/kernel/id.ts'
import { migrateJobs } from '../src/kernel/jobs.ts'
import type { ListSpec } from '../src/kernel/listing.ts'
import { defineModule } from '../src/kernel/module.ts'
import { matching, searchModule, searchable } from '../src/modules/search/index.ts'
import { newestOf } from '../src/modules/search/matching.ts'
import { askedWords, wordsOf } from '../src/modules/search/words.ts'
import { createDatabase, startPostgres } from '../test/postgres.ts'

const COUNT = Number(process.env['SEARCH_COUNT'] ?? 1_000_000)
const HEARD = 20_000
const ROUNDS = 60
const MONTHS = 12
const TEAMS = 20
const folder = fileURLToPath(new URL('../migrations/', import.meta.url))
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

const spec: ListSpec = {
  table: 'ticket', permission: 'ticket.read', sort: '-id',
  sorts: { id: { column: 'id', type: 'uuid' }, dueAt: { column: 'due_at', type: 'timestamptz' } },
  resource: {
    fields: { handler: { type: 'text' }, firstResponder: { type: 'text' }, team: { type: 'text' }, removedAt: { type: 'instant' } },
    legs: {
      own: [{ field: 'handler', is: 'equal', value: { var: 'me' } }, { field: 'firstResponder', is: 'equal', value: { var: 'me' } }],
      team: [{ field: 'team', is: 'one-of', value: { var: 'teams' } }],
    },
  },
}
const schema = `create table ticket (id uuid primary key, number text not null, subject text not null, handler text, first_responder text, team text, due_at timestamptz not null, removed_at timestamptz);
create index on ticket (handler, id desc); create index on ticket (first_responder, id desc); create index on ticket (team, id desc); create index on ticket (due_at, id)`

const reader = (name: string, scopes: readonly string[], me = '', teams: readonly string[] = []): Actor =>
  ({ kind: 'staff', id: null, name, grants: scopes.map((scope) => ({ permission: 'ticket.read', scope })), vars: { me, teams }, locale: 'zh-CN', can: () => true })
const readers = [
  reader('sees all', ['all']), reader('one team of 20', ['own', 'team'], 's7', ['t7']), reader('sees 50', ['own', 'team'], 'fifty', ['none']),
  reader('sees nothing', ['own', 'team'], 'nobody', ['none']), reader('has no grant', []),
]
const queries: Record<string, string> = {
  rare: '量子玻璃', common: '投诉', 'two words': '退款 物业', 'never together': '水管 门禁', mixed: 'iPhone15 退款', 'one character': '费', 'number tail': '000123', 'nowhere': '鳄鱼',
}

const Opened = event('ticket.opened', z.object({}))
const toy = defineModule({
  name: 'tickets', events: [Opened],
  listeners: [searchable({ kind: 'ticket', events: [Opened], textOf: async (ctx, ids) => {
    const { rows } = await sql<{ id: string; subject: string; number: string }>`select id, subject, number from ticket where id = any(${ids}::uuid[])`.execute(ctx.db)
    return rows.map((row) => ({ id: row.id, text: row.subject, keywords: [row.number] }))
  } })],
})

/** Search in a million short Chinese texts over twelve months (SEARCH_COUNT says another number), and how fast the listener writes their entries. */
export async function run(): Promise<object> {
  const server = await startPostgres()
  try {
    const database = await createDatabase(server.url)
    await migrate(database.url, folder, { log: quiet })
    const house = await buildHouse({ modules: [searchModule, toy], openIdentity: async () => ({
      actorOf: async () => undefined, fresh: async () => undefined, needsSetup: async () => false, namesOf: async () => new Map(), forget: () => {}, changedBy: [],
    }) }, { databaseUrl: database.url, secret: createSecretKey('0123456789 0123456789 0123456789', 'utf8'), logger: pino({ level: 'silent' }), connections: 4 })
    try {
      await migrateJobs(house.directPool)
      await house.directPool.query(`${schema}; grant select, insert, update, delete on all tables in schema public to shouwen_app`)
      const filled = await fill(house)
      const results = await measure(house)
      return { filled, ...results, listener: await hear(house) }
    } finally { await house.close() }
  } finally { await server.stop() }
}
type House = Awaited<ReturnType<typeof buildHouse>>

async function fill({ directPool }: House): Promise<object> {
  const end = Date.now()
  const since = end - MONTHS * 30.4 * 86_400_000
  for (let month = 0; month <= MONTHS; month += 1) await directPool.query(`select ensure_months('search_entry', now() - make_interval(months => $1))`, [month])
  // One build of the index over filled months is what a restore does; the listener's own way of writing is measured apart.
  await directPool.query('drop index search_entry_words')
  const random = seeded(1)
  const before = performance.now()
  for (let from = 0; from < COUNT; from += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, COUNT - from) }, (_, at) => ticketOf(random, from + at, new Date(since + (end - since) * ((from + at) / COUNT))))
    await insertTickets(directPool, rows)
    const words = rows.map((row) => wordsOf('ticket', { text: row.subject, keywords: [row.number] }))
    await directPool.query(`insert into search_entry (id, kind, length, words) select id, 'ticket', length, words::tsvector from unnest($1::uuid[], $2::int[], $3::text[]) as e (id, length, words)`,
      [rows.map((row) => row.id), words.map((one) => one.length), words.map((one) => one.words)])
  }
  const indexing = performance.now()
  await directPool.query('create index search_entry_words on search_entry using gin (words) with (fastupdate = off)')
  await directPool.query('vacuum analyze ticket')
  await directPool.query('vacuum analyze search_entry')
  const { rows: [size] } = await directPool.query(`select sum(pg_table_size(relid))::bigint / 1048576 as heap_mb, sum(pg_indexes_size(relid))::bigint / 1048576 as index_mb, count(*)::int as partitions from pg_partition_tree('search_entry') where isleaf`)
  return { entries: COUNT, insertSeconds: Math.round((indexing - before) / 1e3), indexSeconds: Math.round((performance.now() - indexing) / 1e3), ...size }
}

const insertTickets = (pool: House['directPool'], rows: readonly ReturnType<typeof ticketOf>[]) => pool.query(
  `insert into ticket select id, number, subject, handler, responder, team, due_at, null from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[]) as t (id, number, subject, handler, responder, team, due_at)`,
  [rows.map((r) => r.id), rows.map((r) => r.number), rows.map((r) => r.subject), rows.map((r) => r.handler), rows.map((r) => r.responder), rows.map((r) => r.team), rows.map((r) => r.dueAt)])

async function measure({ work }: House): Promise<object> {
  const times: Record<string, string> = {}
  const plans: Record<string, string> = {}
  const timed = async (name: string, actor: Actor, q: string, sort = '-id') => {
    const ms: number[] = []
    let found = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = performance.now()
      const page = await work.read(actor, 'bench', (ctx) => matching(ctx, 'ticket', q, spec, { limit: 50, sort }, { field: 'removedAt', is: 'empty' }))
      ms.push(performance.now() - before)
      found = page.ids.length
    }
    ms.sort((one, other) => one - other)
    times[name] = `p50 ${(ms[Math.floor(ROUNDS * 0.5)] as number).toFixed(1)} p95 ${(ms[Math.floor(ROUNDS * 0.95)] as number).toFixed(1)} ms, ${found} found`
  }
  for (const actor of readers) {
    for (const [name, q] of Object.entries(queries)) {
      await timed(`${name} · ${actor.name}`, actor, q)
      if (actor === readers[0] || actor === readers[1]) plans[`${name} · ${actor.name}`] = await work.read(actor, 'bench', (ctx) => planOf(ctx, q))
    }
  }
  for (const name of ['rare', 'common', 'two words']) for (const actor of readers.slice(0, 4)) await timed(`${name} by deadline · ${actor.name}`, actor, queries[name] as string, 'dueAt')
  return { times, plans }
}

/** How three months are read by words: the nodes of the plan, each once, outermost first. */
async function planOf(ctx: Ctx, q: string): Promise<string> {
  const [from, to] = [121, 30].map((days) => newId(new Date(Date.now() - days * 86_400_000))) as [string, string]
  const statement = newestOf(ctx, askedWords('ticket', q) as string, spec, { from, to }, 51, { field: 'removedAt', is: 'empty' })
  await sql`set local max_parallel_workers_per_gather = 0`.execute(ctx.db)
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (costs off) ${statement}`.execute(ctx.db)
  const nodes = rows.map((row) => row['QUERY PLAN'].replace(/^[\s>-]+/, '')).filter((line) => !line.includes(':'))
  return [...new Set(nodes.map((node) => node.replace(/_\d{6}/g, '_MONTH').replace(/ (?:search_entry|[et])(?:_\d+)?$/, '')))].join(' > ')
}

async function hear({ work, directPool, house }: House): Promise<object> {
  const random = seeded(2)
  const rows = Array.from({ length: HEARD }, (_, at) => ticketOf(random, COUNT + at, new Date()))
  await insertTickets(directPool, rows)
  const system = reader('bench', [])
  for (let from = 0; from < HEARD; from += 1_000) await work.unit(system, 'bench', async (ctx) => { for (const row of rows.slice(from, from + 1_000)) await ctx.emit(Opened, row.id, {}) })
  await seal(work.pool)
  const before = performance.now()
  await listen(work, house.flatMap((module) => module.listeners ?? []))
  const seconds = (performance.now() - before) / 1e3
  return { entries: HEARD, perSecond: Math.round(HEARD / seconds) }
}

/** A short complaint: places and things by Zipf's law, and now and then a model, a name of any two characters, or the rare word. */
function ticketOf(random: () => number, at: number, opened: Date) {
  const common = <T>(list: readonly T[]) => list[Math.floor(list.length * random() ** 2.5)] as T
  const thing = common(THINGS)
  const parts = [common(PLACES), anyTwo(random), random() < 0.5 ? '小区' : '公司', thing, common(FAULTS)]
  if (random() < 0.3) parts.push('投诉')
  if (random() < 0.15) parts.push('，要求退款')
  if (random() < 0.05) parts.push(` ${common(MODELS)}`)
  if (at % 50_000 === 17) parts.push('，量子玻璃破裂')
  const number = `${opened.toISOString().slice(0, 10).replaceAll('-', '')}-${String(at + 1).padStart(6, '0')}`
  return {
    id: newId(opened), number, subject: parts.join(''), handler: at % Math.max(1, Math.floor(COUNT / 50)) === 3 ? 'fifty' : `s${Math.floor(random() * 300)}`,
    responder: `s${Math.floor(random() * 300)}`, team: `t${Math.floor(random() * TEAMS)}`, dueAt: new Date(opened.getTime() + Math.floor(random() * 20) * 86_400_000),
  }
}
const anyTwo = (random: () => number) => String.fromCharCode(0x4e00 + Math.floor(3_000 * random()), 0x4e00 + Math.floor(3_000 * random()))
const PLACES = '东城区 西城区 朝阳区 海淀区 丰台区 南山区 福田区 浦东新区 天河区 武侯区 江北区 雨花台区 历下区 思明区 洪山区 岳麓区 碑林区 市南区 高新区 滨湖区'.split(' ')
const THINGS = '物业 停车费 电梯 供暖 快递 宽带 空调 洗衣机 水管 路灯 门禁 广场舞 噪音 油烟 垃圾 井盖 公交车 校车 外卖 手机 燃气 医保 社保卡 退休金 公积金 房产证 驾驶证 幼儿园 健身卡 充电桩'.split(' ')
const FAULTS = '长期无人处理 乱收费 经常故障 没有按时送达 影响休息 破损漏水 无法使用 态度恶劣 拒绝开发票 迟迟不安装 信息泄露 与宣传不符 排队太久 多次报修无果 存在安全隐患 收费标准不明'.split(' ')
const MODELS = ['iPhone15', 'iphone 15 pro', 'Mate60', 'KFR-35GW', 'Model Y', 'X200', 'WiFi 6', 'ETC']

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
