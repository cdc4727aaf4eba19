import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor, Ctx } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { countMiss, refuseGuessing } from './limits.ts'
import { codeOf, readCode } from './rules.ts'
import type { TrackRow } from './tables.ts'
import { tables } from './tables.ts'

/** Tracking codes: made, found and never kept. */

/** A look-up takes this long, whether there is such a code or not: how soon the answer comes tells nothing. */
export const EVEN_MS = 150
const hashOf = (house: Pick<Ctx, 'vault'>, code: string) => house.vault.token('portal.code', code)

/** A new code and what is kept of it. */
export function newCode(house: Pick<Ctx, 'vault'>): { code: string; hash: Buffer } {
  const code = codeOf(randomBytes(10))
  return { code, hash: hashOf(house, code) }
}

/** The row itself, for whoever goes on in a unit of their own. */
export const itself = async (_: Ctx, track: TrackRow): Promise<TrackRow> => track

/**
 * What `read` makes of the track that a code opens. Opens a unit of its own, so that nobody holds one while waiting.
 * @throws AppError 404 portal-case.not-found, 429 portal.too-many-codes
 */
export async function findTrack<T>(work: Work, actor: Actor, via: string, typed: string, address: string, now: Date, read: (ctx: Ctx, track: TrackRow) => Promise<T>): Promise<T> {
  refuseGuessing(work, address, now)
  // What can be no code is looked for all the same.
  const hash = hashOf(work, readCode(typed) ?? '?')
  const [found] = await Promise.all([
    work.read(actor, via, async (ctx) => {
      const track = await tables(ctx).selectFrom('portal_track').selectAll().where('code_hash', '=', hash).executeTakeFirst()
      return track && { is: await read(ctx, track) }
    }),
    pause(EVEN_MS),
  ])
  if (found) return found.is
  countMiss(work, address, now)
  throw notFound('portal-case')
}
/** The same row again, held until the unit ends: of two replies at once one waits for the other. */
export async function holdTrack(ctx: Ctx, id: string): Promise<TrackRow> {
  const row = await tables(ctx).selectFrom('portal_track').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('portal-case')
  return row
}
