import { sql } from 'kysely'
import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { findCase } from '../../cases/index.ts'
import { getInteraction } from '../../contacts/index.ts'
import { findCustomer } from '../../customers/index.ts'
import type { CaptureVoice, ChangeVoice, JoinVoices, Need, Voice } from '../contract.ts'
import { NeedGrew, NeedShrank, VoiceCaptured, VoiceChanged, VoiceRemoved } from '../contract.ts'
import { findNeed, findVoice, getNeed, voicesById } from '../queries.ts'
import type { VoiceKind } from '../rules.ts'
import type { NeedRow, VoiceRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { newNeed } from './new-need.ts'

/** Longer than this a subject that stands for the customer's words is never. */
const MOST_WORDS = 4_000
type Source = Pick<VoiceRow, 'case_id' | 'interaction_id' | 'customer_id' | 'channel'> & { said: string }

/** A need that still takes voices, held so that its count is right whoever else adds to it. @throws AppError not-found `need.not-found`, conflict `need.is-over` */
async function openNeed(ctx: Ctx, id: string): Promise<NeedRow> {
  await findNeed(ctx, id)
  const row = await tables(ctx).selectFrom('need').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  if (row.stage === 'launched' || row.stage === 'declined') throw conflict('need.is-over', await getNeed(ctx, id))
  return row
}
/** Counts a need's voices anew; the row is held. */
async function recount(ctx: Ctx, id: string): Promise<number> {
  const { rows: [row] } = await sql<{ voices: number }>`update need n set voices = (select count(*) from voice v where v.need_id = n.id), customers = (select count(distinct c.root_id) from voice v join customer_ref c on c.id = v.customer_id where v.need_id = n.id),
    last_voice_at = (select max(v.at) from voice v where v.need_id = n.id), changed_at = ${ctx.now}, version = n.version + 1 where n.id = ${id} returning voices`.execute(ctx.db)
  return row?.voices ?? 0
}

async function needFor(ctx: Ctx, { needId, title, kind, product }: { needId?: string | undefined; title?: string | undefined; kind: VoiceKind; product?: string | null | undefined }): Promise<string | null> {
  if (needId) return (await openNeed(ctx, needId)).id
  if (!title) return null
  if (!ctx.actor.can('need.steer')) throw new AppError('forbidden', 'need.not-yours')
  return newNeed(ctx, { kind, title, product: product ?? null, summary: null, departmentId: null })
}

/** Where a voice was heard, each in the reader's sight. */
async function sourcesOf(ctx: Ctx, { cases, interactions, customerId }: CaptureVoice): Promise<Source[]> {
  const own = customerId ? (await findCustomer(ctx, customerId)).id : null
  const found: Source[] = []
  for (const id of new Set(cases)) {
    const of = await findCase(ctx, id)
    found.push({ case_id: of.id, interaction_id: null, customer_id: of.customer_id ?? own, channel: of.channel, said: of.subject })
  }
  for (const id of new Set(interactions)) {
    const of = await getInteraction(ctx, id)
    found.push({ case_id: of.about?.kind === 'case' ? of.about.id : null, interaction_id: of.id, customer_id: of.customer?.id ?? own, channel: of.channel, said: of.topic ?? of.subject ?? '' })
  }
  return found.length ? found : [{ case_id: null, interaction_id: null, customer_id: own, channel: null, said: '' }]
}

/**
 * Writes down what a customer needs: by itself, or one voice for each case and contact, and joins them to a need.
 * @throws AppError not-found for what is not in sight, forbidden `need.not-yours` for a new need by who may not form one, conflict `need.is-over`, refused `voice.no-words`
 */
export async function captureVoice(ctx: Ctx, body: CaptureVoice): Promise<{ items: Voice[] }> {
  const sources = await sourcesOf(ctx, body)
  const needId = await needFor(ctx, body)
  const rows = sources.map(({ said, ...source }): VoiceRow => {
    const words = (body.words ?? said).trim().slice(0, MOST_WORDS)
    if (!words) throw refused('voice.no-words', [{ path: 'words', code: 'voice.no-words' }])
    return { id: newId(), kind: body.kind, words: maskPersonal(words), product: body.product ?? null, ...source, tell: body.tell && source.customer_id !== null, need_id: needId, taken_by: ctx.actor.id as string, at: ctx.now, version: 1 }
  })
  await tables(ctx).insertInto('voice').values(rows).execute()
  for (const row of rows) await ctx.emit(VoiceCaptured, row.id, { kind: row.kind, needId, caseId: row.case_id, customerId: row.customer_id })
  if (needId) await ctx.emit(NeedGrew, needId, { voices: await recount(ctx, needId), added: rows.length })
  return { items: await voicesById(ctx, rows.map(({ id }) => id)) }
}

/** Joins voices to a need. @throws AppError not-found `voice.not-found`, `need.not-found`; conflict `need.is-over`, `voice.of-launched` */
export async function joinVoices(ctx: Ctx, { voiceIds, needId, title }: JoinVoices): Promise<Need> {
  const ids = [...new Set(voiceIds)]
  const found = []
  for (const id of ids) found.push(await findVoice(ctx, id))
  const [first] = found as [VoiceRow & { may: Voice['may'] }]
  if (found.some(({ may }) => !may.includes('join'))) throw conflict('voice.of-launched', { id: first.id })
  const to = await needFor(ctx, { needId, title, kind: first.kind, product: first.product }) as string
  const left = [...new Set(found.flatMap(({ need_id }) => need_id && need_id !== to ? [need_id] : []))].toSorted()
  for (const id of left) await tables(ctx).selectFrom('need').select('id').where('id', '=', id).forUpdate().execute()
  const moving = found.filter(({ need_id }) => need_id !== to).map(({ id }) => id)
  if (moving.length) await tables(ctx).updateTable('voice').set((of) => ({ need_id: to, version: of('version', '+', 1) })).where('id', 'in', moving).execute()
  for (const id of left) await ctx.emit(NeedShrank, id, { voices: await recount(ctx, id) })
  await ctx.emit(NeedGrew, to, { voices: await recount(ctx, to), added: moving.length })
  return getNeed(ctx, to)
}

/** Corrects a voice. @throws AppError forbidden `voice.not-yours`, conflict `record.stale` */
export async function changeVoice(ctx: Ctx, id: string, { version, words, ...rest }: ChangeVoice): Promise<Voice> {
  const before = await findVoice(ctx, id)
  if (!before.may.includes('change')) throw new AppError('forbidden', 'voice.not-yours')
  const set = dropUndefined({ ...rest, ...(words === undefined ? {} : { words: maskPersonal(words) }) })
  const won = await tables(ctx).updateTable('voice').set({ ...set, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  const [now] = await voicesById(ctx, [id])
  if (!won) throw conflict('record.stale', now)
  const was = before as unknown as Record<string, unknown>
  // Of words the log keeps only that they changed.
  await ctx.emit(VoiceChanged, id, { changed: Object.fromEntries(Object.entries(set).filter(([key, to]) => was[key] !== to).map(([key, to]) => [key, key === 'words' ? {} : { from: was[key] as never, to: to as never }])) })
  return now as Voice
}

/** Takes a voice away that was none. @throws AppError forbidden `voice.not-yours` */
export async function removeVoice(ctx: Ctx, id: string): Promise<{ id: string }> {
  const before = await findVoice(ctx, id)
  if (!before.may.includes('remove')) throw new AppError('forbidden', 'voice.not-yours')
  if (before.need_id) await tables(ctx).selectFrom('need').select('id').where('id', '=', before.need_id).forUpdate().execute()
  await tables(ctx).deleteFrom('voice').where('id', '=', id).execute()
  await ctx.emit(VoiceRemoved, id, { needId: before.need_id })
  if (before.need_id) await ctx.emit(NeedShrank, before.need_id, { voices: await recount(ctx, before.need_id) })
  return { id }
}
