import type { Ctx } from '../../../kernel/context.ts'
import { roleKind } from '../definitions/roles.ts'
import { tables } from '../tables.ts'
import { gradeLimits } from './settings.ts'

export interface Limits {
  /** The most they may grant alone, in whole units of the company's money. */
  compensation: number
  /** The gravest complaint they are given, 1–4; null when nothing is known of their grade. */
  severity: number | null
  /** Whether they are given cases of VIPs; null when nothing is known of their grade. */
  vip: boolean | null
}

/**
 * The limits of these people by the setting `people.limits`: the widest of their staff grade, their tier and the tiers of their roles.
 * Of somebody with none of these, money is limited like the lowest row and nothing is said about what they can be given.
 */
export async function limitsOf(ctx: Ctx, staffIds: readonly string[]): Promise<Map<string, Limits>> {
  if (!staffIds.length) return new Map()
  const rows = ctx.settings.get(gradeLimits)
  const least = Math.min(...rows.map((row) => row.compensation))
  const [people, held] = await Promise.all([
    tables(ctx).selectFrom('staff').select(['id', 'grade', 'tier']).where('id', 'in', staffIds).execute(),
    tables(ctx).selectFrom('role_assignment').select(['staff_id', 'role_key']).where('staff_id', 'in', staffIds).execute(),
  ])
  const known = new Set(ctx.definitions.keys(roleKind, ctx.now))
  const tierOf = (key: string) => known.has(key) ? ctx.definitions.current(roleKind, key, ctx.now).is.tier : undefined
  return new Map(people.map(({ id, grade, tier }): [string, Limits] => {
    const words = new Set<string | null | undefined>([grade, tier, ...held.filter((one) => one.staff_id === id).map((one) => tierOf(one.role_key))])
    const own = rows.filter((row) => words.has(row.who))
    if (!own.length) return [id, { compensation: least, severity: null, vip: null }]
    return [id, { compensation: Math.max(...own.map((row) => row.compensation)), severity: Math.max(...own.map((row) => row.severity)), vip: own.some((row) => row.vip) }]
  }))
}

/**
 * One limit of one person: `compensation` in whole units of the company's money, `severity` of complaints 1–4, `vip` 0 or 1.
 * Null where nothing limits them: nothing is known of their grade, or no such person is there; money is always limited.
 */
export async function limitOf(ctx: Ctx, staffId: string, of: keyof Limits): Promise<number | null> {
  const limits = (await limitsOf(ctx, [staffId])).get(staffId)
  if (!limits) return of === 'compensation' ? 0 : null
  const limit = limits[of]
  return limit === null ? null : Number(limit)
}
