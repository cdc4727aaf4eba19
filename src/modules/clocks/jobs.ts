import type { Ctx } from '../../kernel/context.ts'
import { beat } from '../../kernel/module.ts'
import { ClockBreached, ClockWarned } from './contract.ts'
import { breachOf, nextRing, stateOf } from './rules.ts'
import { standingOf } from './shown.ts'
import { tables } from './tables.ts'
import { pauseEnded, storeTurns } from './commands/turn-clocks.ts'
import { tell } from './tell.ts'
import { termsOf } from './terms.ts'

const BATCH = 500
const RUNG = `update clock c set state = v.state, breached_at = v.breached_at, ring_at = v.ring_at from json_populate_recordset(null::clock, $1) v where c.id = v.id`

/**
 * Tells of clocks whose warning or due moment has passed, each once. A clock that some unit is just turning is left to the
 * next stroke, by when it has paused, stopped or has not. After a standstill a clock is told to be breached, and of its
 * warning no more is said. A pause that has reached its limit ends. @returns whether there may be more
 */
export async function ringClocks(ctx: Ctx): Promise<boolean> {
  const due = await tables(ctx).selectFrom('clock').selectAll().where('ring_at', '<', ctx.now).orderBy('ring_at').limit(BATCH).forUpdate().skipLocked().execute()
  if (!due.length) return false
  const [waited, ran] = [due.filter((row) => row.pause_reason !== null), due.filter((row) => row.pause_reason === null)]
  await storeTurns(ctx, waited.flatMap((row) => pauseEnded(row, termsOf(ctx.definitions, row.subject_kind, row.key, row), ctx.now) ?? []))
  const rung = ran.map((row) => {
    const standing = standingOf(row)
    const breached = breachOf(standing, ctx.now)
    const terms = termsOf(ctx.definitions, row.subject_kind, row.key, row)
    return { ...row, state: stateOf(standing, terms, ctx.now), breached_at: breached, ring_at: breached ? null : nextRing(standing, terms, terms.warnBefore, ctx.now) }
  })
  if (rung.length) ctx.send({ text: RUNG, values: [JSON.stringify(rung)] })
  await tell(ctx, ClockBreached, rung.filter((row) => row.breached_at))
  await tell(ctx, ClockWarned, rung.filter((row) => !row.breached_at))
  // What goes on after its pause may be late already.
  return due.length === BATCH || waited.length > 0
}
export const ring = beat('clocks.ring', 1, async (ctx) => ringClocks(ctx))
