import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'

const SPACE = 7_200_003

/**
 * Holds one content until the unit ends: `shared` by whoever gives it a place and a record, `alone` by whoever removes bytes that nobody names.
 * Whoever comes second sees what the first has committed, so no bytes go that a committed row names.
 */
export async function lockHash(ctx: Ctx, hash: Buffer, how: 'shared' | 'alone'): Promise<void> {
  const take = sql.raw(how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock')
  await sql`select ${take}(${SPACE}::int, ${hash.readInt32BE(0)}::int)`.execute(ctx.db)
}

/** Several contents held at once by whoever gives them a place; in one order, so that nobody waits for anybody in a circle. */
export async function lockHashes(ctx: Ctx, hashes: readonly Buffer[]): Promise<void> {
  const keys = [...new Set(hashes.map((hash) => hash.readInt32BE(0)))].sort((a, b) => a - b)
  await sql`select pg_advisory_xact_lock_shared(${SPACE}::int, key) from unnest(${keys}::int[]) as key`.execute(ctx.db)
}
