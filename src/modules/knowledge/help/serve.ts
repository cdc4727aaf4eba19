import { sql } from 'kysely'
import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/listing.ts'
import { serve } from '../../../kernel/module.ts'
import { documentKind, versionsInForce } from '../../library/index.ts'
import { writeVote } from '../commands/vote.ts'
import { bestEntries, itemsOf } from '../queries.ts'
import { INSIDE } from '../rules.ts'
import type { PUBLIC_KINDS } from '../rules.ts'
import { tables } from '../tables.ts'
import type { EntryRow } from '../tables.ts'
import { HelpRead, help, helpDesk } from './contract.ts'
import type { HelpArticle, HelpFigures, HelpItem } from './contract.ts'
import { forgetVisitors, noteCalls } from './contacts.ts'
import { hashed } from './visitor.ts'

type PublicKind = (typeof PUBLIC_KINDS)[number]
const DAY_MS = 86_400_000
/** A page that is opened again so soon is the same reading. */
const SAME_READING_MS = 1_800_000
const OTHERS = 5
const languageOf = (ctx: Ctx): 'zh' | 'en' => ctx.actor.locale === 'en' ? 'en' : 'zh'
const titleIn = (row: Pick<EntryRow, 'title_zh' | 'title_en' | 'key'>, language: 'zh' | 'en'): string => (language === 'en' ? row.title_en ?? row.title_zh : row.title_zh ?? row.title_en) ?? row.key

/** What customers may read now, of anything that a stranger's door may ask. */
const readable = (ctx: Ctx) => tables(ctx).selectFrom('knowledge_entry').selectAll().where('active', '=', true).where('audience', '=', 'customers').where('offered_until', '>', ctx.now)

/** @throws AppError not-found `article.not-found` */
async function findByKey(ctx: Ctx, key: string): Promise<EntryRow> {
  const row = await readable(ctx).where('key', '=', key).executeTakeFirst()
  if (!row) throw notFound('article')
  return row
}

/** The order of what customers read most: what a cursor says of it. */
const MOST_READ = '-read'

