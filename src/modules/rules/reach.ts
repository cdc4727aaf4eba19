import type { CustomField } from '../../kernel/custom-fields/contract.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Subject, SubjectField } from '../../kernel/subjects.ts'
import type { Fields } from '../../pure/conditions/index.ts'
import { ownReach, ownSql } from './own-fields.ts'
import { relationsOf, snake } from './relations.ts'

/** What the conditions of a rule can name, where each lies in memory and in SQL, and what a screen says of it. */

export type Source = { of: 'record'; alias: string; column: string } | { of: 'event'; key: string } | { of: 'changed' | 'at' | 'actor' } | { of: 'hours'; calendar: string } | { of: 'own'; alias: string; key: string; as: CustomField['type'] }
export interface Reach extends SubjectField { name: string; group: Bilingual; from: Source; events: readonly string[] | null }

const EVENT: Bilingual = { zh: '事件', en: 'Event' }
const HOURS: Bilingual = { zh: '营业时间', en: 'Business hours' }
const ofRecord = (prefix: string, subject: Subject, alias: string, group: Bilingual): Reach[] => Object.entries(subject.fields).map(([name, field]) =>
  ({ ...field, name: `${prefix}.${name}`, group, from: { of: 'record', alias, column: field.column ?? snake(name) }, events: null }))

/** Everything in reach of a rule about this subject. Without `events` only what is in reach by the clock; `calendars` are those whose hours may be asked, `own` the names of fields of the company's own. */
export function reachOf(subject: Subject, events: readonly string[] | null, calendars: readonly { key: string; name: Bilingual }[], own: readonly string[] = []): Map<string, Reach> {
  const found = ofRecord(subject.kind, subject, 'r', subject.noun)
  for (const [name, { alias, subject: to }] of relationsOf(subject)) found.push(...ofRecord(name, to, alias, subject.fields[`${name}Id`]?.words ?? to.noun))
  if (events) {
    const told = new Map<string, Reach>()
    for (const { event, fields } of subject.events) {
      if (!events.includes(event.kind)) continue
      for (const [key, field] of Object.entries(fields)) {
        const name = `event.${key}`
        const known = told.get(name)
        if (known && known.type === field.type) told.set(name, { ...known, events: [...known.events ?? [], event.kind] })
        else if (!known) told.set(name, { ...field, name, group: EVENT, from: { of: 'event', key }, events: [event.kind] })
      }
    }
    found.push(...told.values(),
      { name: 'event.changed', type: 'tags', words: { zh: '变更的字段', en: 'Changed fields' }, options: Object.keys(subject.fields), group: EVENT, from: { of: 'changed' }, events: null },
      { name: 'event.by', type: 'choice', words: { zh: '操作者', en: 'By whom' }, options: ['staff', 'system', 'anonymous'], catalogue: 'rule.by', group: EVENT, from: { of: 'actor' }, events: null },
      { name: 'event.at', type: 'instant', words: { zh: '发生时间', en: 'When' }, group: EVENT, from: { of: 'at' }, events: null })
  }
  for (const { key, name } of calendars) found.push({ name: `hours.${key}`, type: 'boolean', words: { zh: `在“${name.zh}”营业时间内`, en: `Within “${name.en}”` }, group: HOURS, from: { of: 'hours', calendar: key }, events: null })
  found.push(...ownReach(subject, own))
  return new Map(found.map((one) => [one.name, one]))
}

const CASTS: Partial<Record<SubjectField['type'], string>> = { number: '::float8', boolean: '::boolean', id: '::uuid', instant: '::timestamptz', date: '::date' }
/** Where a field lies in a statement over the record as `r` and the event as `e`. `hours` prints the test of a calendar. */
export function sqlOf({ from, type }: Reach, hours: (calendar: string) => string): string {
  switch (from.of) {
    case 'record': return `"${from.alias}"."${from.column}"`
    case 'event': return `(e.data ->> '${from.key.replaceAll("'", "''")}')${CASTS[type] ?? ''}`
    case 'changed': return `(case when jsonb_typeof(e.data -> 'changed') = 'object' then array(select jsonb_object_keys(e.data -> 'changed')) end)`
    case 'at': return 'e.at'
    case 'actor': return 'e.actor_kind'
    case 'hours': return hours(from.calendar)
    case 'own': return ownSql(from)
  }
}
/** For conditions in SQL. Expressions stand in brackets, so that none is taken for a column's name. */
export const fieldsIn = (reach: ReadonlyMap<string, Reach>, hours: (calendar: string) => string = () => 'null::boolean'): Fields =>
  Object.fromEntries([...reach].map(([name, one]) => [name, { type: one.type, sql: `(${sqlOf(one, hours)})`, ...(one.options && (one.type === 'choice' || one.type === 'tags') ? { options: one.options } : {}) }]))
