import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Ctx } from '../context.ts'
import { tablesOf } from '../context.ts'
import { definitionKind } from '../definitions.ts'
import { AppError, invalid } from '../errors.ts'
import type { Fault } from '../errors.ts'
import { CustomFieldBody, fieldsOfKind, readFieldFilter } from './contract.ts'
import type { CustomField, FieldValues } from './contract.ts'
import { MOST_TAGS, boundOf, storedOf, valueIn, valueOf } from './values.ts'

/** Values that a company's own fields give to records of any kind. Whoever owns the record calls these; nobody else knows of the table. */

export type FieldOwner = CustomField['of']
export const customFieldKind = definitionKind('custom-field', CustomFieldBody, (body) => body)
const tables = tablesOf<{ custom_value: { owner_id: string; field: string; place: number; value: string; number: number | null; owner_kind: string } }>()

/** The fields in force of such records, in the order of forms. */
export function fieldsOf(ctx: Pick<Ctx, 'definitions' | 'now'>, of: FieldOwner): CustomField[] {
  return ctx.definitions.keys(customFieldKind, ctx.now).map((key) => ctx.definitions.current(customFieldKind, key, ctx.now))
    .flatMap(({ key, version, is }) => is.of === of ? [{ key, version, ...is }] : []).sort((a, b) => a.order - b.order || a.key.localeCompare(b.key))
}

/** The value of a field that holds one, for SQL: null where the record bears none. */
export const fieldColumn = (owner: RawBuilder<unknown>, key: string): RawBuilder<string | null> => sql`(select v.value from custom_value v where v.owner_id = ${owner} and v.field = ${key} order by v.place limit 1)`

const HIDDEN = '•••'
/** What records bear, by id; personal values only for whoever may read such. One query for all of them, none where no field is in force. */
export async function fieldValuesOf(ctx: Ctx, of: FieldOwner, ids: readonly string[], { whole = false }: { /** Past the mask: for the record's own rules and its search, never for an answer. */ whole?: boolean } = {}): Promise<ReadonlyMap<string, FieldValues>> {
  const fields = new Map((ids.length ? fieldsOf(ctx, of) : []).map((field) => [field.key, field]))
  if (!fields.size) return new Map()
  const rows = await tables(ctx).selectFrom('custom_value').select(['owner_id', 'field', 'value', 'number']).where(sql<boolean>`owner_id = any(${ids}::uuid[])`).orderBy('owner_id').orderBy('field').orderBy('place').execute()
  const mayRead = whole || ctx.actor.kind === 'system' || ctx.actor.can('personal.read')
  return new Map([...Map.groupBy(rows, (row) => row.owner_id)].map(([id, own]) => [id, Object.fromEntries([...Map.groupBy(own, (row) => row.field)].flatMap(([key, values]) => {
    const field = fields.get(key)
    return field ? [[key, field.personal && !mayRead ? HIDDEN : valueIn(field.type, values)]] : []
  }))]))
}

export interface FieldsGiven { ownerId: string; kind: string; given: FieldValues; /** What the record bears now; nothing when it is new. */ before?: FieldValues }
/** What of the given changes, for the event: texts and personal values are told as changed and not what they are. */
type FieldsChanged = Record<string, { from: FieldValues[string]; to: FieldValues[string] }>

/**
 * Checks given values against the fields of the record's kind and writes what changes. A new record lacks nothing that is required at its opening.
 * @throws AppError invalid `custom-field.unknown`, `custom-field.not-of-kind`, `custom-field.bad-value`, `custom-field.is-required`, each at `fields.KEY`
 */
export async function writeFields(ctx: Ctx, of: FieldOwner, { ownerId, kind, given, before }: FieldsGiven): Promise<FieldsChanged> {
  const { changed, faults, rows } = judgeFields(fieldsOf(ctx, of), { kind, given, ...(before ? { before } : {}) })
  if (faults.length) throw new AppError('invalid', 'request.invalid', { errors: faults })
  const keys = Object.keys(changed)
  if (!keys.length) return {}
  if (before) await tables(ctx).deleteFrom('custom_value').where('owner_id', '=', ownerId).where('field', 'in', keys).execute()
  if (rows.length) tables.insert(ctx, 'custom_value', rows.map((row) => ({ owner_id: ownerId, ...row, owner_kind: of })))
  return Object.fromEntries(Object.entries(changed).map(([key, one]) => [`fields.${key}`, one]))
}

