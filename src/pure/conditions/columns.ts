import type { Condition } from './condition.ts'

/** Conditions as a table has them: a column for each field, in it the values that fit. */

/** Of each field the values that fit; a field that is absent, or has none, fits whatever the record has. Booleans are `true` and `false`. */
export type Columns = Readonly<Record<string, readonly string[]>>
/** A row whose condition is either its columns or, where columns can't say it, written out. */
export interface ColumnRow { columns: Columns; written: Condition | null }

/** The columns that a condition comes to; null when it says more than columns can. `yesNo` names the fields that are booleans. */
export function columnsOf(when: Condition | undefined, yesNo: readonly string[] = []): Columns | null {
  if (when === undefined) return {}
  const parts: readonly Condition[] = 'all' in when ? when.all : [when]
  const columns: Record<string, readonly string[]> = {}
  for (const part of parts) {
    if (!('field' in part) || part.field in columns || !('value' in part)) return null
    const type = yesNo.includes(part.field) ? 'boolean' : 'string'
    const values: readonly unknown[] = part.is === 'equal' ? [part.value] : part.is === 'one-of' && Array.isArray(part.value) ? part.value : []
    if (!values.length || !values.every((value) => typeof value === type)) return null
    columns[part.field] = values.map(String)
  }
  return columns
}

/** The condition that columns come to; undefined fits everything. `yesNo` as in `columnsOf`; both values of one ask nothing. */
export function conditionOf(columns: Columns, yesNo: readonly string[] = []): Condition | undefined {
  const parts = Object.entries(columns).flatMap(([field, values]): Condition[] => {
    if (yesNo.includes(field)) return values.length === 1 ? [{ field, is: 'equal', value: values[0] === 'true' }] : []
    return values.length > 1 ? [{ field, is: 'one-of', value: [...values] }] : values.length ? [{ field, is: 'equal', value: values[0] as string }] : []
  })
  return parts.length > 1 ? { all: parts } : parts[0]
}

/** Rows that can never be reached where the first that fits decides, for one above fits everything they fit. */
export function unreachedRows<R extends ColumnRow>(rows: readonly R[]): ReadonlySet<R> {
  const covers = (above: R, below: R) => above.written === null && Object.entries(above.columns).every(([field, values]) => !values.length || (below.written === null && (below.columns[field]?.length ?? 0) > 0 && below.columns[field]?.every((value) => values.includes(value))))
  return new Set(rows.filter((row, at) => rows.slice(0, at).some((above) => covers(above, row))))
}
