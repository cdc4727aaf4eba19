import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { AppError, conflict, invalid, notFound } from '../../kernel/errors.ts'
import { companyName } from '../../kernel/frame.ts'
import { newId, randomText } from '../../kernel/id.ts'
import { decodeCursor, encodeCursor } from '../../kernel/listing.ts'
import { maskPersonal } from '../../pure/text/index.ts'
import { namesOf } from '../people/index.ts'
import type { Alarm, Call, SosPage } from './contract.ts'
import { AlarmAnswered, AlarmEnded, AlarmPressed, AlarmRaised, AlarmWords } from './contract.ts'
import { emergencyNumbers } from './settings.ts'
import type { AlarmRow, PlaceRow } from './tables.ts'
import { tables } from './tables.ts'
import { nextStepAt, peopleOfStep, stepsOf, tell } from './telling.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest()

async function placeOf(ctx: Ctx, code: string): Promise<PlaceRow> {
  const found = await tables(ctx).selectFrom('sos_place').selectAll().where('code', '=', code.toLowerCase()).where('active', '=', true).executeTakeFirst()
  if (!found) throw notFound('sos-place')
  return found
}
/** @throws AppError not-found `sos-place.not-found` also for a place that takes no calls now */
export async function pageOf(ctx: Ctx, code: string): Promise<SosPage> {
  const { name, location } = await placeOf(ctx, code)
  return { name, location, company: ctx.settings.get(companyName), numbers: ctx.settings.get(emergencyNumbers) }
}

/** Calls for help. Whoever is on duty is told within this very unit. A press while a call from the place is open joins it, under a token of its own. */
export async function press(ctx: Ctx, code: string, said: { words?: string | undefined; phone?: string | undefined }): Promise<Call> {
  const place = await placeOf(ctx, code)
  const token = randomText(24)
  const people = await peopleOfStep(ctx, place, 0)
  const id = newId()
  const nextAt = nextStepAt(ctx, place, 0)
  const made = await tables(ctx).insertInto('sos_alarm').values({ id, place_id: place.id, state: 'pressed', presses: 1, token_hash: hashOf(token), words: null, phone: null, pressed_at: ctx.now, step: 0, told: people, next_at: nextAt, answered_by: null, answered_at: null, ended_by: null, ended_at: null, outcome: null, version: 1 })
    .onConflict((on) => on.column('place_id').where('ended_at', 'is', null).doNothing()).returning('id').executeTakeFirst()
  if (!made) return pressAgain(ctx, place, said)
  await tell(ctx, id, place, people, 'sos.notice-raised')
  await ctx.emit(AlarmRaised, id, { placeId: place.id, told: people, nextAt: nextAt?.toISOString() ?? null })
  await keepWords(ctx, id, said)
  return callOf(token, await rowOf(ctx, id))
}
/** The token of the call that is open stays with whoever pressed first; whoever joins gets one that is derived from it and opens the same. */
async function pressAgain(ctx: Ctx, place: PlaceRow, said: { words?: string | undefined; phone?: string | undefined }): Promise<Call> {
  const row = await tables(ctx).updateTable('sos_alarm').set((eb) => ({ presses: eb('presses', '+', 1), version: eb('version', '+', 1) })).where('place_id', '=', place.id).where('ended_at', 'is', null).returningAll().executeTakeFirst()
  if (!row) throw new AppError('conflict', 'record.stale')
  await ctx.emit(AlarmPressed, row.id, { presses: row.presses })
  await keepWords(ctx, row.id, said)
  return callOf(joinToken(ctx, row.id), await rowOf(ctx, row.id))
}
const joinToken = (ctx: Ctx, id: string) => `${id}.${ctx.vault.token('risk.sos-join', id).toString('base64url')}`

async function byToken(ctx: Ctx, token: string): Promise<AlarmRow> {
  const [joined = ''] = token.split('.')
  const row = token.includes('.') && /^[0-9a-f-]{36}$/.test(joined) && joinToken(ctx, joined) === token
    ? await tables(ctx).selectFrom('sos_alarm').selectAll().where('id', '=', joined).executeTakeFirst()
    : await tables(ctx).selectFrom('sos_alarm').selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst()
  if (!row) throw notFound('sos')
  return row
}
export const readCall = async (ctx: Ctx, token: string): Promise<Call> => callOf(token, await byToken(ctx, token))
/** Adds what happened or a number. @throws AppError invalid `request.nothing-to-change` */
export async function addWords(ctx: Ctx, token: string, said: { words?: string | undefined; phone?: string | undefined }): Promise<Call> {
  const row = await byToken(ctx, token)
  if (!said.words && !said.phone) throw invalid('words', 'request.nothing-to-change')
  if (row.ended_at) throw conflict('sos.over', callOf(token, row))
  await keepWords(ctx, row.id, said)
  return callOf(token, await rowOf(ctx, row.id))
}
async function keepWords(ctx: Ctx, id: string, { words, phone }: { words?: string | undefined; phone?: string | undefined }): Promise<void> {
  if (!words && !phone) return
  const before = await rowOf(ctx, id)
  const [known] = before.words && words ? await ctx.vault.open(ctx, [{ subjectId: id, value: before.words }]) : [null]
  await tables(ctx).updateTable('sos_alarm').set({ ...(words ? { words: await ctx.vault.seal(ctx, id, known ? `${known}\n${words}` : words) } : {}), ...(phone ? { phone: await ctx.vault.seal(ctx, id, phone) } : {}), version: before.version + 1 }).where('id', '=', id).execute()
  await ctx.emit(AlarmWords, id, { parts: [...(words ? ['words' as const] : []), ...(phone ? ['phone' as const] : [])] })
}
const rowOf = (ctx: Ctx, id: string): Promise<AlarmRow> => tables(ctx).selectFrom('sos_alarm').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const callOf = (token: string, row: AlarmRow): Call => ({ token, state: row.state, pressedAt: row.pressed_at, told: row.told.length, answeredAt: row.answered_at, saidWords: row.words !== null || row.phone !== null })

