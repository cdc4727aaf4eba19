import type pg from 'pg'
import { fold } from '../../src/pure/text/index.ts'
import { wordsOf } from '../../src/modules/search/words.ts'

/** Words and the share of the cases that say them. */
export const SHARES = { 投诉: 10, 退款: 100, 量子: 5_000 } as const
const MONTHS = 12
const MESSAGES = 5
const SUBJECTS = 4_000
const BODIES = 20_000
const STEP = 25_000

/**
 * Cases over twelve months, each with a customer, five messages and their entries in the index, set by set; the entries are put together
 * from those of a few thousand texts. Whether it was done before is told by a table of its own, for it takes minutes.
 */
export async function fillForSearch(pool: pg.Pool, count: number, teams: readonly string[]): Promise<{ seconds: number } | { before: true }> {
  const { rows: [there] } = await pool.query<{ is: boolean }>(`select to_regclass('bench_ground') is not null as is`)
  if (there?.is) return { before: true }
  const started = performance.now()
  for (let month = 0; month <= MONTHS; month++) await pool.query(`select ensure_months('search_entry', now() - make_interval(months => $1)), ensure_months('message', now() - make_interval(months => $1))`, [month])
  await pool.query('drop index search_entry_words')
  await writeTexts(pool)
  const flow = `(select id from definition where kind = 'flow' and key = 'case' limit 1)`
  for (let from = 0; from < count; from += STEP) {
    const size = Math.min(STEP, count - from)
    await pool.query(`
      with people as (
        insert into customer (id, type, name, created_at, version) select bench_id(now()), 'person', '客户' || ($1::int + n), now(), 1 from generate_series(1, greatest($2::int / 10, 1)) n returning id
      ), numbered as (select id, row_number() over () as nth from people),
      drawn as materialized (
        select $1::int + n as n, now() - make_interval(secs => ($3::float8 - $1 - n) / $3 * ${MONTHS * 30 * 86_400}) as at, floor(random() * ${SUBJECTS})::int as s, 1 + n % greatest($2 / 10, 1) as customer, ($4::uuid[])[1 + floor(random() * 20)::int] as team from generate_series(1, $2) n
      ),
      named as materialized (
        select d.*, bench_id(d.at) as id, '20200101-' || lpad(n::text, 7, '0') as number, case when n % 10 = 3 then '投诉' when n % 100 = 7 then '退款' when n % 5000 = 18 then '量子' end as extra from drawn d
      ),
      made as (
        insert into "case" (id, number, kind, subject, channel, priority, status, status_class, flow_id, customer_id, team_id, created_at, changed_at)
        select d.id, number, (array['complaint','request','consultation'])[1 + n % 3], t.text || coalesce('，' || extra, ''), 'phone', 'normal',
          case when n % 50 = 0 then 'open' else 'closed' end, case when n % 50 = 0 then 'open' else 'closed' end, ${flow}, p.id, d.team, d.at, d.at
        from named d join bench_text t on t.sort = 's' and t.nth = d.s join numbered p on p.nth = d.customer
      ),
      said as materialized (
        select d.id as case_id, d.n, d.at, m, bench_id(d.at + make_interval(mins => m * 90)) as id, floor(random() * ${BODIES})::int as b from named d, generate_series(0, ${MESSAGES - 1}) m where d.at + make_interval(mins => m * 90) <= now() or m = 0
      ),
      messages as (insert into message (id, case_id, visibility, author_kind, body, at) select s.id, case_id, 'public', case when m % 2 = 0 then 'customer' else 'staff' end, t.text, s.at from said s join bench_text t on t.sort = 'b' and t.nth = s.b),
      entries as (insert into search_entry (id, kind, home, at, length, words) select s.id, 'message', case_id, s.at, t.length, t.of_message from said s join bench_text t on t.sort = 'b' and t.nth = s.b)
      insert into search_entry (id, kind, home, at, length, words)
      select d.id, 'case', null, d.at, t.length + said.length, t.of_case || coalesce(x.of_case, '') || said.words || bench_number(d.number)
      from named d join bench_text t on t.sort = 's' and t.nth = d.s left join bench_text x on x.sort = 'x' and x.text = d.extra
      join (select case_id, sum(t.length)::int as length, bench_join(t.of_case order by m) as words from said s join bench_text t on t.sort = 'b' and t.nth = s.b group by case_id) said on said.case_id = d.id`, [from, size, count, teams])
  }
  await pool.query(`set maintenance_work_mem = '1GB'; create index search_entry_words on search_entry using gin (words) with (fastupdate = off); reset maintenance_work_mem`)
  await countWords(pool, count)
  for (const table of ['"case"', 'message', 'search_entry', 'search_word', 'customer']) await pool.query(`vacuum analyze ${table}`)
  await pool.query('create table bench_ground as select $1::int as cases', [count])
  return { seconds: Math.round((performance.now() - started) / 1e3) }
}

