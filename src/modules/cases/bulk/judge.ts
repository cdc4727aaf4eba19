import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { among } from '../../../kernel/transaction.ts'
import { foreseeRevision } from '../../clocks/index.ts'
import { flowKind } from '../../flows/index.ts'
import type { AllowedMove } from '../commands/apply-moves.ts'
import { caseClocks, clockFacts } from '../deadlines.ts'
import { reasonsAgainst } from '../move-guards.ts'
import { deedsOf } from '../rules.ts'
import { caseResource } from '../tables.ts'
import { CaseMayBeHandled } from '../contract.ts'
import type { BulkDeed } from './contract.ts'
import { tables } from './tables.ts'

/** Of a slice of cases: why each of the refused is, and the rest as they stand, with the status each goes to where the deed moves it. */
export interface Judged { refusals: ReadonlyMap<string, string>; allowed: readonly BulkCase[]; moves: readonly AllowedMove[]; /** The nearest deadline of each as it is and as it would be, where the deed renews deadlines. */ foreseen: ReadonlyMap<string, { from: Date | null; to: Date | null }> }
export type BulkCase = Awaited<ReturnType<typeof rowsOf>>[number]

const rowsOf = (ctx: Ctx, ids: readonly string[], held: boolean) => {
  const rows = tables(ctx).selectFrom('case as c').selectAll('c')
    .select([inSight(ctx, caseResource, 'case.read', 'c').as('may_read'), inSight(ctx, caseResource, 'case.write', 'c').as('may_write'), inSight(ctx, caseResource, 'case.claim', 'c').as('may_claim'), inSight(ctx, caseResource, 'case.assign', 'c').as('may_assign')])
    .where(among('c.id', ids))
  // Held in one order by everybody who takes several, so that two bulk deeds wait for each other instead of locking each other out.
  return (held ? rows.orderBy('c.id').forUpdate('c') : rows).execute()
}

/**
 * Judges a deed over cases by the very rules of the single deed: sight, rights, the case's state, its flow and everything that guards a move.
 * @param held whether the rows are locked until the unit ends, which whoever writes afterwards needs
 */
export async function judge(ctx: Ctx, deed: BulkDeed, ids: readonly string[], held: boolean): Promise<Judged> {
  const rows = new Map((await rowsOf(ctx, ids, held)).map((row) => [row.id, row]))
  const refusals = new Map<string, string>()
  const allowed: BulkCase[] = []
  const moves: AllowedMove[] = []
  for (const id of ids) {
    const row = rows.get(id)
    const against = !row?.may_read || row.removed_at ? 'case.not-found' : row.merged_into_id ? 'merge.already' : againstDeed(ctx, deed, row)
    if (against || !row) { refusals.set(id, against ?? 'case.not-found'); continue }
    if (deed.kind === 'solve' || deed.kind === 'close' || deed.kind === 'reopen') {
      const target = targetOf(ctx.definitions.version(flowKind, row.flow_id).is, row.status, deed.kind)
      if (!target) { refusals.set(id, 'bulk.no-such-move'); continue }
      moves.push({ row, target })
    }
    allowed.push(row)
  }
  const receiver = deed.kind === 'assign' ? deed.handlerId : deed.kind === 'claim' ? ctx.actor.id : null
  if (receiver && allowed.length) for (const { caseId, reason } of await ctx.ask(CaseMayBeHandled, { caseIds: allowed.map(({ id }) => id), staffIds: [receiver] })) refusals.set(caseId, reason.code)
  const foreseen = deed.kind === 'renew-deadlines' ? await foreseeRevision(ctx, caseClocks, allowed.map((row) => ({ subjectId: row.id, facts: clockFacts(row) }))) : new Map<string, never>()
  if (deed.kind === 'renew-deadlines') for (const { id } of allowed) if (!foreseen.has(id)) refusals.set(id, 'bulk.already-so')
  const guarded = await reasonsAgainst(ctx, moves.map(({ row, target }) => ({ row: rows.get(row.id) as BulkCase, to: target.key, toClass: target.class })))
  for (const [id, [reason]] of guarded) if (reason) refusals.set(id, reason.code)
  return { refusals, allowed: allowed.filter(({ id }) => !guarded.has(id) && !refusals.has(id)), moves: moves.filter(({ row }) => !guarded.has(row.id)), foreseen }
}

const CLASS = { solve: 'resolved', close: 'closed', reopen: 'open' } as const
/** The status of the flow that such a deed leads to from here; undefined when the flow has no such step. */
function targetOf(flow: { next: (from: string) => readonly string[]; status: (key: string) => { class: AllowedMove['target']['class'] } | undefined }, from: string, kind: keyof typeof CLASS): AllowedMove['target'] | undefined {
  const fitting = flow.next(from).flatMap((key) => { const status = flow.status(key); return status?.class === CLASS[kind] ? [{ key, class: status.class }] : [] })
  return fitting.find(({ key }) => key === 'solved') ?? fitting[0]
}

function againstDeed(ctx: Ctx, deed: BulkDeed, row: BulkCase): string | undefined {
  const deeds = deedsOf({ removed: false, class: row.status_class, handlerId: row.handler_id, offered: row.offered_staff_id !== null || row.offered_team_id !== null, merged: false },
    { me: ctx.actor.id, write: row.may_write, claim: row.may_claim, assign: row.may_assign, can: ctx.actor.can })
  switch (deed.kind) {
    case 'assign': {
      if (!row.may_assign) return 'case.not-yours'
      if (!deeds.includes('assign')) return 'case.not-assignable'
      const same = (deed.handlerId === undefined || deed.handlerId === row.handler_id) && (deed.teamId === undefined || deed.teamId === row.team_id)
      return same ? 'bulk.already-so' : undefined
    }
    case 'claim':
      if (row.handler_id !== null) return row.handler_id === ctx.actor.id ? 'bulk.already-so' : 'case.already-taken'
      return deeds.includes('claim') ? undefined : row.status_class === 'closed' ? 'case.is-closed' : 'case.not-yours'
    case 'prioritise':
      if (!row.may_write) return 'case.not-yours'
      return !deeds.includes('change') ? 'case.is-closed' : row.priority === deed.priority ? 'bulk.already-so' : undefined
    case 'solve': case 'close': case 'reopen': {
      if (!row.may_write) return 'case.not-yours'
      const isThere = deed.kind === 'reopen' ? row.status_class !== 'resolved' && row.status_class !== 'closed' : row.status_class === CLASS[deed.kind]
      return isThere ? 'bulk.already-so' : undefined
    }
    case 'renew-deadlines':
      if (!row.may_assign) return 'case.not-yours'
      return row.status_class === 'closed' || row.status_class === 'resolved' ? 'bulk.no-deadlines' : undefined
    case 'tag': return row.may_write ? undefined : 'case.not-yours'
    case 'merge': return 'bulk.no-merge'
  }
}
