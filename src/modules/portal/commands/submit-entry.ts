import type { Ctx } from '../../../kernel/context.ts'
import { AppError, invalid, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { fulfilService, openCaseFrom } from '../../cases/index.ts'
import { clocksOf } from '../../clocks/index.ts'
import { recordInteraction } from '../../contacts/index.ts'
import { takeCustomer } from '../../customers/index.ts'
import { noteContact } from '../../knowledge/index.ts'
import { offeredServices, openBrand } from '../brands.ts'
import type { Entry, Receipt } from '../contract.ts'
import { PortalSubmitted } from '../contract.ts'
import { queueReceipt } from '../mails.ts'
import { subjectOf } from '../rules.ts'
import { noticeDays } from '../settings.ts'
import { tables } from '../tables.ts'
import { useTicket } from '../tickets.ts'
import { newCode } from '../tracks.ts'
import { claimUploads, holderOf } from '../uploads.ts'

const DAY = 86_400_000

/**
 * Opens a case for what a customer has sent in, with the contact that brought it and a code to follow it by.
 *
 * @throws AppError 404 portal-brand.not-found, 400 at the wrong field, 409 portal.already-sent
 */
export async function submitEntry(ctx: Ctx, entry: Entry): Promise<Receipt> {
  if (entry.website) throw refused('portal.looks-automatic')
  const brand = await openBrand(ctx, entry.brand)
  if (!brand.kinds.includes(entry.kind)) throw invalid('kind', 'portal.kind-not-offered')
  const service = entry.service === undefined ? undefined : brand.kinds.includes('request') ? offeredServices(ctx).find(({ key }) => key === entry.service) : undefined
  if (entry.service !== undefined && !service) throw invalid('service', 'service.not-offered')
  await useTicket(ctx, entry.ticket)
  const customer = entry.anonymous ? null : await customerOf(ctx, entry)
  const attachments = await claimUploads(ctx, entry.attachments, holderOf(ctx, entry.ticket))
  const { locale } = ctx.actor
  const interactionId = newId()
  const { id: caseId, number } = await openCaseFrom(ctx, {
    ...(service ? { kind: service.kind, subject: locale === 'en' ? service.name.en : service.name.zh, service: service.key, priority: service.priority } : { kind: entry.kind, subject: subjectOf(entry.description) }), description: entry.wish ? `${entry.description.trim()}\n\n${say(locale, 'portal.wish')}\n${entry.wish.trim()}` : entry.description,
    channel: 'portal', ...(customer ? { customerId: customer.id } : {}), interactionId, at: ctx.now, ...(brand.team_id ? { teamId: brand.team_id } : {}), ...(attachments.length ? { attachments } : {}),
  })
  if (service && customer) await fulfilService(ctx, { caseId, service: service.key, answers: entry.answers ?? {}, by: { kind: 'customer', id: customer.id }, via: 'portal', customerId: customer.id })
  const email = customer ? entry.email?.trim() || undefined : undefined
  const known = new Map((customer?.contactPoints ?? []).map((point) => [point.kind, point.id]))
  await recordInteraction(ctx, {
    id: interactionId, channel: 'portal', direction: 'in', customerId: customer?.id ?? null, subjectKind: 'case', subjectId: caseId,
    parties: ([['phone', customer ? entry.phone?.trim() : undefined], ['email', email]] as const).flatMap(([kind, value]) => {
      const pointId = known.get(kind)
      return !value ? [] : [{ role: 'from' as const, ...(pointId ? { contactPointId: pointId } : { kind, value }) }]
    }),
  })

  const trackId = newId()
  const { code, hash } = newCode(ctx)
  const days = ctx.settings.get(noticeDays)
  tables.insert(ctx, 'portal_track', {
    id: trackId, code_hash: hash, case_id: caseId, brand_id: brand.id, locale, customer_id: customer?.id ?? null, email: customer && email ? await ctx.vault.seal(ctx, customer.id, email) : null, consented_at: ctx.now, notice_version: brand.version,
    next_notice_at: email && days > 0 ? new Date(ctx.now.getTime() + days * DAY) : null, notices: 0, at: ctx.now, version: 1,
  })
  ctx.send({ text: 'insert into portal_track_case (track_id, case_id, at) values ($1, $2, $3)', values: [trackId, caseId, ctx.now] })
  await ctx.emit(PortalSubmitted, caseId, { trackId, brandId: brand.id, kind: entry.kind, language: locale, noticeVersion: brand.version })
  const clocks = (await clocksOf(ctx, [caseId])).get(caseId) ?? []
  if (entry.visitor) await noteContact(ctx, entry.visitor, customer?.id ?? null)
  const receipt = { number, code, kind: entry.kind, at: ctx.now, answerDueAt: clocks.find((clock) => clock.key === 'first-response')?.dueAt ?? null }
  const mailed = customer && email ? await queueReceipt(ctx, { brand, trackId, caseId, customerId: customer.id, email, ...(known.has('email') ? { contactPointId: known.get('email') as string } : {}), receipt }) : false
  return { ...receipt, mailed }
}

/** The customer with this phone or e-mail, else a new one; what is wrong with them is told at the fields of the form. */
async function customerOf(ctx: Ctx, { name = '', phone, email }: Entry) {
  try { return await takeCustomer(ctx, { name, phone, email }, 'entry') } catch (error) {
    if (!(error instanceof AppError) || !error.details.errors) throw error
    throw new AppError(error.kind, error.code, { ...error.details, errors: error.details.errors.map((fault) => ({ ...fault, path: fault.path.replace(/^entry\./, '') })) })
  }
}
