import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { createHash } from 'node:crypto'
import pgCopy from 'pg-copy-streams'
import { connectDirect } from '../database/connect.ts'
import { StartError } from '../database/start-error.ts'
import type { Ground } from '../ground.ts'
import { release } from '../release.ts'
import { partitionsOf, quoted, sequencesOf, tablesOf } from './contents.ts'
import type { Partition, Sequence, TableContents } from './contents.ts'
import { summed, writeSums } from './sums.ts'

/** What a backup says of itself in `manifest.json`. */
export interface Manifest {
  format: 1
  release: string
  at: string
  serverVersion: number
  /** Applied when the snapshot was taken, oldest first, with the checksum of each. */
  migrations: { name: string; checksum: string }[]
  tables: (TableContents & { file: string; rows: number })[]
  partitions: Partition[]
  sequences: Sequence[]
  files: number
  holdsSecret: boolean
}
export interface BackupReport { folder: string; tables: number; rows: number; files: number; bytes: number; holdsSecret: boolean; seconds: number }

/**
 * Writes everything into a folder: each table by COPY out of one snapshot (so that the server may go on working), the stored files, the
 * secret unless told not to, a manifest and the checksums of all. Text COPY is read by every PostgreSQL from 15 to 18.
 * @throws StartError start.backup-folder when the folder holds something already
 */
export async function backUp(ground: Ground, target: string, { withSecret, say }: { withSecret: boolean; say: (text: string) => void }): Promise<BackupReport> {
  const begun = performance.now()
  const folder = resolve(target)
  if (existsSync(folder) && readdirSync(folder).length) {
    throw new StartError('start.backup-folder', { en: `${folder} is not empty: a backup needs a folder of its own.`, zh: `${folder} 不是空目录：备份需要一个单独的空目录。` })
  }
  for (const part of ['tables', 'files']) mkdirSync(join(folder, part), { recursive: true, mode: 0o700 })
  const sums = new Map<string, string>()
  const client = await connectDirect(ground.directUrl, { applicationName: 'shouwen backup' })
  let manifest: Manifest
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows: [server] } = await client.query<{ at: string; version: number }>(`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, current_setting('server_version_num')::int as version`)
    const { rows: migrations } = await client.query<{ name: string; checksum: string }>('select name, checksum from public.migration order by name')
    const tables: Manifest['tables'] = []
    for (const table of await tablesOf(client)) {
      const file = `tables/${table.schema}.${table.name}.copy.gz`
      const { through, hex } = summed()
      const copy = client.query(pgCopy.to(`copy (select ${quotedColumns(table)} from ${quoted(table.schema, table.name)}) to stdout`))
      await pipeline(copy, createGzip({ level: 1 }), through, createWriteStream(join(folder, file), { mode: 0o600, flush: true }))
      sums.set(file, hex())
      tables.push({ ...table, file, rows: copy.rowCount })
      if (copy.rowCount > 100_000) say(`${table.name}: ${copy.rowCount}`)
    }
    manifest = {
      format: 1, release, at: server!.at, serverVersion: server!.version, migrations, tables,
      partitions: await partitionsOf(client), sequences: await sequencesOf(client), files: 0, holdsSecret: withSecret,
    }
    await client.query('commit')
  } finally { await client.end() }
  // After the snapshot: what it names lies there, for files are never changed and leave long after their records.
  const bytes = await copyFiles(ground.filesFolder, folder, sums)
  manifest.files = bytes.files
  if (withSecret) put('secret', ground.secret.export().toString('utf8'))
  put('manifest.json', JSON.stringify(manifest, null, 1))
  writeSums(folder, sums)
  return { folder, tables: manifest.tables.length, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0), files: bytes.files, bytes: bytes.bytes, holdsSecret: withSecret, seconds: Math.round((performance.now() - begun) / 100) / 10 }

  function put(name: string, text: string): void {
    writeFileSync(join(folder, name), text, { mode: 0o600, flush: true })
    sums.set(name, createHash('sha256').update(text).digest('hex'))
  }
}
export const quotedColumns = ({ columns }: TableContents): string => columns.map((column) => quoted(column)).join()

/** Stored bytes bear the name of their SHA-256; what is still arriving belongs to nobody yet. */
const STORED = /^[0-9a-f]{64}$/
async function copyFiles(from: string, folder: string, sums: Map<string, string>): Promise<{ files: number; bytes: number }> {
  const counted = { files: 0, bytes: 0 }
  const found = existsSync(from) ? await readdir(from, { recursive: true, withFileTypes: true }) : []
  for (const one of found.filter((entry) => entry.isFile() && STORED.test(entry.name))) {
    const path = join(one.parentPath, one.name)
    const inside = join('files', relative(from, path)).replaceAll('\\', '/')
    mkdirSync(join(folder, inside, '..'), { recursive: true, mode: 0o700 })
    const { through, hex } = summed()
    const out = createWriteStream(join(folder, inside), { mode: 0o600, flush: true })
    await pipeline(createReadStream(path), through, out)
    const sum = hex()
    if (sum !== basename(path)) {
      throw new StartError('start.backup-damaged', {
        en: `The stored file ${path} is not what it was when it came in: its SHA-256 is ${sum}. Put it back from an older backup, or delete it, and back up again.`,
        zh: `存储文件 ${path} 已损坏：其 SHA-256 为 ${sum}。请用较早的备份恢复它或将其删除，然后重新备份。`,
      })
    }
    sums.set(inside, sum)
    counted.files++
    counted.bytes += out.bytesWritten
  }
  return counted
}
