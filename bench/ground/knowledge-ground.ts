import type pg from 'pg'
import { pinyinKeys } from '../../src/pure/text/index.ts'
import { tailsOf } from '../../src/modules/knowledge/rules.ts'
import { wordsOf } from '../../src/modules/search/words.ts'
import { seeded } from './search-ground.ts'

/** Words by which articles are looked for, and the share of the articles whose title says them. */
export const RARE = { 退款: 10, 蓝牙: 100, 陀螺仪: 2_000 } as const
const TITLES = 4_000
const BODIES = 6_000
const MONTHS = 24
const STEP = 10_000

/**
 * Articles in force over two years, each a document of the library with its version and its entry in the index; titles and bodies are drawn from some thousands and put
 * together at random. The words are counted exactly. Whether it was done before is told by a table of its own.
 */
export async function fillWithArticles(pool: pg.Pool, count: number): Promise<{ seconds: number } | { before: true }> {
  const { rows: [there] } = await pool.query<{ is: boolean }>(`select to_regclass('bench_articles') is not null as is`)
  if (there?.is) return { before: true }
  const started = performance.now()
  for (let month = 0; month <= MONTHS; month++) await pool.query(`select ensure_months('search_entry', now() - make_interval(months => $1))`, [month])
  await pool.query('drop index search_entry_words')
  await writeTexts(pool)
  for (let from = 0; from < count; from += STEP) {
    await pool.query(`
      with drawn as materialized (
        select $1::int + n as n, now() - make_interval(secs => ($3::float8 - $1 - n) / $3 * ${MONTHS * 30 * 86_400}) as at, floor(random() * ${TITLES})::int as t, floor(random() * ${BODIES})::int as b from generate_series(1, $2::int) n
      ), named as materialized (
        select d.*, bench_id(d.at) as id, bench_id(d.at) as version_id, bench_id(d.at) as entry_id, case when n % 10 = 3 then '退款' when n % 100 = 7 then '蓝牙' when n % 2000 = 18 then '陀螺仪' end as extra from drawn d
      ), whole as materialized (
        select d.id, d.version_id, d.entry_id, d.n, d.at, t.text || coalesce('：' || d.extra, '') as title, b.text as body, t.length + b.length as length, t.words || b.words || coalesce(x.words, '') as words
        from named d join bench_words t on t.sort = 't' and t.nth = d.t join bench_words b on b.sort = 'b' and b.nth = d.b left join bench_words x on x.sort = 'x' and x.text = d.extra
      ), documents as (
        insert into document (id, key, kind, state, title_zh, seen_by, made_at, changed_at) select id, 'bench-' || n, 'faq', 'in-force', title, 'everyone', at, at from whole
      ), versions as (
        insert into document_version (id, document_id, number, state, kind_id, texts, fields, links, author_ids, began_at, made_at, changed_at)
        select version_id, id, 1, 'in-force', (select id from definition where kind = 'document-kind' and key = 'faq' limit 1), json_build_object('zh', json_build_object('title', title, 'sections', json_build_object('answer', body))), '{"audience":"customers"}', '[]', '{}', at, at, at from whole
      ), entries as (
        insert into knowledge_entry (id, document_id, version_id, number, key, kind, seen_by, audience, active, title_zh, began_at, offered_until, changed_at)
        select entry_id, id, version_id, 1, 'bench-' || n, 'faq', 'everyone', 'customers', true, title, at, 'infinity', at from whole
      )
      insert into search_entry (id, kind, home, at, length, words) select entry_id, 'article', null, at, length, words from whole`, [from, Math.min(STEP, count - from), count])
  }
  await pool.query(`set maintenance_work_mem = '512MB'; create index search_entry_words on search_entry using gin (words) with (fastupdate = off); reset maintenance_work_mem`)
  await pool.query(`
    insert into search_word select word, ndoc from ts_stat($$select ts_filter(words, '{d}') from search_entry where kind = 'article'$$) on conflict (word) do update set entries = excluded.entries;
    insert into search_kind select kind, count(*), sum(length) from search_entry where kind = 'article' group by kind on conflict (kind) do update set entries = excluded.entries, length = excluded.length`)
  for (const table of ['document', 'document_version', 'knowledge_entry', 'search_entry', 'search_word']) await pool.query(`vacuum analyze ${table}`)
  await pool.query('create table bench_articles as select $1::int as articles', [count])
  return { seconds: Math.round((performance.now() - started) / 1e3) }
}