/** What is wrong with values that come from elsewhere, without writing: nothing of a record that is older than its fields is asked for. */
export const faultsOfFields = (ctx: Ctx, of: FieldOwner, kind: string, given: FieldValues): readonly Fault[] => Object.keys(given).length ? judgeFields(fieldsOf(ctx, of), { kind, given, before: {} }).faults : []

/** Destroys what these records bear, in fields that are out of use as well. */
export async function eraseFields(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length) await tables(ctx).deleteFrom('custom_value').where(sql<boolean>`owner_id = any(${ids}::uuid[])`).execute()
}

/** The same judgement without writing, for many rows at once. */
function judgeFields(all: readonly CustomField[], { kind, given, before }: Omit<FieldsGiven, 'ownerId'>): { changed: FieldsChanged; faults: Fault[]; rows: { field: string; place: number; value: string; number: number | null }[] } {
  const own = new Set(fieldsOfKind(all, kind).map(({ key }) => key))
  const byKey = new Map(all.map((field) => [field.key, field]))
  const faults: Fault[] = []
  const changed: FieldsChanged = {}
  const rows: { field: string; place: number; value: string; number: number | null }[] = []
  for (const [key, value] of Object.entries(given)) {
    const field = byKey.get(key)
    const path = `fields.${key}`
    if (!field) { faults.push({ path, code: 'custom-field.unknown' }); continue }
    const held = before?.[key] ?? null
    const taken = valueOf(field, value, held)
    if (taken === undefined) { faults.push({ path, code: `custom-field.not-a-${field.type}` }); continue }
    if (taken !== null && !own.has(key)) { faults.push({ path, code: 'custom-field.not-of-kind' }); continue }
    if (JSON.stringify(taken) === JSON.stringify(held)) continue
    if (taken === null && field.required === 'opening' && own.has(key)) { faults.push({ path, code: 'custom-field.is-required' }); continue }
    const isSaid = !field.personal && field.type !== 'text'
    changed[key] = isSaid ? { from: held, to: taken } : { from: held === null ? null : HIDDEN, to: taken === null ? null : HIDDEN }
    rows.push(...storedOf(field.type, taken).map((row, place) => ({ field: key, place, ...row })))
  }
  if (!before) for (const { key, required } of fieldsOfKind(all, kind)) if (required === 'opening' && (given[key] ?? null) === null) faults.push({ path: `fields.${key}`, code: 'custom-field.is-required' })
  return { changed, faults, rows }
}

/** Adds and takes away words of a field of tags, of many records in three statements; what a record would have beyond the most a field takes is not added. @returns what changed, by record */
export async function changeWords(ctx: Ctx, of: FieldOwner, field: string, ids: readonly string[], { add, remove }: { add: readonly string[]; remove: readonly string[] }): Promise<ReadonlyMap<string, { from: readonly string[]; to: readonly string[] }>> {
  const held = Map.groupBy(await tables(ctx).selectFrom('custom_value').select(['owner_id', 'value']).where('field', '=', field).where(sql<boolean>`owner_id = any(${ids}::uuid[])`).orderBy('place').execute(), (row) => row.owner_id)
  const changed = new Map(ids.flatMap((id) => {
    const from = (held.get(id) ?? []).map(({ value }) => value)
    const to = [...new Set([...from.filter((word) => !remove.includes(word)), ...add])].slice(0, MOST_TAGS)
    return from.join('\n') === to.join('\n') ? [] : [[id, { from, to }] as const]
  }))
  if (!changed.size) return changed
  await tables(ctx).deleteFrom('custom_value').where('field', '=', field).where(sql<boolean>`owner_id = any(${[...changed.keys()]}::uuid[])`).execute()
  const rows = [...changed].flatMap(([owner_id, { to }]) => to.map((value, place) => ({ owner_id, field, place, value, number: null, owner_kind: of })))
  if (rows.length) tables.insert(ctx, 'custom_value', rows)
  return changed
}

