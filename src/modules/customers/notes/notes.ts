import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { namesOf } from '../../people/index.ts'
import { customerFamily } from '../family.ts'
import { findCustomer, holdCustomer } from '../queries.ts'
import { tables } from '../tables.ts'
import type { AddNote, Note } from './contract.ts'
import { NoteAcknowledged, NoteAdded, NoteEnded } from './contract.ts'

const MOST = 50
type Row = Awaited<ReturnType<typeof rowsOf>>[number]
const rowsOf = (ctx: Ctx, family: readonly string[]) => tables(ctx).selectFrom('customer_note').selectAll().where('customer_id', 'in', family).where('text', 'is not', null).orderBy('id', 'desc').limit(MOST).execute()

async function shown(ctx: Ctx, rows: readonly Row[]): Promise<Note[]> {
  if (!rows.length) return []
  const [texts, readings] = await Promise.all([
    ctx.vault.open(ctx, rows.map((row) => ({ subjectId: row.customer_id, value: row.text as Buffer }))),
    tables(ctx).selectFrom('customer_note_reading').selectAll().where('note_id', 'in', rows.map((row) => row.id)).orderBy('at').execute(),
  ])
  const names = await namesOf(ctx, [...rows.flatMap((row) => row.by_id ?? []), ...readings.map((row) => row.staff_id)])
  const zone = ctx.settings.get(companyZone)
  const today = dayIn(zone, ctx.now)
  return rows.map((row, at) => {
    const own = readings.filter((one) => one.note_id === row.id)
    const stands = row.ended_at === null && (row.until === null || row.until >= today)
    return {
      id: row.id, customerId: row.customer_id, text: texts[at] ?? '', lasting: row.lasting, until: row.until, by: row.by_id ? { id: row.by_id, name: names.get(row.by_id) ?? '' } : null, at: row.at, endedAt: row.ended_at,
      readBy: own.map((one) => ({ id: one.staff_id, name: names.get(one.staff_id) ?? '', at: one.at })),
      pending: stands && ctx.actor.can('customer.write') && own.every((one) => one.staff_id !== ctx.actor.id) && (row.by_id !== ctx.actor.id || dayIn(zone, row.at) < today), version: row.version,
    }
  })
}

/** What is to be remembered of a customer, whichever of their records it was written on. @throws AppError not-found `customer.not-found` */
export async function notesOf(ctx: Ctx, customerId: string): Promise<{ items: Note[] }> {
  await findCustomer(ctx, customerId)
  return { items: await shown(ctx, await rowsOf(ctx, await customerFamily(ctx, customerId))) }
}

/** @throws AppError invalid `customer-note.over` when its last day has passed */
export async function addNote(ctx: Ctx, customerId: string, { text, lasting, until }: z.output<typeof AddNote>): Promise<Note> {
  await holdCustomer(ctx, customerId)
  if (until && until < dayIn(ctx.settings.get(companyZone), ctx.now)) throw invalid('until', 'customer-note.over')
  const row = { id: newId(), customer_id: customerId, text: await ctx.vault.seal(ctx, customerId, text), lasting, until: until ?? null, by_id: ctx.actor.id, at: ctx.now, ended_at: null, ended_by: null, version: 1 }
  tables.insert(ctx, 'customer_note', row)
  await ctx.emit(NoteAdded, customerId, { noteId: row.id, lasting })
  return (await shown(ctx, [row]))[0] as Note
}

async function hold(ctx: Ctx, id: string): Promise<Row> {
  const row = await tables(ctx).selectFrom('customer_note').selectAll().where('id', '=', id).where('text', 'is not', null).forUpdate().executeTakeFirst()
  if (!row) throw notFound('customer-note')
  await findCustomer(ctx, row.customer_id, 'customer.write')
  return row
}
const getNote = async (ctx: Ctx, id: string): Promise<Note> => (await shown(ctx, await tables(ctx).selectFrom('customer_note').selectAll().where('id', '=', id).execute()))[0] as Note

/** Says that one has read it. @throws AppError conflict `customer-note.read-already` when one has said so before */
export async function acknowledgeNote(ctx: Ctx, id: string): Promise<Note> {
  const row = await hold(ctx, id)
  const first = ctx.actor.id && await tables(ctx).insertInto('customer_note_reading').values({ note_id: id, staff_id: ctx.actor.id, at: ctx.now }).onConflict((c) => c.doNothing()).returning('note_id').executeTakeFirst()
  if (!first) throw conflict('customer-note.read-already', await getNote(ctx, id))
  if (!row.lasting && row.ended_at === null) await tables(ctx).updateTable('customer_note').set((eb) => ({ ended_at: ctx.now, ended_by: ctx.actor.id, version: eb('version', '+', 1) })).where('id', '=', id).execute()
  await ctx.emit(NoteAcknowledged, row.customer_id, { noteId: id })
  return getNote(ctx, id)
}

/** @throws AppError conflict `record.stale` */
export async function endNote(ctx: Ctx, id: string, version: number): Promise<Note> {
  const row = await hold(ctx, id)
  if (row.version !== version || row.ended_at !== null) throw conflict('record.stale', await getNote(ctx, id))
  await tables(ctx).updateTable('customer_note').set({ ended_at: ctx.now, ended_by: ctx.actor.id, version: version + 1 }).where('id', '=', id).execute()
  await ctx.emit(NoteEnded, row.customer_id, { noteId: id })
  return getNote(ctx, id)
}
