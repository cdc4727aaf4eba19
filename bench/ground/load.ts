import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'

/** What one process sends: `body` is JSON in which #n becomes a running number; `paths` are taken in turn. */
export interface Load { address: string; token: string; method: 'GET' | 'POST'; paths: string[]; body?: string; connections: number; seconds: number }
export interface Loaded { perSecond: number; p50: number; p95: number; p99: number; mean: number; sent: number; failed: number }

/** Sends the load from a process of its own, so that the server's is not measured along with it. */
export function load(of: Load): Promise<Loaded> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [], { env: { ...process.env, BENCH_LOAD: JSON.stringify(of) } })
    child.once('message', (answer) => resolve(answer as Loaded))
    child.once('error', reject)
    child.once('exit', (code) => { if (code) reject(new Error(`the load ended with ${code}`)) })
  })
}

async function send({ address, token, method, paths, body, connections, seconds }: Load): Promise<Loaded> {
  let n = 0
  const run = Date.now().toString(36)
  const times: number[] = []
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon({
    url: address, connections, duration: seconds, headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    requests: [{
      method,
      setupRequest: (request) => {
        const at = n++
        return { ...request, path: paths[at % paths.length] as string, ...(body ? { body: body.replaceAll('#n', String(10_000_000 + at).slice(1)), headers: { ...request.headers, 'idempotency-key': `${run}-${at}` } } : {}) }
      },
    }],
    }, (error, answer) => error ? reject(error as Error) : resolve(answer))
    instance.on('response', (_client, _status, _bytes, time) => void times.push(time))
  })
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 100) / 100
  return { perSecond: Math.round(result['2xx'] / result.duration), p50: at(0.5), p95: at(0.95), p99: at(0.99), mean: Math.round(times.reduce((sum, time) => sum + time, 0) / times.length * 100) / 100, sent: result['2xx'], failed: result.non2xx + result.errors }
}

if (process.env['BENCH_LOAD']) {
  const answer = await send(JSON.parse(process.env['BENCH_LOAD']) as Load)
  process.send?.(answer, () => process.exit(0))
}
