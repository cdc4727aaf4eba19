import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { startOfDay } from '../../../kernel/days.ts'
import { AppError, conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { caseRefs, findCase } from '../../cases/index.ts'
import { customerRefs, findCustomer } from '../../customers/index.ts'
import { namesOf, requireStaff } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import type { ChangeReception, PlanReception, Reception } from './contract.ts'
import { ReceptionCardMade, ReceptionChanged, ReceptionPlanned, ReceptionSettled, ReceptionTicked } from './contract.ts'
import { isPrepared } from './rules.ts'
import { prepChecklist, prepLeadHours } from './settings.ts'
import type { ReceptionRow } from './tables.ts'
import { receptionResource, tables } from './tables.ts'

const HOUR = 3_600_000
const LIST = { table: 'reception', resource: receptionResource, permission: 'reception.read', sort: '-at', sorts: { at: { column: 'at', type: 'timestamptz' }, createdAt: { column: 'id', type: 'uuid' } } } as const
const listed = (row: Pick<ReceptionRow, 'checklist'>) => row.checklist as Reception['checklist']
/** Asks whoever receives to prepare; the key says for which version of the card. */
async function giveTask(ctx: Ctx, row: Pick<ReceptionRow, 'id' | 'host_id' | 'at'>, key: string): Promise<void> {
  const about = { kind: 'reception', id: row.id }
  await addTask(ctx, { key, title: { zh: '准备客户接待', en: 'Prepare a reception' }, ownerId: row.host_id, dueAt: row.at, about, source: about, path: `/receptions/${row.id}`, byHand: false })
}

export async function shownReceptions(ctx: Ctx, rows: readonly ReceptionRow[]): Promise<Reception[]> {
  const [names, customers, cases] = await Promise.all([namesOf(ctx, [...new Set(rows.map(({ host_id }) => host_id))]), customerRefs(ctx, [...new Set(rows.map(({ customer_id }) => customer_id))]), caseRefs(ctx, rows.flatMap(({ case_id }) => case_id ?? []))])
  return rows.map((row) => {
    const of = row.case_id ? cases.get(row.case_id) : undefined
    const works = row.state === 'planned' && ctx.actor.can('reception.write')
    return {
      id: row.id, customer: { id: row.customer_id, name: customers.get(row.customer_id)?.name ?? '' }, case: of?.seen ? { id: of.id, number: of.number } : null, host: { id: row.host_id, name: names.get(row.host_id) ?? '' },
      at: row.at, place: row.place, purpose: row.purpose, materials: row.materials, state: row.state, prepAt: row.prep_at, checklist: listed(row), preparedAt: row.prepared_at, settledAt: row.settled_at,
      may: works ? ['change', ...(row.prep_at ? ['tick' as const] : []), 'receive', 'cancel', 'miss'] : [], version: row.version,
    }
  })
}
export async function listReceptions(ctx: Ctx, { state, host, from, to, customerId, ...page }: { state?: string | undefined; host?: string | undefined; from?: string | undefined; to?: string | undefined; customerId?: string | undefined; limit: number; cursor?: string | undefined; sort?: string | undefined }) {
  const zone = ctx.settings.get(companyZone)
  const filter: Condition = { all: [
    ...(state ? [{ field: 'state', is: 'one-of', value: state.split(',') } as const] : []), ...(host ? [{ field: 'hostId', is: 'equal', value: host === 'me' ? { var: 'me' } : host } as const] : []), ...(customerId ? [{ field: 'customerId', is: 'equal', value: customerId } as const] : []),
    ...(from ? [{ field: 'at', is: 'from', value: startOfDay(zone, from).toISOString() } as const] : []), ...(to ? [{ field: 'at', is: 'before', value: startOfDay(zone, to, 1).toISOString() } as const] : []),
  ] }
  const { ids, nextCursor } = await listIds(ctx, LIST, page, filter)
  const rows = ids.length ? await tables(ctx).selectFrom('reception').selectAll().where('id', 'in', ids).execute() : []
  return { items: await shownReceptions(ctx, inOrder(ids, rows)), nextCursor }
}
/** @throws AppError not-found `reception.not-found` */
export async function findReception(ctx: Ctx, id: string): Promise<ReceptionRow> {
  const row = await tables(ctx).selectFrom('reception as t').selectAll().where('id', '=', id).where(inSight(ctx, receptionResource, 'reception.read', 't')).executeTakeFirst()
  if (!row) throw notFound('reception')
  return row
}
const one = async (ctx: Ctx, row: ReceptionRow): Promise<Reception> => (await shownReceptions(ctx, [row]))[0] as Reception

/** @throws AppError not-found, invalid `reception.in-the-past`, `reception.another-customers-case`, refused `staff.unknown` */
export async function planReception(ctx: Ctx, { customerId, caseId, hostId, at, place, purpose, materials }: PlanReception): Promise<Reception> {
  if (at <= ctx.now) throw invalid('at', 'reception.in-the-past')
  await findCustomer(ctx, customerId)
  if (caseId && (await findCase(ctx, caseId)).customer_id !== customerId) throw invalid('caseId', 'reception.another-customers-case')
  const host = hostId ?? ctx.actor.id
  if (!host) throw invalid('hostId', 'staff.unknown')
  if (hostId) await requireStaff(ctx, hostId, 'hostId')
  const row: ReceptionRow = { id: newId(), customer_id: customerId, case_id: caseId ?? null, host_id: host, at, place, purpose: maskPersonal(purpose), materials: materials ? maskPersonal(materials) : null, state: 'planned', checklist: '[]', prep_at: null, task_key: null, prepared_at: null, settled_at: null, made_by: ctx.actor.id, created_at: ctx.now, changed_at: ctx.now, version: 1 }
  await tables(ctx).insertInto('reception').values(row).execute()
  await ctx.emit(ReceptionPlanned, row.id, { customerId, hostId: host, at: at.toISOString() })
  const soon = at.getTime() - ctx.now.getTime() <= ctx.settings.get(prepLeadHours) * HOUR
  return one(ctx, soon ? await makeCard(ctx, row) : { ...row, checklist: [] })
}

/** Makes the card of a reception: its checklist, and a task for whoever receives, due when they come. */
async function makeCard(ctx: Ctx, row: ReceptionRow): Promise<ReceptionRow> {
  const checklist = ctx.settings.get(prepChecklist).map(({ key, zh, en }) => ({ key, words: { zh, en }, done: false }))
  const made = await tables(ctx).updateTable('reception').set({ checklist: JSON.stringify(checklist), prep_at: ctx.now, task_key: `reception:${row.id}`, changed_at: ctx.now, version: row.version + 1 }).where('id', '=', row.id).where('version', '=', row.version).where('prep_at', 'is', null).returningAll().executeTakeFirst()
  if (!made) return row
  await giveTask(ctx, row, `reception:${row.id}`)
  await ctx.emit(ReceptionCardMade, row.id, { items: checklist.length })
  return made
}
const BATCH = 200
/** Makes the cards of whoever comes soon. */
export async function makeCards(ctx: Ctx): Promise<boolean> {
  const until = new Date(ctx.now.getTime() + ctx.settings.get(prepLeadHours) * HOUR)
  const rows = await tables(ctx).selectFrom('reception').selectAll().where('state', '=', 'planned').where('prep_at', 'is', null).where('at', '<=', until).orderBy('at').limit(BATCH).execute()
  for (const row of rows) await makeCard(ctx, row)
  return rows.length === BATCH
}

async function planned(ctx: Ctx, id: string, version: number | undefined): Promise<ReceptionRow> {
  const row = await findReception(ctx, id)
  if (!ctx.actor.can('reception.write')) throw new AppError('forbidden', 'reception.not-yours')
  if (row.state !== 'planned') throw conflict('reception.is-settled', await one(ctx, row))
  if (version !== undefined && version !== row.version) throw conflict('record.stale', await one(ctx, row))
  return row
}
async function write(ctx: Ctx, before: ReceptionRow, set: Partial<ReceptionRow>): Promise<ReceptionRow> {
  const row = await tables(ctx).updateTable('reception').set({ ...set, changed_at: ctx.now, version: before.version + 1 }).where('id', '=', before.id).where('version', '=', before.version).returningAll().executeTakeFirst()
  if (!row) throw conflict('record.stale', await one(ctx, before))
  return row
}

/** @throws AppError not-found, conflict `reception.is-settled`, `record.stale`, invalid `reception.in-the-past` */
export async function changeReception(ctx: Ctx, id: string, { version, hostId, at, place, purpose, materials }: ChangeReception): Promise<Reception> {
  const before = await planned(ctx, id, version)
  if (at && at <= ctx.now) throw invalid('at', 'reception.in-the-past')
  if (hostId) await requireStaff(ctx, hostId, 'hostId')
  const set = { ...(hostId ? { host_id: hostId } : {}), ...(at ? { at } : {}), ...(place ? { place } : {}), ...(purpose ? { purpose: maskPersonal(purpose) } : {}), ...(materials === undefined ? {} : { materials: materials === null ? null : maskPersonal(materials) }) }
  const isGivenAnew = before.task_key !== null && before.prepared_at === null && (hostId !== undefined || at !== undefined)
  const row = await write(ctx, before, { ...set, ...(isGivenAnew ? { task_key: `reception:${id}:${before.version + 1}` } : {}) })
  const changed = { ...(row.at.getTime() === before.at.getTime() ? {} : { at: { from: before.at.toISOString(), to: row.at.toISOString() } }), ...(row.place === before.place ? {} : { place: { from: before.place, to: row.place } }) }
  await ctx.emit(ReceptionChanged, id, { parts: Object.keys({ hostId, at, place, purpose, materials }).filter((part) => ({ hostId, at, place, purpose, materials })[part as 'at'] !== undefined), changed })
  // Somebody else prepares, or until another moment: the task is given anew.
  if (isGivenAnew && before.task_key && row.task_key) {
    await cancelTask(ctx, { key: before.task_key }, 'reception.changed')
    await giveTask(ctx, row, row.task_key)
  }
  const soon = row.at.getTime() - ctx.now.getTime() <= ctx.settings.get(prepLeadHours) * HOUR
  return one(ctx, soon && !row.prep_at ? await makeCard(ctx, row) : row)
}

/** Ticks one thing to prepare; with the last one it is prepared. @throws AppError invalid `reception.unknown-item`, conflict */
export async function tickItem(ctx: Ctx, id: string, { key, done, version }: { key: string; done: boolean; version?: number | undefined }): Promise<Reception> {
  const before = await planned(ctx, id, version)
  if (!listed(before).some((item) => item.key === key)) throw invalid('key', 'reception.unknown-item', { key })
  const checklist = listed(before).map((item) => item.key === key ? { ...item, done } : item)
  const prepared = isPrepared(checklist)
  const row = await write(ctx, before, { checklist: JSON.stringify(checklist), prepared_at: prepared ? before.prepared_at ?? ctx.now : null })
  await ctx.emit(ReceptionTicked, id, { key, done, prepared })
  if (prepared && row.task_key) await finishTask(ctx, { key: row.task_key })
  return one(ctx, row)
}

const ENDS = { receive: 'received', cancel: 'cancelled', miss: 'missed' } as const
/** They came, it was called off, or they did not come. */
export async function settleReception(ctx: Ctx, id: string, deed: keyof typeof ENDS, version: number | undefined): Promise<Reception> {
  const before = await planned(ctx, id, version)
  const row = await write(ctx, before, { state: ENDS[deed], settled_at: ctx.now })
  await ctx.emit(ReceptionSettled, id, { prepared: row.prepared_at !== null, changed: { state: { from: 'planned', to: row.state } } })
  if (row.task_key) await cancelTask(ctx, { key: row.task_key }, `reception.${row.state}`)
  return one(ctx, row)
}
