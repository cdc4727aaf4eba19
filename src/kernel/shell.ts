import { z } from 'zod'
import { endpoint, Id, Instant, line } from './contract.ts'

/** What the kernel itself answers for the browser's frame: who is signed in, saved views, settings, and the shape of a history. */

export const Locale = z.enum(['zh-CN', 'en'])

export const Session = z.object({
  /** Null for a stranger: the frame then shows the sign-in page. */
  staff: z.object({ id: z.uuid(), name: z.string(), locale: Locale }).nullable(),
  permissions: z.array(z.string()),
  /** What has to be done before the rest of one's permissions open: the code of the sentence that says it. */
  heldBack: z.string().nullable(),
  company: z.object({ name: z.string(), zone: z.string(), country: z.string() }),
  /** True until the first administrator has been made. */
  needsSetup: z.boolean(),
  release: z.string(),
}).meta({ id: 'Session' })
export type Session = z.output<typeof Session>

export const SavedView = z.object({
  id: z.uuid(), list: z.string(), name: z.string(), shared: z.boolean(), mine: z.boolean(),
  /** The list's query without its cursor, and the columns shown. */
  query: z.record(z.string(), z.string()), columns: z.array(z.string()).nullable(), version: z.int(),
}).meta({ id: 'SavedView' })
export type SavedView = z.output<typeof SavedView>
const ViewBody = z.strictObject({
  list: line(60), name: line(60), shared: z.boolean().default(false),
  query: z.record(z.string().max(60), z.string().max(500)), columns: z.array(z.string().max(60)).max(60).nullable().default(null),
})

export const SettingEntry = z.object({
  key: z.string(), value: z.json(), default: z.json(), unit: z.string().nullable(), module: z.string(), schema: z.json(), version: z.int(), changedAt: Instant.nullable(),
}).meta({ id: 'Setting' })
export type SettingEntry = z.output<typeof SettingEntry>

/** Every permission with the scopes it can have, and the deeds at one record that nobody may do both of. */
export const Rights = z.object({
  permissions: z.array(z.object({ permission: z.string(), module: z.string(), scopes: z.array(z.string()) })),
  separations: z.array(z.object({ key: z.string(), first: z.string(), second: z.string() })),
}).meta({ id: 'Rights' })
export type Rights = z.output<typeof Rights>

export const shell = {
  session: endpoint('GET', '/session', { response: Session, access: 'public', about: 'Who is signed in, and what they may.' }),
  catalogue: endpoint('GET', '/catalogue/:locale', { params: z.strictObject({ locale: Locale }), response: z.record(z.string(), z.string()), access: 'public', about: 'Every sentence of the product in one language.' }),
  rights: endpoint('GET', '/rights', { response: Rights, access: 'definition.read', about: 'What a role can be made of: every permission with its scopes; and which deeds at one record nobody may do both of.' }),
  views: endpoint('GET', '/views', { query: z.strictObject({ list: line(60) }), response: z.object({ items: z.array(SavedView) }), access: 'signed-in', about: 'Saved views of a list: one’s own and the shared ones.' }),
  saveView: endpoint('POST', '/views', { body: ViewBody, response: SavedView, status: 201, access: 'signed-in', about: 'Saves a list’s search, filters, order and columns under a name.' }),
  changeView: endpoint('PATCH', '/views/:id', { params: Id, body: ViewBody.omit({ list: true }).partial().extend({ version: z.int() }), response: SavedView, access: 'signed-in', about: 'Renames, shares or redefines one’s own view.' }),
  dropView: endpoint('DELETE', '/views/:id', { params: Id, response: z.null(), access: 'signed-in', about: 'Removes one’s own view.' }),
  settings: endpoint('GET', '/settings', { response: z.object({ items: z.array(SettingEntry) }), access: 'setting.read', about: 'Every setting with its default, unit and schema, module by module from the ground floor up.' }),
  changeSetting: endpoint('PATCH', '/settings/:key', { params: z.strictObject({ key: z.string().max(100) }), body: z.strictObject({ value: z.json(), version: z.int() }), response: SettingEntry, access: 'setting.write', about: 'Changes one setting; the log keeps the old value.' }),
  settingEvents: endpoint('GET', '/settings/:key/events', { params: z.strictObject({ key: z.string().max(100) }), response: z.object({ items: z.array(z.lazy(() => HistoryEntry)) }), access: 'setting.read', about: 'The history of a setting, oldest first.' }),
}

/** One event of a record's history. `hash` is null for the second before the sealer has taken it. */
export const HistoryEntry = z.object({
  id: z.uuid(), pos: z.int().nullable(), at: Instant, kind: z.string(), via: z.string(),
  actor: z.object({ kind: z.enum(['staff', 'system', 'anonymous']), id: z.uuid().nullable(), name: z.string() }),
  data: z.record(z.string(), z.unknown()), hash: z.string().nullable(),
}).meta({ id: 'HistoryEntry' })
export type HistoryEntry = z.output<typeof HistoryEntry>
export const History = z.object({ items: z.array(HistoryEntry) })

/** What the live socket says: one record changed, or so many of a kind that the lists should be asked again. */
export const LiveSignal = z.object({ entity: z.string(), id: z.uuid().optional(), version: z.int().optional() })
export type LiveSignal = z.output<typeof LiveSignal>
