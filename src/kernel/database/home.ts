import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, ftruncateSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statfsSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { exists, startedAt } from './process-table.ts'
import { diskFull, noRightToWrite, refusalOf, StartError } from './start-error.ts'

/** The data folder while this process owns it. */
export interface Home {
  /** Absolute. */
  readonly path: string
  /** Lets another process have the folder. The folder stays. */
  release(): void
}

/** Below this much free space, in bytes, the database could stop in the middle of its own start. */
export const LEAST_FREE_SPACE = 256 * 1024 * 1024

/**
 * Makes the data folder when it is missing (open to its owner only), sees that it can be written and that the disk has room,
 * and takes it for this process alone until `release()` or the process's end, however it ends.
 *
 * The lock is the system's own (flock on an open file, so a killed process leaves nothing behind). Where the `flock` tool is missing,
 * the process id and start time in the file decide.
 *
 * @param options.statfs how free space is read; `options.flock` the tool that locks.
 * @throws StartError start.no-right-to-write, start.disk-full, start.home-locked
 */
export function openHome(path: string, options: { statfs?: (path: string) => { bavail: number; bsize: number }; flock?: string } = {}): Home {
  const home = resolve(path)
  const { statfs = statfsSync, flock = 'flock' } = options
  try {
    makeFolder(home)
    const release = takeLock(home, flock)
    const { bavail, bsize } = statfs(home)
    if (bavail * bsize < LEAST_FREE_SPACE) {
      release()
      throw diskFull(home)
    }
    return { path: home, release }
  } catch (error) {
    throw error instanceof StartError ? error : refusalOf(error, home) ?? noRightToWrite(home, String(error), error)
  }
}

/** Step by step, because Node's own `recursive` never returns for a path below /proc. */
function makeFolder(folder: string) {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return
    if (code !== 'ENOENT' || existsSync(dirname(folder))) throw error
    makeFolder(dirname(folder))
    mkdirSync(folder, { mode: 0o700 })
  }
}

function takeLock(home: string, flock: string): () => void {
  const file = join(home, 'lock')
  const record = JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) })
  // The tool locks the open file it inherits; the lock belongs to the file as opened, so it stays with us when the tool has ended.
  const held = openSync(file, 'a+', 0o600)
  const { status } = spawnSync(flock, ['-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', held] })
  const owner = ownerIn(file)
  if (status === 1 || owner) {
    closeSync(held)
    throw locked(home, owner?.pid)
  }
  if (status === 0) {
    ftruncateSync(held)
    writeSync(held, record)
    return () => {
      // Not unlinked: another start may have opened this very file and wait to lock it.
      ftruncateSync(held)
      closeSync(held)
    }
  }
  closeSync(held)
  replaceStale(home, file, record)
  return () => rmSync(file, { force: true })
}

/** Without flock: the file appears with its content in one step, and a stale one is moved away by one starter only. */
function replaceStale(home: string, file: string, record: string) {
  const own = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(own, record, { mode: 0o600 })
  try {
    const stale = readFileSync(file, 'utf8')
    const moved = `${own}.stale`
    renameSync(file, moved)
    const mine = readFileSync(moved, 'utf8') === stale
    if (!mine) linkSync(moved, file)
    rmSync(moved)
    if (!mine) throw locked(home, ownerIn(file)?.pid)
    linkSync(own, file)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw code === 'EEXIST' || code === 'ENOENT' ? locked(home, ownerIn(file)?.pid) : error
  } finally { rmSync(own, { force: true }) }
}

/** The living process that the lock file names, if it is still the same one. */
function ownerIn(file: string): { pid: number } | undefined {
  try {
    const { pid, startedAt: then } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; startedAt?: string }
    const same = then === undefined ? exists(pid) : startedAt(pid) === then
    return same ? { pid } : undefined
  } catch { return undefined }
}

const locked = (home: string, pid: number | undefined) => new StartError('start.home-locked', {
  en: `The data folder ${home} is in use by another running Shouwen${pid ? ` (process ${pid})` : ''}. Stop that one first, or set SHOUWEN_HOME to another folder.`,
  zh: `数据目录 ${home} 正被另一个运行中的首问使用${pid ? `（进程 ${pid}）` : ''}。请先停止它，或将 SHOUWEN_HOME 设为其他目录。`,
})
