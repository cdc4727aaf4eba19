/** What can keep the product from starting. The code is also the catalogue key. */
export type StartCode =
  | 'start.home-locked'
  | 'start.home-not-empty'
  | 'start.no-right-to-write'
  | 'start.disk-full'
  | 'start.port-taken'
  | 'start.database-missing'
  | 'start.database-version'
  | 'start.database-failed'
  | 'start.database-unreachable'
  | 'start.database-url'
  | 'start.migration-changed'
  | 'start.migration-order'
  | 'start.migration-failed'
  | 'start.wrong-secret'
  | 'start.backup-folder'
  | 'start.backup-incomplete'
  | 'start.backup-damaged'
  | 'start.backup-newer'

/**
 * The product can't start, and a person must do something. `message` (English) and `zh` (Chinese) say what is wrong and what to do;
 * both are printed, since no one has chosen a language yet when this happens.
 */
export class StartError extends Error {
  override name = 'StartError'
  readonly code: StartCode
  readonly zh: string
  constructor(code: StartCode, words: { en: string; zh: string }, cause?: unknown) {
    super(words.en, cause === undefined ? {} : { cause })
    this.code = code
    this.zh = words.zh
  }
}

/** Where the start tells what it does; a pino logger fits. */
export interface StartLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/**
 * The refusal that an error of the operating system stands for, when it is one the operator can remedy: a full disk, or no right to write.
 * Undefined for every other error.
 */
export function refusalOf(error: unknown, path: string): StartError | undefined {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path, error)
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(code ?? '')) return noRightToWrite(path, String(code), error)
  return undefined
}

export const diskFull = (path: string, cause?: unknown) => new StartError('start.disk-full', {
  en: `The disk that holds ${path} is full. Free some space or set SHOUWEN_HOME to a folder on another disk, then start again; nothing is lost.`,
  zh: `${path} 所在的磁盘已满。请清理空间，或将 SHOUWEN_HOME 设为其他磁盘上的目录，然后重新启动；数据不会丢失。`,
}, cause)

export const noRightToWrite = (path: string, reason: string, cause?: unknown) => new StartError('start.no-right-to-write', {
  en: `The data folder ${path} can't be written (${reason}). Give this user the right to write there, or set SHOUWEN_HOME to a folder it may write.`,
  zh: `无法写入数据目录 ${path}（${reason}）。请授予当前用户写入权限，或将 SHOUWEN_HOME 设为可写的目录。`,
}, cause)
