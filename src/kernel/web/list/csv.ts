/** Text of a CSV file (RFC 4180) that a spreadsheet opens without running anything of it. */

/** With it spreadsheets read the file as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'
// A cell that begins so is taken for a formula; full-width forms are folded by some spreadsheets.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** One cell: quoted where needed, and with `'` before what a spreadsheet would run. Numbers given as numbers stay as they are. */
export function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /["\r\n,;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
export const csvLine = (cells: readonly (string | number | null | undefined)[]): string => `${cells.map(csvCell).join(',')}\r\n`
