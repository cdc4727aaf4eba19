import { call } from '../../client.ts'
import type { Endpoint } from '../../contract.ts'
import { csvLine } from './csv.ts'
import type { Column } from './list-types.ts'

/** Reads a list to its end by its cursors and hands over its lines without their ends, a page at a time. Stops between pages when the signal is aborted. */
export async function* csvPages<T>(endpoint: Endpoint, request: { params?: object; query: Readonly<Record<string, string>> }, columns: readonly Column<T>[], signal: AbortSignal): AsyncGenerator<{ lines: string[]; rows: number }> {
  let cursor: string | null = null
  do {
    const page = await call(endpoint, { ...request, query: { ...request.query, limit: '200', ...(cursor ? { cursor } : {}) } } as never) as { items: T[]; nextCursor: string | null }
    if (signal.aborted) return
    yield { lines: page.items.map((row) => csvLine(columns.map((column) => column.text(row))).trimEnd()), rows: page.items.length }
    cursor = page.nextCursor
  } while (cursor && !signal.aborted)
}
