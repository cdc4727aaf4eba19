import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import exceljs from 'exceljs'
import { AppError } from '../errors.ts'

/** One row of a table, by its column's name; `line` counts from 1, the headers being the first. */
export interface TableRow { line: number; cells: Readonly<Record<string, string>> }

/** Reads a .csv, .csv.gz or .xlsx row by row, whatever its size. @throws AppError import.unreadable, import.unknown-type */
export async function* readTable(path: string): AsyncGenerator<TableRow> {
  if (/\.xlsx$/i.test(path)) yield* readSheet(path)
  else if (/\.csv(\.gz)?$/i.test(path)) yield* readCsv(path)
  else throw new AppError('invalid', 'import.unknown-type', { params: { file: path } })
}

async function* readCsv(path: string): AsyncGenerator<TableRow> {
  const file = createReadStream(path)
  const text: Readable = /\.gz$/i.test(path) ? file.pipe(createGunzip()) : file
  const rows = text.pipe(parse({ bom: true, columns: false, relax_column_count: true, skip_empty_lines: true, info: true, max_record_size: 10_000_000 }))
  // An error of the file or of its compression reaches whoever reads the rows.
  for (const before of [file, text]) before.on('error', (error: Error) => rows.destroy(error))
  let headers: string[] | undefined
  try {
    for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!headers) { headers = record.map((cell) => cell.trim()); continue }
      yield { line: info.lines, cells: named(headers, record) }
    }
  } catch (error) { throw new AppError('invalid', 'import.unreadable', { params: { file: path, reason: (error as Error).message } }) }
}

async function* readSheet(path: string): AsyncGenerator<TableRow> {
  let headers: string[] | undefined
  try {
    const book = new exceljs.stream.xlsx.WorkbookReader(path, { worksheets: 'emit', sharedStrings: 'cache', hyperlinks: 'ignore', styles: 'cache', entries: 'ignore' })
    for await (const sheet of book) {
      for await (const row of sheet) {
        const cells = Array.from({ length: row.cellCount }, (_, at) => textOf(row.getCell(at + 1)))
        if (!headers) { headers = cells.map((cell) => cell.trim()); continue }
        if (cells.some(Boolean)) yield { line: row.number, cells: named(headers, cells) }
      }
      // The first sheet is the table; others are the author's own notes.
      return
    }
  } catch (error) { throw new AppError('invalid', 'import.unreadable', { params: { file: path, reason: (error as Error).message } }) }
}
/** A sheet's dates bear no zone: they are written as the wall clock shows them and read in the map's zone. */
function textOf(cell: exceljs.Cell): string {
  const { value } = cell
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ')
  return cell.text ?? ''
}
const named = (headers: readonly string[], cells: readonly string[]) => Object.fromEntries(headers.map((header, at) => [header, cells[at] ?? '']))
