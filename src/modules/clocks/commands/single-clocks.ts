import type { Ctx } from '../../../kernel/context.ts'
import type { Clock } from '../contract.ts'
import type { Policy } from '../policy.ts'
import type { Compiled } from '../../../kernel/definitions.ts'
import { startedRow, storeClocks } from './start-clocks.ts'
import { bindNow } from '../terms.ts'
import { turnClocks } from './turn-clocks.ts'

/** Clocks that no signal of a policy starts and stops, but whoever owns the record: one at a time, by its key. */

/**
 * Starts the clock of this key for one record, by a version of its policy. Undefined when the policy has no such clock.
 * @throws AppError refused clock.no-calendar
 */
export async function startClock(ctx: Ctx, { subject, subjectId, policy, key, at = ctx.now }: { subject: string; subjectId: string; policy: Compiled<Policy>; key: string; at?: Date }): Promise<Clock | undefined> {
  const clock = policy.is.byKey.get(key)
  if (!clock) return undefined
  const { row, shown } = startedRow(ctx, subject, subjectId, bindNow(ctx, policy, clock, 0), at)
  await storeClocks(ctx, [row])
  return shown
}

/** Stops every open clock of these records. */
export async function stopClocks(ctx: Ctx, subject: string, subjectIds: readonly string[], at: Date = ctx.now): Promise<void> {
  await turnClocks(ctx, subject, subjectIds, () => ({ kind: 'stop', at }))
}
