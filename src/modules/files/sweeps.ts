import { z } from 'zod'
import { schedule } from '../../kernel/jobs.ts'
import { beat, job, on } from '../../kernel/module.ts'
import type { Ctx } from '../../kernel/context.ts'
import { FileDestroyed, FileRefused, FileScanned, FileUploaded, UploadDropped } from './contract.ts'
import { sameHouse, scan } from './examine.ts'
import { lockHash } from './lock.ts'
import { binDays, clamd, unattachedDays } from './settings.ts'
import { store } from './store.ts'
import { tables } from './tables.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const before = (ctx: Ctx, ms: number) => new Date(ctx.now.getTime() - ms)
/** Records destroyed in one unit. */
const MANY = 500

/** Removes bytes that no record names; whoever is just giving them one holds the lock. */
async function eraseUnnamed(ctx: Ctx, hash: string): Promise<void> {
  const bytes = Buffer.from(hash, 'hex')
  await lockHash(ctx, bytes, 'alone')
  const named = await tables(ctx).selectFrom('file').select('id').where('hash', '=', bytes).limit(1).executeTakeFirst()
  if (!named) await store().remove(hash)
}

export const eraseBytes = job('file.erase-bytes', { payload: z.object({ hash: z.string() }) }, async (ctx, { hash }) => {
  await sameHouse(ctx)
  await eraseUnnamed(ctx, hash)
})
export const eraseDestroyed = on(FileDestroyed, 'files.erase-destroyed', (ctx, events) =>
  schedule(ctx, eraseBytes, events.map(({ data }) => ({ payload: { hash: data.hash }, key: data.hash }))))

/** Scans again what the scanner could not look at on the way in; fails, and is tried again later and later, while it is away. */
export const scanLate = job('file.scan', { payload: z.object({ fileId: z.uuid() }) }, async (ctx, { fileId }) => {
  const row = await tables(ctx).selectFrom('file').selectAll().where('id', '=', fileId).where('scan', '=', 'not-scanned').executeTakeFirst()
  if (!row) return
  const found = await scan(ctx.settings, await store().read(row.hash))
  if (!found) return
  if (found.verdict === 'unknown') throw new Error(`the scanner is away: ${found.reason}`)
  await tables(ctx).updateTable('file').set({ scan: found.verdict }).where('id', '=', fileId).execute()
  if (found.verdict === 'clean') await ctx.emit(FileScanned, fileId, { scan: 'clean' })
  else await ctx.emit(FileRefused, fileId, { reason: 'file.infected', hash: row.hash.toString('hex'), size: row.size, type: row.type, signature: found.signature })
})
export const scanUnscanned = on(FileUploaded, 'files.scan-unscanned', async (ctx, events) => {
  if (!ctx.settings.get(clamd)) return
  await schedule(ctx, scanLate, events.filter(({ data }) => data.scan === 'not-scanned').map(({ subjectId }) => ({ payload: { fileId: subjectId }, key: subjectId })))
})

/** Destroys what has lain in the bin for its time, and what was uploaded and never hung on anything. */
export const emptyBin = beat('files.empty-bin', 3_600, async (ctx) => {
  const due = await tables(ctx).selectFrom('file').select('id')
    .where((eb) => eb.or([eb('deleted_at', '<', before(ctx, ctx.settings.get(binDays) * DAY)), eb.and([eb('owner_id', 'is', null), eb('at', '<', before(ctx, ctx.settings.get(unattachedDays) * DAY))])]))
    .limit(MANY).forUpdate().skipLocked().execute()
  if (!due.length) return false
  const gone = await tables(ctx).deleteFrom('file').where('id', 'in', due.map(({ id }) => id)).returning(['id', 'hash', 'owner_kind', 'owner_id']).execute()
  for (const row of gone) await ctx.emit(FileDestroyed, row.id, { hash: row.hash.toString('hex'), ownerKind: row.owner_kind, ownerId: row.owner_id })
  return gone.length === MANY
})

const STEP_SECONDS = 300
/** Looks for bytes that nobody names, left by units that failed: one part in 256 of the store at a time, all of it in a day. */
export const sweepOrphans = beat('files.sweep-orphans', STEP_SECONDS, async (ctx) => {
  await sameHouse(ctx)
  const prefix = (Math.floor(ctx.now.getTime() / 1_000 / STEP_SECONDS) % 256).toString(16).padStart(2, '0')
  const there = await store().hashes(prefix)
  for (let from = 0; from < there.length; from += 1_000) {
    const part = there.slice(from, from + 1_000)
    const named = new Set((await tables(ctx).selectFrom('file').select('hash').distinct().where('hash', 'in', part.map((hash) => Buffer.from(hash, 'hex'))).execute()).map(({ hash }) => hash.toString('hex')))
    for (const hash of part) if (!named.has(hash)) await eraseUnnamed(ctx, hash)
  }
})

/** Forgets uploads that nobody has gone on with for a day, and clears what broken writers left. */
export const sweepUploads = beat('files.sweep-uploads', 3_600, async (ctx) => {
  await sameHouse(ctx)
  // Read before the records: a folder is made after its record, so one without a record has lost it.
  const folders = await store().parts.uploads()
  const known = new Set((await tables(ctx).selectFrom('upload').select('id').execute()).map(({ id }) => id))
  for (const id of folders) if (!known.has(id)) await store().parts.drop(id)
  await store().clearIncoming(before(ctx, DAY))
  // Their folders go at the next stroke, when it is sure that the records are gone.
  const stale = await tables(ctx).deleteFrom('upload').where('changed_at', '<', before(ctx, DAY)).returning(['id', 'received', 'file_id']).execute()
  for (const { id, received, file_id } of stale) if (!file_id) await ctx.emit(UploadDropped, id, { offset: received })
})
