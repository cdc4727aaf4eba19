import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf, prose, question } from '../contract.ts'

/** Taking rows out of the house as a file: written by the server, recorded always, allowed by somebody else beyond a number of rows, and gone after some days. */

const Named = z.object({ id: z.uuid(), name: z.string() })
/** `asks` has more rows than may go freely and no reason yet; `ready` holds until `until`; of what is `gone` only the record is left. */
export const EXPORT_STATES = ['writing', 'asks', 'waiting', 'refused', 'ready', 'failed', 'gone'] as const
export const ExportRequest = z.object({
  id: z.uuid(), list: z.string(), title: z.string(), query: z.record(z.string(), z.string()), /** Written or counted so far, while it is being written. */ rows: z.int(), reason: z.string().nullable(), by: Named, at: Instant,
  state: z.enum(EXPORT_STATES), decidedBy: Named.nullable(), decidedAt: Instant.nullable(), answer: z.string().nullable(), until: Instant.nullable(), /** Code of what went wrong. */ fault: z.string().nullable(),
  may: z.array(z.enum(['decide', 'explain', 'download', 'discard'])), version: z.int(),
}).meta({ id: 'ExportRequest' })
export type ExportRequest = z.output<typeof ExportRequest>

const Place = z.string().max(120).regex(/^[a-z][\w-]*(\.[\w-]+)*$/i, 'export.bad-column')
/**
 * What a column says of a row as the list's endpoint answers it: the value at a place (`customer.name`), the first of several that says something, or all of them
 * with `between`. `words` begins the catalogue's keys of its values; without it the column's title does. `asked`: the module that owns the list says it.
 */
export const ColumnSource = z.strictObject({ of: z.union([Place, z.array(Place).min(1).max(4)]).optional(), words: z.string().max(80).regex(/^[a-z][\w.-]*$/).optional(), between: z.string().max(5).optional(), asked: z.literal(true).optional() })
export type ColumnSource = z.output<typeof ColumnSource>
const ExportColumn = ColumnSource.extend({ key: z.string().min(1).max(80), /** Catalogue key of its heading, or the heading itself. */ title: line(200) })
export type ExportColumn = z.output<typeof ExportColumn>

const Values = z.record(line(60), z.string().max(2_000))
export const exporting = {
  start: endpoint('POST', '/exports', {
    body: z.strictObject({ list: line(60), title: line(120), /** Of the list's endpoint, as the contract says it: `/cases`, `/needs/:id/voices`. */ path: z.string().max(200).regex(/^\/[\w:/-]*$/, 'export.no-list'), params: Values.default({}), query: Values.default({}), columns: z.array(ExportColumn).min(1).max(300), reason: prose(500).optional() }),
    response: ExportRequest, status: 202, access: 'signed-in', about: 'Has everything a list shows for these filters written to a CSV file by the server, in these columns, within what the caller may see. Beyond the limit it waits for a reason and until somebody else approves it.',
  }),
  one: endpoint('GET', '/exports/:id', { params: Id, response: ExportRequest, access: 'signed-in', about: 'How far an export is: one’s own, or anybody’s for whoever approves them.' }),
  explain: endpoint('POST', '/exports/:id/reason', { params: Id, body: z.strictObject({ reason: prose(500), version: z.int() }), response: ExportRequest, access: 'signed-in', about: 'Says what an export of many rows is for; it then waits for somebody else’s approval.' }),
  decide: endpoint('POST', '/exports/:id/decision', { params: Id, body: z.strictObject({ approve: z.boolean(), answer: prose(500).optional(), version: z.int() }), response: ExportRequest, access: 'export.approve', about: 'Approves an export of somebody else, which is then written, or refuses it.' }),
  discard: endpoint('POST', '/exports/:id/discard', { params: Id, body: z.strictObject({}), response: ExportRequest, access: 'signed-in', about: 'Stops writing one’s own export, or deletes its file before its time.' }),
  file: endpoint('GET', '/exports/:id/file', { params: Id, response: z.unknown(), download: true, access: 'signed-in', about: 'The file, for whoever asked for it: CSV in UTF-8, one record a row, every row marked with who took it, when, and its number.' }),
  list: endpoint('GET', '/exports', { query: Listing.pick({ limit: true, cursor: true, sort: true }).extend({ state: z.enum(EXPORT_STATES).optional() }), response: pageOf(ExportRequest), access: 'signed-in', about: 'Exports, latest first: one’s own, and everybody’s for whoever approves them.' }),
}
export const ExportAsked = event('export.asked', z.object({ list: z.string() }))
export const ExportWaits = event('export.waits', z.object({ list: z.string(), rows: z.int(), byId: z.uuid() }))
export const ExportDecided = event('export.decided', z.object({ list: z.string(), rows: z.int(), state: z.enum(['approved', 'refused']), byId: z.uuid() }))
export const ExportWritten = event('export.written', z.object({ list: z.string(), rows: z.int(), byId: z.uuid(), approved: z.boolean() }))
export const ExportFailed = event('export.failed', z.object({ list: z.string(), code: z.string() }))
/** By whoever asked for it, or because its days are over. */
export const ExportGone = event('export.gone', z.object({ list: z.string() }))

/** What a column of a list says that stands in no field of its rows: asked with the rows as the list answers them. Moments are answered in ISO 8601. */
export const ExportCells = question('export.cells', z.object({ path: z.string(), column: z.string(), language: z.enum(['zh-CN', 'en']), rows: z.array(z.record(z.string(), z.json())) }), z.object({ id: z.string(), text: z.string().nullable() }))
