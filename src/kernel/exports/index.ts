import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Ctx } from '../context.ts'
import { AppError, conflict, notFound } from '../errors.ts'
import { newId } from '../id.ts'
import type { Identity } from '../identity.ts'
import { schedule } from '../jobs.ts'
import { inOrder, listIds } from '../listing.ts'
import { beat, on, serve } from '../module.ts'
import type { Module } from '../module.ts'
import type { Work } from '../work.ts'
import { systemActor } from '../actors.ts'
import { ExportAsked, ExportDecided, ExportFailed, ExportGone, ExportWaits, ExportWritten, exporting } from './contract.ts'
import type { ExportRequest } from './contract.ts'
import { keptDays, mostWithoutApproval } from './settings.ts'
import { tables } from './tables.ts'
import type { ExportRow } from './tables.ts'
import { boundOf, writeExport } from './write.ts'
import type { WriterParts } from './write.ts'

/** Exports: who took which rows out of the house, and who allowed it (SEC-07). */

export const EXPORT_PERMISSIONS = ['export.approve'] as const
const HOUR_MS = 3_600_000
/** What is still being written after so long will never be: its job has given up. */
const LONGEST_HOURS = 12
const resource = { fields: { byId: { type: 'id' as const }, state: { type: 'choice' as const } }, legs: { own: [{ field: 'byId', is: 'equal' as const, value: { var: 'me' } }] } }

export interface ExportParts extends WriterParts { namesOf: Identity['namesOf']; work: Work }

