import { conformance } from './conformance.ts'
import { pairsOf } from './directly-follows.ts'
import { caseSeconds, type EventLog, type PreparedLog, preparedOf } from './event-log.ts'
import type { Flow } from './flow.ts'
import { handovers } from './handovers.ts'
import type { PetriNet } from './petri-net.ts'
import { rework } from './rework.ts'
import { holm, mannWhitneyP, twoSharesP } from './significance.ts'
import { spreadOf } from './spread.ts'

export interface Change {
  readonly before: number
  readonly after: number
  /** after − before. */
  readonly difference: number
  /** Two-sided; NaN where nothing can be tested. */
  readonly p: number
  /** Whether p, made good for the number of figures compared, is below alpha. */
  readonly significant: boolean
}

export interface StretchChange extends Change {
  readonly from: string
  readonly to: string
  readonly countBefore: number
  readonly countAfter: number
}

export interface LogComparison {
  /** Median seconds of a case, by Mann–Whitney (which compares how cases lie, not the medians alone). */
  readonly duration: Change
  /** Mean events of a case, by Mann–Whitney. */
  readonly eventsPerCase: Change
  /** Shares of cases with rework, with a handover, and (with a flow) that went as the flow has it, by the test of two shares. */
  readonly rework: Change
  readonly handover: Change
  readonly conforming?: Change
  /** Mean seconds of work on a case, by Mann–Whitney; absent unless both logs say when steps began. What a case costs goes with it. */
  readonly touch?: Change
  /** Median seconds of each stretch that both logs have, by Mann–Whitney; largest change of total time first. */
  readonly stretches: readonly StretchChange[]
  /** Cases. */
  readonly n: { readonly before: number, readonly after: number }
}

/**
 * Whether a change of the process shows: figures of the cases before and after it, with the chance of such a difference
 * if nothing had changed. p values are corrected for their number by Holm, those of the process and those of stretches apart.
 * Cases are taken as independent; what else changed at the same time is not known here.
 * @throws RangeError unless alpha is within (0, 1) · what `conformance` throws for the flow
 */
export function compareLogs(before: EventLog, after: EventLog, { alpha = 0.05, flow }: { readonly alpha?: number, readonly flow?: readonly string[] | Flow | PetriNet } = {}): LogComparison {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha: ${alpha} is not within (0, 1)`)
  const logs = [preparedOf(before), preparedOf(after)] as const
  const n = { before: logs[0].cases.length, after: logs[1].cases.length }
  const [durations, lengths, works] = [logs.map(caseSeconds), logs.map(eventCounts), logs.map(workSeconds)]
  const shareOf = (of: (log: PreparedLog) => number): Raw => {
    const [a, b] = [of(logs[0]), of(logs[1])]
    return { before: a / n.before, after: b / n.after, p: twoSharesP(a, n.before, b, n.after) }
  }
  const raw: Raw[] = [
    { p: mannWhitneyP(durations[0]!, durations[1]!), before: spreadOf(durations[0]!).median, after: spreadOf(durations[1]!).median },
    { p: mannWhitneyP(lengths[0]!, lengths[1]!), before: spreadOf(lengths[0]!).mean, after: spreadOf(lengths[1]!).mean },
    shareOf((log) => rework(log).casesWithRework),
    shareOf((log) => handovers(log).casesWithHandover),
    ...(flow ? [shareOf((log) => conformance(log, flow).fittingCases)] : []),
    ...(works[0] && works[1] ? [{ p: mannWhitneyP(works[0], works[1]), before: spreadOf(works[0].slice()).mean, after: spreadOf(works[1].slice()).mean }] : []),
  ]
  const [duration, eventsPerCase, reworked, handed, ...more] = judged(raw, alpha)
  const conforming = flow ? more[0] : undefined
  const touch = more[flow ? 1 : 0]
  return {
    duration: duration!, eventsPerCase: eventsPerCase!, rework: reworked!, handover: handed!, ...(conforming ? { conforming } : {}), ...(touch ? { touch } : {}),
    stretches: stretchChanges(logs[0], logs[1], alpha),
    n,
  }
}

interface Raw {
  readonly before: number
  readonly after: number
  readonly p: number
}

function judged<R extends Raw>(raw: readonly R[], alpha: number): (R & Change)[] {
  const corrected = holm(raw.map(({ p }) => p))
  return raw.map((row, i) => ({ ...row, difference: row.after - row.before, significant: corrected[i]! < alpha }))
}

/** Undefined where no event says when it began. */
function workSeconds({ cases, offsets, at, startedAt, elapsed }: PreparedLog): Float64Array | undefined {
  if (startedAt.every((start) => Number.isNaN(start))) return undefined
  return new Float64Array(cases.length).map((_, c) => {
    let seconds = 0
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) if (!Number.isNaN(startedAt[i]!)) seconds += elapsed(startedAt[i]!, at[i]!)
    return seconds
  })
}

const eventCounts = ({ cases, offsets }: PreparedLog): Float64Array => new Float64Array(cases.length).map((_, c) => offsets[c + 1]! - offsets[c]!)

function stretchChanges(before: PreparedLog, after: PreparedLog, alpha: number): StretchChange[] {
  const keyed = (log: PreparedLog): Map<string, Float64Array> => new Map(pairsOf(log).map(({ from, to, seconds }) => [JSON.stringify([log.activities[from], log.activities[to]]), seconds]))
  const [old, fresh] = [keyed(before), keyed(after)]
  const rows = [...old].flatMap(([key, a]) => {
    const b = fresh.get(key)
    if (!b) return []
    const [from, to] = JSON.parse(key) as [string, string]
    const p = mannWhitneyP(a, b)
    const [was, is] = [spreadOf(a), spreadOf(b)]
    return [{ from, to, countBefore: was.n, countAfter: is.n, before: was.median, after: is.median, p, moved: Math.abs(is.sum / after.cases.length - was.sum / before.cases.length) }]
  })
  return judged(rows, alpha).sort((a, b) => b.moved - a.moved).map(({ moved: _, ...row }) => row)
}
