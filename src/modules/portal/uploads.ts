import { AppError, invalid } from '../../kernel/errors.ts'
import type { Actor, Ctx } from '../../kernel/context.ts'
import type { Door } from '../../kernel/module.ts'
import type { Work } from '../../kernel/work.ts'
import { uploadFile } from '../files/index.ts'
import type { FileView } from '../files/contract.ts'
import { countUpload } from './limits.ts'
import { readCode } from './rules.ts'
import { mostFileBytes, mostFiles } from './settings.ts'
import { tables } from './tables.ts'
import { readTicket } from './tickets.ts'
import { findTrack, itself } from './tracks.ts'

/** Files of strangers: each belongs to the ticket or the code it came with, until the form or the reply that names it takes it. */

const header = (door: Door, name: string): string => { const value = door.headers[name]; return typeof value === 'string' ? value : '' }
/** Who holds a file that waits: a fingerprint of the ticket or the code. */
export const holderOf = (house: Pick<Ctx, 'vault'>, secret: string): Buffer => house.vault.token('portal.holder', readCode(secret) ?? secret)

/** Takes one file in. @throws AppError those of `uploadFile`, 429 portal.too-many, 422 portal.too-many-files */
export async function takeUpload(work: Work, actor: Actor, door: Door, now: Date): Promise<FileView> {
  const ticket = header(door, 'portal-ticket')
  const code = header(door, 'tracking-code')
  try {
    countUpload(work, door.address, now)
    if (ticket) readTicket(work, ticket, now)
    else await findTrack(work, actor, 'portal.upload', code, door.address, now, itself)
  } catch (error) {
    door.stream?.resume()
    throw error
  }
  const holder = holderOf(work, ticket || code)
  // What was taken back and chosen anew lies there too until it is swept.
  const most = work.settings.get(mostFiles) * 3
  return uploadFile(work, actor, door, { via: 'portal.upload', most: work.settings.get(mostFileBytes), kept: async (ctx, { id }) => {
    const { held } = await tables(ctx).selectFrom('portal_upload').select((eb) => eb.fn.countAll<number>().as('held')).where('holder', '=', holder).executeTakeFirstOrThrow()
    if (Number(held) >= most) throw new AppError('refused', 'portal.too-many-files', { params: { most: work.settings.get(mostFiles) } })
    tables.insert(ctx, 'portal_upload', { file_id: id, holder, at: ctx.now })
  } })
}

/** Hands the files over that the holder names, for good. @throws AppError invalid portal.file-gone, portal.too-many-files, at `attachments` */
export async function claimUploads(ctx: Ctx, ids: readonly string[], holder: Buffer): Promise<string[]> {
  const wanted = [...new Set(ids)]
  const most = ctx.settings.get(mostFiles)
  if (wanted.length > most) throw invalid('attachments', 'portal.too-many-files', { most })
  if (!wanted.length) return []
  const taken = await tables(ctx).deleteFrom('portal_upload').where('file_id', 'in', wanted).where('holder', '=', holder).returning('file_id').execute()
  if (taken.length < wanted.length) throw invalid('attachments', 'portal.file-gone')
  return wanted
}