export function exportsModule({ namesOf, work, ...parts }: ExportParts): Module {
  async function shown(ctx: Ctx, rows: readonly ExportRow[]): Promise<ExportRequest[]> {
    const names = await namesOf(ctx, [...new Set(rows.flatMap((row) => [row.by_id, ...(row.decided_by ? [row.decided_by] : [])]))])
    const named = (id: string) => ({ id, name: names.get(id) ?? '' })
    return rows.map((row) => ({
      id: row.id, list: row.list, title: row.title, query: row.query, rows: row.rows, reason: row.reason, by: named(row.by_id), at: row.at, state: row.state,
      decidedBy: row.decided_by ? named(row.decided_by) : null, decidedAt: row.decided_at, answer: row.answer, until: row.until_at, fault: row.fault, may: deedsOf(ctx, row), version: row.version,
    }))
  }
  const one = async (ctx: Ctx, row: ExportRow): Promise<ExportRequest> => (await shown(ctx, [row]))[0] as ExportRequest
  /** One that is the reader's own, or that they may approve. */
  async function find(ctx: Ctx, id: string, own: boolean): Promise<ExportRow> {
    const row = await tables(ctx).selectFrom('export_request').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row || (row.by_id !== ctx.actor.id && (own || !ctx.actor.can('export.approve')))) throw notFound('export')
    return row
  }
  /** Changes it while it is as the reader saw it. @throws AppError conflict with the code */
  async function step(ctx: Ctx, before: ExportRow, version: number, from: readonly ExportRow['state'][], set: Partial<ExportRow>, code: string): Promise<ExportRow> {
    const row = await tables(ctx).updateTable('export_request').set({ ...set, version: version + 1 }).where('id', '=', before.id).where('version', '=', version).where('state', 'in', from).returningAll().executeTakeFirst()
    if (!row) throw conflict(code, await one(ctx, before))
    return row
  }
  const drop = (ctx: Ctx, ids: readonly string[]) => tables(ctx).deleteFrom('export_part').where('export_id', 'in', ids).execute()
  const job = writeExport(parts)
  return {
    name: 'exports',
    permissions: EXPORT_PERMISSIONS,
    grants: Object.fromEntries(['cs_manager', 'cs_supervisor', 'management', 'privacy_officer'].map((role) => [role, [{ permission: 'export.approve' as const, scope: 'all' }]])),
    events: [ExportAsked, ExportWaits, ExportDecided, ExportWritten, ExportFailed, ExportGone],
    settings: [mostWithoutApproval, keptDays],
    jobs: [job],
    listeners: [on([ExportAsked, ExportDecided], 'exports.write', async (ctx, events) => {
      const wanted = events.flatMap(({ subjectId, data }) => 'state' in data && data.state === 'refused' ? [] : [subjectId])
      await schedule(ctx, job, [...new Set(wanted)].map((id) => ({ payload: { id }, key: id })))
    })],
    beats: [beat('exports.forget', 600, async (ctx) => {
      const over = await tables(ctx).updateTable('export_request').set((eb) => ({ state: 'gone', version: eb('version', '+', 1) })).where('state', '=', 'ready').where('until_at', '<=', ctx.now).returning(['id', 'list']).execute()
      if (over.length) await drop(ctx, over.map(({ id }) => id))
      for (const { id, list } of over) await ctx.emit(ExportGone, id, { list })
      const lost = await tables(ctx).updateTable('export_request').set((eb) => ({ state: 'failed', fault: 'export.lost', version: eb('version', '+', 1) })).where('state', '=', 'writing').where(sql<boolean>`coalesce(decided_at, at) < ${new Date(ctx.now.getTime() - LONGEST_HOURS * HOUR_MS)}`).returning(['id', 'list']).execute()
      if (lost.length) await drop(ctx, lost.map(({ id }) => id))
      for (const { id, list } of lost) await ctx.emit(ExportFailed, id, { list, code: 'export.lost' })
    })],
    invariants: [{ name: 'only an export that is being written or ready has parts of a file', sql: `select distinct p.export_id as id from export_part p join export_request r on r.id = p.export_id where r.state not in ('writing', 'ready')` }],
    serves: [serve(exporting, {
      start: async (ctx, { body: { reason, query, params, columns, ...of } }) => {
        const list = parts.listOf(of.path)
        if (ctx.actor.kind !== 'staff' || !ctx.actor.id) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: 'export' } })
        if (!list) throw new AppError('invalid', 'request.invalid', { errors: [{ path: 'path', code: 'export.no-list' }] })
        // Refused now and not by the job: whoever may not open the list, and filters that it does not know.
        list.admit(ctx.actor, { params, query })
        const row: ExportRow = {
          id: newId(), ...of, params, query, columns, language: ctx.actor.locale, words: ctx.actor.token ? ctx.actor.grants.map(({ permission }) => permission) : null, rows: 0, reason: reason ?? null, by_id: ctx.actor.id, at: ctx.now, state: 'writing',
          decided_by: null, decided_at: null, answer: null, until_at: null, fault: null, version: 1,
        }
        const json = (value: unknown) => JSON.stringify(value) as never
        tables.insert(ctx, 'export_request', { ...row, params: json(params), query: json(query), columns: json(columns), words: row.words ? json(row.words) : null })
        await ctx.emit(ExportAsked, row.id, { list: row.list })
        return one(ctx, row)
      },
      one: async (ctx, { params }) => one(ctx, await find(ctx, params.id, false)),
      explain: async (ctx, { params, body: { reason, version } }) => {
        const row = await step(ctx, await find(ctx, params.id, true), version, ['asks'], { state: 'waiting', reason }, 'export.decided')
        await ctx.emit(ExportWaits, row.id, { list: row.list, rows: row.rows, byId: row.by_id })
        return one(ctx, row)
      },
      decide: async (ctx, { params, body: { approve, answer, version } }) => {
        const before = await find(ctx, params.id, false)
        // Nobody allows themselves: also held by the table.
        if (before.by_id === ctx.actor.id) throw new AppError('forbidden', 'export.own')
        const row = await step(ctx, before, version, ['waiting'], { state: approve ? 'writing' : 'refused', decided_by: ctx.actor.id as string, decided_at: ctx.now, answer: answer ?? null }, 'export.decided')
        await ctx.emit(ExportDecided, row.id, { list: row.list, rows: row.rows, state: approve ? 'approved' : 'refused', byId: row.by_id })
        return one(ctx, row)
      },
      discard: async (ctx, { params }) => {
        const before = await find(ctx, params.id, true)
        const row = await tables(ctx).updateTable('export_request').set((eb) => ({ state: 'gone', version: eb('version', '+', 1) })).where('id', '=', before.id).where('state', 'in', ['writing', 'asks', 'waiting', 'ready']).returningAll().executeTakeFirst()
        if (!row) throw conflict('export.decided', await one(ctx, before))
        await drop(ctx, [row.id])
        await ctx.emit(ExportGone, row.id, { list: row.list })
        return one(ctx, row)
      },
      file: async (ctx, { params }) => {
        const row = await find(ctx, params.id, true)
        if (row.state !== 'ready' || !row.until_at || row.until_at <= ctx.now) throw new AppError('conflict', 'export.no-file')
        // Whoever may not open the list any more has no business with its file either.
        parts.listOf(row.path)?.admit(ctx.actor, { params: row.params, query: row.query })
        return { bytes: Readable.from(fileOf(work, row.id)), type: 'text/csv; charset=utf-8', name: `${row.title} ${row.at.toISOString().slice(0, 10)}.csv` }
      },
      list: async (ctx, { query: { state, ...query } }) => {
        const all = ctx.actor.can('export.approve')
        const page = await listIds(ctx, { table: 'export_request', resource, permission: all ? 'export.approve' : 'notification.read', sorts: { at: { column: 'id', type: 'uuid' } }, sort: '-at' }, query, state ? { field: 'state', is: 'equal', value: state } : undefined)
        const rows = page.ids.length ? await tables(ctx).selectFrom('export_request').selectAll().where('id', 'in', page.ids).execute() : []
        return { items: await shown(ctx, inOrder(page.ids, rows)), nextCursor: page.nextCursor }
      },
    })],
  }
}

function deedsOf({ actor, now }: Ctx, { state, by_id, until_at }: ExportRow): ExportRequest['may'] {
  const own = by_id === actor.id
  return [
    ...(state === 'waiting' && !own && actor.can('export.approve') ? ['decide' as const] : []), ...(own && state === 'asks' ? ['explain' as const] : []),
    ...(own && state === 'ready' && until_at !== null && until_at > now ? ['download' as const] : []), ...(own && ['writing', 'asks', 'waiting', 'ready'].includes(state) ? ['discard' as const] : []),
  ]
}

/** A file part by part, each read when the one before is on its way: however long it is, little of it is in memory. */
async function* fileOf(work: Work, id: string): AsyncGenerator<string> {
  for (let part = 0; ; part++) {
    const found = await work.read(systemActor, 'exports.file', (ctx) => tables(ctx).selectFrom('export_part').select('body').where('export_id', '=', id).where('part', '=', part).executeTakeFirst())
    if (!found) return
    yield work.vault.openHouse(found.body, boundOf(id, part))
  }
}
