import { useState } from 'react'
import type { Column } from './list-types.ts'

/** Which columns a reader shows and how wide, kept on this machine per list. */
interface Kept { shown: readonly string[] | null; widths: Readonly<Record<string, number>> }
const EMPTY: Kept = { shown: null, widths: {} }
export const NARROWEST = 64
export const WIDEST = 900

const read = (list: string): Kept => {
  try { return { ...EMPTY, ...JSON.parse(localStorage.getItem(`shouwen.columns.${list}`) ?? '{}') as Partial<Kept> } } catch { return EMPTY }
}

export interface ColumnChoice<T> {
  /** Shown ones, in the page's order, each with its width. */
  columns: readonly Column<T>[]
  shown: readonly string[]
  show: (keys: readonly string[] | null) => void
  widen: (key: string, width: number) => void
  reset: () => void
}
export function useColumns<T>(list: string, all: readonly Column<T>[]): ColumnChoice<T> {
  const [kept, setKept] = useState(() => read(list))
  const keep = (next: Kept) => {
    localStorage.setItem(`shouwen.columns.${list}`, JSON.stringify(next))
    setKept(next)
  }
  const known = kept.shown?.filter((key) => all.some((column) => column.key === key))
  const shown = known && known.length > 0 ? known : all.filter((column) => !column.optional).map(({ key }) => key)
  return {
    shown,
    columns: all.filter(({ key }) => shown.includes(key)).map((column) => ({ ...column, width: kept.widths[column.key] ?? column.width, isDrawn: column.key in kept.widths })),
    show: (keys) => keep({ ...kept, shown: keys }),
    widen: (key, width) => keep({ ...kept, widths: { ...kept.widths, [key]: Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) } }),
    reset: () => keep(EMPTY),
  }
}
