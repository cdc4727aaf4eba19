import { sql } from 'kysely'
import type { CustomField } from '../../kernel/custom-fields/contract.ts'
import { FIELD_OWNERS } from '../../kernel/custom-fields/contract.ts'
import { fieldValuesOf, fieldsOf } from '../../kernel/custom-fields/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Subject, SubjectField } from '../../kernel/subjects.ts'
import type { Fact } from '../../pure/conditions/index.ts'
import type { Reach } from './reach.ts'
import { relationsOf } from './relations.ts'

/**
 * Fields that a company has added to its records, in the conditions of rules: `customer.own.choice.colour`. The name bears the type, for a field keeps it as
 * long as it lives and a rule is made ready without looking at the database. What is personal is no rule's matter.
 */

const NAME = /^([a-zA-Z]+)\.own\.(text|number|date|boolean|choice|choices|tags)\.([a-z][a-z0-9_-]{0,39})$/
const TYPES: Readonly<Record<CustomField['type'], SubjectField['type']>> = { text: 'text', number: 'number', date: 'date', boolean: 'boolean', choice: 'choice', choices: 'tags', tags: 'tags' }
type FieldOwner = CustomField['of']
const isOwner = (kind: string): kind is FieldOwner => (FIELD_OWNERS as readonly string[]).includes(kind)

/** The records in reach that bear fields of the company's own, by the beginning of their names. */
function bearers(subject: Subject): { prefix: string; alias: string; column: string; of: FieldOwner; group: Bilingual }[] {
  return [
    ...(isOwner(subject.kind) ? [{ prefix: subject.kind, alias: 'r', column: 'id', of: subject.kind, group: subject.noun }] : []),
    ...[...relationsOf(subject)].flatMap(([prefix, { alias, column, subject: to }]) => isOwner(to.kind) ? [{ prefix, alias, column, of: to.kind, group: subject.fields[`${prefix}Id`]?.words ?? to.noun }] : []),
  ]
}

/** The key of the field behind such a name; undefined for all other names. */
export const ownKeyOf = (name: string): string | undefined => NAME.exec(name)?.[3]

/** What these names mean to rules about this subject; those of other kinds of names are passed over. */
export function ownReach(subject: Subject, names: readonly string[]): Reach[] {
  const by = new Map(bearers(subject).map((one) => [one.prefix, one]))
  return [...new Set(names)].flatMap((name): Reach[] => {
    const [, prefix, type, key] = NAME.exec(name) ?? []
    const bearer = by.get(prefix ?? '')
    return bearer && type && key ? [{ name, type: TYPES[type as CustomField['type']], words: { zh: key, en: key }, group: bearer.group, from: { of: 'own', alias: bearer.alias, key, as: type as CustomField['type'] }, events: null }] : []
  })
}

/** The fields in force that rules about this subject can name, with the names of their options. */
export function ownFields(ctx: Ctx, subject: Subject): { reach: Reach; optionNames: Record<string, Bilingual> | null }[] {
  return bearers(subject).flatMap(({ prefix, of }) => fieldsOf(ctx, of).filter(({ personal }) => !personal).flatMap(({ key, type, name, options }) => ownReach(subject, [`${prefix}.own.${type}.${key}`]).map((reach) => ({
    reach: { ...reach, words: name, ...(options.length ? { options: options.map((option) => option.key) } : {}) }, optionNames: options.length ? Object.fromEntries(options.map((option) => [option.key, option.name])) : null,
  }))))
}

/** What is wrong with the names of a rule, for whoever writes it: fields that are not there, or are personal. */
export function ownFaults(ctx: Ctx, subject: Subject, names: readonly string[]): string[] {
  const known = new Set(ownFields(ctx, subject).map(({ reach }) => reach.name))
  return names.filter((name) => ownKeyOf(name) !== undefined && !known.has(name)).map((name) => `when: there is no field ${name}`)
}

/** Where a value lies in a statement. */
export function ownSql({ alias, key, as }: { alias: string; key: string; as: CustomField['type'] }): string {
  const from = `from custom_value f where f.owner_id = "${alias}".id and f.field = '${key.replaceAll("'", "''")}'`
  switch (as) {
    case 'tags': case 'choices': return `(select array_agg(f.value order by f.place) ${from})`
    case 'number': return `(select f.number ${from} limit 1)`
    case 'date': return `(select f.value::date ${from} limit 1)`
    case 'boolean': return `(select f.value = 'true' ${from} limit 1)`
    case 'text': case 'choice': return `(select f.value ${from} limit 1)`
  }
}

/** Adds to records what they, and the records they lead to, bear in fields of the company's own. */
export async function withOwnFields(ctx: Ctx, subject: Subject, records: Map<string, Fact>): Promise<Map<string, Fact>> {
  for (const { prefix, alias, of, column } of bearers(subject)) {
    const fields = fieldsOf(ctx, of).filter(({ personal }) => !personal)
    if (!fields.length || !records.size) continue
    const ids = [...records.keys()]
    const owners = alias === 'r' ? new Map(ids.map((id) => [id, id])) : new Map((await sql<{ id: string; owner: string | null }>`select id, ${sql.ref(column)} as owner from ${sql.table(subject.view)} where id = any(${ids}::uuid[])`.execute(ctx.db)).rows.flatMap(({ id, owner }) => owner ? [[id, owner] as const] : []))
    const values = await fieldValuesOf(ctx, of, [...new Set(owners.values())], { whole: true })
    for (const [id, owner] of owners) records.set(id, { ...records.get(id), ...Object.fromEntries(fields.map(({ key, type }) => [`${prefix}.own.${type}.${key}`, values.get(owner)?.[key] ?? null])) } as Fact)
  }
  return records
}
