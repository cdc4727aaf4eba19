import type { Ctx } from '../../kernel/context.ts'
import type { Compiled } from '../../kernel/definitions.ts'
import type { Rule } from './definition.ts'
import { ruleKind } from './definition.ts'
import { tables } from './tables.ts'

/** A rule with how it stands: on or off since when, and its place. */
export interface Standing { key: string; compiled: Compiled<Rule> | null; fault: string | null; isOn: boolean; since: Date | null; switchVersion: number; place: number }

/** Every rule in force, in the order in which they look. One that no longer compiles stands among them with its fault. */
export async function standingRules(ctx: Ctx): Promise<Standing[]> {
  const keys = ctx.definitions.keys(ruleKind, ctx.now)
  if (!keys.length) return []
  const [switches, places] = await Promise.all([
    tables(ctx).selectFrom('rule_switch').selectAll().where('key', 'in', keys).execute(),
    tables(ctx).selectFrom('rule_place').selectAll().where('key', 'in', keys).execute(),
  ])
  const switched = new Map(switches.map((row) => [row.key, row]))
  const placed = new Map(places.map((row) => [row.key, row.place]))
  return keys.map((key): Standing => {
    const { compiled, fault } = compiledOf(ctx, key, ctx.now)
    const own = switched.get(key)
    const body = compiled?.is.body
    return { key, compiled, fault, isOn: own?.is_on ?? body?.on ?? false, since: own?.since ?? null, switchVersion: own?.version ?? 0, place: placed.get(key) ?? body?.place ?? 100 }
  }).sort((a, b) => a.place - b.place || (a.key < b.key ? -1 : 1))
}

export function compiledOf(ctx: Ctx, key: string, at: Date): { compiled: Compiled<Rule> | null; fault: string | null } {
  try { return { compiled: ctx.definitions.current(ruleKind, key, at), fault: null } } catch (error) { return { compiled: null, fault: (error as Error).message } }
}

/** The version of a rule that an event meets: the one in force when it happened. None for what happened before the rule was switched on. */
export function metBy(ctx: Ctx, standing: Standing, at: Date): Compiled<Rule> | null {
  if (!standing.isOn || (standing.since && at < standing.since)) return null
  const now = standing.compiled
  // As shipped, from the start.
  if (now?.origin === 'shipped' && now.version === 1) return now
  return compiledOf(ctx, standing.key, at).compiled
}

/** The definition in force, for the log: a rule's own record. */
export const definitionIdOf = (ctx: Ctx, key: string): string => ctx.definitions.current(ruleKind, key, ctx.now).id
