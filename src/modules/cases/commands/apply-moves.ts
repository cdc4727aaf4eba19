import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { CaseMoved } from '../contract.ts'
import { tellClocksOfMany } from '../deadlines.ts'
import { rankIn } from '../rank.ts'
import { signalOf } from '../rules.ts'
import type { CaseFound } from '../queries.ts'
import { dropOffer } from './hand-over-case.ts'
import { keepReadOfMany } from './mark-read.ts'

export type MovableRow = Pick<CaseFound, 'id' | 'kind' | 'channel' | 'priority' | 'customer_grade' | 'severity' | 'service' | 'status' | 'status_class' | 'version' | 'changed_at' | 'turn_at' | 'customer_id' | 'offered_staff_id' | 'offered_team_id'>
/** A case as it stood, and the status of its flow that it goes to. */
export interface AllowedMove { row: MovableRow; target: { key: string; class: CaseFound['status_class'] } }

/**
 * Writes moves that the flow, the guards and the reader's rights have allowed: statuses, clocks, places in the queue and one event a case, in statements for all of them.
 * @returns the ids of those that still stood as they were read; whoever has not locked the rows looks at it
 */
export async function applyMoves(ctx: Ctx, moves: readonly AllowedMove[], { solution, reason }: { solution?: string | undefined; reason?: string | undefined } = {}): Promise<ReadonlySet<string>> {
  if (!moves.length) return new Set()
  const dues = await tellClocksOfMany(ctx, moves.map(({ row, target }) => ({ of: row, signal: signalOf(row.status_class, target.class), state: target.class })))
  const written = moves.map(({ row, target }) => {
    const turnAt = row.status_class === target.class && row.turn_at ? row.turn_at : ctx.now
    return { id: row.id, version: row.version, was: row.status, status: target.key, class: target.class, due_at: dues.get(row.id) ?? 'infinity', turn_at: turnAt, rank_at: rankIn(ctx, { class: target.class, priority: row.priority, turnAt }) }
  })
  const { rows: won } = await sql<{ id: string }>`
    update "case" c set status = v.status, status_class = v.class, version = c.version + 1, changed_at = ${ctx.now}, due_at = v.due_at, turn_at = v.turn_at, rank_at = v.rank_at,
      closed_at = case when v.class = 'closed' then ${ctx.now}::timestamptz end, silent_since = case when v.class = c.status_class then c.silent_since end, solution = coalesce(${solution ?? null}, c.solution),
      offered_staff_id = case when v.class <> 'closed' then c.offered_staff_id end, offered_team_id = case when v.class <> 'closed' then c.offered_team_id end
    from json_to_recordset(${JSON.stringify(written)}::json) as v (id uuid, version int, was text, status text, class text, due_at timestamptz, turn_at timestamptz, rank_at timestamptz)
    where c.id = v.id and c.version = v.version and c.status = v.was returning c.id`.execute(ctx.db)
  const ids = new Set(won.map(({ id }) => id))
  const told = reason ? maskPersonal(reason) : null
  for (const { row, target } of moves) {
    if (!ids.has(row.id)) continue
    await ctx.emit(CaseMoved, row.id, { kind: row.kind, customerId: row.customer_id, from: row.status, to: target.key, fromClass: row.status_class, toClass: target.class, reason: told, changed: { status: { from: row.status, to: target.key } } })
    if (target.class === 'closed' && (row.offered_staff_id || row.offered_team_id)) await dropOffer(ctx, row.id)
  }
  keepReadOfMany(ctx, moves.map(({ row }) => row))
  return ids
}
