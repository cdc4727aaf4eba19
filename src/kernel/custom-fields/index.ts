import type { Ctx } from '../context.ts'
import { DefinitionChanged, definitionTables, hashOf } from '../definitions.ts'
import { AppError, conflict, invalid, notFound } from '../errors.ts'
import { newId } from '../id.ts'
import type { Module } from '../module.ts'
import { serve } from '../module.ts'
import { CustomFieldBody, FIELD_OWNERS, customFields } from './contract.ts'
import type { CustomField } from './contract.ts'
import { customFieldKind, fieldsOf } from './engine.ts'

/** Custom fields: what a company adds to its records, as definitions that are in force at once. */
export { changeWords, customFieldKind, eraseFields, faultsOfFields, fieldColumn, fieldValuesOf, findableFields, missingForSolving, narrowByFields, writeFields, fieldsOf } from './engine.ts'

const keyFrom = (name: string): string => {
  const slug = name.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 32)
  return slug || `field-${newId().slice(-8)}`
}
const MOST_FIELDS = 500

async function versionsOf(ctx: Ctx, key: string) {
  return definitionTables(ctx).selectFrom('definition').selectAll().where('kind', '=', customFieldKind.kind).where('key', '=', key).orderBy('version', 'desc').execute()
}
/** Puts a body in force as the company's next version. */
async function publish(ctx: Ctx, key: string, body: CustomFieldBody, version: number): Promise<CustomField> {
  const row = await definitionTables(ctx).insertInto('definition').values({
    id: newId(), kind: customFieldKind.kind, key, origin: 'company', version, state: 'published', effective_from: ctx.now, body: JSON.stringify(body), body_hash: hashOf(body), author_id: ctx.actor.id, changed_at: ctx.now, revision: 1,
  }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst()
  if (!row) throw new AppError('conflict', 'record.race')
  await ctx.emit(DefinitionChanged, row.id, { kind: customFieldKind.kind, key, version, from: null, to: 'published', deed: 'publish' })
  return { key, ...body, version }
}

export const customFieldsModule: Module = {
  name: 'fields',
  kinds: [customFieldKind],
  serves: [serve(customFields, {
    list: async (ctx, { query }) => ({ items: (query.of ? [query.of] : FIELD_OWNERS).flatMap((of) => fieldsOf(ctx, of)) }),
    add: async (ctx, { body: { key: wanted, ...body } }) => {
      const key = wanted ?? keyFrom(body.name.en)
      const versions = await versionsOf(ctx, key)
      if (versions.some(({ state }) => state !== 'retired')) throw invalid(wanted ? 'key' : 'name.en', 'custom-field.exists', { key })
      const before = versions[0] && CustomFieldBody.parse(versions[0].body)
      // Its values may still lie there, and would be read as something else.
      if (before && (before.of !== body.of || before.type !== body.type)) throw invalid(wanted ? 'key' : 'name.en', 'custom-field.was-another', { key })
      if (FIELD_OWNERS.reduce((sum, of) => sum + fieldsOf(ctx, of).length, 0) >= MOST_FIELDS) throw new AppError('refused', 'custom-field.too-many', { params: { n: MOST_FIELDS } })
      return publish(ctx, key, body, (versions[0]?.version ?? 0) + 1)
    },
    change: async (ctx, { params: { key }, body: { version, ...body } }) => {
      const [newest] = await versionsOf(ctx, key)
      if (!newest || newest.state === 'retired') throw notFound('custom-field')
      const before = CustomFieldBody.parse(newest.body)
      if (newest.version !== version) throw conflict('record.stale', { key, ...before, version: newest.version })
      const next = CustomFieldBody.safeParse({ ...body, of: before.of, type: before.type })
      if (!next.success) throw invalid('options', 'custom-field.options')
      const gone = before.options.find(({ key: one }) => !next.data.options.some((option) => option.key === one))
      if (gone) throw invalid('options', 'custom-field.option-gone', { name: gone.name.zh })
      return publish(ctx, key, next.data, version + 1)
    },
    drop: async (ctx, { params: { key } }) => {
      const [newest] = await versionsOf(ctx, key)
      if (!newest || newest.state === 'retired') throw notFound('custom-field')
      await definitionTables(ctx).updateTable('definition').set((eb) => ({ state: 'retired', changed_at: ctx.now, revision: eb('revision', '+', 1) })).where('kind', '=', customFieldKind.kind).where('key', '=', key).execute()
      await ctx.emit(DefinitionChanged, newest.id, { kind: customFieldKind.kind, key, version: newest.version, from: newest.state, to: 'retired', deed: 'retire' })
      return null
    },
  })],
}
