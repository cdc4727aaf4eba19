import type { Ctx } from '../../../kernel/context.ts'
import { conflict, invalid } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { requireStaff } from '../../people/index.ts'
import type { ChangeDocument, Document } from '../contract.ts'
import { DocumentChanged, ReviewEnded, ReviewOpened } from '../contract.ts'
import { currentOf, kindOf, today, versionsOf } from '../documents/find.ts'
import { getDocument } from '../documents/show.ts'
import { writeDocument } from '../documents/writing.ts'
import { daysLater } from '../rules.ts'
import { writableDocument } from './edit-version.ts'

/** Changes who answers for a document, who sees it, who has to know it, and when it is looked at again. */
export async function changeDocument(ctx: Ctx, id: string, { version, ownerId, seenBy, readers, reviewDueOn }: ChangeDocument): Promise<Document> {
  const before = await writableDocument(ctx, id)
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  const changes = dropUndefined({ owner_id: ownerId, seen_by: seenBy, readers: readers ? [...new Set(readers)] : undefined, review_due: reviewDueOn })
  const names = { owner_id: 'ownerId', seen_by: 'seenBy', readers: 'readers', review_due: 'reviewDueOn' } as const
  // A day that has moved is told of anew.
  await writeDocument(ctx, id, version, { ...changes, ...('review_due' in changes ? { told_soon: null, told_overdue: null } : {}) }, () => getDocument(ctx, id))
  await ctx.emit(DocumentChanged, id, { changed: Object.fromEntries(Object.entries(changes).filter(([key, to]) => JSON.stringify(before[key as keyof typeof names]) !== JSON.stringify(to)).map(([key, to]) => [names[key as keyof typeof names], { from: before[key as keyof typeof names], to }])) as never })
  return getDocument(ctx, id)
}

/** Takes a document in force under review; it stays in force. @throws AppError 409 document.under-review, document.not-in-force */
export async function openReview(ctx: Ctx, id: string, { version, reason }: { version: number; reason: string }): Promise<Document> {
  const before = await writableDocument(ctx, id)
  if (before.state !== 'in-force') throw conflict('document.not-in-force', await getDocument(ctx, id))
  if (before.review_opened_at) throw conflict('document.under-review', await getDocument(ctx, id))
  await writeDocument(ctx, id, version, { review_opened_at: ctx.now, review_reason: reason }, () => getDocument(ctx, id))
  await ctx.emit(ReviewOpened, id, { changed: { underReview: { from: false, to: true } } })
  return getDocument(ctx, id)
}

/** It was looked at and stays right until the next time. @throws AppError 409 document.not-in-force, 400 document.review-in-the-past */
export async function endReview(ctx: Ctx, id: string, { version, note, nextOn }: { version: number; note: string; nextOn?: string | undefined }): Promise<Document> {
  const before = await writableDocument(ctx, id)
  const current = currentOf(await versionsOf(ctx, id))
  if (before.state !== 'in-force' || !current) throw conflict('document.not-in-force', await getDocument(ctx, id))
  const day = today(ctx)
  if (nextOn && nextOn <= day) throw invalid('nextOn', 'document.review-in-the-past')
  const period = kindOf(ctx, current).reviewDays
  const next = nextOn ?? (period ? daysLater(day, period) : null)
  await writeDocument(ctx, id, version, { reviewed_on: day, review_due: next, review_opened_at: null, review_reason: note, told_soon: null, told_overdue: null }, () => getDocument(ctx, id))
  await ctx.emit(ReviewEnded, id, { nextOn: next, changed: { reviewDueOn: { from: before.review_due, to: next } } })
  return getDocument(ctx, id)
}
