import type { Ctx } from '../../../kernel/context.ts'
import type { CaseFound } from '../../cases/index.ts'
import type { ComplaintRow } from '../tables.ts'
import type { COURSE_DEEDS } from './contract.ts'

type Deed = (typeof COURSE_DEEDS)[number]

/** What the reader may do now in the course of a complaint. Whom it is about does nothing with it; what is in the archive stays as it is. */
export function courseDeeds(ctx: Ctx, found: Pick<CaseFound, 'kind' | 'status' | 'may_write' | 'removed_at' | 'status_class' | 'merged_into_id'>, row: ComplaintRow | undefined, hasPulse: boolean): Deed[] {
  const isAccused = row?.accused.includes(ctx.actor.id ?? '') ?? false
  const pack: Deed[] = ctx.actor.can('complaint.pack') && !isAccused ? ['pack'] : []
  const works = found.may_write && !found.removed_at && !found.merged_into_id && !isAccused && !row?.archived_at
  if (!works || !ctx.actor.can('complaint.write')) return pack
  const isClosed = found.status_class === 'closed'
  const isFormal = found.kind === 'complaint'
  return [
    ...(isClosed ? [] : ['record', 'assess'] as const), ...(isClosed || row?.acknowledged_at ? [] : ['acknowledge'] as const),
    ...(isClosed ? [] : ['investigate'] as const), ...(isClosed || !isFormal ? [] : ['decide'] as const), ...(row?.decided_at && !isClosed ? ['answer'] as const : []), ...(row?.decided_at && row.accepted !== false && !isClosed ? ['carry-out'] as const : []),
    ...(isClosed || !isFormal || hasPulse || found.status === 'new' || found.status === 'listening' ? [] : ['tell-pulse'] as const), 'settle-concern', 'say-cause', ...(isClosed ? [] : ['ask-assistance'] as const), 'report-quarrel', ...(!isFormal && !isClosed ? ['upgrade'] as const : []),
    ...(isClosed && isFormal && ctx.actor.can('complaint.archive') ? ['archive'] as const : []), ...pack,
  ]
}