/** The texts, once for all cases, with what the index keeps of them. */
async function writeTexts(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create table bench_text (sort text, nth int, text text, length int, of_case tsvector, of_message tsvector, primary key (sort, nth));
    create function bench_id(at timestamptz) returns uuid language sql volatile as $$ select (substr(uuid_v7_floor(at)::text, 1, 14) || '7' || substr(r, 1, 3) || '-8' || substr(r, 4, 3) || '-' || substr(r, 7, 12))::uuid from (select md5(random()::text) as r) x $$;
    create function bench_number(number text) returns tsvector language sql immutable as $$ select ('${MARK}20200101:1A ${MARK}' || right(number, 7) || ':1A ${MARK}20200101' || right(number, 7) || ':1A ${MARK}' || right(number, 6) || ':1A ${MARK}' || right(number, 4) || ':1A')::tsvector $$;
    create aggregate bench_join(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '')`)
  const random = seeded(1)
  const rows = [
    ...Array.from({ length: SUBJECTS }, (_, nth) => ({ sort: 's', nth, text: sentence(random, 1) })),
    ...Array.from({ length: BODIES }, (_, nth) => ({ sort: 'b', nth, text: sentence(random, 2) })),
    ...Object.keys(SHARES).map((text, nth) => ({ sort: 'x', nth, text })),
  ].map((row) => {
    const [ofCase, ofMessage] = [wordsOf('case', { text: row.text }), wordsOf('message', { text: row.text })]
    return { ...row, length: ofCase.length, of_case: ofCase.words, of_message: ofMessage.words }
  })
  await pool.query('insert into bench_text select sort, nth, text, length, of_case::tsvector, of_message::tsvector from json_to_recordset($1::json) as t (sort text, nth int, text text, length int, of_case text, of_message text)', [JSON.stringify(rows)])
}
const MARK = wordsOf('case', { text: '一' }).words.slice(1, 3)

/** Counts of the texts' words as they are to be expected, and exact ones of the words that are asked for. */
async function countWords(pool: pg.Pool, count: number): Promise<void> {
  await pool.query(`
    insert into search_word select word, greatest(1, round(sum(n)))::int from (
      select unnest(tsvector_to_array(of_case)) as word, $1::float8 * case sort when 's' then 1.0 / ${SUBJECTS} when 'b' then ${MESSAGES}.0 / ${BODIES} else 0.001 end as n from bench_text
      union all select unnest(tsvector_to_array(of_message)), $1::float8 * ${MESSAGES} / ${BODIES} from bench_text where sort = 'b') w group by word`, [count])
  for (const kind of ['case', 'message']) {
    await pool.query('insert into search_kind select kind, count(*), sum(length) from search_entry where kind = $1 group by kind', [kind])
    for (const word of Object.keys(SHARES)) {
      const marked = wordsOf(kind, { text: word }).words.split(' ')[0]?.replaceAll("'", '').split(':')[0] as string
      await pool.query('insert into search_word select $1::text, count(*)::int from search_entry where words @@ $2::tsquery on conflict (word) do update set entries = excluded.entries', [marked, `'${marked}'`])
    }
  }
}

/** Places, things and faults by Zipf's law, with names of any two characters between them. */
function sentence(random: () => number, parts: number): string {
  const common = (list: readonly string[]) => list[Math.floor(list.length * random() ** 2.5)] as string
  const text = Array.from({ length: parts }, () => `${common(PLACES)}${anyTwo(random)}${random() < 0.5 ? '小区' : '公司'}${common(THINGS)}${common(FAULTS)}`).join('，')
  return Object.keys(SHARES).some((word) => fold(text).includes(word)) ? sentence(random, parts) : text
}
const anyTwo = (random: () => number) => String.fromCharCode(0x4e00 + Math.floor(3_000 * random()), 0x4e00 + Math.floor(3_000 * random()))
const PLACES = '东城区 西城区 朝阳区 海淀区 丰台区 南山区 福田区 浦东新区 天河区 武侯区 江北区 雨花台区 历下区 思明区 洪山区 岳麓区 碑林区 市南区 高新区 滨湖区'.split(' ')
const THINGS = '物业 停车费 电梯 供暖 快递 宽带 空调 洗衣机 水管 路灯 门禁 广场舞 噪音 油烟 垃圾 井盖 公交车 校车 外卖 手机 燃气 医保 社保卡 退休金 公积金 房产证 驾驶证 幼儿园 健身卡 充电桩'.split(' ')
const FAULTS = '长期无人处理 乱收费 经常故障 没有按时送达 影响休息 破损漏水 无法使用 态度恶劣 拒绝开发票 迟迟不安装 信息泄露 与宣传不符 排队太久 多次报修无果 存在安全隐患 收费标准不明'.split(' ')

/** Repeatable chance from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
