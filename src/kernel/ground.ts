import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { waitForDatabase } from './database/connect.ts'
import { startEmbedded } from './database/embedded.ts'
import { openHome } from './database/home.ts'
import { migrate } from './database/migrate.ts'
import { openPool } from './database/connect.ts'
import { StartError } from './database/start-error.ts'
import type { StartLog } from './database/start-error.ts'
import { migrateJobs } from './jobs.ts'
import { openSecret } from './secret.ts'
import type { Secret } from './secret.ts'

export type Environment = Readonly<Partial<Record<'SHOUWEN_HOME' | 'DATABASE_URL' | 'DATABASE_DIRECT_URL' | 'SHOUWEN_FILES' | 'SHOUWEN_SECRET', string | undefined>>>

/** What everything stands on: a migrated database, the secret, the folders. */
export interface Ground {
  databaseUrl: string
  directUrl: string
  secret: Secret
  filesFolder: string
  homePath: string
  /** Resolves with the reason when the database that came with us can't go on; never for a server of one's own. */
  lost: Promise<StartError | null>
  close: () => Promise<void>
}

export const migrationsFolder = fileURLToPath(new URL('../../migrations/', import.meta.url))
export const defaultHome = './data'

/**
 * Opens the ground: takes the home, starts the database that came with us or waits for the one that DATABASE_URL names, and migrates it.
 * With `join`, a home that a running server holds is used along with it: that is how the command line works beside it.
 */
export async function openGround(env: Environment, { log, join: joins = false }: { log: StartLog; join?: boolean }): Promise<Ground> {
  const homePath = resolve(env.SHOUWEN_HOME ?? defaultHome)
  const filesFolder = filesFolderOf(env, homePath)
  const marker = join(homePath, 'running.json')
  let home
  try { home = openHome(homePath) } catch (error) {
    if (!joins || !(error instanceof StartError) || error.code !== 'start.home-locked' || !existsSync(marker)) throw error
    const running = JSON.parse(readFileSync(marker, 'utf8')) as { databaseUrl: string; directUrl: string }
    await waitForDatabase(running.directUrl, { log })
    return { ...running, secret: openSecret({ path: homePath }, env), filesFolder, homePath, lost: new Promise(() => {}), close: async () => {} }
  }
  const secret = openSecret(home, env)
  const embedded = env.DATABASE_URL ? undefined : await startEmbedded(home, { log })
  const databaseUrl = env.DATABASE_URL ?? (embedded as NonNullable<typeof embedded>).url
  const directUrl = env.DATABASE_DIRECT_URL ?? databaseUrl
  const close = async () => {
    rmSync(marker, { force: true })
    await embedded?.stop()
    home.release()
  }
  try {
    await waitForDatabase(directUrl, { log })
    const applied = await migrate(directUrl, migrationsFolder, { log })
    if (applied.length || !embedded) await prepareJobs(directUrl)
    writeFileSync(`${marker}.new`, JSON.stringify({ databaseUrl, directUrl }), { mode: 0o600 })
    renameSync(`${marker}.new`, marker)
  } catch (error) {
    await close()
    throw error
  }
  return { databaseUrl, directUrl, secret, filesFolder, homePath, lost: embedded?.exited ?? new Promise(() => {}), close }
}

/** Makes or renews the tables of the job queue. */
export async function prepareJobs(url: string): Promise<void> {
  const pool = openPool(url, { max: 2, applicationName: 'shouwen start', pipeline: false, onError: () => {} })
  try { await migrateJobs(pool) } finally { await pool.end() }
}

/** Where the bytes of files lie. @throws StartError start.database-url for a store that is no folder */
export function filesFolderOf(env: Environment, home: string): string {
  if (env.SHOUWEN_FILES?.includes('://')) {
    throw new StartError('start.database-url', {
      en: `SHOUWEN_FILES names ${env.SHOUWEN_FILES.split('://')[0]} storage; this release keeps files in a folder. Set it to a folder that all nodes share.`,
      zh: `SHOUWEN_FILES 指向 ${env.SHOUWEN_FILES.split('://')[0]} 存储；本版本将文件存放在目录中，请设为各节点共享的目录。`,
    })
  }
  return resolve(env.SHOUWEN_FILES ?? join(home, 'files'))
}
