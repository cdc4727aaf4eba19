import { z } from 'zod'
import { systemActor } from '../actors.ts'
import type { Actor, Ctx } from '../context.ts'
import { fieldsOf } from '../custom-fields/index.ts'
import { BYTE_ORDER_MARK, csvCell, csvLine } from '../../pure/csv/index.ts'
import { AppError } from '../errors.ts'
import { companyZone } from '../frame.ts'
import type { listAt } from '../http.ts'
import { say } from '../i18n/catalogue.ts'
import { outsideJob } from '../module.ts'
import type { Work } from '../work.ts'
import { cellOf, momentCell } from './cells.ts'
import type { Wording } from './cells.ts'
import { ExportCells, ExportFailed, ExportWaits, ExportWritten } from './contract.ts'
import { keptDays, mostWithoutApproval } from './settings.ts'
import { tables } from './tables.ts'
import type { ExportRow } from './tables.ts'

/** So many rows are read and written in one unit. */
const PAGE = 200
/** Beyond this nobody counts on what has to be approved first: it is told as so many at least. */
const MOST_COUNTED = 20_000
const DAY_MS = 86_400_000

export interface WriterParts {
  /** Somebody as they are now; undefined when they are not here any more. */
  staff: (ctx: Ctx, id: string) => Promise<Actor | undefined>
  listOf: (path: string) => ReturnType<typeof listAt>
}
type List = NonNullable<ReturnType<typeof listAt>>
export const boundOf = (id: string, part: number) => `export ${id} ${part}`

/** Whoever asked for it as they are now, with no more than they asked with. */
export const actorOf = async (ctx: Ctx, { by_id, words, language }: ExportRow, staff: WriterParts['staff']): Promise<Actor> => {
  const found = await staff(ctx, by_id)
  if (!found) throw new AppError('forbidden', 'auth.required')
  const grants = words ? found.grants.filter(({ permission }) => words.includes(permission)) : found.grants
  const permissions = new Set<string>(grants.map(({ permission }) => permission))
  return { ...found, locale: language, grants, can: (permission) => permissions.has(permission) }
}

/** Writes an export page by page. Run again after a crash it begins anew; one that was discarded meanwhile stops at its next page. */
export const writeExport = (parts: WriterParts) => outsideJob('exports.write', { payload: z.object({ id: z.uuid() }), attempts: 4 }, async (work, { id }) => {
  const row = await work.unit(systemActor, 'exports.write', async (ctx) => {
    await tables(ctx).deleteFrom('export_part').where('export_id', '=', id).execute()
    return tables(ctx).updateTable('export_request').set({ rows: 0 }).where('id', '=', id).where('state', '=', 'writing').returningAll().executeTakeFirst()
  })
  if (!row) return
  try {
    const list = parts.listOf(row.path)
    if (!list) throw new AppError('not-found', 'export.no-list')
    await pages(work, row, list, await work.read(systemActor, 'exports.write', (ctx) => actorOf(ctx, row, parts.staff)))
  } catch (error) {
    // What the list itself refuses it would refuse again; everything else is tried again.
    if (!(error instanceof AppError)) throw error
    await work.unit(systemActor, 'exports.write', async (ctx) => settle(ctx, id, { state: 'failed', fault: error.code }, () => ctx.emit(ExportFailed, id, { list: row.list, code: error.code })))
  }
})

/** Ends the writing, unless it was discarded meanwhile. */
async function settle(ctx: Ctx, id: string, set: Partial<ExportRow>, told: () => Promise<void>): Promise<void> {
  const ended = await tables(ctx).updateTable('export_request').set((eb) => ({ ...set, version: eb('version', '+', 1) })).where('id', '=', id).where('state', '=', 'writing').returning('id').executeTakeFirst()
  if (!ended) return
  if (set.state !== 'ready') await tables(ctx).deleteFrom('export_part').where('export_id', '=', id).execute()
  await told()
}

async function pages(work: Work, row: ExportRow, list: List, actor: Actor): Promise<void> {
  const { id, language, columns } = row
  const approved = row.decided_by !== null
  const zone = work.settings.get(companyZone)
  const most = work.settings.get(mostWithoutApproval)
  const mark = csvCell(say(language, 'export.watermark', { name: actor.name, at: momentCell(work.clock.now().toISOString(), zone), id: id.slice(-8) }))
  const heading = `${BYTE_ORDER_MARK}${csvLine([...columns.map(({ title }) => say(language, title)), say(language, 'export.watermark-title')])}`
  let [rows, part, cursor] = [0, 0, null as string | null]
  do {
    const input = list.admit(actor, { params: row.params, query: { ...row.query, limit: String(PAGE), ...(cursor ? { cursor } : {}) } })
    const { items, nextCursor, text } = await work.read(actor, list.via, async (ctx) => {
      const page = await list.page(ctx, input)
      return { ...page, text: rows + page.items.length > most && !approved ? null : await lines(ctx, row, page.items, mark, { language, zone, fields: new Map((['case', 'customer'] as const).flatMap((of) => fieldsOf(ctx, of).map((field) => [field.key, field]))) }) }
    })
    rows += items.length
    cursor = nextCursor
    const goesOn = await work.unit(systemActor, 'exports.write', async (ctx) => {
      const held = await tables(ctx).updateTable('export_request').set({ rows }).where('id', '=', id).where('state', '=', 'writing').returning('id').executeTakeFirst()
      if (held && text !== null) tables.insert(ctx, 'export_part', { export_id: id, part, body: ctx.vault.sealHouse(`${part ? '' : heading}${text}`, boundOf(id, part)) })
      return held !== undefined
    })
    if (!goesOn) return
    part++
    if (!approved && rows >= MOST_COUNTED && rows > most) break
  } while (cursor)
  await work.unit(systemActor, 'exports.write', async (ctx) => {
    if (!approved && rows > most) return settle(ctx, id, { state: row.reason ? 'waiting' : 'asks' }, async () => { if (row.reason) await ctx.emit(ExportWaits, id, { list: row.list, rows, byId: row.by_id }) })
    await settle(ctx, id, { state: 'ready', until_at: new Date(ctx.now.getTime() + ctx.settings.get(keptDays) * DAY_MS) }, () => ctx.emit(ExportWritten, id, { list: row.list, rows, byId: row.by_id, approved }))
  })
}

/** The lines of a page; what stands in no field of its rows is asked of the module they belong to. */
async function lines(ctx: Ctx, { path, columns, language }: ExportRow, items: readonly Record<string, unknown>[], mark: string, wording: Wording): Promise<string> {
  const asked = new Map(await Promise.all(columns.filter((column) => column.asked).map(async ({ key }) =>
    [key, new Map((await ctx.ask(ExportCells, { path, column: key, language, rows: items as never })).map(({ id, text }) => [id, text === null ? null : momentIn(text, wording.zone)]))] as const)))
  return items.map((item) => `${csvLine(columns.map((column) => column.asked ? asked.get(column.key)?.get(String(item['id'])) ?? null : cellOf(item, column, wording))).trimEnd()},${mark}\r\n`).join('')
}
const momentIn = (text: string, zone: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? momentCell(text, zone) : text
