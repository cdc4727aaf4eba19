import { loadDemo } from '../demo/load.ts'
import { load } from './ground/load.ts'
import { openBenchServer } from './ground/server.ts'

/**
 * Every shipped board of twelve tiles over a year of the demo company (12,000 cases unless told otherwise), as a manager opens it: the
 * first time with nothing kept counted, then with what the house keeps counted by itself. Milliseconds at one connection.
 * The aim is 500 ms for each.
 */
export async function run(options: readonly string[]): Promise<object> {
  const cases = Number(options[0] ?? 12_000)
  const seconds = Number(options[1] ?? 4)
  const server = await openBenchServer()
  try {
    const said = (text: string) => void process.stderr.write(`${text}\n`)
    await loadDemo(server.ground, { cases, say: said })
    const { token } = await server.hire('cs_manager')
    const read = async <T>(path: string): Promise<T> => {
      const answer = await fetch(`${server.address}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return await answer.json() as T
    }
    const boards = (await read<{ items: { key: string }[] }>('/dashboards')).items.map(({ key }) => key)
    const windows = { '30 days': '', '12 months': `?${new URLSearchParams(yearTo(new Date()))}` }
    const paths = boards.flatMap((key) => Object.entries(windows).map(([name, query]) => ({ name: `${key}, ${name}`, path: `/dashboards/${key}${query}` })))
    const first: Record<string, number> = {}
    for (const { name, path } of paths) {
      const begun = performance.now()
      await read(path)
      first[name] = Math.round(performance.now() - begun)
    }
    const waiting = async () => (await read<{ items: { kept: boolean; stale: number }[] }>('/metric-rollups')).items.reduce((sum, one) => sum + (one.kept ? one.stale : 0), 0)
    for (let last = Infinity, tries = 0; tries < 60; tries++) {
      const now = await waiting()
      said(`${now} days wait to be counted`)
      if (now === 0 || (now === last && tries > 5)) break
      last = now
      await new Promise((resolve) => setTimeout(resolve, 5_000))
    }
    const kept: Record<string, object> = {}
    for (const { name, path } of paths) {
      const { p50, p95, failed } = await load({ address: server.address, token, method: 'GET', paths: [`/api/v1${path}`], connections: 1, seconds })
      kept[name] = { p50, p95, failed }
    }
    const worst = Math.max(...Object.values(kept).map((one) => (one as { p95: number }).p95))
    return { cases, tiles: 12, aimMs: 500, firstMs: first, keptMs: kept, worstP95: worst, isReached: worst < 500 }
  } finally { await server.close() }
}
function yearTo(now: Date): Record<string, string> {
  const text = (at: number) => new Date(at).toISOString().slice(0, 10)
  return { from: text(now.getTime() - 364 * 86_400_000), to: text(now.getTime()) }
}
