import type { Subject } from '../../kernel/subjects.ts'
import { subjectOf } from '../../kernel/subjects.ts'

/** The records that a record leads to. */

/** A column's name for a field's. */
export const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
/** What a field of ids leads to: `customer` for `customerId`. */
const relationOf = (field: string) => field.replace(/Id$/, '')
export interface Relation { alias: string; column: string; subject: Subject }

/** The records in reach through a field of the subject, each under the field's name. */
export function relationsOf(subject: Subject): Map<string, Relation> {
  return new Map(Object.entries(subject.fields).flatMap(([name, field]): [string, Relation][] => {
    const to = field.names && field.type === 'id' ? subjectOf(field.names) : undefined
    return to ? [[relationOf(name), { alias: `r_${snake(relationOf(name))}`, column: field.column ?? snake(name), subject: to }]] : []
  }))
}
