import type { Ctx } from '../../../kernel/context.ts'
import type { Fact } from '../../../pure/conditions/index.ts'
import type { Kind } from '../clocked.ts'
import { firstDue } from '../rules.ts'
import { startRows, storeClocks } from './start-clocks.ts'
import { turnClocks } from './turn-clocks.ts'

export interface Signal<S extends string = string, W extends string = string> {
  subjectId: string
  /** For the clocks that it starts. */
  facts: Fact
  /** What happened; absent when only the state changed. */
  signal?: S | undefined
  /** The state that the record is in from now on, whether clocks wait in it or not; absent when it stays as it was. */
  state?: W | (string & {}) | undefined
  /** When it happened; now when absent. */
  at?: Date
}
/** Whether any clock of the record turned or started, and the due moment among its open clocks that comes first. */
export interface Signalled { changed: boolean; dueAt: Date | null }

/**
 * Tells the clocks of records what happened to them and leaves the rest to the policy each is bound to: the signal stops
 * what it stops, and starts what it starts and does not run yet; a state pauses the clocks that wait in it, and the others
 * go on. One query for all records, each of which stands in the list once.
 * @throws as `startClocks`
 */
export async function signalClocks<S extends string, W extends string, const L extends readonly Signal<S, W>[]>(ctx: Ctx, of: Kind<S, W>, signals: L): Promise<{ [At in keyof L]: Signalled }> {
  const bySubject = new Map<string, Signal>(signals.map((one) => [one.subjectId, one]))
  const { rows, turned } = await turnClocks(ctx, of.subject, [...bySubject.keys()], (row, { clock }) => {
    const { signal, state, at = ctx.now } = bySubject.get(row.subject_id) as Signal
    if (signal !== undefined && clock.stopOn.has(signal)) return { kind: 'stop', at }
    if (state === undefined) return undefined
    return clock.pauseOn.has(state) ? { kind: 'pause', at, reason: state } : { kind: 'resume', at }
  })
  const open = new Set(rows.filter(({ stopped_at }) => !stopped_at).map(({ subject_id, key }) => `${subject_id} ${key}`))
  const started = startRows(ctx, of, signals.flatMap(({ signal, state, ...one }) => signal === undefined ? [] : [{ ...one, signal, ...(state === undefined ? {} : { state }) }]), (subjectId, key) => open.has(`${subjectId} ${key}`)).flatMap((one) => one.rows)
  await storeClocks(ctx, started)
  const bySubjectNow = Map.groupBy([...rows, ...started], (row) => row.subject_id)
  const startedFor = new Set(started.map(({ subject_id }) => subject_id))
  return signals.map(({ subjectId }) => ({ changed: turned.has(subjectId) || startedFor.has(subjectId), dueAt: firstDue(bySubjectNow.get(subjectId) ?? []) })) as { [At in keyof L]: Signalled }
}
