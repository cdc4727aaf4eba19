import { z } from 'zod'
import type { Ctx } from './context.ts'
import { Id, Instant, endpoint, line } from './contract.ts'
import type { DefinitionKind, DefinitionRow } from './definitions.ts'
import { DefinitionChanged, DefinitionState, definitionTables, hashOf } from './definitions.ts'
import { AppError, conflict, invalid, notFound } from './errors.ts'
import { historyEntries } from './frame.ts'
import type { FrameParts } from './frame.ts'
import { newId } from './id.ts'
import type { Module } from './module.ts'
import { serve } from './module.ts'
import { History } from './shell.ts'

/** One desk for definitions of every kind: read what is in force, draft the company's own, review, publish, retire. */

export const Definition = z.object({
  id: z.uuid(), kind: z.string(), key: z.string(), origin: z.enum(['shipped', 'company']), version: z.int(), state: DefinitionState,
  effectiveFrom: Instant.nullable(), body: z.json(), inForce: z.boolean(), changedAt: Instant, revision: z.int(),
}).meta({ id: 'Definition' })
export type Definition = z.output<typeof Definition>
const Summary = Definition.omit({ body: true }).meta({ id: 'DefinitionSummary' })

export const desk = {
  list: endpoint('GET', '/definitions', { query: z.strictObject({ kind: line(60).optional(), key: line(120).optional() }), response: z.object({ items: z.array(Summary) }), access: 'definition.read', about: 'Every version of every definition, newest first.' }),
  get: endpoint('GET', '/definitions/:id', { params: Id, response: Definition, access: 'definition.read', about: 'One version with its body.' }),
  draft: endpoint('POST', '/definitions', { body: z.strictObject({ kind: line(60), key: line(120), body: z.json() }), response: Definition, status: 201, access: 'definition.write', about: 'Opens the company’s next version of a definition as a draft.' }),
  edit: endpoint('PATCH', '/definitions/:id', { params: Id, body: z.strictObject({ body: z.json(), version: z.int() }), response: Definition, access: 'definition.write', about: 'Changes a draft; `version` is its revision.' }),
  move: endpoint('POST', '/definitions/:id/transitions', { params: Id, body: z.strictObject({ to: DefinitionState, version: z.int(), effectiveFrom: Instant.optional() }), response: Definition, access: 'definition.write', about: 'Sends a draft to review, publishes or retires a version. Publishing asks for `definition.publish`.' }),
  events: endpoint('GET', '/definitions/:id/events', { params: Id, response: History, access: 'definition.read', about: 'The history of one version, oldest first.' }),
}

const NEXT: Record<DefinitionState, readonly DefinitionState[]> = { draft: ['review', 'retired'], review: ['draft', 'published'], published: ['retired'], retired: [] }
export const DEFINITION_PERMISSIONS = ['definition.read', 'definition.write', 'definition.publish'] as const

