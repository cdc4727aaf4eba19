import staticFiles from '@fastify/static'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadDemo } from '../demo/load.ts'
import { buildApp } from './app.ts'
import type { App } from './kernel/house.ts'
import { pendingMigrations } from './kernel/database/migrate.ts'
import { StartError } from './kernel/database/start-error.ts'
import { migrationsFolder, openGround } from './kernel/ground.ts'
import type { Ground } from './kernel/ground.ts'
import { API } from './kernel/http.ts'
import { openLog } from './kernel/observe.ts'
import { buildWeb, webFolder, webIsStale } from './kernel/web-build.ts'
import { readApiReference } from './kernel/api-reference.ts'
import { setupToken } from './modules/people/index.ts'

type Env = NodeJS.ProcessEnv

/** Starts the product and keeps it running until it is told to stop: SIGTERM and SIGINT drain and end with 0. */
export async function start(env: Env): Promise<void> {
  const begun = performance.now()
  const logger = openLog(env['LOG_LEVEL'] ?? 'info')
  let ground: Ground | undefined
  let app: App | undefined
  try {
    const web = webIsStale() ? (say('Building the pages (only when they changed)… 正在构建页面……'), buildWeb()) : Promise.resolve()
    const opened = openGround(env, { log: logger })
    // Both are awaited together below; a failure of one must not be an unhandled one of the other.
    web.catch(() => {})
    ground = await opened
    const publicUrl = env['PUBLIC_URL']
    app = await buildApp({
      databaseUrl: ground.databaseUrl, directUrl: ground.directUrl, secret: ground.secret, filesFolder: ground.filesFolder, logger,
      onSetUp: ({ demo }) => { if (demo && ground) void loadDemo(ground, {}).catch((error: unknown) => logger.error({ err: error }, 'demo')) },
      trustProxy: publicUrl !== undefined, ...(publicUrl ? { publicUrl } : {}), connections: Number(env['DATABASE_CONNECTIONS'] ?? 16),
    })
    await web
    servePages(app)
    await readApiReference(app.app)
    const address = await listen(app, env)
    const running = await app.start()
    await tellWhere(app, publicUrl ?? address)
    logger.info({ ms: Math.round(performance.now() - begun), residentMb: Math.round(process.memoryUsage.rss() / 1_048_576) }, 'ready')
    endWell(app, ground, running.stop)
    process.send?.('ready')
  } catch (error) {
    await app?.close().catch(() => {})
    await ground?.close().catch(() => {})
    fail(error)
  }
}

const say = (text: string) => void process.stderr.write(`${text}\n`)
function fail(error: unknown): never {
  if (error instanceof StartError) say(`\n${error.message}\n${error.zh}\n`)
  else say(`\n${(error as Error).stack ?? String(error)}\n`)
  process.exit(1)
}

async function listen({ app }: App, env: Env): Promise<string> {
  const port = Number(env['PORT'] ?? 8080)
  const host = env['HOST'] ?? '127.0.0.1'
  try { return await app.listen({ port, host }) } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error
    throw new StartError('start.port-taken', {
      en: `Port ${port} on ${host} is taken by another program. Stop it, or set PORT to a free one: PORT=8081 npm start`,
      zh: `${host} 的端口 ${port} 已被其他程序占用。请停止该程序，或将 PORT 设为空闲端口：PORT=8081 npm start`,
    })
  }
}

/** The browser's part: hashed files are kept for a year, the page itself is asked for each time, and every path that is none of ours is the page's. */
function servePages({ app, directPool }: App): void {
  app.get('/healthz', async () => ({ status: 'alive' }))
  app.get('/readyz', async (_, reply) => {
    try {
      const pending = await pendingMigrations(directPool, migrationsFolder)
      if (!pending.length) return { status: 'ready' }
      return await reply.code(503).send({ status: 'waiting', pending })
    } catch { return reply.code(503).send({ status: 'waiting', for: 'database' }) }
  })
  if (!existsSync(join(webFolder, 'index.html'))) return
  void app.register(staticFiles, {
    root: webFolder, wildcard: false, index: false, cacheControl: false, preCompressed: true,
    setHeaders: (reply, path) => { reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache') },
  })
  app.get('/*', (request, reply) => {
    const path = request.url.split('?')[0] as string
    if (path.startsWith('/api/') || path.startsWith(API) || /\.[a-z0-9]+$/i.test(path)) return reply.callNotFound()
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').sendFile(/^\/portal(\/|$)/.test(path) ? 'portal.html' : 'index.html')
  })
}

/** Prints the address; on the first run with the one-time link to make the first administrator. */
async function tellWhere(app: App, address: string): Promise<void> {
  const token = await setupToken(app.work)
  say(`\n首问 Shouwen  ${address}`)
  if (token) say(`First run: make the first administrator here (the link works once)\n首次运行：请打开此链接创建管理员（仅可使用一次）\n${address}/setup?token=${token}\n`)
}

function endWell(app: App, ground: Ground, stop: () => Promise<void>): void {
  let ending = false
  const end = async (code: number) => {
    if (ending) return
    ending = true
    // What was begun is ended; what hangs is not waited for.
    setTimeout(() => process.exit(1), 20_000).unref()
    try {
      await app.app.close()
      await stop()
      await app.close()
      await ground.close()
    } catch (error) { say(String(error)); code ||= 1 }
    process.exit(code)
  }
  process.once('SIGTERM', () => void end(0))
  process.once('SIGINT', () => void end(0))
  // Whoever keeps us running is gone: nobody would start us again, and nobody could stop us.
  process.once('disconnect', () => void end(0))
  void ground.lost.then((reason) => { if (reason) { say(`\n${reason.message}\n${reason.zh}\n`); void end(1) } })
}
