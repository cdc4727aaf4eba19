import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { flowKind } from '../../flows/index.ts'
import { CaseAssigned } from '../contract.ts'
import { recordTransfers } from '../passing.ts'
import type { CaseFound } from '../queries.ts'
import { dropOffer } from './hand-over-case.ts'
import { keepReadOfMany } from './mark-read.ts'

export type AssignableRow = Pick<CaseFound, 'id' | 'flow_id' | 'status' | 'version' | 'changed_at' | 'handler_id' | 'team_id' | 'first_responder_id' | 'offered_staff_id' | 'offered_team_id'>
/** What is left out stays; null takes away. */
export interface Given { handlerId?: string | null | undefined; teamId?: string | null | undefined; /** Whoever leads took it over: no handing around. */ isStepIn?: true }

/**
 * Gives cases to a person, a team, both or nobody, in statements for all of them and one event each. The first responder stays; a person who takes on what nobody had answered for becomes it.
 * Whoever calls has looked at rights, at the receiver and at whether the cases may be given.
 * @returns the ids of those that still stood as they were read
 */
export async function applyAssignments(ctx: Ctx, rows: readonly AssignableRow[], { handlerId, teamId, isStepIn }: Given): Promise<ReadonlySet<string>> {
  if (!rows.length) return new Set()
  const planned = rows.map((row) => {
    const { start, taken } = ctx.definitions.version(flowKind, row.flow_id).is
    const to = handlerId && row.status === start.key ? taken : undefined
    return { row, to, becomes: handlerId && !row.first_responder_id ? handlerId : undefined }
  })
  const { rows: won } = await sql<{ id: string; handler_id: string | null; team_id: string | null }>`
    update "case" c set handler_id = case when ${handlerId !== undefined} then ${handlerId ?? null}::uuid else c.handler_id end, team_id = case when ${teamId !== undefined} then ${teamId ?? null}::uuid else c.team_id end,
      first_responder_id = coalesce(c.first_responder_id, ${handlerId ?? null}::uuid), offered_staff_id = null, offered_team_id = null,
      status = coalesce(v.status, c.status), status_class = coalesce(v.class, c.status_class), version = c.version + 1, changed_at = ${ctx.now}
    from json_to_recordset(${JSON.stringify(planned.map(({ row, to }) => ({ id: row.id, version: row.version, status: to?.key, class: to?.class })))}::json) as v (id uuid, version int, status text, class text)
    where c.id = v.id and c.version = v.version and c.removed_at is null returning c.id, c.handler_id, c.team_id`.execute(ctx.db)
  const now = new Map(won.map((row) => [row.id, row]))
  for (const { row, to, becomes } of planned) {
    const given = now.get(row.id)
    if (!given) continue
    await ctx.emit(CaseAssigned, row.id, {
      handlerId: given.handler_id, teamId: given.team_id,
      changed: {
        ...(handlerId === undefined ? {} : { handlerId: { from: row.handler_id, to: handlerId } }), ...(teamId === undefined ? {} : { teamId: { from: row.team_id, to: teamId } }),
        ...(becomes ? { firstResponderId: { from: null, to: becomes } } : {}), ...(to ? { status: { from: row.status, to: to.key } } : {}),
      },
    })
    if (row.offered_staff_id || row.offered_team_id) await dropOffer(ctx, row.id)
  }
  if (!isStepIn) await recordTransfers(ctx, rows.flatMap((row) => row.handler_id && handlerId && handlerId !== row.handler_id && now.has(row.id) ? [{ caseId: row.id, from: row.handler_id, to: handlerId }] : []))
  keepReadOfMany(ctx, rows)
  return new Set(now.keys())
}