/** What the search may find of these records' own fields: texts of fields that are searchable and not personal, by record. */
export async function findableFields(ctx: Ctx, of: FieldOwner, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const findable = new Set(fieldsOf(ctx, of).filter(({ searchable, personal }) => searchable && !personal).map(({ key }) => key))
  if (!findable.size) return new Map()
  const values = await fieldValuesOf(ctx, of, ids, { whole: true })
  return new Map([...values].map(([id, held]) => [id, Object.entries(held).flatMap(([key, value]) => findable.has(key) && value !== null && typeof value !== 'boolean' ? [value].flat().map(String) : [])]))
}

/** The keys that must be filled in before such a record is solved and are not, by record. */
export async function missingForSolving(ctx: Ctx, of: FieldOwner, records: readonly { id: string; kind: string }[]): Promise<ReadonlyMap<string, readonly CustomField[]>> {
  const needed = fieldsOf(ctx, of).filter(({ required }) => required === 'solving')
  if (!needed.length || !records.length) return new Map()
  const held = await fieldValuesOf(ctx, of, records.map(({ id }) => id), { whole: true })
  return new Map(records.flatMap(({ id, kind }) => {
    const missing = fieldsOfKind(needed, kind).filter(({ key }) => (held.get(id)?.[key] ?? null) === null)
    return missing.length ? [[id, missing] as const] : []
  }))
}

/**
 * A list's filter over custom values as conditions on rows `t`; each walks its index in the order of ids.
 * @param further the ids of rows that show a value of a record that became part of them: given the field and what its value `f` must be
 * @throws AppError invalid `custom-field.unknown`, `custom-field.not-a-…` at `fields`
 */
export function narrowByFields(ctx: Ctx, of: FieldOwner, text: string | undefined, further?: (field: string, holds: RawBuilder<boolean>) => RawBuilder<unknown>): RawBuilder<boolean>[] {
  const asked = text ? readFieldFilter(text) : []
  if (!asked.length) return []
  const byKey = new Map(fieldsOf(ctx, of).map((field) => [field.key, field]))
  return asked.map(({ key, values }) => {
    const field = byKey.get(key)
    if (!field) throw invalid('fields', 'custom-field.unknown')
    // Whoever may not read such values may not find them out by asking either.
    if (field.personal && ctx.actor.kind !== 'system' && !ctx.actor.can('personal.read')) throw invalid('fields', 'custom-field.personal')
    // Both parts are looked into by the id of `t`: one walk in the order of ids, as without further ones.
    const among = (holds: RawBuilder<boolean>) => further ? sql<boolean>`exists (select from (select f.owner_id as id from custom_value f where f.field = ${key} and ${holds} union all ${further(key, holds)}) h where h.id = t.id)`
      : sql<boolean>`exists (select from custom_value f where f.owner_id = t.id and f.field = ${key} and ${holds})`
    const [from = '', to = ''] = (values[0] ?? '').split('..')
    if ((field.type === 'number' || field.type === 'date') && values[0]?.includes('..')) {
      const [low, high] = [from === '' ? -Infinity : boundOf(field.type, from), to === '' ? Infinity : boundOf(field.type, to)]
      if (low === undefined || high === undefined) throw invalid('fields', `custom-field.not-a-${field.type}`)
      return among(sql`f.number >= ${low}::float8 and f.number <= ${high}::float8`)
    }
    const wanted = values.map((value) => {
      const taken = valueOf({ ...field, type: field.type === 'choices' ? 'choice' : field.type === 'tags' ? 'text' : field.type, options: field.options.map((option) => ({ ...option, retired: false })) }, value)
      if (taken === undefined || taken === null) throw invalid('fields', `custom-field.not-a-${field.type}`)
      return String(taken).slice(0, 200)
    })
    return among(wanted.length === 1 ? sql`left(f.value, 200) = ${wanted[0]}` : sql`left(f.value, 200) = any(${wanted}::text[])`)
  })
}
