import { createHash } from 'node:crypto'
import type { Generated } from 'kysely'
import type { z } from 'zod'
import { z as zod } from 'zod'
import { event } from './contract.ts'
import type { Ctx } from './context.ts'
import { tablesOf } from './context.ts'
import { DefinitionDeed, DefinitionState } from './definition-contract.ts'
import { newId } from './id.ts'

/**
 * The store of everything that is a definition and not code: flows, forms, policies, calendars, roles …
 * One lifecycle for all kinds; an engine adds the schema and what it compiles a body into.
 */
export interface DefinitionKind<B = unknown, C = unknown> {
  kind: string
  schema: z.ZodType<B>
  /** Makes the body ready for use, once a version; refuses what a schema can't see with an Error that says `path: what is wrong`, several joined by `; `. */
  compile(body: B, at: { key: string; id: string; version: number }): C
  /** The other definitions that a body names. They must exist, and a published version keeps the versions of them that are in force when it begins. */
  names?(body: B): readonly Named[]
  /** What else one must be permitted to publish such a definition, beside `definition.publish`. */
  publishing?: readonly string[]
}
/** A definition named by another; `path` is where in the body. */
export interface Named { kind: string; key: string; path: string }
export const definitionKind = <B, C>(kind: string, schema: z.ZodType<B>, compile: DefinitionKind<B, C>['compile'], names?: DefinitionKind<B, C>['names']): DefinitionKind<B, C> =>
  ({ kind, schema, compile, ...(names ? { names } : {}) })

/** A definition as a module ships it: plain data in its `definitions/` folder. */
export interface ShippedDefinition { kind: string; key: string; body: unknown }
export const shipped = <B>(kind: DefinitionKind<B, unknown> | DefinitionKind<B, never>, key: string, body: B): ShippedDefinition => ({ kind: kind.kind, key, body })

/** The ids of the versions that a published version keeps of what it names, by `kind/key`. */
export type Pins = Readonly<Record<string, string>>
export interface DefinitionRow {
  id: string; kind: string; key: string; origin: 'shipped' | 'company'; version: number; state: DefinitionState
  effective_from: Date | null; body: unknown; body_hash: Buffer; pins: Pins; author_id: string | null; changed_at: Date; revision: number
}
export const definitionTables = tablesOf<{ definition: Omit<DefinitionRow, 'pins'> & { pins: Generated<Pins> } }>()
export const DefinitionShipped = event('definition.shipped', zod.object({ kind: zod.string(), key: zod.string(), version: zod.int() }))
export const DefinitionChanged = event('definition.changed', zod.object({ kind: zod.string(), key: zod.string(), version: zod.int(), from: DefinitionState.nullable(), to: DefinitionState, deed: zod.enum(['draft', ...DefinitionDeed.options]) }))

export interface Compiled<C> { id: string; key: string; version: number; origin: 'shipped' | 'company'; pins: Pins; is: C }
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

type Standing = Pick<DefinitionRow, 'origin' | 'version' | 'state' | 'effective_from'>
const isInForce = (row: Standing, at: Date) => row.state === 'published' && (!row.effective_from || row.effective_from <= at)
/** Of the versions of one key the one in force at `at`: the company's newest published one, else the newest shipped. */
export function inForceOf<R extends Standing>(versions: Iterable<R>, at: Date): R | undefined {
  let found: R | undefined
  for (const row of versions) {
    if (isInForce(row, at) && (!found || (row.origin === found.origin ? row.version > found.version : row.origin === 'company'))) found = row
  }
  return found
}

/** Shipped and company versions of a key share one count: a number names one body, also where it stands without its layer. */
export const nextVersion = (versions: Iterable<Pick<DefinitionRow, 'version'>>): number => Math.max(0, ...Array.from(versions, ({ version }) => version)) + 1

export function openDefinitions(): Definitions {
  let byKey = new Map<string, DefinitionRow[]>()
  let byKind = new Map<string, DefinitionRow[][]>()
  let byId = new Map<string, DefinitionRow>()
  let compiled = new Map<string, Compiled<unknown>>()
  const ready = <B, C>(kind: DefinitionKind<B, C>, row: DefinitionRow): Compiled<C> => {
    let found = compiled.get(row.id) as Compiled<C> | undefined
    if (!found) {
      found = { id: row.id, key: row.key, version: row.version, origin: row.origin, pins: row.pins, is: kind.compile(kind.schema.parse(row.body), row) }
      compiled.set(row.id, found)
    }
    return found
  }
  return {
    current(kind, key, at) {
      const row = inForceOf(byKey.get(`${kind.kind} ${key}`) ?? [], at)
      if (!row) throw new Error(`no ${kind.kind} '${key}' is in force`)
      return ready(kind, row)
    },
    version(kind, id) {
      const row = byId.get(id)
      if (!row) throw new Error(`no ${kind.kind} has the id ${id}`)
      return ready(kind, row)
    },
    keys: (kind, at) => (byKind.get(kind.kind) ?? []).flatMap((rows) => rows[0] && inForceOf(rows, at) ? rows[0].key : []).sort(),
    async load(ctx) {
      const rows = await definitionTables(ctx).selectFrom('definition').selectAll().execute()
      byKey = Map.groupBy(rows, (row) => `${row.kind} ${row.key}`)
      byKind = Map.groupBy(byKey.values(), (versions) => versions[0]?.kind ?? '')
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
  const versions = Map.groupBy(await definitionTables(ctx).selectFrom('definition').select(['kind', 'key', 'origin', 'version', 'body_hash']).orderBy('version').execute(), (row) => `${row.kind} ${row.key}`)
  let laid = 0
  for (const { kind, key, body } of definitions) {
    const known = byKind.get(kind)
    if (!known) throw new Error(`no engine for definitions of kind '${kind}'`)
    const checked = known.schema.parse(body)
    const standing = versions.get(`${kind} ${key}`) ?? []
    const before = standing.findLast(({ origin }) => origin === 'shipped')
    const hash = hashOf(checked)
    if (before?.body_hash.equals(hash)) continue
    const row = { id: newId(), version: nextVersion(standing) }
    known.compile(checked, { key, ...row })
    definitionTables.insert(ctx, 'definition', {
      ...row, kind, key, origin: 'shipped', state: 'published', effective_from: null, body: JSON.stringify(checked), body_hash: hash, author_id: null, changed_at: ctx.now, revision: 1,
    })
    await ctx.emit(DefinitionShipped, row.id, { kind, key, version: row.version })
    laid++
  }
  return laid
}