async function shown(ctx: Ctx, rows: readonly AlarmRow[]): Promise<Alarm[]> {
  if (!rows.length) return []
  const [places, names, opened] = await Promise.all([
    tables(ctx).selectFrom('sos_place').selectAll().where('id', 'in', rows.map(({ place_id }) => place_id)).execute(), namesOf(ctx, [...new Set(rows.flatMap((row) => [...row.told, ...(row.answered_by ? [row.answered_by] : []), ...(row.ended_by ? [row.ended_by] : [])]))]),
    ctx.vault.open(ctx, rows.flatMap((row) => [row.words, row.phone].flatMap((value) => value ? [{ subjectId: row.id, value }] : []))),
  ])
  const texts = opened.values()
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  const may = ctx.actor.can('sos.answer')
  return rows.map((row) => {
    const place = places.find(({ id }) => id === row.place_id) as PlaceRow
    return {
      id: row.id, place: { id: place.id, name: place.name, location: place.location }, state: row.state, presses: row.presses, words: row.words ? texts.next().value ?? null : null, phone: row.phone ? phoneOf(row, texts.next().value ?? null) : null, pressedAt: row.pressed_at, step: row.step, steps: stepsOf(place), told: row.told.map(named), nextAt: row.state === 'pressed' ? row.next_at : null,
      answered: row.answered_by && row.answered_at ? { by: named(row.answered_by), at: row.answered_at, seconds: secondsBetween(row.pressed_at, row.answered_at) } : null, ended: row.ended_by && row.ended_at ? { by: named(row.ended_by), at: row.ended_at } : null, outcome: row.outcome,
      may: !may ? [] : row.state === 'pressed' ? ['answer', 'end'] : row.state === 'answered' ? ['end'] : [], version: row.version,
    }
  })
}
const phoneOf = ({ ended_at: endedAt }: AlarmRow, phone: string | null) => endedAt && phone ? maskPersonal(phone) : phone
const secondsBetween = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 1_000)

/** Calls for help, latest first. */
export async function listAlarms(ctx: Ctx, { limit, cursor, open, place }: { limit: number; cursor?: string | undefined; open?: 'true' | undefined; place?: string | undefined }): Promise<{ items: Alarm[]; nextCursor: string | null }> {
  const mark = cursor ? decodeCursor(cursor, '-pressedAt', 'timestamptz') : undefined
  let asked = tables(ctx).selectFrom('sos_alarm').selectAll()
  if (open) asked = asked.where('ended_at', 'is', null)
  if (place) asked = asked.where('place_id', '=', place)
  if (mark) asked = asked.where(sql<boolean>`(pressed_at, id) < (${mark.v}::timestamptz, ${mark.id}::uuid)`)
  const rows = await asked.orderBy('pressed_at', 'desc').orderBy('id', 'desc').limit(limit + 1).execute()
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return { items: await shown(ctx, kept), nextCursor: rows.length > limit && last ? encodeCursor({ s: '-pressedAt', v: last.pressed_at.toISOString(), id: last.id }) : null }
}
/** @throws AppError not-found `sos.not-found` */
export async function getAlarm(ctx: Ctx, id: string): Promise<Alarm> {
  const row = await tables(ctx).selectFrom('sos_alarm').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('sos')
  return (await shown(ctx, [row]))[0] as Alarm
}

/** Takes a call: exactly one of many wins. @throws AppError conflict `sos.answered`, `sos.over`, `record.stale` */
export async function answerAlarm(ctx: Ctx, id: string): Promise<Alarm> {
  const before = await getAlarm(ctx, id)
  const row = await tables(ctx).updateTable('sos_alarm').set((eb) => ({ state: 'answered', answered_by: ctx.actor.id, answered_at: ctx.now, next_at: null, version: eb('version', '+', 1) })).where('id', '=', id).where('state', '=', 'pressed').returningAll().executeTakeFirst()
  if (!row) throw conflict(before.ended ? 'sos.over' : 'sos.answered', await getAlarm(ctx, id))
  await ctx.emit(AlarmAnswered, id, { seconds: secondsBetween(row.pressed_at, ctx.now), changed: { state: { from: 'pressed', to: 'answered' } } })
  return getAlarm(ctx, id)
}
/** @throws AppError conflict `sos.over`, `record.stale` */
export async function endAlarm(ctx: Ctx, id: string, { to, outcome, version }: { to: 'over' | 'false'; outcome: string; version?: number | undefined }): Promise<Alarm> {
  const before = await getAlarm(ctx, id)
  if (version !== undefined && version !== before.version) throw conflict('record.stale', before)
  // Whoever ends what nobody answered has answered it.
  const row = await tables(ctx).updateTable('sos_alarm').set((eb) => ({ state: to, outcome: maskPersonal(outcome), ended_by: ctx.actor.id, ended_at: ctx.now, next_at: null, answered_by: eb.fn.coalesce('answered_by', eb.val(ctx.actor.id)), answered_at: eb.fn.coalesce('answered_at', eb.val(ctx.now)), version: eb('version', '+', 1) })).where('id', '=', id).where('ended_at', 'is', null).returning('id').executeTakeFirst()
  if (!row) throw conflict('sos.over', await getAlarm(ctx, id))
  await ctx.emit(AlarmEnded, id, { changed: { state: { from: before.state, to } } })
  return getAlarm(ctx, id)
}
