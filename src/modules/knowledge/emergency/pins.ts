import type { Resource } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { tablesOf } from '../../../kernel/context.ts'
import { conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { parseMarkdown, textOfBlocks } from '../../../pure/markdown/index.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { inForceOfKind } from '../../library/index.ts'
import type { InForce } from '../../library/index.ts'
import { namesOf } from '../../people/index.ts'
import type { EmergencyCard, EmergencyPin } from './contract.ts'
import { EmergencyEnded, EmergencyNoted, EmergencyPinned } from './contract.ts'

type Words = EmergencyPin['words']
interface PinRow { id: string; document_id: string | null; title: string; words: unknown; note: string | null; by_id: string; at: Date; ended_by: string | null; ended_at: Date | null; version: number }
const tables = tablesOf<{ emergency_pin: PinRow }>()
export const CARD_KIND = 'emergency-card'

export const emergencyResource: Resource = {
  name: 'emergency', read: 'knowledge.read', fields: { id: { type: 'id' } }, legs: { everyone: [{ field: 'id', is: 'not-empty' }] },
  load: async (ctx, ids) => await tables(ctx).selectFrom('emergency_pin').select(['id', 'version']).where('id', 'in', ids).execute(),
}

function wordsIn(of: InForce): Words | undefined {
  const one = (text: InForce['texts']['zh']) => {
    if (!text) return null
    const plain = (key: string) => textOfBlocks(parseMarkdown(text.sections[key] ?? '')).trim()
    return { title: text.title.slice(0, 120), situation: plain('situation').slice(0, 2_000), say: plain('say').slice(0, 2_000) || text.title, steps: plain('steps').slice(0, 4_000) }
  }
  const [zh, en] = [one(of.texts.zh), one(of.texts.en)]
  return zh || en ? { zh: (zh ?? en) as Words['zh'], en } : undefined
}
/** Cards in force, by title. */
export async function listCards(ctx: Ctx): Promise<EmergencyCard[]> {
  const cards = (await inForceOfKind(ctx, CARD_KIND)).flatMap((of) => { const words = wordsIn(of); return words ? [{ documentId: of.documentId, key: of.key, words }] : [] })
  return cards.sort((a, b) => a.words.zh.title.localeCompare(b.words.zh.title, 'zh'))
}

async function shown(ctx: Ctx, rows: readonly PinRow[]): Promise<EmergencyPin[]> {
  const names = await namesOf(ctx, [...new Set(rows.flatMap(({ by_id, ended_by }) => ended_by ? [by_id, ended_by] : [by_id]))])
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  return rows.map((row) => ({
    id: row.id, documentId: row.document_id, words: row.words as Words, note: row.note, by: named(row.by_id), at: row.at, endedBy: row.ended_by ? named(row.ended_by) : null, endedAt: row.ended_at,
    may: !row.ended_at && ctx.actor.can('knowledge.curate') ? ['note', 'end'] : [], version: row.version,
  }))
}
const one = async (ctx: Ctx, row: PinRow): Promise<EmergencyPin> => (await shown(ctx, [row]))[0] as EmergencyPin

const MOST_PINNED = 10
export const pinnedNow = async (ctx: Ctx): Promise<EmergencyPin[]> => shown(ctx, await tables(ctx).selectFrom('emergency_pin').selectAll().where('ended_at', 'is', null).orderBy('at', 'desc').limit(MOST_PINNED).execute())
/** Everything ever pinned, newest first. */
export async function pastPins(ctx: Ctx, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<{ items: EmergencyPin[]; nextCursor: string | null }> {
  const rows = await tables(ctx).selectFrom('emergency_pin').selectAll().$if(cursor !== undefined, (of) => of.where('id', '<', cursor as string)).orderBy('id', 'desc').limit(limit + 1).execute()
  const kept = rows.slice(0, limit)
  return { items: await shown(ctx, kept), nextCursor: rows.length > limit ? kept.at(-1)?.id ?? null : null }
}

/** Pins a card for everybody. @throws AppError invalid `emergency.no-card`, conflict `emergency.is-pinned` */
export async function pinCard(ctx: Ctx, { documentId, words, note }: { documentId?: string | undefined; words?: { zh: Words['zh']; en?: Words['zh'] | undefined } | undefined; note?: string | undefined }): Promise<EmergencyPin> {
  const card = documentId ? (await listCards(ctx)).find((of) => of.documentId === documentId) : undefined
  if (documentId && !card) throw invalid('documentId', 'emergency.no-card')
  const pinned = documentId ? await tables(ctx).selectFrom('emergency_pin').selectAll().where('document_id', '=', documentId).where('ended_at', 'is', null).executeTakeFirst() : undefined
  if (pinned) throw conflict('emergency.is-pinned', await one(ctx, pinned))
  const said = card?.words ?? { zh: words?.zh as Words['zh'], en: words?.en ?? null }
  const row: PinRow = { id: newId(), document_id: documentId ?? null, title: said.zh.title, words: JSON.stringify(said), note: note ? maskPersonal(note) : null, by_id: ctx.actor.id as string, at: ctx.now, ended_by: null, ended_at: null, version: 1 }
  await tables(ctx).insertInto('emergency_pin').values(row).execute()
  await ctx.emit(EmergencyPinned, row.id, { documentId: row.document_id, title: row.title })
  return one(ctx, { ...row, words: said })
}
async function open(ctx: Ctx, id: string): Promise<PinRow> {
  const row = await tables(ctx).selectFrom('emergency_pin').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('emergency')
  if (row.ended_at) throw conflict('emergency.is-over', await one(ctx, row))
  return row
}
/** @throws AppError not-found, conflict `emergency.is-over`, `record.stale` */
export async function notePin(ctx: Ctx, id: string, { note, version }: { note: string; version: number }): Promise<EmergencyPin> {
  const before = await open(ctx, id)
  const row = await tables(ctx).updateTable('emergency_pin').set({ note: maskPersonal(note), version: version + 1 }).where('id', '=', id).where('version', '=', version).where('ended_at', 'is', null).returningAll().executeTakeFirst()
  if (!row) throw conflict('record.stale', await one(ctx, before))
  await ctx.emit(EmergencyNoted, id, { changed: { note: { from: before.note, to: row.note } } })
  return one(ctx, row)
}
/** @throws AppError not-found, conflict `emergency.is-over`, `record.stale` */
export async function endPin(ctx: Ctx, id: string, { version }: { version?: number | undefined }): Promise<EmergencyPin> {
  const before = await open(ctx, id)
  const row = await tables(ctx).updateTable('emergency_pin').set({ ended_by: ctx.actor.id, ended_at: ctx.now, version: before.version + 1 }).where('id', '=', id).where('version', '=', version ?? before.version).where('ended_at', 'is', null).returningAll().executeTakeFirst()
  if (!row) throw conflict('record.stale', await one(ctx, before))
  await ctx.emit(EmergencyEnded, id, { changed: { state: { from: 'pinned', to: 'ended' } } })
  return one(ctx, row)
}