async function find(ctx: Ctx, { q, limit, cursor }: { q?: string | undefined; limit: number; cursor?: string | undefined }): Promise<{ items: HelpItem[]; nextCursor: string | null }> {
  // A stranger has no sight of their own; the filter on the audience is what they may see.
  const inside: Ctx = { ...ctx, actor: { ...systemActor, locale: ctx.actor.locale } }
  const language = languageOf(ctx)
  const item = (one: Awaited<ReturnType<typeof itemsOf>>[number]): HelpItem => ({ key: one.key, kind: one.kind as PublicKind, title: (language === 'en' ? one.title.en ?? one.title.zh : one.title.zh ?? one.title.en) ?? one.key, product: one.product, excerpt: one.excerpt })
  if (q) {
    const { ids, tokens } = await bestEntries(inside, q, { audience: 'customers' }, limit)
    return { items: (await itemsOf(inside, ids, tokens, false)).map(item), nextCursor: null }
  }
  const after = cursor ? decodeCursor(cursor, MOST_READ, 'int8') : null
  const { rows } = await sql<{ id: string; n: number }>`select id, n from (select e.id, coalesce(read.n, 0)::int as n from knowledge_entry e left join lateral (select count(*) as n from knowledge_view v where v.document_id = e.document_id and v.at > ${new Date(ctx.now.getTime() - 28 * DAY_MS)}) read on true
    where e.active and e.audience = 'customers' and e.offered_until > ${ctx.now}) counted ${after ? sql`where (n, id) < (${after.v}::int, ${after.id}::uuid)` : sql``} order by n desc, id desc limit ${limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: (await itemsOf(inside, shown.map(({ id }) => id), [], false)).map(item), nextCursor: rows.length > limit && last ? encodeCursor({ s: MOST_READ, v: String(last.n), id: last.id }) : null }
}

async function read(ctx: Ctx, key: string): Promise<HelpArticle> {
  const row = await findByKey(ctx, key)
  const [of] = await versionsInForce(ctx, [row.document_id])
  const wanted = languageOf(ctx)
  const language = of?.texts[wanted] ? wanted : of?.texts.zh ? 'zh' : 'en'
  const text = of?.texts[language]
  if (!of || !text) throw notFound('article')
  const kind = ctx.definitions.current(documentKind, of.kind, ctx.now).is
  const others = row.product ? await readable(ctx).where('product', '=', row.product).where('id', '<>', row.id).orderBy('id', 'desc').limit(OTHERS).execute() : []
  return {
    key: row.key, kind: row.kind as PublicKind, title: text.title, product: row.product, language, beganAt: row.began_at,
    sections: kind.sections.filter(({ key: section }) => section !== INSIDE && text.sections[section]?.trim()).map(({ key: section, title }) => ({ name: title[language], text: text.sections[section] ?? '' })),
    others: others.map((one) => ({ key: one.key, title: titleIn(one, wanted) })),
  }
}

async function countView(ctx: Ctx, key: string, visitor: string): Promise<null> {
  const row = await findByKey(ctx, key)
  const who = hashed(visitor)
  const before = await tables(ctx).selectFrom('knowledge_view').select('id').where('visitor', '=', who).where('document_id', '=', row.document_id).where('at', '>', new Date(ctx.now.getTime() - SAME_READING_MS)).executeTakeFirst()
  const id = before?.id ?? newId()
  if (!before) await tables(ctx).insertInto('knowledge_view').values({ id, document_id: row.document_id, visitor: who, locale: ctx.actor.locale, at: ctx.now, settled_at: new Date(ctx.now.getTime() + DAY_MS), contact_at: null }).execute()
  await ctx.emit(HelpRead, row.document_id, { viewId: id })
  return null
}

async function figures(ctx: Ctx, days: number): Promise<HelpFigures> {
  const from = new Date(ctx.now.getTime() - days * DAY_MS)
  const { rows } = await sql<HelpFigures['items'][number] & { title_zh: string | null; title_en: string | null }>`select e.document_id as id, e.title_zh, e.title_en, e.active, v.views, v.settled, v.deflected,
      (select count(*)::int from knowledge_vote w where w.version_id = e.version_id and w.helpful) as helpful, (select count(*)::int from knowledge_vote w where w.version_id = e.version_id and not w.helpful) as "notHelpful"
    from (select document_id, count(*)::int as views, count(*) filter (where settled_at <= ${ctx.now})::int as settled, count(*) filter (where settled_at <= ${ctx.now} and contact_at is null)::int as deflected from knowledge_view where at >= ${from} group by document_id) v
    join knowledge_entry e on e.document_id = v.document_id order by v.views desc, e.id desc limit 200`.execute(ctx.db)
  const sum = (key: 'views' | 'settled' | 'deflected') => rows.reduce((total, row) => total + row[key], 0)
  return { from, to: ctx.now, views: sum('views'), settled: sum('settled'), deflected: sum('deflected'), items: rows.map(({ title_zh, title_en, ...row }) => ({ ...row, title: { zh: title_zh, en: title_en } })) }
}

/** What help adds to the module. */
export const helpParts = {
  events: [HelpRead], listeners: [noteCalls, forgetVisitors],
  serves: [serve(help, {
    findHelp: (ctx, { query }) => find(ctx, query),
    read: (ctx, { params }) => read(ctx, params.key),
    view: (ctx, { params, body }) => countView(ctx, params.key, body.visitor),
    voteHelp: async (ctx, { params, body }) => { await writeVote(ctx, await findByKey(ctx, params.key), { visitor: hashed(body.visitor) }, body); return null },
  }), serve(helpDesk, { figures: (ctx, { query }) => figures(ctx, query.days) })],
}
