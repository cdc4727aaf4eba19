import type { Ctx } from '../../kernel/context.ts'
import type { Clock } from '../clocks/contract.ts'
import { clocked, clocksOf, signalClocks } from '../clocks/index.ts'
import type { Case } from './contract.ts'
import { tables } from './tables.ts'

/** What the policies of deadlines may ask about a case, and what a case tells its clocks. */
export const caseClocks = clocked({
  subject: 'case', policy: 'case',
  fields: { kind: { type: 'choice' }, channel: { type: 'choice' }, priority: { type: 'choice' } },
  signals: ['opened', 'answered', 'solved', 'reopened'],
  waits: ['waiting-customer', 'waiting-third'],
})
export type CaseSignal = typeof caseClocks.signals[number]

/** The nearest moment that something is due, `infinity` when nothing runs: what the desk sorts by. */
export function nextDue(clocks: readonly Clock[]): Date | 'infinity' {
  const due = clocks.filter((clock) => clock.stoppedAt === null && clock.dueAt !== null).map((clock) => (clock.dueAt as Date).getTime())
  return due.length ? new Date(Math.min(...due)) : 'infinity'
}

/** Tells a case's clocks what happened, and keeps its nearest deadline beside it. */
export async function tellClocks(ctx: Ctx, of: Pick<Case, 'id' | 'kind' | 'channel' | 'priority'>, what: { signal?: CaseSignal; state?: string }): Promise<Date | 'infinity'> {
  await signalClocks(ctx, caseClocks, [{ subjectId: of.id, facts: { kind: of.kind, channel: of.channel, priority: of.priority }, ...what }])
  return nextDue((await clocksOf(ctx, caseClocks, [of.id])).get(of.id) ?? [])
}

/** As `tellClocks`, where nothing else of the case is written. */
export async function keepDue(ctx: Ctx, id: string, dueAt: Date | 'infinity'): Promise<void> {
  await tables(ctx).updateTable('case').set({ due_at: dueAt }).where('id', '=', id).execute()
}
