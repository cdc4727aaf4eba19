import { fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { systemActor } from '../src/kernel/actors.ts'
import { addMailbox } from '../src/modules/mail/index.ts'
import { load } from './ground/load.ts'
import { openBenchServer } from './ground/server.ts'

/**
 * So many mails lie in a mailbox at once: how fast they are fetched and become cases, how long each waits, and how fast a list of 50 is meanwhile at
 * four connections. Figures in mails a second, seconds and, for the list, milliseconds. Option: the number of mails.
 */
export async function run(options: readonly string[]): Promise<object> {
  const mails = Number(options[0] ?? 8_000)
  const post = fork(fileURLToPath(new URL('ground/mail-post.ts', import.meta.url)), [], { env: { ...process.env, BENCH_MAILS: String(mails) } })
  const [{ port }] = await once(post, 'message') as [{ port: number }]
  const server = await openBenchServer()
  const { house: { directPool: pool, work } } = server
  try {
    const { token } = await server.hire('cs_manager')
    const list = { address: server.address, token, method: 'GET' as const, paths: ['/api/v1/cases?limit=50'], connections: 4 }
    const quiet = await load({ ...list, seconds: 3 })
    const begun = performance.now()
    const before = process.cpuUsage()
    await work.unit(systemActor, 'bench', (ctx) => addMailbox(ctx, { address: 'service@bench.example', imap: `imap://bench:bench@127.0.0.1:${port}` }))
    const seconds = () => Math.round((performance.now() - begun) / 10) / 100
    const count = async (where: string) => (await pool.query<{ n: number }>(`select count(*)::int as n from inbound_mail where ${where}`)).rows[0]?.n ?? 0
    let meanwhile: Awaited<ReturnType<typeof load>> | undefined
    const loading = (async () => { while (await count(`state = 'done'`) < mails / 20) await pause(100); meanwhile = await load({ ...list, seconds: Math.max(4, Math.round(mails / 400)) }) })()
    let fetched: number | undefined
    for (let last = -1, still = 0; ;) {
      const done = await count(`state in ('done', 'quarantined')`)
      if (fetched === undefined && await count('true') >= mails) fetched = seconds()
      if (done >= mails) break
      still = done === last ? still + 1 : 0
      if (still > 600) throw new Error(`it stands still at ${done} of ${mails}`)
      last = done
      await pause(100)
    }
    const all = seconds()
    const { user, system } = process.cpuUsage(before)
    await loading
    const { rows: [lag] } = await pool.query(`select round(percentile_cont(0.5) within group (order by s)::numeric, 2)::float8 as p50, round(percentile_cont(0.95) within group (order by s)::numeric, 2)::float8 as p95, round(max(s)::numeric, 2)::float8 as max from (select extract(epoch from done_at - at) as s from inbound_mail) t`)
    const { rows: outcomes } = await pool.query('select outcome, reason, count(*)::int as mails from inbound_mail group by 1, 2 order by 3 desc')
    const { rows: [cases] } = await pool.query('select count(*)::int as n from "case"')
    return {
      mails, seconds: all, perSecond: Math.round(mails / all * 10) / 10, fetched: { seconds: fetched, perSecond: fetched && Math.round(mails / fetched) }, lag, outcomes, cases: cases.n,
      // Of this process, the readers of mails among it: what a mail costs whatever else the machine does.
      processorMsAMail: Math.round((user + system) / mails / 100) / 10,
      list: { quiet: { p50: quiet.p50, p95: quiet.p95 }, meanwhile: meanwhile && { p50: meanwhile.p50, p95: meanwhile.p95, perSecond: meanwhile.perSecond, failed: meanwhile.failed } },
      residentMb: Math.round(process.memoryUsage.rss() / 1_048_576), loadAverage: loadavg()[0],
    }
  } finally {
    post.kill()
    await server.close()
  }
}
