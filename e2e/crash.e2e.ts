import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '../src/kernel/database/connect.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

/** Under load the database, the server and both at once are killed: nothing acknowledged is lost, nothing is there twice, and it starts again by itself. */

const WRITERS = 8
/** What a writer waits before it sends the same again, in ms; the server's own `Retry-After` is for people. */
const AGAIN = 50

let product: Product
let token: string
beforeAll(async () => {
  product = await startProduct()
  await product.ask('staff', 'create', '--email', 'writer@example.com', '--password', 'Quiet-harbour-57', '--name', '写手', '--role', 'agent')
  token = await product.ask<string>('token', 'create', '--staff', 'writer@example.com', '--name', 'crash')
}, 120_000)
afterAll(() => product?.stop(), 60_000)

interface Acknowledged { key: string; id: string; number: string }

/** Eight that open one case after another, each under a key of its own, and send it again under the same key until it is answered. */
function openWriters() {
  const acknowledged: Acknowledged[] = []
  const counts = { failures: 0, refusals: [] as string[] }
  let going = true
  const post = (key: string) => fetch(`${product.address}/api/v1/cases`, {
    method: 'POST', signal: AbortSignal.timeout(10_000),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ kind: 'complaint', subject: `断电演练 ${key}`, description: '水管爆了，请尽快派人来。', channel: 'api', customer: { name: `市民 ${key}`, phone: phoneOf(key) } }),
  })
  async function write(key: string): Promise<void> {
    for (;;) {
      const answer = await post(key).catch(() => undefined)
      const body = answer ? await answer.text().catch(() => undefined) : undefined
      if (answer?.status === 201 && body) { const { id, number } = JSON.parse(body) as Acknowledged; acknowledged.push({ key, id, number }); return }
      if (answer && answer.status < 500 && answer.status !== 429) { counts.refusals.push(`${answer.status} ${body}`); return }
      counts.failures++
      await pause(AGAIN)
    }
  }
  const done = Promise.all(Array.from({ length: WRITERS }, async (_, writer) => { for (let n = 0; going; n++) await write(`w${writer}-${n}`) }))
  return {
    acknowledged, counts, post,
    /** Resolves when so many more cases are acknowledged than now. */
    async more(than: number): Promise<void> { const from = acknowledged.length; while (acknowledged.length < from + than) await pause(20) },
    async end(): Promise<void> { going = false; await done },
  }
}
const phoneOf = (key: string) => { const [writer, n] = key.slice(1).split('-').map(Number) as [number, number]; return `138${writer}${String(n).padStart(7, '0')}` }

test.skipIf(process.platform !== 'linux')('kill -9 of database, server and both under load: nothing acknowledged is lost or doubled, and it stands up again by itself', { timeout: 120_000 }, async () => {
  const writers = openWriters()
  await writers.more(100)
  const strokes = [['database'], ['server'], ['server', 'database']] as const
  for (const stroke of strokes) {
    const before = product.processes()
    for (const one of stroke) process.kill(before[one], 'SIGKILL')
    // The load is what notices: when it goes on, the product is back.
    const begun = performance.now()
    await writers.more(50)
    await product.ready(30_000)
    console.log(`kill -9 of ${stroke.join(' and ')}: writing again after ${Math.round(performance.now() - begun)} ms`)
    const after = product.processes()
    expect(after.keeper).toBe(before.keeper)
    for (const one of stroke) expect(after[one]).not.toBe(before[one])
  }
  await writers.end()
  const { acknowledged, counts } = writers
  expect(counts.refusals).toEqual([])
  // Without requests that failed on the way nothing was tried.
  expect(counts.failures).toBeGreaterThan(0)
  console.log(`${acknowledged.length} cases acknowledged, ${counts.failures} requests failed and were sent again`)

  const { databaseUrl } = JSON.parse(readFileSync(join(product.home, 'running.json'), 'utf8')) as { databaseUrl: string }
  const pool = openPool(databaseUrl, { max: 1, applicationName: 'crash test', pipeline: false, onError: () => {} })
  try {
    const { rows } = await pool.query<{ id: string; subject: string; number: string; messages: number; clocks: number; customers: number }>(`
      select c.id, c.subject, c.number, (select count(*)::int from message m where m.case_id = c.id) as messages, (select count(*)::int from clock k where k.subject_id = c.id) as clocks,
        (select count(*)::int from customer u where u.id = c.customer_id) as customers from "case" c`)
    const stored = rows.map((row) => [row.subject.split(' ')[1], row.id, row.number].join(' ')).toSorted()
    expect(stored).toEqual(acknowledged.map(({ key, id, number }) => [key, id, number].join(' ')).toSorted())
    expect(rows.filter((row) => row.messages !== 1 || row.clocks !== 2 || row.customers !== 1)).toEqual([])
    const { rows: [customers] } = await pool.query<{ n: number }>('select count(*)::int as n from customer')
    expect(customers?.n).toBe(acknowledged.length)
  } finally { await pool.end() }

  // What was answered before the strokes is answered the same after them.
  const first = acknowledged[0] as Acknowledged
  expect(await (await writers.post(first.key)).json()).toMatchObject({ id: first.id, number: first.number })
  const report = await product.ask<{ events: number; badAt: number | null; broken: unknown[] }>('verify')
  expect(report).toMatchObject({ badAt: null, broken: [] })
})
