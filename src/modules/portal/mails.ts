import type { Ctx } from '../../kernel/context.ts'
import { say } from '../../kernel/i18n/catalogue.ts'
import { companyZone } from '../../kernel/frame.ts'
import { publicAddress, queueMessage } from '../messages/index.ts'
import type { Wish } from '../messages/index.ts'
import { senderName } from './brands.ts'
import type { Receipt } from './contract.ts'
import { mayMailReceipt } from './limits.ts'
import type { BrandRow, TrackRow } from './tables.ts'

/** What the portal writes to customers who gave an e-mail: a receipt, and how far it is. */

/** Where a customer follows the matter; the code stands behind `#`, which browsers send to nobody. */
function linkOf(ctx: Ctx, slug: string, code?: string): string | null {
  const address = ctx.settings.get(publicAddress).replace(/\/+$/, '')
  return address && `${address}/portal/${slug}/track${code ? `#${code}` : ''}`
}
const followText = (ctx: Ctx, locale: TrackRow['locale'], slug: string, code?: string) => {
  const link = linkOf(ctx, slug, code)
  return link ? say(locale, 'portal.mail.follow', { link }) : say(locale, 'portal.mail.follow-there')
}

/** Sends the receipt to the address given, at once, for whoever waits for it has just asked; whether it was taken into the outbox. */
export async function queueReceipt(ctx: Ctx, { brand, trackId, caseId, customerId, email, receipt }: { brand: BrandRow; trackId: string; caseId: string; customerId: string; email: string; receipt: Omit<Receipt, 'mailed'> }): Promise<boolean> {
  if (!mayMailReceipt(ctx, ctx.vault.token('portal.receipt', email.toLowerCase()), ctx.now)) return false
  const { locale } = ctx.actor
  const due = receipt.answerDueAt && new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: ctx.settings.get(companyZone) }).format(receipt.answerDueAt)
  const { state } = await queueMessage(ctx, {
    key: `portal-receipt:${trackId}`, channel: 'email', about: { kind: 'case', id: caseId }, customerId, to: [{ kind: 'email', value: email }], purpose: 'answer', locale, ...(brand.line_id ? { lineId: brand.line_id } : {}),
    template: 'portal-receipt',
    fields: { company: senderName(ctx, brand, locale), kind: say(locale, `portal.kind.${receipt.kind}`), number: receipt.number, code: receipt.code, promise: due ? say(locale, 'portal.mail.promise', { due }) : '', follow: followText(ctx, locale, brand.slug, receipt.code) },
  })
  return state === 'queued'
}

/** Asks for a rating by a link that opens the matter; nothing is asked where no address of these pages is known. */
export async function queueRatingRequest(ctx: Ctx, { key, caseId, customerId, to, brand, number, code, locale }: { key: string; caseId: string; customerId: string | null; to: Wish['to']; brand: BrandRow; number: string; code: string; locale: TrackRow['locale'] }): Promise<void> {
  const link = linkOf(ctx, brand.slug, code)
  if (!link) return
  await queueMessage(ctx, {
    key, channel: 'email', about: { kind: 'case', id: caseId }, customerId, to, automatic: true, purpose: 'service', locale, ...(brand.line_id ? { lineId: brand.line_id } : {}),
    template: 'portal-rating', fields: { company: senderName(ctx, brand, locale), number, follow: link },
  })
}

/** Tells how far a matter is; `key` once. Nothing is said to somebody whose values were destroyed. */
export async function queueProgress(ctx: Ctx, { key, track, brand, number, about }: { key: string; track: TrackRow; brand: BrandRow; number: string; about: string }): Promise<boolean> {
  const [email] = track.email && track.customer_id ? await ctx.vault.open(ctx, [{ subjectId: track.customer_id, value: track.email }]) : []
  if (!email) return false
  await queueMessage(ctx, {
    key, channel: 'email', about: { kind: 'case', id: track.case_id }, customerId: track.customer_id, to: [{ kind: 'email', value: email }], automatic: true, purpose: 'service', locale: track.locale, ...(brand.line_id ? { lineId: brand.line_id } : {}),
    template: 'portal-progress',
    fields: { company: senderName(ctx, brand, track.locale), number, state: say(track.locale, `portal.mail.about.${about}`), follow: followText(ctx, track.locale, brand.slug) },
  })
  return true
}
