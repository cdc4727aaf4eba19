import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import { DefinitionMayPublish, definitions } from './definition-contract.ts'
import type { Definition, DefinitionDeed, DefinitionState, DefinitionSummary } from './definition-contract.ts'
import { saidFaults } from './definition-faults.ts'
import type { DefinitionKind, DefinitionRow, Named, Pins } from './definitions.ts'
import { DefinitionChanged, definitionTables, hashOf, inForceOf, nextVersion } from './definitions.ts'
import { AppError, conflict, invalid, notFound, refused } from './errors.ts'
import { faultsOf, sayIssue } from './faults.ts'
import { historyEntries } from './frame.ts'
import type { FrameParts } from './frame.ts'
import { say } from './i18n/catalogue.ts'
import { newId } from './id.ts'
import type { Module } from './module.ts'
import { serve } from './module.ts'

/** One desk for definitions of every kind: read what is in force, draft the company's own, review, publish, retire. */

const DEEDS: Record<DefinitionState, Partial<Record<DefinitionState, DefinitionDeed>>> = {
  draft: { review: 'review', retired: 'retire' }, review: { draft: 'return', published: 'publish' }, published: { retired: 'retire' }, retired: {},
}
export const DEFINITION_PERMISSIONS = ['definition.read', 'definition.write', 'definition.publish'] as const

type Header = Omit<DefinitionRow, 'body' | 'body_hash' | 'pins' | 'author_id'> & { name: unknown }
const HEADER = ['id', 'kind', 'key', 'origin', 'version', 'state', 'effective_from', 'changed_at', 'revision'] as const
/** A name in both languages as bodies bear it; kinds without one have null. */
const nameIn = (value: unknown): { zh: string; en: string } | null => {
  const { zh, en } = (value && typeof value === 'object' ? value : {}) as { zh?: unknown; en?: unknown }
  return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : null
}
const summary = (row: Header, current: string | undefined): DefinitionSummary => ({
  id: row.id, kind: row.kind, key: row.key, origin: row.origin, version: row.version, state: row.state, name: nameIn(row.name),
  effectiveFrom: row.effective_from, inForce: current === row.id, changedAt: row.changed_at, revision: row.revision,
})

