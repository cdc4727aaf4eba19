import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import { tmpdir } from 'node:os'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { systemActor } from '../actors.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { say } from '../i18n/catalogue.ts'
import type { CommandCall } from '../module.ts'
import type { TableRow } from './read-table.ts'
import { readTable } from './read-table.ts'

/** A row that its schema takes: by what it is known, and what it says. */
export interface KnownRow<R> { line: number; source: string; externalId: string; row: R }
/** Why a row is not taken. */
export interface Rejection { field: string; code: string; message?: string }
export interface ImportPlan<R> {
  /** What is imported, in the plural: also the noun of its events and messages. */
  name: string
  /** The row as its schema wants it, from the cells; what it throws as `Rejected` is the row's rejection. */
  rowOf: (cells: Readonly<Record<string, string>>, map: ImportMap) => R
  /** Writes those rows that are not known yet, set by set; answers how many were new. A row refused here is told by its line. */
  write: (ctx: Ctx, rows: readonly KnownRow<R>[]) => Promise<{ made: number; rejected: readonly { line: number; reasons: readonly Rejection[] }[] }>
}
export class Rejected extends Error {
  readonly reasons: readonly Rejection[]
  constructor(reasons: readonly Rejection[]) { super('rejected'); this.reasons = reasons }
}

/** Which column says what. A column's name, or a fixed value behind `=`; lists and nested fields as the imported thing has them. */
export const ImportMap = z.looseObject({
  source: z.string().min(1).max(60).default('import'),
  columns: z.record(z.string(), z.unknown()).optional(),
  values: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  /** Zone of times that bear none; the company's when absent. */
  zone: z.string().optional(),
})
export type ImportMap = z.output<typeof ImportMap>

/** Rows a transaction. */
const BATCH = 1_000
interface Report { rows: number; imported: number; known: number; rejected: number; rejectedFile: string | null; seconds: number; dryRun: boolean }
class DryRun extends Error {}

/** Reads the file once and writes it in transactions of a thousand rows: what is imported once is never imported again, whatever file it comes in. */
export async function runImport<R>({ work, args, names: [file], say: tell }: CommandCall, plan: ImportPlan<R>, zoneOf: (ctx: Ctx) => string): Promise<Report> {
  if (!file) throw new AppError('invalid', 'import.no-file')
  const map = readMap(args['map'])
  const dryRun = args['dry-run'] === true
  map.zone ??= await work.read(systemActor, 'import.zone', async (ctx) => zoneOf(ctx))
  const rejects = openRejects(file)
  const begun = performance.now()
  const report: Report = { rows: 0, imported: 0, known: 0, rejected: 0, rejectedFile: null, seconds: 0, dryRun }
  const seen = new Set<string>()
  let batch: KnownRow<R>[] = []
  let cells = new Map<number, TableRow['cells']>()

  async function flush(): Promise<void> {
    const rows = batch
    const texts = cells
    batch = []
    cells = new Map()
    if (!rows.length) return
    let written = { made: 0, rejected: [] as readonly { line: number; reasons: readonly Rejection[] }[] }
    try {
      await work.unit(systemActor, `import.${plan.name}`, async (ctx) => {
        written = await plan.write(ctx, rows)
        if (dryRun) throw new DryRun()
      })
    } catch (error) { if (!(error instanceof DryRun)) throw error }
    for (const { line, reasons } of written.rejected) reject({ line, cells: texts.get(line) ?? {} }, reasons)
    report.imported += written.made
    report.known += rows.length - written.made - written.rejected.length
  }
  function reject(row: TableRow, reasons: readonly Rejection[]): void {
    report.rejected++
    rejects.write(row, reasons)
  }

  try {
    for await (const table of readTable(file)) {
      report.rows++
      try {
        const row = plan.rowOf(table.cells, map)
        const externalId = (row as { externalId?: string }).externalId || `sha256:${createHash('sha256').update(JSON.stringify(row)).digest('hex')}`
        if (seen.has(externalId)) { report.known++; continue }
        seen.add(externalId)
        batch.push({ line: table.line, source: map.source, externalId, row })
        cells.set(table.line, table.cells)
      } catch (error) {
        if (!(error instanceof Rejected)) throw error
        reject(table, error.reasons)
      }
      if (batch.length >= BATCH) {
        await flush()
        tell(`${plan.name}: ${report.rows} read, ${report.imported} imported, ${report.known} known, ${report.rejected} rejected`)
      }
    }
    await flush()
  } finally { report.rejectedFile = rejects.close() }
  report.seconds = Math.round(performance.now() - begun) / 1_000
  return report
}

function readMap(path: string | true | undefined): ImportMap {
  if (path === undefined || path === true) return ImportMap.parse({})
  let json: unknown
  try { json = JSON.parse(readFileSync(path, 'utf8')) } catch (error) { throw new AppError('invalid', 'import.bad-map', { params: { reason: (error as Error).message } }) }
  const map = ImportMap.safeParse(json)
  if (!map.success) throw new AppError('invalid', 'import.bad-map', { params: { reason: z.prettifyError(map.error) } })
  return map.data
}

/** The rejected rows as they stood, each with its line, field and reason; beside the file where one may write there, else in the temporary folder. */
function openRejects(file: string) {
  let path = `${file}.rejected.csv`
  let handle: number | undefined
  let columns: string[] = []
  const open = (row: TableRow): number => {
    try { handle = openSync(path, 'w') } catch { path = join(tmpdir(), basename(path)); handle = openSync(path, 'w') }
    columns = Object.keys(row.cells)
    writeSync(handle, `\ufeff${stringify([['line', 'field', 'reason', ...columns]])}`)
    return handle
  }
  try { unlinkSync(path) } catch { /* there is none of an earlier run */ }
  return {
    write(row: TableRow, reasons: readonly Rejection[]): void {
      const at = handle ?? open(row)
      writeSync(at, stringify([[row.line, reasons.map((one) => one.field).join('; '), reasons.map((one) => one.message ?? say('zh-CN', one.code)).join('; '), ...columns.map((column) => harmless(row.cells[column] ?? ''))]]))
    },
    close(): string | null {
      if (handle === undefined) return null
      closeSync(handle)
      return path
    },
  }
}
/** A cell that a spreadsheet would run as a formula is written as text. */
const harmless = (cell: string) => /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
