import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../kernel/actors.ts'
import { openTestHouse, testIdentity } from '../../../test/app.ts'
import { keysOfName } from './names.ts'
import { customersModule } from './index.ts'
import { metricsModule } from '../metrics/index.ts'
import { sourcesOf, walk } from './search.ts'

/** Plans at volume: whatever was typed, and however common it is, an index is walked and never the table. */
const CUSTOMERS = 100_000
let house: Awaited<ReturnType<typeof openTestHouse>>

beforeAll(async () => {
  house = await openTestHouse({ modules: [metricsModule, customersModule], openIdentity: testIdentity(new Map()) })
  const names = namesOf(4_000)
  const keys = names.flatMap((name) => keysOfName('00000000-0000-7000-8000-000000000000', name).map((key) => ({ name, ...key })))
  const { vault } = house.work
  // A tail is one of ten thousand; half of all addresses lie at one domain.
  const tails = Array.from({ length: 1_000 }, (_, n) => vault.token('phone-tail', String(1_000 + n)))
  const client = await house.directPool.connect()
  // References hold by construction, and an index is built faster than filled.
  await client.query('set session_replication_role = replica; set synchronous_commit = off')
  const { rows: [index] } = await client.query<{ text: string }>(`select pg_get_indexdef('customer_key_grams'::regclass) as text`)
  await client.query('drop index customer_key_grams')
  await client.query(`insert into customer (id, type, name, region, created_at)
    select uuid_v7(), case when n % 20 = 0 then 'organisation' else 'person' end, ($1::text[])[1 + n % $2], (array['北京','上海','广东'])[1 + n % 3], now() from generate_series(1, $3) n`, [names, names.length, CUSTOMERS])
  await client.query('create temp table seed_key (name text, kind text, value text, grams text[])')
  await client.query(`insert into seed_key select name, kind, value, case when grams is null then null else array(select jsonb_array_elements_text(grams)) end from jsonb_to_recordset($1::jsonb) as k(name text, kind text, value text, grams jsonb)`, [JSON.stringify(keys)])
  await client.query('insert into customer_key select c.id, k.kind, k.value, k.grams from customer c join (select distinct on (name, kind, value) * from seed_key) k on k.name = c.name')
  await client.query(index?.text as string)
  await client.query(`insert into contact_point (id, customer_id, kind, value, created_at) select uuid_v7(), id, 'phone', '\\x00', now() from customer`)
  await client.query(`insert into contact_token select ($1::bytea[])[1 + (row_number() over (order by id)) % 1000], 'phone-tail', id, customer_id from contact_point
    union all select sha256(id::text::bytea), 'phone', id, customer_id from contact_point
    union all select $2, 'email-domain', id, customer_id from contact_point where get_byte(uuid_send(id), 15) < 128`, [tails, vault.token('email-domain', 'common.cn')])
  for (const table of ['customer', 'contact_point', 'contact_token', 'customer_key']) await client.query(`analyze ${table}`)
  await client.query('reset session_replication_role; reset synchronous_commit')
  client.release()
}, 120_000)
afterAll(() => house.close())

/** Names in the frequencies of life: few surnames, many given names, some organisations. */
function namesOf(count: number): string[] {
  const surnames = '王王王李李李张张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
  const given = '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂华建国文斌宇浩凯健俊帆雪荣爱飞燕红鹏玲婷'
  const at = (text: string, n: number) => [...text][n % [...text].length] as string
  return Array.from({ length: count }, (_, n) => n % 20 === 0 ? `${at(given, n)}${at(given, n * 7)}${at(given, n * 13)}贸易有限公司` : `${at(surnames, n * 31)}${at(given, n * 17)}${n % 3 ? at(given, n * 29) : ''}`)
}
const everyone = sql<boolean>`t.deleted_at is null`

test.each(['王', '王伟', '贸易有限公司', '公司', '伟', '静丽', 'w', 'wang', 'zhouw', 'wf', '1234', '561234', '5551234', 'common.cn', '13812345678', 'nobody@nowhere.cn'])('%s is read along indexes', async (q) => {
  await house.work.read(systemActor, 'test', async (ctx) => {
    const sources = await sourcesOf(ctx, q)
    for (const at of sources.keys()) {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${walk(sources, at, everyone, 51)}`.execute(ctx.db)
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      expect(plan, `${q}, source ${at}`).not.toMatch(/Seq Scan/)
    }
  })
})
test('lists are read along indexes, in every order and of every region', async () => {
  await house.work.read(systemActor, 'test', async (ctx) => {
    for (const [filter, order] of [[sql`true`, sql`t.name, t.id`], [sql`true`, sql`t.id desc`], [sql`t.region = '北京'`, sql`t.id desc`], [sql`t.region = '海南'`, sql`t.id desc`]] as const) {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select t.id from customer t where ${everyone} and ${filter} order by ${order} limit 51`.execute(ctx.db)
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).not.toMatch(/Seq Scan|Sort Key: name/)
    }
  })
})
