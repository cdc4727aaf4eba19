import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, pageOf, prose } from '../../../kernel/contract.ts'

/** Unusually many customers opened, or numbers looked at, by one person within an hour (SEC-07). */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const VERDICTS = ['fine', 'misuse'] as const
export const AccessAlert = z.object({
  id: z.uuid(), staff: Named, at: Instant,
  /** Different customers within the hour before, and those of whom a masked value was shown whole. */
  opened: z.int(), revealed: z.int(),
  /** Those opened, the first of them. */
  customers: z.array(Named),
  review: z.object({ by: Named, at: Instant, verdict: z.enum(VERDICTS), note: z.string() }).nullable(), may: z.array(z.enum(['review'])), version: z.int(),
}).meta({ id: 'AccessAlert' })
export type AccessAlert = z.output<typeof AccessAlert>

export const accessAlerts = {
  alerts: endpoint('GET', '/access-alerts', { query: Listing.pick({ limit: true, cursor: true, sort: true }).extend({ open: z.enum(['true', 'false']).optional(), staffId: z.uuid().optional() }), response: pageOf(AccessAlert), access: 'access-alert.review', about: 'Who opened unusually many customers within an hour, latest first.' }),
  review: endpoint('POST', '/access-alerts/:id/review', { params: Id, body: z.strictObject({ verdict: z.enum(VERDICTS), note: prose(1_000), version: z.int() }), response: AccessAlert, access: 'access-alert.review', about: 'Says what was found out about an alert. Nobody reviews their own.' }),
}
export const AccessAlertRaised = event('access-alert.raised', z.object({ staffId: z.uuid(), opened: z.int(), revealed: z.int() }))
export const AccessAlertReviewed = event('access-alert.reviewed', z.object({ staffId: z.uuid(), verdict: z.enum(VERDICTS) }))
