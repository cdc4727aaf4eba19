import type { Condition } from '../../../../pure/conditions/index.ts'
import type { Bilingual } from '../../../../kernel/contract.ts'
import type { PolicyVocabulary } from '../../contract.ts'

/** A policy while it is being edited: conditions as columns of choices, everything else as the body has it. */

export interface DraftRow {
  /** Of each field the values that fit, by field; a field that is absent fits whatever the record has. */
  choices: Readonly<Record<string, readonly string[]>>
  /** A condition that no columns can say; kept as it is. */
  written: Condition | null
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

/** The choices that a condition comes to; null when it says more than columns can. */
export function choicesOf(when: Condition | undefined): DraftRow['choices'] | null {
  if (when === undefined) return {}
  const parts: readonly Condition[] = 'all' in when ? when.all : [when]
  const choices: Record<string, readonly string[]> = {}
  for (const part of parts) {
    if (!('field' in part) || part.field in choices || !('value' in part)) return null
    if (part.is === 'equal' && typeof part.value === 'string') choices[part.field] = [part.value]
    else if (part.is === 'one-of' && Array.isArray(part.value) && part.value.every((one) => typeof one === 'string')) choices[part.field] = part.value as string[]
    else return null
  }
  return choices
}
/** The condition that choices come to; undefined fits everything. */
export function whenOf(choices: DraftRow['choices']): Condition | undefined {
  const parts = Object.entries(choices).filter(([, values]) => values.length).map(([field, values]): Condition => values.length === 1 ? { field, is: 'equal', value: values[0] as string } : { field, is: 'one-of', value: [...values] })
  return parts.length > 1 ? { all: parts } : parts[0]
}

export function draftOf(body: unknown): PolicyDraft {
  const { name, clocks } = body as Body
  return {
    name, clocks: clocks.map((clock) => ({
      id: nextId(), key: clock.key, name: clock.name, calendar: clock.calendar, startOn: clock.startOn, stopOn: clock.stopOn, pauseOn: clock.pauseOn ?? [], pauseLimit: clock.pauseLimit ?? null, escalateAt: clock.escalateAt ?? USUAL_STEPS,
      rows: clock.rows.map(({ when, seconds, warnBefore = [] }) => {
        const choices = choicesOf(when)
        return { id: nextId(), choices: choices ?? {}, written: choices ? null : when ?? null, seconds, warnBefore }
      }),
    })),
  }
}

export const bodyOf = ({ name, clocks }: PolicyDraft): Body => ({
  name, clocks: clocks.map(({ id: _, pauseOn, pauseLimit, escalateAt, rows, startOn, stopOn, ...clock }) => ({
    ...clock, startOn: [...startOn], stopOn: [...stopOn], ...(pauseOn.length ? { pauseOn: [...pauseOn] } : {}), ...(pauseOn.length && pauseLimit ? { pauseLimit } : {}), ...(escalateAt.join() === USUAL_STEPS.join() ? {} : { escalateAt: [...escalateAt] }),
    rows: rows.map((row) => {
      const when = row.written ?? whenOf(row.choices)
      return { ...(when ? { when } : {}), seconds: row.seconds ?? 0, ...(row.warnBefore.length ? { warnBefore: [...row.warnBefore].sort((a, b) => b - a) } : {}) }
    }),
  })),
})

export const newRow = (): DraftRow => ({ id: nextId(), choices: {}, written: null, seconds: 3_600, warnBefore: [] })
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

/** Rows that can never be reached, for a row above them fits everything they fit. */
export function unreached(rows: readonly DraftRow[]): ReadonlySet<number> {
  const covers = (above: DraftRow, below: DraftRow) => above.written === null && Object.entries(above.choices).every(([field, values]) => !values.length || (below.written === null && (below.choices[field]?.length ?? 0) > 0 && below.choices[field]?.every((value) => values.includes(value))))
  return new Set(rows.filter((row, at) => rows.slice(0, at).some((above) => covers(above, row))).map(({ id }) => id))
}
