import type { Ctx } from '../../kernel/context.ts'
import { clocked, signalClocks } from '../clocks/index.ts'
import type { Case } from './contract.ts'

/** What the policies of deadlines may ask about a case, and what a case tells its clocks. */
export const caseClocks = clocked({
  subject: 'case', policy: 'case',
  fields: { kind: { type: 'choice' }, channel: { type: 'choice' }, priority: { type: 'choice' } },
  // `asked-again`: the customer writes although we have answered before.
  signals: ['opened', 'answered', 'asked-again', 'solved', 'reopened'],
  waits: ['waiting-customer', 'waiting-third'],
})
/** What an offered case tells the clock of its acceptance. */
export const handoverClocks = clocked({ subject: 'handover', policy: 'handover', fields: { priority: { type: 'choice' }, to: { type: 'choice', options: ['person', 'team'] } }, signals: ['offered', 'settled'], waits: [] })
export type CaseSignal = typeof caseClocks.signals[number]

/** The nearest moment that something is due; `infinity` when nothing runs, so that the desk can sort by it. */
export const due = (at: Date | null): Date | 'infinity' => at ?? 'infinity'

/** Tells a case's clocks what happened; answers its nearest deadline. */
export async function tellClocks(ctx: Ctx, of: Pick<Case, 'id' | 'kind' | 'channel' | 'priority'>, what: { signal?: CaseSignal | undefined; state?: string; at?: Date }): Promise<Date | 'infinity'> {
  const [told] = await signalClocks(ctx, caseClocks, [{ subjectId: of.id, facts: { kind: of.kind, channel: of.channel, priority: of.priority }, ...what }])
  return due(told.dueAt)
}
