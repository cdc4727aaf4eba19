import { instantOf } from './instant.ts'

/** Something that happened to a case. */
export interface ProcessEvent {
  readonly caseId: string
  readonly activity: string
  /** When it was done: a Date, epoch milliseconds, or text (`2026-11-22T09:30:00+08:00`; UTC where no zone is said). */
  readonly at: Date | number | string
  /** When it was begun, where that is known: only then can waiting and touch time be told apart. */
  readonly startedAt?: Date | number | string | null
  readonly resource?: string | null
  /** What the system said of it: `start`, `complete` … See `pairLifecycle`. */
  readonly lifecycle?: string | null
  /** Anything else that is to be kept on the way out. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
}

/** A log that was sorted once and is read many times. */
export interface PreparedLog {
  /** Cases in the order in which they first appear. */
  readonly cases: readonly string[]
  readonly activities: readonly string[]
  readonly resources: readonly string[]
  /** The events of case c are those from `offsets[c]` up to but not `offsets[c + 1]`, by time; equal times keep the order of the file. */
  readonly offsets: Int32Array
  readonly activity: Int32Array
  /** Epoch milliseconds. */
  readonly at: Float64Array
  /** NaN where it is not known. */
  readonly startedAt: Float64Array
  /** −1 where nobody is named. */
  readonly resource: Int32Array
  /** Place of each event in what was given. */
  readonly source: Int32Array
  /** Seconds that pass between two instants. */
  readonly elapsed: (from: number, to: number) => number
}

/** Events in any order, or a log that was prepared. Prepare once when more than one figure is wanted. */
export type EventLog = readonly ProcessEvent[] | PreparedLog

/** Thrown for an event that has no case, no activity, or no time that can be read. */
export class InvalidLog extends RangeError {
  /** Place of the event in what was given. */
  readonly index: number
  readonly field: 'caseId' | 'activity' | 'at' | 'startedAt'
  constructor(index: number, field: InvalidLog['field'], message: string) {
    super(`events[${index}].${field}: ${message}`)
    this.name = 'InvalidLog'
    this.index = index
    this.field = field
  }
}

/**
 * Sorts events into cases, by time within each; events of the same time keep the order in which they were given.
 * @param options.elapsed seconds between two instants (epoch milliseconds); by default real ones. With working time (such as
 * `workingBetween` of a calendar) all figures are in working time.
 * @throws InvalidLog for the first event that is not one
 */
export function prepareLog(events: readonly ProcessEvent[], { elapsed = realSeconds }: { elapsed?: (from: number, to: number) => number } = {}): PreparedLog {
  const n = events.length
  const cases = namesIn<string>()
  const activities = namesIn<string>()
  const resources = namesIn<string>()
  const caseOf = new Int32Array(n)
  const activityOf = new Int32Array(n)
  const resourceOf = new Int32Array(n)
  const timeOf = new Float64Array(n)
  const startOf = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const { caseId, activity, at, startedAt, resource } = events[i]!
    if (typeof caseId !== 'string' || caseId === '') throw new InvalidLog(i, 'caseId', 'is missing')
    if (typeof activity !== 'string' || activity === '') throw new InvalidLog(i, 'activity', 'is missing')
    const time = instantOf(at)
    if (Number.isNaN(time)) throw new InvalidLog(i, 'at', `${String(at)} is not a time`)
    const start = startedAt === undefined || startedAt === null ? Number.NaN : instantOf(startedAt)
    if (startedAt !== undefined && startedAt !== null && !(start <= time)) throw new InvalidLog(i, 'startedAt', Number.isNaN(start) ? `${String(startedAt)} is not a time` : 'comes after at')
    caseOf[i] = cases.codeOf(caseId)
    activityOf[i] = activities.codeOf(activity)
    resourceOf[i] = resource === undefined || resource === null || resource === '' ? -1 : resources.codeOf(resource)
    timeOf[i] = time
    startOf[i] = start
  }
  const offsets = new Int32Array(cases.names.length + 1)
  for (let i = 0; i < n; i++) offsets[caseOf[i]! + 1]! += 1
  for (let c = 0; c < cases.names.length; c++) offsets[c + 1]! += offsets[c]!
  const source = new Int32Array(n)
  const next = offsets.slice()
  for (let i = 0; i < n; i++) source[next[caseOf[i]!]!++] = i
  for (let c = 0; c < cases.names.length; c++) sortByTime(source.subarray(offsets[c], offsets[c + 1]), timeOf)
  return {
    cases: cases.names,
    activities: activities.names,
    resources: resources.names,
    offsets,
    activity: new Int32Array(n).map((_, i) => activityOf[source[i]!]!),
    at: new Float64Array(n).map((_, i) => timeOf[source[i]!]!),
    startedAt: new Float64Array(n).map((_, i) => startOf[source[i]!]!),
    resource: new Int32Array(n).map((_, i) => resourceOf[source[i]!]!),
    source,
    elapsed,
  }
}

export const preparedOf = (log: EventLog): PreparedLog => ('offsets' in log ? log : prepareLog(log))

const realSeconds = (from: number, to: number): number => (to - from) / 1000

/** When case c began: the first start or end that is known. */
export function beginOf(log: PreparedLog, c: number): number {
  let begin = log.at[log.offsets[c]!]!
  for (let i = log.offsets[c]!; i < log.offsets[c + 1]!; i++) if (log.startedAt[i]! < begin) begin = log.startedAt[i]!
  return begin
}

/** How long each case took, in seconds. */
export function caseSeconds(log: PreparedLog): Float64Array {
  return new Float64Array(log.cases.length).map((_, c) => log.elapsed(beginOf(log, c), log.at[log.offsets[c + 1]! - 1]!))
}

function namesIn<Name>(): { names: Name[], codeOf: (name: Name) => number } {
  const codes = new Map<Name, number>()
  const names: Name[] = []
  return {
    names,
    codeOf(name) {
      let code = codes.get(name)
      if (code === undefined) {
        code = names.length
        codes.set(name, code)
        names.push(name)
      }
      return code
    },
  }
}

/** Insertion for the nearly sorted runs that logs are; a real sort for the few that are long and out of order. */
function sortByTime(run: Int32Array, timeOf: Float64Array): void {
  let moves = 0
  for (let i = 1; i < run.length; i++) {
    const event = run[i]!
    const time = timeOf[event]!
    let j = i
    for (; j > 0 && timeOf[run[j - 1]!]! > time; j--) run[j] = run[j - 1]!
    run[j] = event
    moves += i - j
    if (moves > 64 * run.length) {
      run.set([...run].sort((a, b) => timeOf[a]! - timeOf[b]! || a - b))
      return
    }
  }
}
