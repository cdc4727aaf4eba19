import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { buildWeb, webIsStale } from '../src/kernel/web-build.ts'

/** The product as its users start it: a process of its own on a free port, in a new home that goes when it stops. */
export interface Product {
  address: string
  home: string
  /** Where the first administrator is made, as a first start prints it. */
  setUpLink: string
  /** The process ids at work now: who keeps the server running, the server, and the database's postmaster. Linux only. */
  processes(): { keeper: number; server: number; database: number }
  /** Resolves when `/readyz` answers 200, at most so many ms from now. */
  ready(within: number): Promise<void>
  /** Runs one command of the command line beside the server. */
  command(...words: string[]): Promise<Said>
  /** The same, and what it printed as JSON; throws when it fails. */
  ask<T = unknown>(...words: string[]): Promise<T>
  /** What the server said last. */
  lastWords(): string
  stop(): Promise<void>
}
interface Said { code: number | null; out: string; err: string }

const root = fileURLToPath(new URL('../', import.meta.url))
const KEPT_WORDS = 20_000

export async function startProduct(env: Readonly<Record<string, string>> = {}): Promise<Product> {
  await pagesAreBuilt()
  const home = mkdtempSync(join(tmpdir(), 'shouwen-product-'))
  const own = { ...process.env, LOG_LEVEL: 'warn', ...env, SHOUWEN_HOME: home, PORT: String(await freePort()), LANG: 'zh_CN.UTF-8' }
  const begun = launch('src/main.ts', [], own)
  const { child, words, ended } = begun
  const tidy = () => { child.kill('SIGTERM'); rmSync(home, { recursive: true, force: true }) }
  process.once('exit', tidy)
  const [address, setUpLink] = await new Promise<[string, string]>((resolve, reject) => {
    child.stderr.on('data', () => { const told = /首问 Shouwen {2}(\S+)[^]*?(\S+\/setup\?token=\S+)\s/.exec(words()); if (told) resolve([told[1] as string, told[2] as string]) })
    void ended.then(() => reject(new Error(`the product did not start:\n${words()}`)))
  })
  const product: Product = {
    address, home, setUpLink, lastWords: words,
    processes: () => ({ keeper: child.pid as number, server: childOf(child.pid as number), database: postmasterOf(home) }),
    async ready(within) {
      const until = performance.now() + within
      for (;;) {
        const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
        if (answer?.ok) return
        if (performance.now() > until) throw new Error(`not ready within ${within} ms:\n${words()}`)
        await pause(50)
      }
    },
    async command(...args) {
      const run = launch('src/cli.ts', args, own)
      const code = await run.ended
      return { code, out: run.out(), err: run.words() }
    },
    async ask<T>(...args: string[]) {
      const { code, out, err } = await product.command(...args)
      if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${err}${out}`)
      try { return JSON.parse(out) as T } catch { return out.trim() as T }
    },
    async stop() {
      process.off('exit', tidy)
      child.kill('SIGTERM')
      const harder = setTimeout(() => child.kill('SIGKILL'), 30_000)
      await ended
      clearTimeout(harder)
      rmSync(home, { recursive: true, force: true })
    },
  }
  return product
}

// When whoever runs the tests is killed, the product goes too.
const DIES_WITH_US = process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0 ? ['setpriv', '--pdeathsig', 'TERM'] : []
function launch(script: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const [program, ...rest] = [...DIES_WITH_US, process.execPath, join(root, script), ...args]
  const child = spawn(program as string, rest, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let words = ''
  child.stdout.on('data', (text: Buffer) => { out = (out + text.toString()).slice(-1_000_000); if (script.endsWith('main.ts')) words = (words + text.toString()).slice(-KEPT_WORDS) })
  child.stderr.on('data', (text: Buffer) => { words = (words + text.toString()).slice(-KEPT_WORDS) })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, ended, out: () => out, words: () => words }
}

const BUILDING = join(root, 'node_modules/.cache/shouwen-building')
/** Builds the pages when they are stale, here and not in each product, for two that start at once would build into one folder. */
async function pagesAreBuilt(): Promise<void> {
  mkdirSync(join(BUILDING, '..'), { recursive: true })
  for (;;) {
    try { mkdirSync(BUILDING); break } catch { /* somebody else builds */ }
    if (Date.now() - (statSync(BUILDING, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 180_000) rmSync(BUILDING, { recursive: true, force: true })
    await pause(200)
  }
  try { if (webIsStale()) await buildWeb() } finally { rmSync(BUILDING, { recursive: true, force: true }) }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const postmasterOf = (home: string) => Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])
const childOf = (pid: number) => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0])
