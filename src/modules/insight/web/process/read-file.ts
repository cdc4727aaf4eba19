import { type CsvColumns, fromCsv, fromXes, pairLifecycle, type ProcessEvent, type RejectedRow } from '../../../../pure/process/index.ts'

export type ReadLog =
  | { as: 'log'; events: readonly ProcessEvent[]; rejected: readonly RejectedRow[] }
  /** Which column is what has to be said. */
  | { as: 'columns'; header: readonly string[]; text: string; why: string }

async function textOf(file: File): Promise<string> {
  if (!/\.gz$/i.test(file.name)) return file.text()
  return new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text()
}

/**
 * Reads a CSV or XES file, packed by gzip or not, on this machine: it is sent nowhere.
 * @throws Error with the reader's own words for a file that is no log
 */
export async function readLogFile(file: File): Promise<ReadLog> {
  const text = await textOf(file)
  if (/\.xes(\.gz)?$/i.test(file.name) || text.trimStart().startsWith('<')) return { as: 'log', events: paired(fromXes(text)), rejected: [] }
  return readTable(text)
}

/** A table whose columns are known by their usual names, or named. */
export function readTable(text: string, columns: Partial<CsvColumns> = {}): ReadLog {
  try {
    const { events, rejected } = fromCsv(text, { columns, zone: -new Date().getTimezoneOffset() })
    return { as: 'log', events: paired(events), rejected }
  } catch (error) {
    const first = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? ''
    const separator = [',', ';', '\t'].reduce((best, mark) => (first.split(mark).length > first.split(best).length ? mark : best))
    return { as: 'columns', header: first.split(separator).map((title) => title.replaceAll('"', '').trim()).filter(Boolean), text, why: (error as Error).message }
  }
}

/** Starts and ends told apart become one event each. */
function paired(events: ProcessEvent[]): readonly ProcessEvent[] {
  const said = new Set(events.map(({ lifecycle }) => lifecycle?.toLowerCase()))
  return said.has('start') && said.has('complete') ? pairLifecycle(events).events : events
}
