import type { Ctx } from '../../../kernel/context.ts'
import { notify, staffWithRoles } from '../../people/index.ts'
import { ReviewDue } from '../contract.ts'
import { today } from '../documents/find.ts'
import { steward } from './commands.ts'
import type { RegisterItem } from './contract.ts'
import { wholeRegister } from './queries.ts'
import { tables } from './tables.ts'

/** Reminds each owner once before a review is due and once when its day is past; then the managers hear how many there are. Modules above hear each by its event. */
export async function remindOfReviews(ctx: Ctx): Promise<void> {
  const day = today(ctx)
  const due = (await wholeRegister(ctx)).filter(({ standing }) => standing !== 'later')
  if (!due.length) return
  const [documents, stewards] = await Promise.all([
    tables(ctx).selectFrom('document').select(['id', 'key', 'told_soon', 'told_overdue']).where('key', 'in', due.map(({ key }) => key)).execute(),
    tables(ctx).selectFrom('steward').select(['id', 'kind', 'key', 'told_soon', 'told_overdue']).where('key', 'in', due.map(({ key }) => key)).execute(),
  ])
  const toldOf = new Map<string, { told_soon: string | null; told_overdue: string | null }>([...documents.map((row) => [`document/${row.key}`, row] as const), ...stewards.map((row) => [`${row.kind}/${row.key}`, row] as const)])
  let overdue = 0
  let last: string | undefined
  for (const item of due) {
    const isOverdue = item.standing === 'overdue'
    const told = toldOf.get(item.id)
    if (isOverdue ? told?.told_overdue : told?.told_soon ?? told?.told_overdue) continue
    const subjectId = await markTold(ctx, item, isOverdue ? { told_overdue: day } : { told_soon: day })
    await ctx.emit(ReviewDue, subjectId, { kind: item.kind, key: item.key, ownerId: item.owner?.id ?? null, dueOn: item.reviewDueOn, overdue: isOverdue })
    if (item.owner) await notify(ctx, [item.owner.id], { code: isOverdue ? 'register.notice-overdue' : 'register.notice-soon', subjectKind: 'register', subjectId, params: { zh: item.name.zh, en: item.name.en, day: item.reviewDueOn } })
    if (isOverdue) { overdue++; last = subjectId }
  }
  if (last) await notify(ctx, await staffWithRoles(ctx, ['cs_manager']), { code: 'register.notice-overdue-count', subjectKind: 'register', subjectId: last, params: { n: overdue } })
}

async function markTold(ctx: Ctx, { kind, key }: RegisterItem, changes: { told_soon: string } | { told_overdue: string }): Promise<string> {
  if (kind !== 'document') return (await steward(ctx, kind, key, changes)).id
  return (await tables(ctx).updateTable('document').set(changes).where('key', '=', key).returning('id').executeTakeFirstOrThrow()).id
}
