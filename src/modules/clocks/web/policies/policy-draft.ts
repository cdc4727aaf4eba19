import { columnsOf, conditionOf, unreachedRows } from '../../../../pure/conditions/index.ts'
import type { ColumnRow, Condition } from '../../../../pure/conditions/index.ts'
import type { Bilingual } from '../../../../kernel/contract.ts'
import type { PolicyVocabulary } from '../../contract.ts'

/** A policy while it is being edited: conditions as columns of choices, everything else as the body has it. */

export interface DraftRow extends ColumnRow {
  seconds: number | null
  warnBefore: readonly number[]
  /** For the browser alone, so that a row keeps its place while others move. */
  id: number
}
export interface DraftClock {
  key: string; name: Bilingual; calendar: string
  startOn: readonly string[]; stopOn: readonly string[]; pauseOn: readonly string[]
  pauseLimit: number | null; escalateAt: readonly number[]
  rows: readonly DraftRow[]
  id: number
}
export interface PolicyDraft { name: Bilingual; clocks: readonly DraftClock[] }

interface Body { name: Bilingual; clocks: { key: string; name: Bilingual; calendar: string; startOn: string[]; stopOn: string[]; pauseOn?: string[]; pauseLimit?: number; escalateAt?: number[]; rows: { when?: Condition; seconds: number; warnBefore?: number[] }[] }[] }
/** What a policy escalates by that does not say. */
export const USUAL_STEPS: readonly number[] = [1, 2]

let last = 0
export const nextId = () => ++last

export function draftOf(body: unknown): PolicyDraft {
  const { name, clocks } = body as Body
  return {
    name, clocks: clocks.map((clock) => ({
      id: nextId(), key: clock.key, name: clock.name, calendar: clock.calendar, startOn: clock.startOn, stopOn: clock.stopOn, pauseOn: clock.pauseOn ?? [], pauseLimit: clock.pauseLimit ?? null, escalateAt: clock.escalateAt ?? USUAL_STEPS,
      rows: clock.rows.map(({ when, seconds, warnBefore = [] }) => {
        const columns = columnsOf(when)
        return { id: nextId(), columns: columns ?? {}, written: columns ? null : when ?? null, seconds, warnBefore }
      }),
    })),
  }
}

export const bodyOf = ({ name, clocks }: PolicyDraft): Body => ({
  name, clocks: clocks.map(({ id: _, pauseOn, pauseLimit, escalateAt, rows, startOn, stopOn, ...clock }) => ({
    ...clock, startOn: [...startOn], stopOn: [...stopOn], ...(pauseOn.length ? { pauseOn: [...pauseOn] } : {}), ...(pauseOn.length && pauseLimit ? { pauseLimit } : {}), ...(escalateAt.join() === USUAL_STEPS.join() ? {} : { escalateAt: [...escalateAt] }),
    rows: rows.map((row) => {
      const when = row.written ?? conditionOf(row.columns)
      return { ...(when ? { when } : {}), seconds: row.seconds ?? 0, ...(row.warnBefore.length ? { warnBefore: [...row.warnBefore].sort((a, b) => b - a) } : {}) }
    }),
  })),
})

export const newRow = (): DraftRow => ({ id: nextId(), columns: {}, written: null, seconds: 3_600, warnBefore: [] })
export function newClock({ signals, calendars }: PolicyVocabulary, taken: readonly string[]): DraftClock {
  let n = taken.length + 1
  while (taken.includes(`deadline-${n}`)) n++
  return { id: nextId(), key: `deadline-${n}`, name: { zh: '', en: '' }, calendar: calendars.find(({ key }) => key === 'standard')?.key ?? calendars[0]?.key ?? '', startOn: signals.slice(0, 1), stopOn: signals.slice(-1), pauseOn: [], pauseLimit: null, escalateAt: USUAL_STEPS, rows: [newRow()] }
}

/** What a draft lacks, `policy.wants.WHAT` in the catalogue, by the deadline and the row it is of. */
export interface Want { what: 'name' | 'clock-name' | 'start' | 'stop' | 'seconds' | 'warning' | 'rows' | 'clocks'; clock: number | null; row: number | null }
export function wanting({ name, clocks }: PolicyDraft): Want[] {
  const wants: Want[] = []
  const want = (missing: boolean, what: Want['what'], clock: number | null = null, row: number | null = null) => { if (missing) wants.push({ what, clock, row }) }
  want(!name.zh.trim() || !name.en.trim(), 'name')
  want(!clocks.length, 'clocks')
  for (const clock of clocks) {
    want(!clock.name.zh.trim() || !clock.name.en.trim(), 'clock-name', clock.id)
    want(!clock.startOn.length, 'start', clock.id)
    want(!clock.stopOn.length, 'stop', clock.id)
    want(!clock.rows.length, 'rows', clock.id)
    for (const { id, seconds, warnBefore } of clock.rows) {
      want(!seconds, 'seconds', clock.id, id)
      want(seconds !== null && warnBefore.some((before) => before >= seconds), 'warning', clock.id, id)
    }
  }
  return wants
}

/** Rows that nothing reaches, by their id. */
export const unreached = (rows: readonly DraftRow[]): ReadonlySet<number> => new Set([...unreachedRows(rows)].map(({ id }) => id))
