import type { ProcessEvent } from './event-log.ts'
import { instantOf } from './instant.ts'

export interface CsvColumns {
  readonly caseId: string
  readonly activity: string
  readonly at: string
  readonly startedAt?: string
  readonly resource?: string
  readonly lifecycle?: string
}

export interface RejectedRow {
  /** Line of the file, the header being 1. */
  readonly line: number
  readonly column: string
  readonly reason: 'missing' | 'not-a-time' | 'starts-after-end'
}

export interface CsvLog {
  readonly events: ProcessEvent[]
  readonly rejected: readonly RejectedRow[]
  /** Which columns were read. */
  readonly columns: CsvColumns
}

/** Headers that are known without being told, by what they say, in order of preference. */
const KNOWN: { readonly [field in keyof CsvColumns]-?: readonly string[] } = {
  caseId: ['case:concept:name', 'case id', 'caseid', 'case_id', 'case', 'ticket id', '案件编号', '工单编号', '工单号'],
  activity: ['concept:name', 'activity', 'activity name', 'event', 'task', '活动', '环节', '步骤'],
  at: ['time:timestamp', 'complete timestamp', 'timestamp', 'end timestamp', 'completed at', 'at', 'time', '完成时间', '时间'],
  startedAt: ['start_timestamp', 'start timestamp', 'started at', '开始时间'],
  resource: ['org:resource', 'resource', 'user', 'agent', '处理人', '人员'],
  lifecycle: ['lifecycle:transition', 'lifecycle'],
}

/**
 * Reads a table of events: a header, then one event a row; comma, semicolon or tab; quotes as in RFC 4180.
 * @param options.columns headers of the columns; those left out are looked for by usual names
 * @param options.zone minutes east of UTC of times that name no zone
 * @throws RangeError when a needed column is not there, or two columns bear its name
 * Rows that are no events are left out and listed; their neighbours are kept.
 */
export function fromCsv(text: string, { columns: named = {}, zone = 0 }: { columns?: Partial<CsvColumns>, zone?: number } = {}): CsvLog {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  const rows = tableOf(content)
  const header = rows.next().value?.cells ?? []
  const place = (field: keyof CsvColumns): number => columnOf(header, field, named[field])
  const [caseId, activity, at, startedAt, resource, lifecycle] = [place('caseId'), place('activity'), place('at'), place('startedAt'), place('resource'), place('lifecycle')]
  const events: ProcessEvent[] = []
  const rejected: RejectedRow[] = []
  for (const { cells, line } of rows) {
    const missing = [caseId, activity, at].find((column) => !cells[column])
    if (missing !== undefined) {
      rejected.push({ line, column: header[missing]!, reason: 'missing' })
      continue
    }
    const time = instantOf(cells[at]!, zone)
    const start = startedAt >= 0 && cells[startedAt] ? instantOf(cells[startedAt], zone) : undefined
    const wrong = Number.isNaN(time) ? at : Number.isNaN(start) ? startedAt : -1
    if (wrong >= 0) {
      rejected.push({ line, column: header[wrong]!, reason: 'not-a-time' })
      continue
    }
    if (start !== undefined && start > time) {
      rejected.push({ line, column: header[startedAt]!, reason: 'starts-after-end' })
      continue
    }
    events.push({
      caseId: cells[caseId]!,
      activity: cells[activity]!,
      at: time,
      ...(start === undefined ? {} : { startedAt: start }),
      ...(resource >= 0 && cells[resource] ? { resource: cells[resource] } : {}),
      ...(lifecycle >= 0 && cells[lifecycle] ? { lifecycle: cells[lifecycle] } : {}),
    })
  }
  const found = (field: 'startedAt' | 'resource' | 'lifecycle', column: number): Partial<CsvColumns> => (column < 0 ? {} : { [field]: header[column]! })
  return {
    events,
    rejected,
    columns: { caseId: header[caseId]!, activity: header[activity]!, at: header[at]!, ...found('startedAt', startedAt), ...found('resource', resource), ...found('lifecycle', lifecycle) },
  }
}

function columnOf(header: readonly string[], field: keyof CsvColumns, named: string | undefined): number {
  const places = (name: string): number[] => header.flatMap((title, i) => (title.trim().toLowerCase() === name.toLowerCase() ? [i] : []))
  const needed = field === 'caseId' || field === 'activity' || field === 'at'
  const name = named ?? KNOWN[field].find((known) => places(known).length > 0)
  const found = name === undefined ? [] : places(name)
  if (found.length > 1) throw new RangeError(`columns.${field}: ${found.length} columns are called ${name}`)
  if (found.length === 0 && (needed || named !== undefined)) throw new RangeError(`columns.${field}: ${named === undefined ? 'no column is known to be it; name one' : `no column is called ${named}`}`)
  return found[0] ?? -1
}

/** Rows that are not empty, with the line each begins on. */
function* tableOf(text: string): Generator<{ cells: string[], line: number }, undefined> {
  const head = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'))
  const separator = [',', ';', '\t'].reduce((best, mark) => (head.split(mark).length > head.split(best).length ? mark : best))
  let line = 1
  for (let from = 0; from < text.length;) {
    const begin = line
    const cells: string[] = []
    for (;;) {
      let end: number
      if (text[from] === '"') {
        let cell = ''
        for (end = from + 1; ; end += 2) {
          const close = text.indexOf('"', end)
          const until = close < 0 ? text.length : close
          cell += text.slice(end, until)
          end = until
          if (text[end + 1] !== '"') break
          cell += '"'
        }
        for (let i = 0; i < cell.length; i++) if (cell[i] === '\n') line += 1
        cells.push(cell)
        end += 1
      } else {
        end = from
        while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1
        cells.push(text.slice(from, text[end - 1] === '\r' && end > from ? end - 1 : end))
      }
      if (text[end] === '\r') end += 1
      from = end + 1
      if (text[end] !== separator) break
    }
    line += 1
    if (cells.length > 1 || cells[0] !== '') yield { cells, line: begin }
  }
}
