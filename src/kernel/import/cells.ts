import { DateTime } from 'luxon'
import type { z } from 'zod'
import type { ImportMap } from './run-import.ts'
import { Rejected } from './run-import.ts'

/** The text of a mapped column: a fixed value behind `=`, else the cell; empty counts as absent. */
export function cellOf(cells: Readonly<Record<string, string>>, column: unknown): string | undefined {
  if (typeof column !== 'string') return undefined
  const text = column.startsWith('=') ? column.slice(1) : cells[column]
  return text === undefined || text.trim() === '' ? undefined : text.trim()
}
/** The word that a cell stands for, where the map translates the field's words. */
export const wordOf = (map: ImportMap, field: string, text: string | undefined): string | undefined => text === undefined ? undefined : map.values?.[field]?.[text] ?? text

const FORMATS = ['yyyy-M-d H:m:s', 'yyyy-M-d H:m', 'yyyy-M-d', 'yyyy/M/d H:m:s', 'yyyy/M/d H:m', 'yyyy/M/d', 'yyyy.M.d', 'yyyy年M月d日', 'yyyy年M月d日 H:m', 'yyyy年M月d日 H时m分']
/** A moment as tables write it: ISO 8601, or a date with or without time in the map's zone. @throws Rejected */
export function momentOf(text: string | undefined, field: string, map: ImportMap): Date | undefined {
  if (text === undefined) return undefined
  const iso = DateTime.fromISO(text, { zone: map.zone ?? 'UTC' })
  if (iso.isValid) return iso.toJSDate()
  for (const format of FORMATS) {
    const read = DateTime.fromFormat(text, format, { zone: map.zone ?? 'UTC' })
    if (read.isValid) return read.toJSDate()
  }
  throw new Rejected([{ field, code: 'import.bad-date' }])
}

/** What a row says for the company's own fields: as the map's `columns.fields` names them, without a map by headers such as `fields.KEY`. */
export function ownFieldsOf(cells: Readonly<Record<string, string>>, map: ImportMap): Record<string, string> {
  const columns = map.columns ? map.columns['fields'] : Object.fromEntries(Object.keys(cells).flatMap((header) => header.startsWith('fields.') ? [[header.slice('fields.'.length), header]] : []))
  if (typeof columns !== 'object' || columns === null) return {}
  return Object.fromEntries(Object.entries(columns).flatMap(([key, column]) => { const text = wordOf(map, `fields.${key}`, cellOf(cells, column)); return text === undefined ? [] : [[key, text]] }))
}

/** The row as its schema takes it. @throws Rejected with every wrong field */
export function checkRow<S extends z.ZodType>(schema: S, row: unknown): z.output<S> {
  const result = schema.safeParse(row)
  if (result.success) return result.data
  throw new Rejected(result.error.issues.map((issue) => {
    const own = /^[a-z-]+\.[a-z-]+$/.test(issue.message)
    return { field: issue.path.join('.'), code: own ? issue.message : issue.code, ...(own ? {} : { message: issue.message }) }
  }))
}
