import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../contract.ts'

/** Taking rows out of the house as a file: recorded always, allowed by somebody else beyond a number of rows. */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const EXPORT_STATES = ['granted', 'waiting', 'approved', 'refused'] as const
export const ExportRequest = z.object({
  id: z.uuid(), list: z.string(), title: z.string(), query: z.record(z.string(), z.string()), rows: z.int(), reason: z.string().nullable(), by: Named, at: Instant,
  /** `granted` needed nobody; `approved` holds until `until`. */
  state: z.enum(EXPORT_STATES), decidedBy: Named.nullable(), decidedAt: Instant.nullable(), answer: z.string().nullable(), until: Instant.nullable(),
  may: z.array(z.enum(['decide'])), version: z.int(),
}).meta({ id: 'ExportRequest' })
export type ExportRequest = z.output<typeof ExportRequest>

const Asked = { list: line(60), query: z.record(line(60), z.string().max(2_000)) }
export const exporting = {
  standing: endpoint('POST', '/exports/standing', { body: z.strictObject(Asked), response: z.object({ most: z.int(), approved: ExportRequest.nullable(), waiting: ExportRequest.nullable() }), access: 'signed-in', about: 'How many rows of a list may be exported without approval, and whether this export has been approved or waits for it. Looking is told to the log like the export itself.' }),
  ask: endpoint('POST', '/exports', { body: z.strictObject({ ...Asked, title: line(120), rows: z.int().min(1).max(10_000_000), reason: prose(500).optional() }), response: ExportRequest, status: 201, access: 'signed-in', about: 'Records an export. Beyond the limit it waits until somebody else approves it; the reason is then needed.' }),
  decide: endpoint('POST', '/exports/:id/decision', { params: Id, body: z.strictObject({ approve: z.boolean(), answer: prose(500).optional(), version: z.int() }), response: ExportRequest, access: 'export.approve', about: 'Approves or refuses an export of somebody else.' }),
  list: endpoint('GET', '/exports', { query: Listing.pick({ limit: true, cursor: true, sort: true }).extend({ state: z.enum(EXPORT_STATES).optional() }), response: pageOf(ExportRequest), access: 'signed-in', about: 'Exports, latest first: one’s own, and everybody’s for whoever approves them.' }),
}
export const ExportLooked = event('export.looked', z.object({ list: z.string() }))
export const ExportAsked = event('export.asked', z.object({ list: z.string(), rows: z.int(), state: z.enum(EXPORT_STATES) }))
export const ExportDecided = event('export.decided', z.object({ list: z.string(), rows: z.int(), state: z.enum(['approved', 'refused']), byId: z.uuid() }))
