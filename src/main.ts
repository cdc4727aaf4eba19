import './without-maglev.ts'
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * `npm start`: keeps the server running. The server is a process of its own, so that one that is killed or runs out of
 * memory is started again by itself; one that can't even start says why and is not tried again.
 */
const SERVED = 'SHOUWEN_SERVED'
/** So many deaths in a row, each sooner than this many ms after the start, and it is not tried again. */
const MOST_DEATHS = 10
const LONG_LIFE = 30_000

if (process.env[SERVED]) {
  // Before anything else is loaded: a warm start reads compiled code instead of 1,200 sources.
  enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/shouwen-compile', import.meta.url)))
  const { start } = await import('./start.ts')
  await start(process.env)
} else {
  let child: ChildProcess | undefined
  let ending = false
  let deaths = 0
  const launch = (): void => {
    const begun = performance.now()
    let stood = false
    child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, [SERVED]: '1' }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.once('message', () => { stood = true })
    child.once('exit', (code, signal) => {
      if (ending || code === 0) process.exit(code ?? 1)
      deaths = performance.now() - begun > LONG_LIFE ? 0 : deaths + 1
      if ((!stood && deaths <= 1) || deaths > MOST_DEATHS) process.exit(code ?? 1)
      process.stderr.write(`The server ended (${signal ?? code}); starting it again. 服务进程已退出（${signal ?? code}），正在重新启动。\n`)
      setTimeout(launch, Math.min(200 * 2 ** deaths, 10_000))
    })
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => { ending = true; child?.kill('SIGTERM') })
  launch()
}
