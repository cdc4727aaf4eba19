import type { Ctx } from '../../../kernel/context.ts'
import type { Clock } from '../contract.ts'
import type { Policy } from '../policy.ts'
import type { Compiled } from '../../../kernel/definitions.ts'
import { startedRow, storeClocks } from './start-clocks.ts'
import { bindNow } from '../terms.ts'
import { turnClocks } from './turn-clocks.ts'

/** Clocks that no signal of a policy starts and stops, but whoever owns the record: one at a time, by its key. */

/**
 * Starts the clock of this key for one record, by a version of its policy. Undefined when the policy has no such clock. In a
 * state that it waits in, it begins with a pause.
 * @throws AppError refused clock.no-calendar
 */
export async function startClock(ctx: Ctx, { subject, subjectId, policy, key, state, at = ctx.now }: { subject: string; subjectId: string; policy: Compiled<Policy>; key: string; state?: string | undefined; at?: Date }): Promise<Clock | undefined> {
  const clock = policy.is.byKey.get(key)
  if (!clock) return undefined
  const { row, shown } = startedRow(ctx, subject, subjectId, bindNow(ctx, policy, clock, 0), at, state !== undefined && clock.pauseOn.has(state) ? state : null)
  await storeClocks(ctx, [row])
  return shown
}

/** Tells the clocks of records which state each is in from now on: they wait in it, or go on. @returns the due moments of those that turned, by record */
export async function holdClocks(ctx: Ctx, subject: string, states: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, Date | null>> {
  const { rows, turned } = await turnClocks(ctx, subject, [...states.keys()], (row, { clock }) => {
    const state = states.get(row.subject_id) as string
    return clock.pauseOn.has(state) ? { kind: 'pause', at: ctx.now, reason: state } : { kind: 'resume', at: ctx.now }
  })
  return new Map(rows.filter((row) => turned.has(row.subject_id)).map((row) => [row.subject_id, row.due_at]))
}

/** Stops every open clock of these records. */
export async function stopClocks(ctx: Ctx, subject: string, subjectIds: readonly string[], at: Date = ctx.now): Promise<void> {
  await turnClocks(ctx, subject, subjectIds, () => ({ kind: 'stop', at }))
}
