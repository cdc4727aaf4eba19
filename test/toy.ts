import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf, personal, question, Reason } from '../src/kernel/contract.ts'
import { tablesOf } from '../src/kernel/context.ts'
import { conflict, notFound, refused } from '../src/kernel/errors.ts'
import { newId } from '../src/kernel/id.ts'
import { inSight } from '../src/kernel/access.ts'
import { inOrder, listIds } from '../src/kernel/listing.ts'
import { answer, defineModule, job, on, serve } from '../src/kernel/module.ts'
import { schedule } from '../src/kernel/jobs.ts'
import { setting } from '../src/kernel/settings.ts'

/** A module small enough to read at once, on which the kernel's promises are tested. */
const Note = z.object({ id: z.uuid(), owner: z.string(), text: z.string(), phone: personal(z.string(), 'phone').nullable(), version: z.int(), at: Instant }).meta({ id: 'Note' })
export const notes = {
  list: endpoint('GET', '/notes', { query: Listing, response: pageOf(Note), access: 'note.read' }),
  get: endpoint('GET', '/notes/:id', { params: Id, response: Note, access: 'note.read' }),
  write: endpoint('POST', '/notes', { body: z.strictObject({ owner: line(40), text: line(200), phone: z.string().optional() }), response: Note, status: 201, access: 'note.write' }),
  change: endpoint('PATCH', '/notes/:id', { params: Id, body: z.strictObject({ text: line(200), version: z.int() }), response: Note, access: 'note.write' }),
  silent: endpoint('POST', '/notes/silent', { body: z.strictObject({}), response: z.null(), access: 'note.write' }),
}
export const NoteWritten = event('note.written', z.object({ owner: z.string(), noteId: z.uuid(), phone: z.string().nullable() }), { fields: ['phone'], keyOf: 'noteId' })
export const NoteChanged = event('note.changed', z.object({ changed: z.object({ text: z.object({ from: z.string(), to: z.string() }) }) }))
export const MayWrite = question('note.may-write', z.object({ text: z.string() }), Reason)
export const mostNotes = setting('note.most', z.int().min(1), 3, 'notes')

interface Row { id: string; owner: string; text: string; phone: string | null; version: number; at: Date }
const tables = tablesOf<{ note: Row; heard: { pos: number; text: string } }>()
export const resource = {
  name: 'note', read: 'note.read' as const,
  fields: { owner: { type: 'text' as const } },
  legs: { own: [{ field: 'owner', is: 'equal' as const, value: { var: 'me' } }], team: [{ field: 'owner', is: 'one-of' as const, value: { var: 'teams' } }] },
  load: async (ctx: Parameters<typeof tables>[0], ids: readonly string[]) => tables(ctx).selectFrom('note').select(['id', 'version', 'owner']).where('id', 'in', ids).execute(),
}
const get = async (ctx: Parameters<typeof inSight>[0], id: string) => {
  const row = await tables(ctx).selectFrom('note as t').selectAll().where('id', '=', id).where(inSight(ctx, resource, 'note.read', 't')).executeTakeFirst()
  if (!row) throw notFound('note')
  return row
}
export const failing = { on: '' }
export const remember = job('note.remember', { payload: z.object({ text: z.string() }) }, async (ctx, { text }) => {
  await tables(ctx).insertInto('heard').values({ pos: -1, text }).execute()
})
export const toy = defineModule({
  name: 'notes', permissions: ['note.read', 'note.write'], events: [NoteWritten, NoteChanged], settings: [mostNotes], jobs: [remember], resources: [resource],
  serves: [serve(notes, {
    list: async (ctx, { query }) => {
      const page = await listIds(ctx, { table: 'note', resource, permission: 'note.read', sorts: { id: { column: 'id', type: 'uuid' }, text: { column: 'text', type: 'text' } }, sort: '-id' }, query)
      return { items: page.ids.length ? inOrder(page.ids, await tables(ctx).selectFrom('note').selectAll().where('id', 'in', page.ids).execute()) : [], nextCursor: page.nextCursor }
    },
    get: (ctx, { params }) => get(ctx, params.id),
    write: async (ctx, { body }) => {
      const reasons = await ctx.ask(MayWrite, { text: body.text })
      if (reasons.length) throw refused('note.refused', reasons.map((reason) => ({ path: reason.field ?? '', code: reason.code })))
      const row: Row = { id: newId(), owner: body.owner, text: body.text, phone: body.phone ?? null, version: 1, at: ctx.now }
      tables.insert(ctx, 'note', row)
      await ctx.emit(NoteWritten, row.id, { owner: row.owner, noteId: row.id, phone: row.phone })
      return row
    },
    change: async (ctx, { params, body }) => {
      const before = await get(ctx, params.id)
      const row = await tables(ctx).updateTable('note').set({ text: body.text, version: body.version + 1 }).where('id', '=', params.id).where('version', '=', body.version).returningAll().executeTakeFirst()
      if (!row) throw conflict('record.stale', before)
      await ctx.emit(NoteChanged, row.id, { changed: { text: { from: before.text, to: row.text } } })
      return row
    },
    silent: async () => null,
  })],
  answers: [answer(MayWrite, 'notes.no-shouting', async (_, { text }) => text.endsWith('!') ? [{ code: 'note.shouting', field: 'text' }] : [])],
  listeners: [on(NoteWritten, 'notes.hear', async (ctx, events) => {
    for (const happened of events) if (failing.on && happened.data.owner === failing.on) throw new Error('this one hurts')
    tables.insert(ctx, 'heard', events.map((happened) => ({ pos: happened.pos, text: happened.data.owner })))
    await schedule(ctx, remember, events.map((happened) => ({ payload: { text: happened.id }, key: happened.id })))
  })],
})
export const toySchema = `create table note (id uuid primary key, owner text not null, text text not null, phone text, version int not null, at timestamptz not null);
create index note_owner on note (owner, id desc); create table heard (pos bigint not null, text text not null);`
