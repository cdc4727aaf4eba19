import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { momentOf } from '../../kernel/id.ts'

/** Ids from `from` (with it) up to `to` (without it); `null` is no bound. */
export interface Range { from: string | null; to: string | null }

/** A list of months that is a little old costs time and no result, for the ranges are read through the whole table. */
const KEPT_SECONDS = 600
const kept = new WeakMap<object, { at: Date; bounds: readonly string[] }>()

/** The ids at which one month of the index ends and the next begins, oldest first. */
export async function monthBounds(ctx: Ctx): Promise<readonly string[]> {
  const known = kept.get(ctx.settings)
  if (known && Math.abs(ctx.now.getTime() - known.at.getTime()) < KEPT_SECONDS * 1_000) return known.bounds
  const { rows } = await sql<{ bound: string }>`
    select pg_get_expr(c.relpartbound, c.oid) as bound from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'search_entry'::regclass`.execute(ctx.db)
  const bounds = [...new Set(rows.flatMap(({ bound }) => bound.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []))].sort()
  kept.set(ctx.settings, { at: ctx.now, bounds })
  return bounds
}

/**
 * The ranges to read one after the other, newest first, each with three times as many months as the one before: a common
 * word fills its page from the first, and a rare one is looked up in ten years by five statements. What lies before the
 * first month, between two and after the last is in them too. Months that begin after `now` are read with the one before;
 * with `before` only what is older than this id.
 */
export function walk(bounds: readonly string[], now: Date, before: string | null): Range[] {
  const begun = bounds.filter((bound) => momentOf(bound) <= now && (before === null || bound < before)).reverse()
  const ranges: Range[] = []
  let to = before
  for (let at = 0, months = 1; at === 0 || at < begun.length; at += months, months *= 3) {
    const from = at + months < begun.length ? begun[at + months - 1] as string : null
    ranges.push({ from, to })
    to = from
  }
  return ranges
}
