import type { Reason } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { say } from '../../kernel/i18n/catalogue.ts'
import { missingForSolving } from '../../kernel/custom-fields/index.ts'
import { CasesMayMove } from './contract.ts'
import { courseReasons } from './course/guards.ts'
import { openServiceTasks } from './services/requests.ts'
import type { CaseRow } from './tables.ts'

/** A move somebody wants to make, with the case as it stands. */
export interface WantedMove { row: Pick<CaseRow, 'id' | 'kind' | 'channel' | 'priority' | 'solution' | 'status' | 'status_class' | 'classified' | 'promise_due_at'>; to: string; toClass: CaseRow['status_class']; /** A solution comes along. */ solves?: boolean }

/**
 * Everything that stands against these moves, by the case's id: what the cases themselves have against it, and what modules above answer.
 * One question for all of them, so that a bulk deed asks as often as a single one.
 */
export async function reasonsAgainst(ctx: Ctx, moves: readonly WantedMove[]): Promise<ReadonlyMap<string, readonly Reason[]>> {
  if (!moves.length) return new Map()
  const ending = moves.filter(({ toClass }) => toClass === 'resolved' || toClass === 'closed').map(({ row }) => row)
  const [above, course, missing, asked] = await Promise.all([ctx.ask(CasesMayMove, { moves: moves.map(({ row, to, toClass, solves = false }) => ({ caseId: row.id, kind: row.kind, from: row.status, to, toClass, solves })) }), courseReasons(ctx, moves), missingForSolving(ctx, 'case', ending), openServiceTasks(ctx, ending.map(({ id }) => id))])
  const told = Map.groupBy(above, ({ caseId }) => caseId)
  return new Map(moves.flatMap((move) => {
    const all = [...reasonsHere(move), ...(course.get(move.row.id) ?? []), ...(ending.includes(move.row) ? asked.get(move.row.id) ?? [] : []), ...(missing.get(move.row.id) ?? []).map(({ key, name }) => ({ code: 'custom-field.required-to-solve', field: `fields.${key}`, message: ctx.actor.locale === 'en' ? name.en : name.zh })), ...(told.get(move.row.id) ?? []).map(({ reason }) => reason)]
    return all.length ? [[move.row.id, all] as const] : []
  }))
}

/** The first of what stands against a move, in the actor's language. */
export const toldAgainst = (ctx: Ctx, [first]: readonly Reason[]): string => first ? first.message ?? say(ctx.actor.locale, first.code) : ''

/** What a case itself has against it: its kind was never said, or a promise is still open. */
function reasonsHere({ row, toClass }: WantedMove): Reason[] {
  return [
    ...(!row.classified && (toClass === 'resolved' || toClass === 'closed') ? [{ code: 'case.not-classified', field: 'kind' }] : []),
    ...(row.promise_due_at && toClass === 'closed' ? [{ code: 'case.promise-open' }] : []),
  ]
}