export function definitionsModule(kinds: readonly DefinitionKind[], namesOf: FrameParts['namesOf']): Module {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]))
  const shown = (ctx: Ctx, row: DefinitionRow): Definition => {
    const kind = byKind.get(row.kind)
    const current = kind && ctx.definitions.keys(kind, ctx.now).includes(row.key) ? ctx.definitions.current(kind, row.key, ctx.now).id : undefined
    return { id: row.id, kind: row.kind, key: row.key, origin: row.origin, version: row.version, state: row.state, effectiveFrom: row.effective_from, body: row.body as never, inForce: current === row.id, changedAt: row.changed_at, revision: row.revision }
  }
  const find = async (ctx: Ctx, id: string) => {
    const row = await definitionTables(ctx).selectFrom('definition').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw notFound('definition')
    return row
  }
  /** The body as its engine takes it; every fault of the schema and the first of `compile` is told by its path. */
  const checked = (kindName: string, key: string, body: unknown): unknown => {
    const kind = byKind.get(kindName)
    if (!kind) throw invalid('kind', 'definition.unknown-kind', { kind: kindName })
    const result = kind.schema.safeParse(body)
    if (!result.success) throw new AppError('invalid', 'request.invalid', { errors: result.error.issues.map((issue) => ({ path: ['body', ...issue.path].join('.'), code: issue.code.replaceAll('_', '-'), message: issue.message })) })
    try { kind.compile(result.data, { key, id: newId(), version: 0 }) } catch (error) {
      throw new AppError('refused', 'definition.does-not-compile', { errors: [{ path: 'body', code: 'definition.does-not-compile', message: (error as Error).message }] })
    }
    return result.data
  }
  return {
    name: 'definitions',
    permissions: DEFINITION_PERMISSIONS,
    grants: {
      system_admin: DEFINITION_PERMISSIONS.map((permission) => ({ permission, scope: 'all' })),
      cs_manager: DEFINITION_PERMISSIONS.map((permission) => ({ permission, scope: 'all' })),
      cs_supervisor: [{ permission: 'definition.read', scope: 'all' }, { permission: 'definition.write', scope: 'all' }],
    },
    serves: [serve(desk, {
      list: async (ctx, { query }) => {
        let rows = definitionTables(ctx).selectFrom('definition').selectAll()
        if (query.kind) rows = rows.where('kind', '=', query.kind)
        if (query.key) rows = rows.where('key', '=', query.key)
        return { items: (await rows.orderBy('kind').orderBy('key').orderBy('origin').orderBy('version', 'desc').limit(1_000).execute()).map((row) => shown(ctx, row)) }
      },
      get: async (ctx, { params }) => shown(ctx, await find(ctx, params.id)),
      draft: async (ctx, { body }) => {
        const value = checked(body.kind, body.key, body.body)
        const newest = await definitionTables(ctx).selectFrom('definition').select((eb) => eb.fn.max('version').as('version')).where('kind', '=', body.kind).where('key', '=', body.key).where('origin', '=', 'company').executeTakeFirst()
        const row = await definitionTables(ctx).insertInto('definition').values({
          id: newId(), kind: body.kind, key: body.key, origin: 'company', version: (newest?.version ?? 0) + 1, state: 'draft', effective_from: null,
          body: JSON.stringify(value), body_hash: hashOf(value), author_id: ctx.actor.id, changed_at: ctx.now, revision: 1,
        }).onConflict((c) => c.doNothing()).returningAll().executeTakeFirst()
        if (!row) throw new AppError('conflict', 'record.race')
        await ctx.emit(DefinitionChanged, row.id, { kind: row.kind, key: row.key, version: row.version, from: null, to: 'draft' })
        return shown(ctx, row)
      },
      edit: async (ctx, { params, body }) => {
        const before = await find(ctx, params.id)
        const value = checked(before.kind, before.key, body.body)
        const row = await definitionTables(ctx).updateTable('definition').set({ body: JSON.stringify(value), body_hash: hashOf(value), revision: body.version + 1, changed_at: ctx.now, author_id: ctx.actor.id })
          .where('id', '=', params.id).where('revision', '=', body.version).where('state', '=', 'draft').where('origin', '=', 'company').returningAll().executeTakeFirst()
        if (!row) throw conflict(before.state === 'draft' ? 'record.stale' : 'definition.not-a-draft', shown(ctx, before))
        await ctx.emit(DefinitionChanged, row.id, { kind: row.kind, key: row.key, version: row.version, from: 'draft', to: 'draft' })
        return shown(ctx, row)
      },
      move: async (ctx, { params, body }) => {
        const before = await find(ctx, params.id)
        if (before.origin === 'shipped') throw conflict('definition.is-shipped', shown(ctx, before))
        if (body.to === 'published' && !ctx.actor.can('definition.publish')) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: 'definition.publish' } })
        if (!NEXT[before.state].includes(body.to)) throw conflict('definition.illegal-transition', shown(ctx, before), { from: before.state, to: body.to })
        const row = await definitionTables(ctx).updateTable('definition').set({ state: body.to, revision: body.version + 1, changed_at: ctx.now, ...(body.to === 'published' ? { effective_from: body.effectiveFrom ?? ctx.now } : {}) })
          .where('id', '=', params.id).where('revision', '=', body.version).where('state', '=', before.state).returningAll().executeTakeFirst()
        if (!row) throw conflict('record.stale', shown(ctx, before))
        await ctx.emit(DefinitionChanged, row.id, { kind: row.kind, key: row.key, version: row.version, from: before.state, to: body.to })
        return shown(ctx, row)
      },
      events: async (ctx, { params }) => historyEntries(ctx, [(await find(ctx, params.id)).id], namesOf),
    })],
  }
}
