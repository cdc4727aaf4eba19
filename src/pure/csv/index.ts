/** Text of a CSV file (RFC 4180) that a spreadsheet opens without running anything of it. Runs on both sides. */

/** With it spreadsheets read the file as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'
// A cell that begins so is taken for a formula; spaces before it are dropped and full-width forms folded by some spreadsheets.
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

export type Cell = string | number | null | undefined
/** One cell: quoted where needed, and with `'` before what a spreadsheet would run. Numbers given as numbers stay as they are. */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /["\r\n,;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`
