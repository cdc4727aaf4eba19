import type { z } from 'zod'
import type { Resource } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import type { Notification } from './contract.ts'
import { NotificationMade, NotificationRead } from './contract.ts'
import { tables } from './tables.ts'

/** Beyond this the bell shows "99+". */
const MOST_COUNTED = 100

/** A notification as an upper module sends it: the code is a key of the catalogues, `params` fill its sentence and hold no personal values. */
export interface Notice { code: string; subjectKind: string; subjectId: string; params?: Record<string, z.core.util.JSONType> }

/** Tells people something; they hear it at once and find it under the bell. Whoever has left is told nothing. */
export async function notify(ctx: Ctx, staffIds: readonly string[], { code, subjectKind, subjectId, params = {} }: Notice): Promise<void> {
  const ids = [...new Set(staffIds)]
  const here = ids.length ? await tables(ctx).selectFrom('staff').select('id').where('id', 'in', ids).where('active', '=', true).execute() : []
  if (!here.length) return
  const batch = newId()
  tables.insert(ctx, 'notification', here.map(({ id }) => ({ id: newId(), batch_id: batch, staff_id: id, code, subject_kind: subjectKind, subject_id: subjectId, params: JSON.stringify(params), at: ctx.now, read_at: null })))
  await ctx.emit(NotificationMade, batch, { code, subjectKind, subjectId, staffIds: here.map(({ id }) => id) })
}

async function unreadOf(ctx: Ctx): Promise<number> {
  const rows = await tables(ctx).selectFrom('notification').select('id').where('staff_id', '=', ctx.actor.id as string).where('read_at', 'is', null).limit(MOST_COUNTED).execute()
  return rows.length
}

export async function listNotices(ctx: Ctx, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<{ unread: number; items: Notification[]; nextCursor: string | null }> {
  let asked = tables(ctx).selectFrom('notification').selectAll().where('staff_id', '=', ctx.actor.id as string)
  if (cursor) asked = asked.where('id', '<', cursor)
  const rows = await asked.orderBy('id', 'desc').limit(limit + 1).execute()
  const page = rows.slice(0, limit)
  return {
    unread: await unreadOf(ctx), nextCursor: rows.length > limit ? page.at(-1)?.id ?? null : null,
    items: page.map((row) => ({ id: row.id, code: row.code, subjectKind: row.subject_kind, subjectId: row.subject_id, params: row.params as Notification['params'], at: row.at, readAt: row.read_at })),
  }
}

export async function readNotices(ctx: Ctx, ids?: readonly string[]): Promise<{ unread: number }> {
  let asked = tables(ctx).updateTable('notification').set({ read_at: ctx.now }).where('staff_id', '=', ctx.actor.id as string).where('read_at', 'is', null)
  if (ids) asked = asked.where('id', 'in', ids.length ? [...ids] : ['00000000-0000-0000-0000-000000000000'])
  const read = await asked.returning('id').execute()
  await ctx.emit(NotificationRead, ctx.actor.id as string, { count: read.length })
  return { unread: await unreadOf(ctx) }
}

/** Pushes to the person told, and to nobody else. Subjects are batches: one call of `notify`. */
export const notificationResource: Resource = {
  name: 'notification', read: 'notification.read',
  fields: { staffId: { type: 'id' } },
  legs: { own: [{ field: 'staffId', is: 'equal', value: { var: 'me' } }] },
  load: async (ctx, ids) => (await tables(ctx).selectFrom('notification').select(['id', 'staff_id']).where('batch_id', 'in', ids).execute()).map((row) => ({ id: row.id, version: 1, staffId: row.staff_id })),
}
