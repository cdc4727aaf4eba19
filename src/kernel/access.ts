import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Condition, Fields } from '../pure/conditions/index.ts'
import { compile, toSql } from '../pure/conditions/index.ts'
import type { Actor, Ctx } from './context.ts'

/**
 * A kind of record whose rows not everybody sees. Its legs are said once, as conditions over its fields; from them come
 * the legs of a list, the test of one record, the semi-join of a search, and the test in memory for a push.
 */
export interface Resource {
  /** The word of its events and pushes: `case`. */
  name: string
  fields: Fields
  /** What each scope sees. A scope that is not named here sees nothing. */
  legs: Record<string, readonly Condition[]>
  /** The column of the people who do nothing with a row but read it, whatever their grants. */
  barred?: string
  /** The permission whose grants decide who hears of changes. */
  read: `${string}.${string}`
  /** The rows a push is judged by: id, version and every field the legs mention. */
  load: (ctx: Ctx, ids: readonly string[]) => Promise<readonly ({ id: string; version: number } & Record<string, unknown>)[]>
}

/** `all`, or the conditions of which one must hold; none of them: sees nothing. */
export type Sight = 'all' | readonly Condition[]

/** What the actor's grants of this permission let them see of this resource. */
export function sightOf(actor: Actor, permission: string, resource: Pick<Resource, 'legs'>): Sight {
  if (actor.kind === 'system') return 'all'
  const sights = actor.grants.filter((grant) => grant.permission === permission).map(({ scope, line }): Sight =>
    scope !== 'all' ? resource.legs[scope] ?? [] : line && resource.legs['line'] ? resource.legs['line'].map((leg) => onLine(leg, line)) : 'all')
  return sights.includes('all') ? 'all' : [...new Set(sights.flatMap((legs) => legs as readonly Condition[]))]
}

/** The variables of the teams and the people of one's business lines; `lineTeams:ID` and `linePeople:ID` hold those of one line. */
const OF_LINES: readonly unknown[] = ['lineTeams', 'linePeople']
// The same object for the same line each time: what judges pushes is kept by it.
const lineLegs = new WeakMap<Condition, Map<string, Condition>>()
function onLine(leg: Condition, line: string): Condition {
  const known = lineLegs.get(leg) ?? new Map<string, Condition>()
  lineLegs.set(leg, known)
  const found = known.get(line) ?? JSON.parse(JSON.stringify(leg), (_, value: unknown) => value && typeof value === 'object' && 'var' in value && OF_LINES.includes(value.var) ? { var: `${String(value.var)}:${line}` } : value) as Condition
  known.set(line, found)
  return found
}

/** A condition as a fragment for Kysely's `sql`, over the columns of `alias`. */
export function conditionSql(fields: Fields, condition: Condition, actor: Actor, now: Date, alias: string): RawBuilder<boolean> {
  const { text, values } = toSql(fields, condition, { ...actor.vars, now }, { alias })
  const parts = text.split(/\$(\d+)/)
  const fragments = parts.map((part, at) => at % 2 ? sql`${values[Number(part) - 1]}` : sql.raw(part))
  return sql`${sql.join(fragments, sql``)}` as RawBuilder<boolean>
}

/** Whether one row is in sight: for a single record and for commands. Lists take `legsSql`, one OR would walk the whole table. */
export function inSight(ctx: Ctx, resource: Pick<Resource, 'legs' | 'fields' | 'barred'> & { read?: Resource['read'] }, permission: string, alias: string): RawBuilder<boolean> {
  const sight = sightOf(ctx.actor, permission, resource)
  if (sight !== 'all' && !sight.length) return sql<boolean>`false`
  const within = sight === 'all' ? sql<boolean>`true` : sql<boolean>`(${sql.join(sight.map((leg) => conditionSql(resource.fields, leg, ctx.actor, ctx.now, alias)), sql` or `)})`
  if (!resource.barred || permission === resource.read || !ctx.actor.id) return within
  return sql<boolean>`(${within} and (${sql.ref(`${alias}.${resource.barred}`)} is null or ${ctx.actor.id}::uuid <> all(${sql.ref(`${alias}.${resource.barred}`)})))`
}

/** One condition a leg, each with an index of its own. */
export function legsSql(ctx: Ctx, resource: Pick<Resource, 'legs' | 'fields'>, permission: string, alias: string): RawBuilder<boolean>[] {
  const sight = sightOf(ctx.actor, permission, resource)
  return sight === 'all' ? [sql<boolean>`true`] : sight.map((leg) => conditionSql(resource.fields, leg, ctx.actor, ctx.now, alias))
}

// A push asks this for every row and every reader, and what somebody's grants say stays as long as they are the same object.
const sights = new WeakMap<Actor, Map<string, { legs: Resource['legs']; sight: Sight }>>()
function keptSight(actor: Actor, permission: string, { name, legs }: Resource): Sight {
  const own = sights.get(actor) ?? new Map<string, { legs: Resource['legs']; sight: Sight }>()
  sights.set(actor, own)
  const key = `${permission} ${name}`
  const known = own.get(key)
  if (known?.legs === legs) return known.sight
  const sight = sightOf(actor, permission, { legs })
  own.set(key, { legs, sight })
  return sight
}

type Judge = ReturnType<typeof compile>
// An actor's variables don't change while it lives; who changed is looked up anew and is another object.
const judges = new WeakMap<Actor, Map<Condition, Judge>>()
/** The same in memory: for pushes, and for a row that is just being written. */
export function seesRow(actor: Actor, resource: Resource, row: Record<string, unknown>, permission: string = resource.read): boolean {
  const sight = keptSight(actor, permission, resource)
  if (sight === 'all') return true
  const own = judges.get(actor) ?? new Map<Condition, Judge>()
  judges.set(actor, own)
  return sight.some((leg) => {
    const judge = own.get(leg) ?? compile(resource.fields, leg, actor.vars)
    own.set(leg, judge)
    return judge(row) === true
  })
}
