import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import type { Reader } from '../contract.ts'
import { ReadingMarked } from '../contract.ts'
import { readMentions } from '../desk/mentioned.ts'
import { findCase } from '../queries.ts'
import { tables } from '../tables.ts'

/** Marks a case as read up to a change and a message; a mark never goes back, and none lies in the future. */
export async function markRead(ctx: Ctx, caseId: string, { changedAt, messageId }: { changedAt: Date; messageId: string }): Promise<{ readAt: Date }> {
  const [found, message] = await Promise.all([findCase(ctx, caseId), tables(ctx).selectFrom('message').select('id').where('id', '=', messageId)
    .where('case_id', 'in', (of) => of.selectFrom('case').select('id').where((eb) => eb.or([eb('id', '=', caseId), eb('merged_into_id', '=', caseId)]))).executeTakeFirst()])
  if (!message) throw invalid('messageId', 'record.not-found')
  const at = changedAt < found.changed_at ? changedAt : found.changed_at
  const row = await tables(ctx).insertInto('case_reading').values({ id: newId(), case_id: caseId, staff_id: ctx.actor.id as string, message_id: messageId, at })
    .onConflict((conflict) => conflict.columns(['case_id', 'staff_id']).doUpdateSet({
      message_id: sql`greatest(case_reading.message_id, excluded.message_id)`, at: sql`greatest(case_reading.at, excluded.at)`,
    })).returning(['id', 'at']).executeTakeFirstOrThrow()
  readMentions(ctx, caseId, messageId)
  await ctx.emit(ReadingMarked, row.id, { caseId, messageId })
  return { readAt: row.at }
}

/** What one does oneself is no news: a mark that stood at the case's last change goes on to this one. */
export function keepRead(ctx: Ctx, before: { id: string; changed_at: Date }): void {
  ctx.send({ text: 'update case_reading set at = $1 where case_id = $2 and staff_id = $3 and at >= $4', values: [ctx.now, before.id, ctx.actor.id, before.changed_at] })
}

/** The same for many cases at once. */
export function keepReadOfMany(ctx: Ctx, before: readonly { id: string; changed_at: Date }[]): void {
  if (before.length === 1) return keepRead(ctx, before[0] as { id: string; changed_at: Date })
  ctx.send({
    text: 'update case_reading r set at = $1 from json_to_recordset($2::json) as v (id uuid, changed_at timestamptz) where r.case_id = v.id and r.staff_id = $3 and r.at >= v.changed_at',
    values: [ctx.now, JSON.stringify(before.map(({ id, changed_at }) => ({ id, changed_at }))), ctx.actor.id],
  })
}

/** Whoever writes has read what they wrote under; the mark of changes goes on only when it stood at the last one. */
export function readOwn(ctx: Ctx, before: { id: string; changed_at: Date }, messageId: string): void {
  ctx.send({
    text: `insert into case_reading (id, case_id, staff_id, message_id, at) values ($1, $2, $3, $4, $5)
      on conflict (case_id, staff_id) do update set message_id = greatest(case_reading.message_id, excluded.message_id), at = case when case_reading.at >= $6 then excluded.at else case_reading.at end`,
    values: [newId(), before.id, ctx.actor.id, messageId, ctx.now, before.changed_at],
  })
}

/** Further than this nobody counts. */
const MOST_UNREAD = 500

/** Who has to know of a case, and how many of its messages each has not read: the first responder, the handler, to whom it is being handed over, whoever wrote or promised something, and whom colleagues called in or named in a note. Who has left is left out. */
export async function readersOf(ctx: Ctx, caseId: string): Promise<Reader[]> {
  await findCase(ctx, caseId)
  const { rows } = await sql<Reader>`
    with known as (
      select first_responder_id as id, 'first-responder' as role, 1 as place from "case" where id = ${caseId}
      union select handler_id, 'handler', 2 from "case" where id = ${caseId}
      union select offered_staff_id, 'receiver', 3 from "case" where id = ${caseId}
      union select author_id, 'writer', 4 from (select author_id from message where case_id = ${caseId} and author_kind = 'staff' order by id desc limit ${sql.lit(MOST_UNREAD)}) latest
      union select made_by, 'promiser', 5 from case_promise where case_id = ${caseId} and state in ('open', 'broken')
      union select staff_id, 'called-in', 6 from case_watcher where case_id = ${caseId} and how <> 'self'
    )
    select s.id, s.name, array_agg(k.role order by k.place) as "as", r.at as "readAt",
      (select count(*)::int from (select from message m where m.case_id = ${caseId} and m.author_id is distinct from s.id and (r.message_id is null or m.id > r.message_id) order by m.id desc limit ${sql.lit(MOST_UNREAD)}) unread) as unread
    from known k join staff_ref s on s.id = k.id and s.active left join case_reading r on r.case_id = ${caseId} and r.staff_id = s.id
    group by s.id, s.name, r.at, r.message_id order by min(k.place), s.name`.execute(ctx.db)
  return rows
}
