import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { tablesOf } from '../context.ts'
import { AppError, conflict, invalid, notFound } from '../errors.ts'
import { newId } from '../id.ts'
import type { Identity } from '../identity.ts'
import { inOrder, listIds } from '../listing.ts'
import type { Module } from '../module.ts'
import { serve } from '../module.ts'
import { setting } from '../settings.ts'
import { ExportAsked, ExportDecided, ExportLooked, exporting } from './contract.ts'
import type { ExportRequest } from './contract.ts'

/** Exports: who took which rows out of the house, and who allowed it (SEC-07). */

interface Row { id: string; list: string; title: string; query: Record<string, string>; rows: number; reason: string | null; by_id: string; at: Date; state: ExportRequest['state']; decided_by: string | null; decided_at: Date | null; answer: string | null; until_at: Date | null; version: number }
const tables = tablesOf<{ export_request: Row }>()
/** More rows than this are exported only when somebody else has approved it. */
export const mostWithoutApproval = setting('exports.most-without-approval', z.int().min(0).max(1_000_000), 100, 'items')
/** An approval holds so long. */
export const approvalDays = setting('exports.approval-days', z.int().min(1).max(90), 7, 'days')
export const EXPORT_PERMISSIONS = ['export.approve'] as const
const DAY_MS = 86_400_000
const resource = { fields: { byId: { type: 'id' as const }, state: { type: 'choice' as const } }, legs: { own: [{ field: 'byId', is: 'equal' as const, value: { var: 'me' } }] } }

export function exportsModule(namesOf: Identity['namesOf']): Module {
  async function shown(ctx: Ctx, rows: readonly Row[]): Promise<ExportRequest[]> {
    const names = await namesOf(ctx, [...new Set(rows.flatMap((row) => [row.by_id, ...(row.decided_by ? [row.decided_by] : [])]))])
    const named = (id: string) => ({ id, name: names.get(id) ?? '' })
    return rows.map((row) => ({
      id: row.id, list: row.list, title: row.title, query: row.query, rows: row.rows, reason: row.reason, by: named(row.by_id), at: row.at, state: row.state,
      decidedBy: row.decided_by ? named(row.decided_by) : null, decidedAt: row.decided_at, answer: row.answer, until: row.until_at,
      may: row.state === 'waiting' && ctx.actor.can('export.approve') && row.by_id !== ctx.actor.id ? ['decide'] : [], version: row.version,
    }))
  }
  const one = async (ctx: Ctx, row: Row): Promise<ExportRequest> => (await shown(ctx, [row]))[0] as ExportRequest
  const me = (ctx: Ctx): string => {
    if (ctx.actor.kind !== 'staff' || !ctx.actor.id) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: 'export' } })
    return ctx.actor.id
  }
  return {
    name: 'exports',
    permissions: EXPORT_PERMISSIONS,
    grants: Object.fromEntries(['cs_manager', 'cs_supervisor', 'management', 'privacy_officer'].map((role) => [role, [{ permission: 'export.approve' as const, scope: 'all' }]])),
    events: [ExportLooked, ExportAsked, ExportDecided],
    settings: [mostWithoutApproval, approvalDays],
    serves: [serve(exporting, {
      standing: async (ctx, { body: { list, query } }) => {
        const own = await tables(ctx).selectFrom('export_request').selectAll().where('by_id', '=', me(ctx)).where('list', '=', list).where(sql<boolean>`query = ${JSON.stringify(query)}::jsonb`).where('state', 'in', ['approved', 'waiting']).orderBy('id', 'desc').limit(20).execute()
        const approved = own.find(({ state, until_at }) => state === 'approved' && until_at !== null && until_at > ctx.now)
        const waiting = own.find(({ state }) => state === 'waiting')
        await ctx.emit(ExportLooked, me(ctx), { list })
        return { most: ctx.settings.get(mostWithoutApproval), approved: approved ? await one(ctx, approved) : null, waiting: waiting ? await one(ctx, waiting) : null }
      },
      ask: async (ctx, { body: { list, title, query, rows, reason } }) => {
        const isFree = rows <= ctx.settings.get(mostWithoutApproval)
        if (!isFree && !reason) throw invalid('reason', 'export.reason-needed')
        const row: Row = { id: newId(), list, title, query, rows, reason: reason ?? null, by_id: me(ctx), at: ctx.now, state: isFree ? 'granted' : 'waiting', decided_by: null, decided_at: null, answer: null, until_at: null, version: 1 }
        tables.insert(ctx, 'export_request', { ...row, query: JSON.stringify(query) as never })
        await ctx.emit(ExportAsked, row.id, { list, rows, state: row.state })
        return one(ctx, row)
      },
      decide: async (ctx, { params, body: { approve, answer, version } }) => {
        const before = await tables(ctx).selectFrom('export_request').selectAll().where('id', '=', params.id).executeTakeFirst()
        if (!before) throw notFound('export')
        // Nobody allows themselves: also held by the table.
        if (before.by_id === ctx.actor.id) throw new AppError('forbidden', 'export.own')
        const state = approve ? 'approved' : 'refused'
        const row = await tables(ctx).updateTable('export_request').set({ state, decided_by: me(ctx), decided_at: ctx.now, answer: answer ?? null, until_at: approve ? new Date(ctx.now.getTime() + ctx.settings.get(approvalDays) * DAY_MS) : null, version: version + 1 })
          .where('id', '=', params.id).where('version', '=', version).where('state', '=', 'waiting').returningAll().executeTakeFirst()
        if (!row) throw conflict('export.decided', await one(ctx, before))
        await ctx.emit(ExportDecided, row.id, { list: row.list, rows: row.rows, state, byId: row.by_id })
        return one(ctx, row)
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