/** The texts, once for all articles, with what the index keeps of them: of a title its pinyin too. */
async function writeTexts(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create table bench_words (sort text, nth int, text text, length int, words tsvector, primary key (sort, nth));
    create function bench_id(at timestamptz) returns uuid language sql volatile as $$ select (substr(uuid_v7_floor(at)::text, 1, 14) || '7' || substr(r, 1, 3) || '-8' || substr(r, 4, 3) || '-' || substr(r, 7, 12))::uuid from (select md5(random()::text) as r) x $$`)
  const random = seeded(7)
  const one = (list: readonly string[]) => list[Math.floor(list.length * random() ** 2)] as string
  const title = () => `${one(THINGS)}${one(FAULTS)}${one(ASKS)}${random() < 0.3 ? `（${one(MODELS)}）` : ''}`
  const body = () => Array.from({ length: 6 + Math.floor(6 * random()) }, () => `${one(STEPS)}${one(THINGS)}${one(PARTS)}，${one(RESULTS)}`).join('。')
  const spoken = (text: string) => tailsOf(text).flatMap((tail) => { const { full, initials } = pinyinKeys(tail); return [...full.slice(0, 2), ...initials.slice(0, 1)] })
  const rows = [
    ...Array.from({ length: TITLES }, (_, nth) => ({ sort: 't', nth, text: title() })), ...Array.from({ length: BODIES }, (_, nth) => ({ sort: 'b', nth, text: body() })), ...Object.keys(RARE).map((text, nth) => ({ sort: 'x', nth, text })),
  ].map((row) => {
    const { words, length } = wordsOf('article', { text: row.sort === 'b' ? row.text : `${row.text}\n${row.text}`, codes: row.sort === 'b' ? [] : [...new Set(spoken(row.text))] })
    return { ...row, words, length }
  })
  await pool.query('insert into bench_words select sort, nth, text, length, words::tsvector from json_to_recordset($1::json) as t (sort text, nth int, text text, length int, words text)', [JSON.stringify(rows)])
}
const THINGS = '订单 快递 发票 洗衣机 空调 打印机 会员卡 优惠券 账号 密码 路由器 电视 热水器 冰箱 手机 油烟机 净水器 扫地机 摄像头 门锁 充电桩 燃气表 水表 电表 套餐 宽带'.split(' ')
const FAULTS = '打不开 不制冷 漏水 没收到 无法登录 显示错误 不通电 噪音大 连不上网 不出水 不能退换 收费不对 自动关机 找不到 过期 丢失 卡住 有异味'.split(' ')
const ASKS = '怎么办 如何处理 的原因 的处理步骤 要多久 需要什么材料 由谁负责 怎么预约'.split(' ')
const MODELS = 'X200 A-15 M3 Pro 2024款 商用版 家用版 V2.1'.split(' ')
const STEPS = '请先断开 然后检查 重新连接 联系师傅查看 在设置里找到 长按三秒 更换 清洁 核对 登记'.split(' ')
const PARTS = '电源 滤网 指示灯 接口 面板 说明书 保修卡 软件版本 安装位置 水阀 排水管 信号 余额 收货地址'.split(' ')
const RESULTS = '恢复后观察十分钟 仍不行请报修 一般三个工作日内完成 属于正常现象 费用由我们承担 需要客户签字确认 请拍照留存'.split(' ')
