import { existsSync, mkdirSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillWithArticles } from './ground/knowledge-ground.ts'
import { load } from './ground/load.ts'
import { openBenchServer } from './ground/server.ts'

/** What is typed into the search of knowledge: one kind of question a line. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'two characters': ['退款', '漏水', '发票', '密码'], 'rare word': ['蓝牙', '陀螺仪'], 'synonym': ['退钱', '快件没收到', '登陆不了'], pinyin: ['tuikuan', 'loushui', 'fapiao', 'kongtiao'], initials: ['xyj', 'dyj', 'lyq'],
  question: ['空调不制冷怎么办', '快递没收到由谁负责', '洗衣机漏水的处理步骤', '打印机连不上网的原因'], mixed: ['X200 打印机', '路由器 M3 Pro 连不上网'], sentence: ['我家的空调昨天开始不制冷了，请问应该怎么处理，需要多久'], nothing: ['钛合金眼镜框'],
}
const WARM = 8

/**
 * Search of knowledge among a thousand and a hundred thousand articles in force, by what sort of words is typed. `mean` and `p95` at one connection, `busy` the 95th percentile at eight, in milliseconds; the ratio compares the two sizes. Options: the larger number, seconds a measurement.
 */
export async function run(options: readonly string[]): Promise<object> {
  const most = Number(options[0] ?? 100_000)
  const seconds = Number(options[1] ?? 1.5)
  const figures: Record<string, Record<string, object>> = {}
  const means: Record<string, number[]> = {}
  const told: Record<string, object> = {}
  for (const size of [1_000, most]) {
    const home = join(tmpdir(), `shouwen-bench-knowledge-${size}`)
    if (!existsSync(home)) mkdirSync(home, { mode: 0o700 })
    const server = await openBenchServer({ home, keep: true })
    try {
      told[size] = await fillWithArticles(server.house.directPool, size)
      const { token } = await server.hire('agent')
      for (const [key, asked] of Object.entries(ASKED)) {
        const paths = asked.map((q) => `/api/v1/knowledge/articles?q=${encodeURIComponent(q)}&limit=20`)
        let hits = 0
        for (let n = 0; n < WARM; n++) for (const one of paths) hits = ((await (await fetch(`${server.address}${one}`, { headers: { authorization: `Bearer ${token}` } })).json()) as { items: unknown[] }).items.length
        const of = { address: server.address, token, method: 'GET' as const, paths, seconds }
        const alone = await load({ ...of, connections: 1 })
        const busy = await load({ ...of, connections: 8 })
        ;(means[key] ??= []).push(alone.mean)
        ;(figures[key] ??= {})[String(size)] = { hits, mean: alone.mean, p95: alone.p95, busy: busy.p95, failed: alone.failed + busy.failed, load: round(loadavg()[0] ?? 0) }
        process.stderr.write(`${size} ${key}: ${JSON.stringify(figures[key]?.[String(size)])}\n`)
      }
    } finally { await server.close() }
  }
  return { told, figures, ratio: Object.fromEntries(Object.entries(means).map(([key, [small = 0, large = 0]]) => [key, round(large / small)])) }
}
const round = (n: number) => Math.round(n * 100) / 100
