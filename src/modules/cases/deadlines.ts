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

type Told = { signal?: CaseSignal | undefined; state?: string; at?: Date }
type TellingCase = Pick<Case, 'id' | 'kind' | 'channel' | 'priority'>

/** Tells the clocks of cases what happened; answers the nearest deadline of each, in one query for all. */
export async function tellClocksOfMany(ctx: Ctx, told: readonly ({ of: TellingCase } & Told)[]): Promise<ReadonlyMap<string, Date | 'infinity'>> {
  const signalled = await signalClocks(ctx, caseClocks, told.map(({ of, ...what }) => ({ subjectId: of.id, facts: { kind: of.kind, channel: of.channel, priority: of.priority }, ...what })))
  return new Map(told.map(({ of }, at) => [of.id, due(signalled[at]?.dueAt ?? null)]))
}

/** Tells a case's clocks what happened; answers its nearest deadline. */
export async function tellClocks(ctx: Ctx, of: TellingCase, what: Told): Promise<Date | 'infinity'> {
  return (await tellClocksOfMany(ctx, [{ of, ...what }])).get(of.id) ?? 'infinity'
}
