import { columnsOf, conditionOf, unreachedRows } from '../../../../pure/conditions/index.ts'
import type { ColumnRow, Condition } from '../../../../pure/conditions/index.ts'
import type { Bilingual } from '../../../../kernel/contract.ts'

/** The rules of assignment while they are edited: conditions as columns of choices, everything else as the body has it. */

export interface DraftNeed { skill: string | null; level: number }
export interface DraftQueue extends ColumnRow {
  key: string; name: Bilingual; needs: readonly DraftNeed[]; by: 'load' | 'turn'
  /** For the browser alone, so that a queue keeps its place while others move. */
  id: number
}
export interface RoutingDraft { name: Bilingual; queues: readonly DraftQueue[] }
interface Body { name: Bilingual; queues: { key: string; name: Bilingual; when?: Condition; needs?: { skill: string; level: number }[]; by: 'load' | 'turn' }[] }

const YES_NO = ['hasCustomer']
let last = 0

export function draftOf(body: unknown): RoutingDraft {
  const { name, queues } = body as Body
  return {
    name, queues: queues.map(({ when, needs = [], ...queue }) => {
      const columns = columnsOf(when, YES_NO)
      return { ...queue, needs, columns: columns ?? {}, written: columns ? null : when ?? null, id: ++last }
    }),
  }
}
export const bodyOf = ({ name, queues }: RoutingDraft): Body => ({
  name, queues: queues.map(({ key, name: called, columns, written, needs, by }) => {
    const when = written ?? conditionOf(columns, YES_NO)
    return { key, name: called, ...(when ? { when } : {}), needs: needs.flatMap(({ skill, level }) => skill ? [{ skill, level }] : []), by }
  }),
})

/** A queue for everything, before the one that takes what is left. */
export function newQueue(taken: readonly string[]): DraftQueue {
  let n = taken.length + 1
  while (taken.includes(`queue-${n}`)) n++
  return { id: ++last, key: `queue-${n}`, name: { zh: '', en: '' }, columns: {}, written: null, needs: [], by: 'load' }
}

/** What a draft lacks, `routing.wants.WHAT` in the catalogue, by the queue it is of. */
export interface Want { what: 'name' | 'queues' | 'queue-name' | 'skill'; queue: number | null }
export const wanting = ({ name, queues }: RoutingDraft): Want[] => [
  ...(name.zh.trim() && name.en.trim() ? [] : [{ what: 'name', queue: null } as const]),
  ...(queues.length ? [] : [{ what: 'queues', queue: null } as const]),
  ...queues.flatMap(({ id, name: called, needs }): Want[] => [
    ...(called.zh.trim() && called.en.trim() ? [] : [{ what: 'queue-name', queue: id } as const]),
    ...(needs.every(({ skill }) => skill) ? [] : [{ what: 'skill', queue: id } as const]),
  ]),
]
/** Queues that no case can come to, by their id. */
export const unreached = (queues: readonly DraftQueue[]): ReadonlySet<number> => new Set([...unreachedRows(queues)].map(({ id }) => id))
