import type { Actor, Ctx } from '../../kernel/context.ts'
import { AppError, refused } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import type { Settings } from '../../kernel/settings.ts'
import type { Work } from '../../kernel/work.ts'
import { createReadStream } from 'node:fs'
import { scanBytes } from './clamd.ts'
import { FileRefused, FileUploaded } from './contract.ts'
import type { FileView, Remark, Scan } from './contract.ts'
import { lockHash } from './lock.ts'
import { cleanName, endingOf } from './names.ts'
import { view } from './queries.ts'
import { clamd, clamdSeconds, forbiddenEndings, forbiddenTypes, mostPixels, requireScan } from './settings.ts'
import { sniff } from './sniff.ts'
import { store } from './store.ts'
import type { Received } from './store.ts'
import type { FileRow } from './tables.ts'
import { tables } from './tables.ts'

/** Bytes that have been looked at and may be kept. */
export interface Examined { received: Received; name: string; declaredType: string | null; type: string; remarks: Remark[]; scan: Scan }
export interface Refusal { code: 'file.empty' | 'file.forbidden-type' | 'file.infected' | 'file.not-scanned'; type: string; signature: string | null }

/** Sniffs, judges and scans what was received, outside any unit: it may take as long as the scanner's limit. */
async function look(settings: Settings, received: Received, sentName: string, declaredType: string | null): Promise<Examined | Refusal> {
  const name = cleanName(sentName)
  const no = (code: Refusal['code'], type: string, signature: string | null = null): Refusal => ({ code, type, signature })
  if (received.size === 0) return no('file.empty', 'application/octet-stream')
  const { type, remarks } = await sniff(received.path, name, declaredType, settings.get(mostPixels))
  if (settings.get(forbiddenTypes).includes(type) || settings.get(forbiddenEndings).includes(endingOf(name))) return no('file.forbidden-type', type)
  const scanned = await scan(settings, createReadStream(received.path, { highWaterMark: 256 * 1024 }))
  if (scanned?.verdict === 'infected') return no('file.infected', type, scanned.signature)
  if (scanned?.verdict !== 'clean' && settings.get(requireScan)) return no('file.not-scanned', type)
  return { received, name, declaredType: declaredType === 'application/octet-stream' ? null : declaredType, type, remarks, scan: scanned?.verdict === 'clean' ? 'clean' : 'not-scanned' }
}

/** Undefined when no scanner is configured. */
export async function scan(settings: Settings, bytes: AsyncIterable<Uint8Array> & { destroy?: () => void }) {
  const address = settings.get(clamd)
  try { return address ? await scanBytes(address, bytes, settings.get(clamdSeconds)) : undefined } finally { bytes.destroy?.() }
}

/**
 * What may be kept; a refusal leaves its trace in the log, `alongside` in the same unit, and nothing else.
 * @throws AppError 422 with the refusal's code
 */
export async function examine(work: Work, actor: Actor, via: string, received: Received, sentName: string, declaredType: string | null, alongside?: (ctx: Ctx) => Promise<void>): Promise<Examined> {
  const found = await look(work.settings, received, sentName, declaredType)
  if ('received' in found) return found
  await store().discard(received)
  await work.unit(actor, via, async (ctx) => {
    await alongside?.(ctx)
    await ctx.emit(FileRefused, newId(), { reason: found.code, hash: received.hash.toString('hex'), size: received.size, type: found.type, signature: found.signature })
  })
  throw refused(found.code, [], { params: { type: found.type, signature: found.signature ?? '' } })
}

/** Gives examined bytes their place and their record, in the unit that needs them. */
export async function keep(ctx: Ctx, { received, name, declaredType, type, remarks, scan }: Examined): Promise<FileView> {
  await sameHouse(ctx)
  await lockHash(ctx, received.hash, 'shared')
  await store().place(received)
  const row: FileRow = {
    id: newId(), hash: received.hash, size: received.size, name, type, declared_type: declaredType, remarks, owner_kind: null, owner_id: null,
    uploaded_by: ctx.actor.id, at: ctx.now, scan, deleted_at: null, deleted_by: null,
  }
  tables.insert(ctx, 'file', row)
  await ctx.emit(FileUploaded, row.id, { hash: received.hash.toString('hex'), size: row.size, type, scan })
  return view(row)
}

/** Refuses to mix the bytes of two databases in one folder: the sweep of one would take the other's for nobody's. */
export async function sameHouse(ctx: Ctx): Promise<void> {
  const { id } = await tables(ctx).selectFrom('file_store').select('id').executeTakeFirstOrThrow()
  if (!await store().belongsTo(id)) throw new AppError('unavailable', 'file.foreign-folder')
}
