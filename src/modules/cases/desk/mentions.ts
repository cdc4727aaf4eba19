import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { invalid } from '../../../kernel/errors.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { newId } from '../../../kernel/id.ts'
import { fold, pinyinKeys, pinyinQuery } from '../../../pure/text/index.ts'
import { notify } from '../../people/index.ts'
import type { Message } from '../contract.ts'
import { findCase } from '../queries.ts'
import { caseResource } from '../tables.ts'
import type { Mention } from './contract.ts'
import { StaffMentioned } from './contract.ts'
import { tables } from './tables.ts'
import { addWatcher, whoSees } from './watchers.ts'

/** Colleagues named in a note: told at once, followers from then on, and seen to have read it. */

const EXCERPT = 160
const MOST_OFFERED = 8
const MOST_STAFF = 5_000

/**
 * Names people in a note. Whoever may not see the case is not told of it; the writer is, by the warnings answered.
 * @throws AppError invalid `mention.unknown` for somebody who does not work here
 */
export async function noteMentions(ctx: Ctx, found: { id: string; number: string }, messageId: string, staffIds: readonly string[]): Promise<{ mentions: Message['mentions']; warnings: NonNullable<Message['warnings']> }> {
  const wanted = [...new Set(staffIds)].filter((id) => id !== ctx.actor.id)
  if (!wanted.length) return { mentions: [], warnings: [] }
  const people = await tables(ctx).selectFrom('staff_ref').select(['id', 'name']).where('id', 'in', wanted).where('active', '=', true).execute()
  if (people.length < wanted.length) throw invalid('mentions', 'mention.unknown')
  const sees = await whoSees(ctx, found.id, wanted)
  const told = people.filter(({ id }) => sees.has(id))
  if (told.length) {
    tables.insert(ctx, 'case_mention', told.map(({ id }) => ({ id: newId(), case_id: found.id, message_id: messageId, staff_id: id, by_id: ctx.actor.id as string, at: ctx.now, read_at: null })))
    for (const { id } of told) await addWatcher(ctx, found.id, id, 'mentioned')
    await ctx.emit(StaffMentioned, found.id, { messageId, staffIds: told.map(({ id }) => id) })
    await notify(ctx, told.map(({ id }) => id), { code: 'case.notice-mentioned', subjectKind: 'case', subjectId: found.id, params: { number: found.number } })
  }
  const unseeing = people.filter(({ id }) => !sees.has(id)).map(({ name }) => name)
  return {
    mentions: told.map(({ id, name }) => ({ id, name, readAt: null })),
    warnings: unseeing.length ? [{ code: 'mention.no-sight', message: say(ctx.actor.locale, 'mention.no-sight', { names: unseeing.join('、') }) }] : [],
  }
}

/** Where one was named, newest first; cases that are no longer in sight are left out. */
export async function listMentions(ctx: Ctx, { limit, cursor, unread }: { limit: number; cursor?: string | undefined; unread?: 'true' | undefined }): Promise<{ items: Mention[]; nextCursor: string | null; unread: number }> {
  const mine = tables(ctx).selectFrom('case_mention as m').where('m.staff_id', '=', ctx.actor.id as string)
  let asked = mine.innerJoin('case as c', 'c.id', 'm.case_id').innerJoin('message as w', 'w.id', 'm.message_id').leftJoin('staff_ref as s', 's.id', 'm.by_id')
    .select(['m.id', 'm.case_id', 'm.message_id', 'm.by_id', 'm.at', 'm.read_at', 'c.number', 'c.subject', 's.name', sql<string>`left(w.body, ${sql.lit(EXCERPT)})`.as('excerpt')]).where('c.removed_at', 'is', null).where(inSight(ctx, caseResource, 'case.read', 'c'))
  if (cursor) asked = asked.where('m.id', '<', cursor)
  if (unread) asked = asked.where('m.read_at', 'is', null)
  const [rows, open] = await Promise.all([asked.orderBy('m.id', 'desc').limit(limit + 1).execute(), mine.where('m.read_at', 'is', null).select('m.id').limit(100).execute()])
  const kept = rows.slice(0, limit)
  return {
    unread: open.length, nextCursor: rows.length > limit ? kept.at(-1)?.id ?? null : null,
    items: kept.map((row) => ({ id: row.id, case: { id: row.case_id, number: row.number, subject: row.subject }, messageId: row.message_id, by: { id: row.by_id, name: row.name ?? '' }, excerpt: row.excerpt, at: row.at, readAt: row.read_at })),
  }
}

const sounds = new Map<string, readonly string[]>()
function soundOf(name: string): readonly string[] {
  let known = sounds.get(name)
  if (!known) {
    if (sounds.size > MOST_STAFF) sounds.clear()
    const { full, initials } = pinyinKeys(name)
    sounds.set(name, known = [...full, ...initials])
  }
  return known
}
/** Colleagues by part of their name, pinyin or initials; who takes part in the case comes first, and each with whether they see it. */
export async function mentionable(ctx: Ctx, caseId: string, q = ''): Promise<{ items: { id: string; name: string; sees: boolean }[] }> {
  await findCase(ctx, caseId)
  const typed = fold(q)
  const sound = pinyinQuery(q)
  const [all, near] = await Promise.all([
    tables(ctx).selectFrom('staff_ref').select(['id', 'name']).where('active', '=', true).where('id', '<>', ctx.actor.id as string).orderBy('name').limit(MOST_STAFF).execute(),
    sql<{ id: string }>`select handler_id as id from "case" where id = ${caseId} union select first_responder_id from "case" where id = ${caseId} union select staff_id from case_watcher where case_id = ${caseId} union select staff_id from case_reading where case_id = ${caseId}`.execute(ctx.db),
  ])
  const taking = new Set(near.rows.map(({ id }) => id))
  const found = all.filter(({ name }) => !typed || fold(name).includes(typed) || (sound !== undefined && soundOf(name).some((one) => one.startsWith(sound))))
    .toSorted((a, b) => Number(taking.has(b.id)) - Number(taking.has(a.id))).slice(0, MOST_OFFERED)
  const sees = await whoSees(ctx, caseId, found.map(({ id }) => id))
  return { items: found.map(({ id, name }) => ({ id, name, sees: sees.has(id) })) }
}