export function definitionsModule(kinds: readonly DefinitionKind[], namesOf: FrameParts['namesOf']): Module {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]))
  // Read from the store and not from memory: whoever has just published sees what is in force now.
  const headers = (ctx: Ctx) => definitionTables(ctx).selectFrom('definition').select([...HEADER, sql<unknown>`body -> 'name'`.as('name')])
  const versionsOf = (ctx: Ctx, { kind, key }: { kind: string; key: string }) => headers(ctx).where('kind', '=', kind).where('key', '=', key).execute()
  const mayOf = (ctx: Ctx, row: DefinitionRow): DefinitionDeed[] => {
    if (row.origin === 'shipped' || !ctx.actor.can('definition.write')) return []
    const moves = Object.values(DEEDS[row.state]).filter((deed) => deed !== 'publish' || ['definition.publish', ...byKind.get(row.kind)?.publishing ?? []].every(ctx.actor.can))
    return row.state === 'draft' ? ['edit', ...moves] : moves
  }
  const pinned = async (ctx: Ctx, pins: Pins): Promise<Definition['pins']> => {
    const rows = Object.keys(pins).length ? await headers(ctx).where('id', 'in', Object.values(pins)).execute() : []
    return Promise.all(rows.map(async (row) => ({ kind: row.kind, key: row.key, id: row.id, version: row.version, origin: row.origin, inForce: inForceOf(await versionsOf(ctx, row), ctx.now)?.id === row.id })))
  }
  const shown = async (ctx: Ctx, row: DefinitionRow): Promise<Definition> => ({
    ...summary({ ...row, name: (row.body as { name?: unknown } | null)?.name }, inForceOf(await versionsOf(ctx, row), ctx.now)?.id),
    body: row.body as never, pins: await pinned(ctx, row.pins), may: mayOf(ctx, row),
  })
  const find = async (ctx: Ctx, id: string): Promise<DefinitionRow> => {
    const row = await definitionTables(ctx).selectFrom('definition').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw notFound('definition')
    return row
  }
  /** The body as its engine takes it; every fault of the schema, of `compile`, and every name that nothing bears is told by its path. */
  const checked = async (ctx: Ctx, kindName: string, key: string, body: unknown): Promise<unknown> => {
    const kind = byKind.get(kindName)
    if (!kind) throw invalid('kind', 'definition.unknown-kind', { kind: kindName })
    const result = kind.schema.safeParse(body, { error: sayIssue(ctx.actor.locale) })
    if (!result.success) throw new AppError('invalid', 'request.invalid', { errors: faultsOf(result.error, ['body'], ctx.actor.locale) })
    try { kind.compile(result.data, { key, id: newId(), version: 0 }) } catch (error) { throw refused('definition.does-not-compile', told(ctx, error as Error)) }
    const unknown = await Promise.all((kind.names?.(result.data) ?? []).map(async (named) => (await versionsOf(ctx, named)).some(({ state }) => state !== 'retired') ? [] : [named]))
    refuseUnknown(ctx, unknown.flat())
    return result.data
  }
  /** The versions of whatever a body names that are in force when it begins. */
  const pinsFor = async (ctx: Ctx, row: DefinitionRow, from: Date): Promise<Pins> => {
    const names = byKind.get(row.kind)?.names?.(row.body) ?? []
    const found = await Promise.all(names.map(async (named) => ({ named, id: inForceOf(await versionsOf(ctx, named), from)?.id })))
    refuseUnknown(ctx, found.filter(({ id }) => !id).map(({ named }) => named))
    return Object.fromEntries(found.map(({ named, id }) => [`${named.kind}/${named.key}`, id as string]))
  }
  const tell = (ctx: Ctx, row: DefinitionRow, from: DefinitionState | null, deed: DefinitionDeed | 'draft') =>
    ctx.emit(DefinitionChanged, row.id, { kind: row.kind, key: row.key, version: row.version, from, to: row.state, deed })
  return {
    name: 'definitions',
    permissions: DEFINITION_PERMISSIONS,
    grants: {
      system_admin: DEFINITION_PERMISSIONS.map((permission) => ({ permission, scope: 'all' })),
      cs_manager: DEFINITION_PERMISSIONS.map((permission) => ({ permission, scope: 'all' })),
      management: DEFINITION_PERMISSIONS.map((permission) => ({ permission, scope: 'all' })),
      // Whoever leads drafts; whoever manages publishes.
      ...Object.fromEntries(['cs_supervisor', 'supervision', 'team_lead'].map((role) => [role, [{ permission: 'definition.read', scope: 'all' }, { permission: 'definition.write', scope: 'all' }]])),
    },
    serves: [serve(definitions, {
      list: async (ctx, { query }) => {
        let rows = headers(ctx)
        if (query.kind) rows = rows.where('kind', '=', query.kind)
        if (query.key) rows = rows.where('key', '=', query.key)
        const found = await rows.orderBy('kind').orderBy('key').orderBy('origin').orderBy('version', 'desc').execute()
        const current = new Set([...Map.groupBy(found, (row) => `${row.kind} ${row.key}`).values()].map((versions) => inForceOf(versions, ctx.now)?.id))
        return { items: found.map((row) => summary(row, current.has(row.id) ? row.id : undefined)) }
      },
      get: async (ctx, { params }) => shown(ctx, await find(ctx, params.id)),
      draft: async (ctx, { body }) => {
        const value = await checked(ctx, body.kind, body.key, body.body)
        const row = await definitionTables(ctx).insertInto('definition').values({
          id: newId(), kind: body.kind, key: body.key, origin: 'company', version: nextVersion(await versionsOf(ctx, body)), state: 'draft', effective_from: null,
          body: JSON.stringify(value), body_hash: hashOf(value), author_id: ctx.actor.id, changed_at: ctx.now, revision: 1,
        }).onConflict((c) => c.doNothing()).returningAll().executeTakeFirst()
        if (!row) throw new AppError('conflict', 'record.race')
        await tell(ctx, row, null, 'draft')
        return shown(ctx, row)
      },
      edit: async (ctx, { params, body }) => {
        const before = await find(ctx, params.id)
        if (before.origin === 'shipped') throw conflict('definition.is-shipped', await shown(ctx, before))
        const value = await checked(ctx, before.kind, before.key, body.body)
        const row = await definitionTables(ctx).updateTable('definition').set({ body: JSON.stringify(value), body_hash: hashOf(value), revision: body.version + 1, changed_at: ctx.now, author_id: ctx.actor.id })
          .where('id', '=', params.id).where('revision', '=', body.version).where('state', '=', 'draft').returningAll().executeTakeFirst()
        if (!row) throw conflict(before.state === 'draft' ? 'record.stale' : 'definition.not-a-draft', await shown(ctx, before))
        await tell(ctx, row, 'draft', 'edit')
        return shown(ctx, row)
      },
      move: async (ctx, { params, body }) => {
        const before = await find(ctx, params.id)
        if (body.to === 'published') for (const permission of ['definition.publish', ...byKind.get(before.kind)?.publishing ?? []]) if (!ctx.actor.can(permission)) throw new AppError('forbidden', 'auth.forbidden', { params: { permission } })
        if (before.origin === 'shipped') throw conflict('definition.is-shipped', await shown(ctx, before))
        const deed = DEEDS[before.state][body.to]
        if (!deed) throw conflict('definition.illegal-transition', await shown(ctx, before), { from: before.state, to: body.to })
        if (before.revision !== body.version) throw conflict('record.stale', await shown(ctx, before))
        const row = await definitionTables(ctx).updateTable('definition').set({ state: body.to, revision: body.version + 1, changed_at: ctx.now, ...(deed === 'publish' ? await publication(ctx, before, body.effectiveFrom) : {}) })
          .where('id', '=', params.id).where('revision', '=', body.version).where('state', '=', before.state).returningAll().executeTakeFirst()
        if (!row) throw conflict('record.stale', await shown(ctx, before))
        await tell(ctx, row, before.state, deed)
        return shown(ctx, row)
      },
      events: async (ctx, { params }) => historyEntries(ctx, [(await find(ctx, params.id)).id], namesOf),
    })],
  }

  /** The number that a draft is published with: its own, or a higher one when a release has laid a version since it was drafted. */
  async function numberOf(ctx: Ctx, row: DefinitionRow): Promise<number> {
    const versions = await versionsOf(ctx, row)
    return versions.some(({ origin, version }) => origin === 'shipped' && version >= row.version) ? nextVersion(versions) : row.version
  }
  /** A newer version of the company's in force by then would leave this one without a day of its own. */
  async function refuseOvertaken(ctx: Ctx, row: DefinitionRow, from: Date): Promise<void> {
    const newer = (await versionsOf(ctx, row)).filter(({ origin, state, version, effective_from }) => origin === 'company' && state === 'published' && version > row.version && (!effective_from || effective_from <= from))
    if (newer.length) throw conflict('definition.overtaken', await shown(ctx, row), { version: row.version, newer: Math.max(...newer.map(({ version }) => version)) })
  }
  /** A version under review may be older than the release that runs, so that it is judged again before it counts. */
  async function publication(ctx: Ctx, row: DefinitionRow, effectiveFrom = ctx.now) {
    if (effectiveFrom < ctx.now) throw invalid('effectiveFrom', 'definition.begins-in-the-past')
    await refuseOvertaken(ctx, row, effectiveFrom)
    await checked(ctx, row.kind, row.key, row.body)
    const against = await ctx.ask(DefinitionMayPublish, { id: row.id, kind: row.kind, key: row.key, body: row.body as never, authorId: row.author_id })
    if (against.length) throw refused('definition.not-ready', against.map(({ code, field, message }) => ({ path: field ? `body.${field}` : 'body', code, ...(message ? { message } : {}) })))
    return { effective_from: effectiveFrom, pins: JSON.stringify(await pinsFor(ctx, row, effectiveFrom)) as never, version: await numberOf(ctx, row) }
  }
}

/** The faults that `compile` names, at their paths in the request. */
const told = (ctx: Ctx, error: Error) => saidFaults(ctx.actor.locale, error).map(({ path, message }) => ({ path: path ? `body.${path}` : 'body', code: 'definition.does-not-compile', message }))

function refuseUnknown({ actor: { locale } }: Ctx, names: readonly Named[]): void {
  if (names.length) throw refused('definition.names-unknown', names.map(({ kind, key, path }) => ({ path: `body.${path}`, code: 'definition.names-unknown', message: say(locale, 'definition.name-unknown', { kind: say(locale, `definition.kind.${kind}`), key }) })))
}
