import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { z as zod } from 'zod'
import { event } from './contract.ts'
import type { Ctx } from './context.ts'
import { tablesOf } from './context.ts'
import { newId } from './id.ts'

/**
 * The store of everything that is a definition and not code: flows, forms, policies, calendars, roles …
 * One lifecycle for all kinds; an engine adds the schema and what it compiles a body into.
 */
export interface DefinitionKind<B = unknown, C = unknown> {
  kind: string
  schema: z.ZodType<B>
  /** Makes the body ready for use, once a version; refuses with an error what a schema can't see. */
  compile(body: B, at: { key: string; id: string; version: number }): C
}
export const definitionKind = <B, C>(kind: string, schema: z.ZodType<B>, compile: DefinitionKind<B, C>['compile']): DefinitionKind<B, C> => ({ kind, schema, compile })

/** A definition as a module ships it: plain data in its `definitions/` folder. */
export interface ShippedDefinition { kind: string; key: string; body: unknown }
export const shipped = <B>(kind: DefinitionKind<B, unknown> | DefinitionKind<B, never>, key: string, body: B): ShippedDefinition => ({ kind: kind.kind, key, body })

export const DefinitionState = zod.enum(['draft', 'review', 'published', 'retired'])
export type DefinitionState = zod.output<typeof DefinitionState>
export interface DefinitionRow {
  id: string; kind: string; key: string; origin: 'shipped' | 'company'; version: number; state: DefinitionState
  effective_from: Date | null; body: unknown; body_hash: Buffer; author_id: string | null; changed_at: Date; revision: number
}
export const definitionTables = tablesOf<{ definition: DefinitionRow }>()
export const DefinitionShipped = event('definition.shipped', zod.object({ kind: zod.string(), key: zod.string(), version: zod.int() }))
export const DefinitionChanged = event('definition.changed', zod.object({ kind: zod.string(), key: zod.string(), version: zod.int(), from: DefinitionState.nullable(), to: DefinitionState }))

export interface Compiled<C> { id: string; key: string; version: number; origin: 'shipped' | 'company'; is: C }
export interface Definitions {
  /** The version in force at `at`: the company's newest published one, else the newest shipped. Throws when the key is unknown. */
  current: <B, C>(kind: DefinitionKind<B, C>, key: string, at: Date) => Compiled<C>
  /** The one version that a run, an answer or a clock keeps. */
  version: <B, C>(kind: DefinitionKind<B, C>, id: string) => Compiled<C>
  /** The keys of a kind that have a version in force at `at`. */
  keys: (kind: DefinitionKind<never, never> | { kind: string }, at: Date) => string[]
  load: (ctx: Pick<Ctx, 'db'>) => Promise<void>
}

export const hashOf = (body: unknown): Buffer => createHash('sha256').update(canonical(body)).digest()
/** JSON with sorted keys, so that the same body has the same hash after a trip through jsonb. */
const canonical = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(canonical).join()}]`
    : value && typeof value === 'object' ? `{${Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => a < b ? -1 : 1).map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join()}}`
      : JSON.stringify(value)

export function openDefinitions(): Definitions {
  let rows: DefinitionRow[] = []
  let byId = new Map<string, DefinitionRow>()
  let compiled = new Map<string, Compiled<unknown>>()
  const ready = <B, C>(kind: DefinitionKind<B, C>, row: DefinitionRow): Compiled<C> => {
    let found = compiled.get(row.id) as Compiled<C> | undefined
    if (!found) {
      found = { id: row.id, key: row.key, version: row.version, origin: row.origin, is: kind.compile(kind.schema.parse(row.body), row) }
      compiled.set(row.id, found)
    }
    return found
  }
  const inForce = (row: DefinitionRow, at: Date) => row.state === 'published' && (!row.effective_from || row.effective_from <= at)
  const best = (kind: string, key: string, at: Date) => {
    let found: DefinitionRow | undefined
    for (const row of rows) {
      if (row.kind !== kind || row.key !== key || !inForce(row, at)) continue
      if (!found || (row.origin === found.origin ? row.version > found.version : row.origin === 'company')) found = row
    }
    return found
  }
  return {
    current(kind, key, at) {
      const row = best(kind.kind, key, at)
      if (!row) throw new Error(`no ${kind.kind} '${key}' is in force`)
      return ready(kind, row)
    },
    version(kind, id) {
      const row = byId.get(id)
      if (!row) throw new Error(`no ${kind.kind} has the id ${id}`)
      return ready(kind, row)
    },
    keys: (kind, at) => [...new Set(rows.filter((row) => row.kind === kind.kind && inForce(row, at)).map((row) => row.key))].sort(),
    async load(ctx) {
      rows = await definitionTables(ctx).selectFrom('definition').selectAll().execute()
      const before = byId
      byId = new Map(rows.map((row) => [row.id, row]))
      // A draft's body may change under the same id; a published one never does.
      compiled = new Map([...compiled].filter(([id]) => byId.get(id)?.revision === before.get(id)?.revision))
    },
  }
}

/** Lays what the modules ship into the store: a body that changed becomes the next shipped version; a company's own stay as they are. */
export async function ship(ctx: Ctx, kinds: readonly DefinitionKind[], definitions: readonly ShippedDefinition[]): Promise<number> {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]))
  const newest = new Map((await definitionTables(ctx).selectFrom('definition').select(['kind', 'key', 'version', 'body_hash']).where('origin', '=', 'shipped').orderBy('version').execute())
    .map((row) => [`${row.kind} ${row.key}`, row]))
  let laid = 0
  for (const { kind, key, body } of definitions) {
    const known = byKind.get(kind)
    if (!known) throw new Error(`no engine for definitions of kind '${kind}'`)
    const checked = known.schema.parse(body)
    const before = newest.get(`${kind} ${key}`)
    const hash = hashOf(checked)
    if (before?.body_hash.equals(hash)) continue
    const row = { id: newId(), version: (before?.version ?? 0) + 1 }
    known.compile(checked, { key, ...row })
    definitionTables.insert(ctx, 'definition', {
      ...row, kind, key, origin: 'shipped', state: 'published', effective_from: null, body: JSON.stringify(checked), body_hash: hash, author_id: null, changed_at: ctx.now, revision: 1,
    })
    await ctx.emit(DefinitionShipped, row.id, { kind, key, version: row.version })
    laid++
  }
  return laid
}
