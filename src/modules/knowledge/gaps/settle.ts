import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { namesOf } from '../../people/index.ts'
import { finishTask } from '../../tasks/index.ts'
import { bestEntries, findEntry } from '../queries.ts'
import { tables } from '../tables.ts'
import type { GapRow } from '../tables.ts'
import { GapSettled } from './contract.ts'
import type { Gap, GapState } from './contract.ts'
import { gapTask } from './keep.ts'

/** Gaps are for whoever tends knowledge, all of them. */
const resource = { fields: { state: { type: 'choice' } }, legs: {} } as const
const LIST = { table: 'knowledge_gap', resource, permission: 'knowledge.curate', sorts: { searches: { column: 'searches', type: 'int8' }, lastAt: { column: 'last_at', type: 'timestamptz' } }, sort: '-searches' } as const

async function shown(ctx: Ctx, rows: readonly GapRow[]): Promise<Gap[]> {
  if (!rows.length) return []
  const documentIds = rows.flatMap(({ document_id }) => document_id ?? [])
  const [entries, names] = await Promise.all([
    documentIds.length ? tables(ctx).selectFrom('knowledge_entry').select(['document_id', 'title_zh', 'title_en']).where('document_id', 'in', documentIds).execute() : [], namesOf(ctx, [...new Set(rows.flatMap(({ decided_by }) => decided_by ?? []))]),
  ])
  const titles = new Map(entries.map((row) => [row.document_id, { zh: row.title_zh, en: row.title_en }]))
  return rows.map((row) => ({
    id: row.id, words: row.words, state: row.state, searches: row.searches, byStaff: row.by_staff, byCustomers: row.by_customers, firstAt: row.first_at, lastAt: row.last_at,
    article: row.document_id ? { id: row.document_id, title: titles.get(row.document_id) ?? { zh: null, en: null } } : null,
    decidedBy: row.decided_by ? { id: row.decided_by, name: names.get(row.decided_by) ?? '' } : null, decidedAt: row.decided_at, reason: row.reason, version: row.version, may: row.state === 'open' ? ['answer', 'dismiss'] : ['reopen'],
  }))
}
async function one(ctx: Ctx, id: string): Promise<Gap> {
  const row = await tables(ctx).selectFrom('knowledge_gap').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('gap')
  return (await shown(ctx, [row]))[0] as Gap
}

/** The most wanted first. */
export async function listGaps(ctx: Ctx, { state, ...query }: { limit: number; cursor?: string | undefined; sort?: string | undefined; state?: GapState | undefined }): Promise<{ items: Gap[]; nextCursor: string | null }> {
  const { ids, nextCursor } = await listIds(ctx, LIST, query, { all: state ? [{ field: 'state', is: 'equal', value: state }] : [] })
  const rows = ids.length ? await tables(ctx).selectFrom('knowledge_gap').selectAll().where('id', 'in', ids).execute() : []
  return { items: await shown(ctx, inOrder(ids, rows)), nextCursor }
}

interface Settled { to: GapState; documentId?: string | null; entryId?: string | null; reason?: string | null }
async function settle(ctx: Ctx, id: string, version: number, { to, documentId = null, entryId = null, reason = null }: Settled): Promise<void> {
  const before = await one(ctx, id)
  if ((before.state === 'open') === (to === 'open')) throw conflict('gap.is-settled', before)
  const won = await tables(ctx).updateTable('knowledge_gap').set({ state: to, document_id: documentId, reason, decided_by: to === 'open' ? null : ctx.actor.id, decided_at: to === 'open' ? null : ctx.now, checked_at: null, asked: to !== 'open', version: version + 1 })
    .where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await one(ctx, id))
  await ctx.emit(GapSettled, id, { documentId, entryId, changed: { state: { from: before.state, to } } })
  if (to !== 'open') await finishTask(ctx, { key: gapTask(id) })
}

/** Names the article that answers it. @throws AppError not-found `gap.not-found`, `article.not-found`, conflict `gap.is-settled`, `record.stale` */
export async function answerGap(ctx: Ctx, id: string, { version, documentId }: { version: number; documentId: string }): Promise<Gap> {
  const entry = await findEntry(ctx, documentId)
  await settle(ctx, id, version, { to: 'answered', documentId, entryId: entry.id })
  return one(ctx, id)
}
/** @throws AppError not-found `gap.not-found`, conflict `gap.is-settled`, `record.stale` */
export async function dismissGap(ctx: Ctx, id: string, { version, reason }: { version: number; reason: string }): Promise<Gap> {
  await settle(ctx, id, version, { to: 'dismissed', reason: maskPersonal(reason) })
  return one(ctx, id)
}
/** @throws AppError not-found `gap.not-found`, conflict `gap.is-settled`, `record.stale` */
export async function reopenGap(ctx: Ctx, id: string, { version }: { version: number }): Promise<Gap> {
  const { article } = await one(ctx, id)
  const entry = article ? await tables(ctx).selectFrom('knowledge_entry').select('id').where('document_id', '=', article.id).executeTakeFirst() : undefined
  await settle(ctx, id, version, { to: 'open', entryId: entry?.id ?? null })
  return one(ctx, id)
}

const AT_ONCE = 50
/** Looks again for what is open, the longest unlooked-for first: what an article written meanwhile answers is answered. */
export async function lookAgain(ctx: Ctx): Promise<void> {
  const inside: Ctx = { ...ctx, actor: systemActor }
  const open = await tables(ctx).selectFrom('knowledge_gap').selectAll().where('state', '=', 'open').orderBy('checked_at', (of) => of.asc().nullsFirst()).limit(AT_ONCE).execute()
  for (const gap of open) {
    const { ids: [found], partly } = await bestEntries(inside, gap.words, gap.by_customers > 0 ? { audience: 'customers' } : {}, 1)
    const entry = found && !partly ? await tables(ctx).selectFrom('knowledge_entry').select(['document_id', 'began_at']).where('id', '=', found).executeTakeFirst() : undefined
    // An article that was there when it was looked for did not help.
    if (entry && entry.began_at >= gap.last_at) await settle(ctx, gap.id, gap.version, { to: 'answered', documentId: entry.document_id, entryId: found ?? null })
    else await tables(ctx).updateTable('knowledge_gap').set({ checked_at: ctx.now }).where('id', '=', gap.id).execute()
  }
}
