import type { Bilingual } from '../../../../kernel/contract.ts'
import { columnsOf, conditionOf, unreachedRows } from '../../../../pure/conditions/index.ts'
import type { ColumnRow, Condition } from '../../../../pure/conditions/index.ts'
import { COMPLEXITIES, IMPACTS, SAFETY, SEVERITIES } from '../../course/rules.ts'

/** The severity matrix while it is being edited: conditions as columns of choices. */

export const FACTS = { severity: SEVERITIES, safety: SAFETY, complexity: COMPLEXITIES, impact: IMPACTS, immediate: ['true', 'false'] } as const
export type FactKey = keyof typeof FACTS
export const FACT_KEYS = Object.keys(FACTS) as FactKey[]
export const TOLD = ['supervisor', 'manager'] as const

export interface DraftLevel { id: number; key: string; name: Bilingual; tells: readonly (typeof TOLD)[number][] }
export interface DraftRow extends ColumnRow { id: number; level: string }
export interface MatrixDraft { name: Bilingual; levels: readonly DraftLevel[]; rows: readonly DraftRow[] }
interface Body { name: Bilingual; levels: { key: string; name: Bilingual; tells: (typeof TOLD)[number][] }[]; rows: { when: Condition; level: string }[] }

let last = 0
const nextId = () => ++last

const YES_NO = ['immediate']

export function draftOf(body: unknown): MatrixDraft {
  const { name, levels, rows } = body as Body
  return {
    name, levels: levels.map((level) => ({ id: nextId(), ...level })),
    rows: rows.map(({ when, level }) => {
      const columns = columnsOf(when, YES_NO)
      return { id: nextId(), columns: columns ?? {}, written: columns ? null : when, level }
    }),
  }
}
export const bodyOf = ({ name, levels, rows }: MatrixDraft): Body => ({
  name, levels: levels.map(({ key, name: called, tells }) => ({ key, name: called, tells: [...tells] })),
  rows: rows.map(({ columns, written, level }) => ({ when: written ?? conditionOf(columns, YES_NO) ?? { all: [] }, level })),
})

/** The level of a complaint of which this was judged: of the first row that fits, else the mildest. Null where a row above can’t be judged here. */
export function levelOf({ levels, rows }: MatrixDraft, facts: Readonly<Record<FactKey, string>>): { level: DraftLevel; row: number | null } | null {
  for (const [at, { columns, written, level }] of rows.entries()) {
    if (written) return null
    if (!FACT_KEYS.every((key) => !columns[key]?.length || columns[key].includes(facts[key]))) continue
    const found = levels.find(({ key }) => key === level)
    return found ? { level: found, row: at } : null
  }
  const [mildest] = levels
  return mildest ? { level: mildest, row: null } : null
}

export function newLevel(levels: readonly DraftLevel[]): DraftLevel {
  let n = levels.length + 1
  while (levels.some(({ key }) => key === `level-${n}`)) n++
  return { id: nextId(), key: `level-${n}`, name: { zh: '', en: '' }, tells: [] }
}
export const newRow = (levels: readonly DraftLevel[]): DraftRow => ({ id: nextId(), columns: {}, written: null, level: levels.at(-1)?.key ?? '' })

/** What a draft lacks: `complaint-matrix.wants.WHAT` in the catalogue. */
export function wanting({ name, levels, rows }: MatrixDraft): ('name' | 'level-name' | 'levels' | 'rows' | 'row')[] {
  const named = (of: Bilingual) => of.zh.trim() !== '' && of.en.trim() !== ''
  return [
    ...(named(name) ? [] : ['name' as const]), ...(levels.every((level) => named(level.name)) ? [] : ['level-name' as const]), ...(levels.length >= 2 ? [] : ['levels' as const]), ...(rows.length ? [] : ['rows' as const]),
    ...(rows.every(({ written, columns, level }) => (written ?? conditionOf(columns, YES_NO)) && levels.some(({ key }) => key === level)) ? [] : ['row' as const]),
  ]
}
/** Lines that no complaint ever comes to. */
export const neverReached = ({ rows }: MatrixDraft): ReadonlySet<DraftRow> => unreachedRows(rows)
