import type { Ctx } from '../../../kernel/context.ts'
import { AppError, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { requireStaff } from '../../people/index.ts'
import { DocumentChanged, ReviewEnded } from '../contract.ts'
import { today } from '../documents/find.ts'
import { daysLater } from '../rules.ts'
import { reviewDays } from '../settings.ts'
import { RegisterChanged, RegisterReviewed } from './contract.ts'
import { wholeRegister } from './queries.ts'
import { tables } from './tables.ts'
import type { StewardRow } from './tables.ts'

/** What is written of one definition; made when it is first touched. */
export async function steward(ctx: Ctx, kind: string, key: string, changes: Partial<StewardRow>): Promise<StewardRow> {
  return tables(ctx).insertInto('steward').values({ id: newId(), kind, key, owner_id: null, review_due: null, reviewed_on: null, reviewed_by: null, told_soon: null, told_overdue: null, version: 1, ...changes })
    .onConflict((on) => on.columns(['kind', 'key']).doUpdateSet((of) => ({ ...changes, version: of('steward.version', '+', 1) }))).returningAll().executeTakeFirstOrThrow()
}
const document = (ctx: Ctx, key: string, changes: object) => tables(ctx).updateTable('document').set((of) => ({ ...changes, version: of('version', '+', 1), changed_at: ctx.now })).where('key', '=', key).returning('id').executeTakeFirstOrThrow()

/** Names the owner of some of the register, or its next review. @throws AppError 404 register.not-found, 422 staff.unknown, 400 request.nothing-to-change */
export async function changeRegister(ctx: Ctx, { items, ownerId, reviewDueOn }: { items: readonly { kind: string; key: string }[]; ownerId?: string | undefined; reviewDueOn?: string | undefined }): Promise<{ count: number }> {
  if (!ownerId && !reviewDueOn) throw new AppError('invalid', 'request.nothing-to-change')
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  const all = new Map((await wholeRegister(ctx)).map((one) => [one.id, one]))
  for (const { kind, key } of items) {
    const before = all.get(`${kind}/${key}`)
    if (!before) throw notFound('register')
    const changes = { ...(ownerId ? { owner_id: ownerId } : {}), ...(reviewDueOn ? { review_due: reviewDueOn, told_soon: null, told_overdue: null } : {}) }
    const changed = { ...(ownerId ? { ownerId: { from: before.owner?.id ?? null, to: ownerId } } : {}), ...(reviewDueOn ? { reviewDueOn: { from: before.reviewDueOn, to: reviewDueOn } } : {}) }
    if (kind === 'document') await ctx.emit(DocumentChanged, (await document(ctx, key, changes)).id, { changed })
    else await ctx.emit(RegisterChanged, (await steward(ctx, kind, key, changes)).id, { kind, key, changed })
  }
  return { count: items.length }
}

/** One of the register was looked at and stays right. @throws AppError 404 register.not-found, 400 document.review-in-the-past */
export async function reviewRegister(ctx: Ctx, { kind, key, note, nextOn }: { kind: string; key: string; note: string; nextOn?: string | undefined }): Promise<{ reviewDueOn: string }> {
  const before = (await wholeRegister(ctx)).find((one) => one.id === `${kind}/${key}`)
  if (!before) throw notFound('register')
  const day = today(ctx)
  if (nextOn && nextOn <= day) throw invalid('nextOn', 'document.review-in-the-past')
  const next = nextOn ?? daysLater(day, ctx.settings.get(reviewDays))
  const changes = { reviewed_on: day, review_due: next, told_soon: null, told_overdue: null }
  if (kind === 'document') await ctx.emit(ReviewEnded, (await document(ctx, key, { ...changes, review_opened_at: null, review_reason: note })).id, { nextOn: next, changed: { reviewDueOn: { from: before.reviewDueOn, to: next } } })
  else await ctx.emit(RegisterReviewed, (await steward(ctx, kind, key, { ...changes, reviewed_by: ctx.actor.id })).id, { kind, key, nextOn: next, note: maskPersonal(note) })
  return { reviewDueOn: next }
}
