import type { Ctx } from '../../kernel/context.ts'
import { clocked, signalClocks } from '../clocks/index.ts'
import { gradesOf } from '../customers/index.ts'
import { serviceKind } from './services/service-kind.ts'
import type { Case } from './contract.ts'
import { CHANNELS, KINDS, PRIORITIES, SEVERITIES } from './contract.ts'
import type { CaseRow } from './tables.ts'

/** What the policies of deadlines may ask about a case, and what a case tells its clocks. */
export const caseClocks = clocked({
  subject: 'case', policy: 'case',
  fields: { channel: { type: 'choice', options: CHANNELS }, priority: { type: 'choice', options: PRIORITIES }, kind: { type: 'choice', options: KINDS }, grade: { type: 'choice' }, severity: { type: 'choice', options: SEVERITIES }, service: { type: 'choice' } },
  words: { kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, priority: { zh: '优先级', en: 'Priority' }, grade: { zh: '客户等级', en: 'Customer grade' }, severity: { zh: '投诉严重程度', en: 'Severity of a complaint' }, service: { zh: '服务项目', en: 'Service' } },
  catalogue: { kind: 'case.kind', channel: 'case.channel', priority: 'case.priority', severity: 'complaint.severity' }, drawnFrom: { grade: (ctx) => gradesOf(ctx).map(({ key, name }) => ({ value: key, name })), service: (ctx) => ctx.definitions.keys(serviceKind, ctx.now).map((key) => ({ value: key, name: ctx.definitions.current(serviceKind, key, ctx.now).is.name })) },
  // `asked-again`: the customer writes although we have answered before.
  signals: ['opened', 'answered', 'asked-again', 'solved', 'reopened'],
  waits: ['waiting-customer', 'waiting-third'],
})
/** What an offered case tells the clock of its acceptance. */
export const handoverClocks = clocked({ subject: 'handover', policy: 'handover', fields: { priority: { type: 'choice', options: PRIORITIES }, to: { type: 'choice', options: ['person', 'team'] } },
  words: { priority: { zh: '优先级', en: 'Priority' }, to: { zh: '交给', en: 'Offered to' } }, catalogue: { priority: 'case.priority', to: 'handover.to' }, signals: ['offered', 'settled'], waits: [] })
export type CaseSignal = typeof caseClocks.signals[number]

/** The nearest moment that something is due; `infinity` when nothing runs, so that the desk can sort by it. */
export const due = (at: Date | null): Date | 'infinity' => at ?? 'infinity'

type Told = { signal?: CaseSignal | undefined; state?: string; at?: Date }
type TellingCase = Pick<CaseRow, 'id' | 'kind' | 'channel' | 'priority' | 'status_class'> & Facts

interface Facts { customer_grade: string | null; severity: string | null; service: string | null }
/** What policies are asked about a case. */
export const clockFacts = (of: Pick<Case, 'kind' | 'channel' | 'priority'> & Facts) => ({ kind: of.kind, channel: of.channel, priority: of.priority, grade: of.customer_grade, severity: of.severity, service: of.service })

/** Tells the clocks of cases what happened; answers the nearest deadline of each, in one query for all. */
export async function tellClocksOfMany(ctx: Ctx, told: readonly ({ of: TellingCase } & Told)[]): Promise<ReadonlyMap<string, Date | 'infinity'>> {
  // A clock that starts while the case waits begins with a pause, so its state is always told.
  const signalled = await signalClocks(ctx, caseClocks, told.map(({ of, ...what }) => ({ subjectId: of.id, facts: clockFacts(of), state: of.status_class, ...what })))
  return new Map(told.map(({ of }, at) => [of.id, due(signalled[at]?.dueAt ?? null)]))
}

/** Tells a case's clocks what happened; answers its nearest deadline. */
export async function tellClocks(ctx: Ctx, of: TellingCase, what: Told): Promise<Date | 'infinity'> {
  return (await tellClocksOfMany(ctx, [{ of, ...what }])).get(of.id) ?? 'infinity'
}
