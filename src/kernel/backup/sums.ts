import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StartError } from '../database/start-error.ts'

/** The list of all files of a backup with their SHA-256, as `sha256sum -c SHA256SUMS` reads it too. Written last: a backup without it was cut short. */
export const SUMS = 'SHA256SUMS'

/** Lets bytes pass and reckons their SHA-256. */
export function summed(): { through: Transform; hex: () => string } {
  const hash = createHash('sha256')
  return { through: new Transform({ transform(part: Buffer, _, done) { hash.update(part); done(null, part) } }), hex: () => hash.digest('hex') }
}

/** Writes the list; `sums` by path inside the backup. */
export function writeSums(folder: string, sums: ReadonlyMap<string, string>): void {
  writeFileSync(join(folder, SUMS), [...sums].map(([path, hex]) => `${hex}  ${path}\n`).join(''), { mode: 0o600, flush: true })
}

/**
 * Reads every file of a backup and compares it with the list.
 * @throws StartError start.backup-incomplete, start.backup-damaged
 */
export async function checkSums(folder: string): Promise<void> {
  const list = join(folder, SUMS)
  if (!existsSync(list)) {
    throw new StartError('start.backup-incomplete', {
      en: `${folder} is no whole backup: it has no ${SUMS}, which is written last. Give the folder that a finished "backup" made.`,
      zh: `${folder} 不是完整的备份：缺少最后写入的 ${SUMS}。请指定一次已完成的 backup 所生成的目录。`,
    })
  }
  for (const line of readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
    const [hex, path] = [line.slice(0, 64), line.slice(66)]
    const { through, hex: found } = summed()
    try {
      await pipeline(createReadStream(join(folder, path)), through, async (source) => { for await (const _ of source); })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
    if (found() !== hex) {
      throw new StartError('start.backup-damaged', {
        en: `${path} of the backup is missing or was altered: its SHA-256 is not the one in ${SUMS}. Nothing was restored; use another backup.`,
        zh: `备份中的 ${path} 缺失或已被改动：SHA-256 与 ${SUMS} 不符。未恢复任何内容，请改用其他备份。`,
      })
    }
  }
}
