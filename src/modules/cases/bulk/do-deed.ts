import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { changeWords } from '../../../kernel/custom-fields/index.ts'
import { reviseClocks } from '../../clocks/index.ts'
import { flowKind } from '../../flows/index.ts'
import { applyAssignments } from '../commands/apply-assignments.ts'
import { applyMoves } from '../commands/apply-moves.ts'
import { keepReadOfMany } from '../commands/mark-read.ts'
import { CaseChanged, CaseClaimed } from '../contract.ts'
import type { Case } from '../contract.ts'
import { TAGS } from '../definitions/fields.ts'
import { caseClocks, clockFacts, due } from '../deadlines.ts'
import { rankIn } from '../rank.ts'
import type { BulkDeed } from './contract.ts'
import type { BulkCase, Judged } from './judge.ts'

/** Does a deed to cases that are held and judged, in a few statements for all of them and one event a case. */
export async function doDeed(ctx: Ctx, deed: BulkDeed, { allowed, moves, foreseen }: Judged): Promise<void> {
  switch (deed.kind) {
    case 'solve': await applyMoves(ctx, moves, deed); return
    case 'close': case 'reopen': await applyMoves(ctx, moves, { reason: deed.reason }); return
    case 'assign': await applyAssignments(ctx, allowed, deed); return
    case 'claim': return claimAll(ctx, allowed)
    case 'prioritise': return prioritiseAll(ctx, allowed, deed.priority)
    case 'tag': return tagAll(ctx, allowed, deed)
    case 'renew-deadlines': return renewAll(ctx, allowed, foreseen, deed.reason)
    case 'merge': return
  }
}

async function claimAll(ctx: Ctx, rows: readonly BulkCase[]): Promise<void> {
  if (!rows.length) return
  const me = ctx.actor.id as string
  const taking = rows.map((row) => {
    const { start, taken } = ctx.definitions.version(flowKind, row.flow_id).is
    return { row, to: row.status === start.key ? taken : undefined }
  })
  await sql`update "case" c set handler_id = ${me}, first_responder_id = coalesce(c.first_responder_id, ${me}::uuid), status = coalesce(v.status, c.status), status_class = coalesce(v.class, c.status_class), version = c.version + 1, changed_at = ${ctx.now}
    from json_to_recordset(${JSON.stringify(taking.map(({ row, to }) => ({ id: row.id, status: to?.key, class: to?.class })))}::json) as v (id uuid, status text, class text) where c.id = v.id`.execute(ctx.db)
  for (const { row, to } of taking) {
    await ctx.emit(CaseClaimed, row.id, {
      handlerId: me, firstResponderId: row.first_responder_id ?? me,
      changed: { handlerId: { from: null, to: me }, ...(row.first_responder_id ? {} : { firstResponderId: { from: null, to: me } }), ...(to ? { status: { from: row.status, to: to.key } } : {}) },
    })
  }
  keepReadOfMany(ctx, rows)
}

async function prioritiseAll(ctx: Ctx, rows: readonly BulkCase[], priority: Case['priority']): Promise<void> {
  if (!rows.length) return
  const revised = await reviseClocks(ctx, caseClocks, rows.map((row) => ({ subjectId: row.id, facts: clockFacts({ ...row, priority }) })))
  const written = rows.map((row, at) => ({ id: row.id, due_at: due(revised[at]?.dueAt ?? null), rank_at: rankIn(ctx, { class: row.status_class, priority, turnAt: row.turn_at }) }))
  await sql`update "case" c set priority = ${priority}, due_at = v.due_at, rank_at = v.rank_at, version = c.version + 1, changed_at = ${ctx.now}
    from json_to_recordset(${JSON.stringify(written)}::json) as v (id uuid, due_at timestamptz, rank_at timestamptz) where c.id = v.id`.execute(ctx.db)
  for (const row of rows) await ctx.emit(CaseChanged, row.id, { caseId: row.id, changed: { priority: { from: row.priority, to: priority } } })
  keepReadOfMany(ctx, rows)
}

/** What was counted stays counted, and a deadline that was missed stays missed: only what is left goes by the terms in force now. */
async function renewAll(ctx: Ctx, rows: readonly BulkCase[], foreseen: Judged['foreseen'], reason: string): Promise<void> {
  if (!rows.length) return
  const revised = await reviseClocks(ctx, caseClocks, rows.map((row) => ({ subjectId: row.id, facts: clockFacts(row) })), 'current')
  const written = rows.map((row, at) => ({ id: row.id, due_at: due(revised[at]?.dueAt ?? null) }))
  await sql`update "case" c set due_at = v.due_at, version = c.version + 1, changed_at = ${ctx.now}
    from json_to_recordset(${JSON.stringify(written)}::json) as v (id uuid, due_at timestamptz) where c.id = v.id`.execute(ctx.db)
  for (const [at, row] of rows.entries()) await ctx.emit(CaseChanged, row.id, { caseId: row.id, reason, changed: { dueAt: { from: foreseen.get(row.id)?.from?.toISOString() ?? null, to: revised[at]?.dueAt?.toISOString() ?? null } } })
  keepReadOfMany(ctx, rows)
}

async function tagAll(ctx: Ctx, rows: readonly BulkCase[], { add, remove }: { add: readonly string[]; remove: readonly string[] }): Promise<void> {
  if (!rows.length) return
  const ids = rows.map(({ id }) => id)
  const changed = await changeWords(ctx, 'case', TAGS, ids, { add, remove })
  if (!changed.size) return
  await sql`update "case" set version = version + 1, changed_at = ${ctx.now} where id = any(${[...changed.keys()]}::uuid[])`.execute(ctx.db)
  for (const [id, { from, to }] of changed) await ctx.emit(CaseChanged, id, { caseId: id, changed: { [`fields.${TAGS}`]: { from: [...from], to: [...to] } } })
  keepReadOfMany(ctx, rows.filter(({ id }) => changed.has(id)))
}
