import { maskPersonal } from '../../../pure/text/index.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn, startOfDay } from '../../../kernel/days.ts'
import { AppError, conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { companyZone, dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { requireStaff } from '../../people/index.ts'
import { addTask, cancelTask, finishTask, rescheduleTask } from '../../tasks/index.ts'
import type { Cadence, ChangeCadence, SetCadence } from '../contract.ts'
import { CadenceChanged, CadenceSet, ReviewHeld } from '../contract.ts'
import { nextReview } from '../rules.ts'
import { tables } from '../tables.ts'

/** What is looked at again every month or quarter: each next review is a task of its owner. */

const today = (ctx: Ctx) => dayIn(ctx.settings.get(companyZone), ctx.now)
/** At six in the evening of the day it is due. */
const dueAt = (ctx: Ctx, day: string) => new Date(startOfDay(ctx.settings.get(companyZone), day).getTime() + 18 * 3_600_000)
/** One task a review: the last one tells which. */
const taskKey = (id: string, lastOn: string) => `review:${id}:${lastOn}`
const give = (ctx: Ctx, { id, name, owner_id, last_on, next_on }: { id: string; name: string; owner_id: string; last_on: string; next_on: string }) => {
  const of = { kind: 'review', id }
  return addTask(ctx, { key: taskKey(id, last_on), title: { zh: `定期评审：${name}`, en: `Review: ${name}` }, ownerId: owner_id, dueAt: dueAt(ctx, next_on), about: of, source: of, path: '/reviews', byHand: false })
}

/** Everything that is reviewed in a rhythm, the next first. */
export async function listCadences(ctx: Ctx, id?: string): Promise<Cadence[]> {
  let asked = tables(ctx).selectFrom('review_cadence as c').innerJoin('staff_ref as s', 's.id', 'c.owner_id').selectAll('c').select('s.name as owner_name').select([sql<string>`c.last_on::text`.as('last'), sql<string>`c.next_on::text`.as('next')])
  if (id) asked = asked.where('c.id', '=', id)
  const rows = await asked.orderBy('c.state').orderBy('c.next_on').orderBy('c.id').limit(500).execute()
  const held = rows.length ? await tables(ctx).selectFrom('review as r').innerJoin('staff_ref as s', 's.id', 'r.held_by').select(['r.id', 'r.cadence_id', 'r.held_by', 'r.findings', 's.name']).select([sql<string>`r.due_on::text`.as('due'), sql<string>`r.held_on::text`.as('held')]).where('r.cadence_id', 'in', rows.map((row) => row.id)).orderBy('r.id', 'desc').limit(5_000).execute() : []
  const mayWrite = ctx.actor.can('review.write')
  return rows.map((row) => ({
    id: row.id, name: row.name, scope: row.scope, every: row.every, owner: { id: row.owner_id, name: row.owner_name }, lastOn: row.last, nextOn: row.next, overdue: row.state === 'active' && row.next < today(ctx), state: row.state,
    reviews: held.filter((one) => one.cadence_id === row.id).map((one) => ({ id: one.id, dueOn: one.due, heldOn: one.held, heldBy: { id: one.held_by, name: one.name }, findings: one.findings })),
    version: row.version, may: [...(mayWrite ? ['change'] as const : []), ...(row.state === 'active' && (mayWrite || row.owner_id === ctx.actor.id) ? ['hold'] as const : [])],
  }))
}
async function getCadence(ctx: Ctx, id: string): Promise<Cadence> {
  const [found] = await listCadences(ctx, id)
  if (!found) throw notFound('review')
  return found
}

/** Says what is reviewed how often; the next one follows the last. @throws AppError invalid `review.last-ahead`, refused `staff.has-left` */
export async function setCadence(ctx: Ctx, { name, scope, every, ownerId, lastOn }: SetCadence): Promise<Cadence> {
  if (lastOn > today(ctx)) throw invalid('lastOn', 'review.last-ahead')
  await requireStaff(ctx, ownerId, 'ownerId')
  const row = { id: newId(), name: maskPersonal(name), scope: scope ?? null, every, owner_id: ownerId, last_on: lastOn, next_on: nextReview(lastOn, every), state: 'active' as const, created_at: ctx.now, version: 1 }
  await tables(ctx).insertInto('review_cadence').values(row).execute()
  await give(ctx, row)
  await ctx.emit(CadenceSet, row.id, { every, nextOn: row.next_on })
  return getCadence(ctx, row.id)
}

/** Changes it: another rhythm moves the next review, another owner gets its task, ended takes it back. @throws AppError conflict `record.stale`, refused `staff.has-left` */
export async function changeCadence(ctx: Ctx, id: string, { version, ownerId, every, state, name, scope }: ChangeCadence): Promise<Cadence> {
  const before = await getCadence(ctx, id)
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  const nextOn = every && every !== before.every ? nextReview(before.lastOn, every) : undefined
  const won = await tables(ctx).updateTable('review_cadence').set({ ...dropUndefined({ name, scope, every, state, owner_id: ownerId, next_on: nextOn }), version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  const after = await getCadence(ctx, id)
  const key = taskKey(id, before.lastOn)
  if (after.state === 'ended') await cancelTask(ctx, { key }, '')
  else if (!await rescheduleTask(ctx, { key }, dueAt(ctx, after.nextOn), after.owner.id)) await give(ctx, { id, name: after.name, owner_id: after.owner.id, last_on: before.lastOn, next_on: after.nextOn })
  const changed = Object.fromEntries((['every', 'nextOn', 'state', 'name'] as const).flatMap((field) => before[field] === after[field] ? [] : [[field, { from: before[field], to: after[field] }]]))
  await ctx.emit(CadenceChanged, id, { changed: { ...changed, ...(before.owner.id === after.owner.id ? {} : { ownerId: { from: before.owner.id, to: after.owner.id } }) } })
  return after
}

/** Keeps what a review found; the next one is counted from the day it was held. @throws AppError forbidden `review.not-yours`, invalid `review.held-ahead`, conflict `record.stale` */
export async function holdReview(ctx: Ctx, id: string, { version, heldOn, findings }: { version: number; heldOn: string; findings: string }): Promise<Cadence> {
  const before = await getCadence(ctx, id)
  if (!before.may.includes('hold')) throw new AppError('forbidden', 'review.not-yours')
  if (heldOn > today(ctx) || heldOn <= before.lastOn) throw invalid('heldOn', 'review.held-ahead')
  const nextOn = nextReview(heldOn, before.every)
  const won = await tables(ctx).updateTable('review_cadence').set({ last_on: heldOn, next_on: nextOn, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  await tables(ctx).insertInto('review').values({ id: newId(), cadence_id: id, due_on: before.nextOn, held_on: heldOn, held_by: ctx.actor.id as string, findings: maskPersonal(findings), created_at: ctx.now }).execute()
  await finishTask(ctx, { key: taskKey(id, before.lastOn) })
  await give(ctx, { id, name: before.name, owner_id: before.owner.id, last_on: heldOn, next_on: nextOn })
  await ctx.emit(ReviewHeld, id, { dueOn: before.nextOn, heldOn, nextOn })
  return getCadence(ctx, id)
}
