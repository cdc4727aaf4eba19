import { sql } from 'kysely'
import type { Condition } from '../../pure/conditions/index.ts'
import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import { notFound } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import { isOfCustomer } from '../customers/index.ts'
import { caseRefs, withMerged } from '../cases/index.ts'
import { namesOf } from '../people/index.ts'
import { matching } from '../search/index.ts'
import { likeness, requestsAboutRecords } from '../teamwork/index.ts'
import type { Request } from '../teamwork/contract.ts'
import type { LaunchNotice, Need, NeedItem, NeedQuery, NeedRequest, Voice, VoiceQuery } from './contract.ts'
import type { VoiceKind } from './rules.ts'
import { waysFrom } from './rules.ts'
import type { NeedRow, VoiceRow } from './tables.ts'
import { needResource, tables, voiceResource } from './tables.ts'

interface Page<T> { items: T[]; nextCursor: string | null }
const equal = (field: string, value: string | undefined): Condition[] => value ? [{ field, is: 'equal', value: value === 'me' ? { var: 'me' } : value }] : []
const among = (field: string, values: readonly string[] | undefined): Condition[] => values ? [{ field, is: 'one-of', value: [...values] }] : []

/** A page of voices, newest first. */
export async function listVoices(ctx: Ctx, { kind, needId, joined, customerId, caseId, takenBy, from, to, ...page }: VoiceQuery): Promise<Page<Voice>> {
  const moment = (day: string, later: number) => startOfDay(ctx.settings.get(companyZone), day, later).toISOString()
  const filter: Condition = { all: [
    ...among('kind', kind), ...equal('needId', needId), ...equal('takenBy', takenBy), ...(joined ? [{ field: 'needId', is: joined === 'true' ? 'not-empty' : 'empty' } as const] : []),
    ...(customerId ? [await isOfCustomer(ctx, 'customerId', customerId)] : []), ...(caseId ? [{ field: 'caseId', is: 'one-of', value: await withMerged(ctx, caseId) } as const] : []),
    ...(from ? [{ field: 'at', is: 'from', value: moment(from, 0) } as const] : []), ...(to ? [{ field: 'at', is: 'before', value: moment(to, 1) } as const] : []),
  ] }
  const { ids, nextCursor } = await listIds(ctx, { table: 'voice', resource: voiceResource, permission: 'voice.read', sort: '-at', sorts: { at: { column: 'id', type: 'uuid' } } }, page, filter)
  return { items: await voicesById(ctx, ids), nextCursor }
}

/** The voices of a need that the reader may see, newest first. @throws AppError not-found `need.not-found` */
export async function voicesOfNeed(ctx: Ctx, needId: string, page: { limit: number; cursor?: string | undefined }): Promise<Page<Voice>> {
  await findNeed(ctx, needId)
  const open = { fields: voiceResource.fields, legs: Object.fromEntries(ctx.actor.grants.map(({ scope }) => [scope, [{ field: 'needId', is: 'equal', value: needId } as const]])) }
  const { ids, nextCursor } = await listIds(ctx, { table: 'voice', resource: open, permission: 'need.read', sort: '-at', sorts: { at: { column: 'id', type: 'uuid' } } }, page, { field: 'needId', is: 'equal', value: needId })
  return { items: await voicesById(ctx, ids), nextCursor }
}

/** Voices by id, in that order; whoever calls has looked at sight already. */
export async function voicesById(ctx: Ctx, ids: readonly string[]): Promise<Voice[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('voice as v').leftJoin('need as n', 'n.id', 'v.need_id').leftJoin('customer_ref as c', 'c.id', 'v.customer_id').innerJoin('staff_ref as s', 's.id', 'v.taken_by')
    .selectAll('v').select(['n.title as need_title', 'n.stage as need_stage', 'c.root_id', 'c.name as customer_name', 's.name as taker']).where('v.id', 'in', ids).execute()
  const cases = await caseRefs(ctx, rows.flatMap(({ case_id }) => case_id ?? []))
  const knows = ctx.actor.can('customer.read')
  return inOrder(ids, rows).map((row) => {
    const of = row.case_id ? cases.get(row.case_id) : undefined
    return {
      id: row.id, kind: row.kind, words: row.words, product: row.product, case: of ? { id: of.id, number: of.number, seen: of.seen } : null, channel: row.channel,
      customer: knows && row.customer_id && row.customer_name !== null ? { id: row.root_id ?? row.customer_id, name: row.customer_name } : null, tell: row.tell,
      need: row.need_id && row.need_stage ? { id: row.need_id, title: row.need_title ?? '', stage: row.need_stage } : null, takenBy: { id: row.taken_by, name: row.taker }, at: row.at, version: row.version, may: voiceDeeds(ctx, row, row.need_stage),
    }
  })
}
function voiceDeeds(ctx: Ctx, row: VoiceRow, stage: NeedRow['stage'] | null): Voice['may'] {
  const steers = ctx.actor.can('need.steer')
  const writes = ctx.actor.can('voice.capture') && (steers || row.taken_by === ctx.actor.id) && stage !== 'launched'
  return [...(writes ? ['change', 'remove'] as const : []), ...(steers && stage !== 'launched' ? ['join'] as const : [])]
}

/** @throws AppError not-found `voice.not-found` */
export async function findVoice(ctx: Ctx, id: string): Promise<VoiceRow & { may: Voice['may'] }> {
  const row = await tables(ctx).selectFrom('voice as v').leftJoin('need as n', 'n.id', 'v.need_id').selectAll('v').select('n.stage').where('v.id', '=', id).where(inSight(ctx, voiceResource, 'voice.read', 'v')).executeTakeFirst()
  if (!row) throw notFound('voice')
  const { stage, ...voice } = row
  return { ...voice, may: voiceDeeds(ctx, voice, stage) }
}

const LIST = { table: 'need', resource: needResource, permission: 'need.read', sort: '-createdAt', sorts: { createdAt: { column: 'id', type: 'uuid' }, voices: { column: 'voices', type: 'int8' } } } as const
/** A page of needs, newest first. */
export async function listNeeds(ctx: Ctx, { kind, stage, departmentId, owner, reply, ...page }: NeedQuery): Promise<Page<NeedItem>> {
  const newest = (is: ReturnType<typeof sql<boolean>>) => sql<boolean>`exists (select from need_reply r where r.need_id = t.id and ${is})`
  const narrow = reply === undefined ? [] : [
    reply === 'none' ? sql<boolean>`not exists (select from need_reply r where r.need_id = t.id)`
      : reply === 'waiting' ? newest(sql<boolean>`r.state = 'open'`) : reply === 'overdue' ? newest(sql<boolean>`r.state = 'open' and r.due_at <= ${ctx.now}`) : newest(sql<boolean>`r.state = 'answered'`),
  ]
  const filter: Condition = { all: [...among('kind', kind), ...among('stage', stage), ...equal('departmentId', departmentId), ...equal('ownerId', owner)] }
  const { ids, nextCursor } = page.q ? await matching(ctx, 'need', page.q, LIST, page, filter, narrow) : await listIds(ctx, LIST, page, filter, narrow)
  return { items: await needsById(ctx, ids), nextCursor }
}

const shownRequest = (one: Request): NeedRequest => ({
  id: one.id, department: one.answering, contact: one.contact, subject: one.subject, state: one.state, dueAt: one.dueAt, overdue: one.overdue, askedAt: one.createdAt, answer: one.answer, answeredAt: one.answeredAt, inTime: one.inTime,
})
const deedsOf = (ctx: Ctx, stage: NeedRow['stage']): NeedItem['may'] => !ctx.actor.can('need.steer') ? [] : [...(stage === 'launched' ? [] : ['change' as const]), ...(stage === 'gathered' || stage === 'accepted' || stage === 'production' ? ['route', 'add'] as const : []), ...(waysFrom(stage).length ? ['move' as const] : [])]

async function headsOf(ctx: Ctx, rows: readonly NeedRow[]) {
  const [requests, names, departments] = await Promise.all([
    requestsAboutRecords(ctx, 'need', rows.map(({ id }) => id)), namesOf(ctx, [...new Set(rows.map((row) => row.owner_id))]),
    tables(ctx).selectFrom('department_ref').selectAll().where('id', 'in', ['00000000-0000-0000-0000-000000000000', ...rows.flatMap(({ department_id }) => department_id ?? [])]).execute(),
  ])
  const department = new Map(departments.map((one) => [one.id, one]))
  return rows.map((row) => {
    const asked = (requests.get(row.id) ?? []).map(shownRequest)
    return { row, asked, head: {
      id: row.id, kind: row.kind, title: row.title, product: row.product, stage: row.stage, department: row.department_id ? department.get(row.department_id) ?? null : null, owner: { id: row.owner_id, name: names.get(row.owner_id) ?? '' },
      voices: row.voices, customers: row.customers, lastVoiceAt: row.last_voice_at, reply: asked.find(({ state }) => state !== 'withdrawn') ?? null, createdAt: row.created_at, changedAt: row.changed_at, version: row.version, may: deedsOf(ctx, row.stage),
    } satisfies NeedItem }
  })
}
async function needsById(ctx: Ctx, ids: readonly string[]): Promise<NeedItem[]> {
  if (!ids.length) return []
  return (await headsOf(ctx, inOrder(ids, await tables(ctx).selectFrom('need').selectAll().where('id', 'in', ids).execute()))).map(({ head }) => head)
}

/** A need in the reader's sight. @throws AppError not-found `need.not-found` */
export async function findNeed(ctx: Ctx, id: string): Promise<NeedRow> {
  const row = await tables(ctx).selectFrom('need as n').selectAll().where('id', '=', id).where(inSight(ctx, needResource, 'need.read', 'n')).executeTakeFirst()
  if (!row) throw notFound('need')
  return row
}
/** One need whole. @throws AppError not-found `need.not-found` */
export async function getNeed(ctx: Ctx, id: string): Promise<Need> {
  const found = await findNeed(ctx, id)
  const [[of], wanting, notices, told] = await Promise.all([headsOf(ctx, [found]), wantingOf(ctx, id), noticesOf(ctx, id), tables(ctx).selectFrom('need_notice').select(['state', sql<number>`count(*)::int`.as('n')]).where('need_id', '=', id).groupBy('state').orderBy('state').execute()])
  const { head, asked, row } = of as NonNullable<typeof of>
  return {
    ...head, summary: row.summary, direction: row.direction, targetOn: row.target_on, launchedAt: row.launched_at, launchNote: row.launch_note, declinedWhy: row.declined_why,
    requests: asked, wanting: wanting.length, notices, told, next: head.may.includes('move') ? [...waysFrom(row.stage)] : [],
  }
}
/** The customers who want to hear of it, each once, whatever records of theirs have become one. */
export async function wantingOf(ctx: Ctx, needId: string): Promise<string[]> {
  const rows = await tables(ctx).selectFrom('voice as v').innerJoin('customer_ref as c', 'c.id', 'v.customer_id').select('c.root_id').distinct().where('v.need_id', '=', needId).where('v.tell', '=', true).execute()
  return rows.map(({ root_id }) => root_id)
}
async function noticesOf(ctx: Ctx, needId: string): Promise<LaunchNotice[]> {
  const knows = ctx.actor.can('customer.read')
  const rows = await tables(ctx).selectFrom('need_notice as n').leftJoin('customer_ref as c', 'c.id', 'n.customer_id').selectAll('n').select(['c.root_id', 'c.name']).where('n.need_id', '=', needId).orderBy('n.state').orderBy('n.customer_id').limit(200).execute()
  return rows.map((row) => ({ customer: knows && row.name !== null ? { id: row.root_id ?? row.customer_id, name: row.name } : null, state: row.state, reason: row.reason, messageId: row.message_id, at: row.at }))
}

/** So many of the newest open needs are compared. */
const COMPARED = 1_000
/** Open needs that speak of the same as a text, the nearest first. */
export async function candidatesFor(ctx: Ctx, { text, limit }: { text: string; limit: number }): Promise<{ id: string; title: string; kind: VoiceKind; stage: NeedRow['stage']; voices: number }[]> {
  const all = tables(ctx).selectFrom('need').select(['id', 'title', 'summary', 'product', 'kind', 'stage', 'voices']).where('stage', 'in', ['gathered', 'accepted', 'production'])
  const shown = ({ id, title, kind, stage, voices }: Pick<NeedRow, 'id' | 'title' | 'kind' | 'stage' | 'voices'>) => ({ id, title, kind, stage, voices })
  if (!text) return (await all.orderBy('voices', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(shown)
  const rows = await all.orderBy('id', 'desc').limit(COMPARED).execute()
  const like = likeness(text)
  return rows.map((row) => ({ row, score: like([row.title, row.product, row.summary].filter(Boolean).join(' ')) })).filter(({ score }) => score >= 0.12).toSorted((a, b) => b.score - a.score || b.row.voices - a.row.voices).slice(0, limit).map(({ row }) => shown(row))
}

/** What stands where, for the head of the desk. */
export async function overviewOf(ctx: Ctx) {
  const month = new Date(ctx.now.getTime() - 30 * 86_400_000)
  const [stages, loose, replies, heard] = await Promise.all([
    tables(ctx).selectFrom('need').select(['stage', sql<number>`count(*)::int`.as('n')]).groupBy('stage').execute(),
    tables(ctx).selectFrom('voice').select(sql<number>`count(*)::int`.as('n')).where('need_id', 'is', null).executeTakeFirstOrThrow(),
    sql<{ waiting: number; overdue: number }>`select count(*)::int as waiting, (count(*) filter (where due_at <= ${ctx.now}))::int as overdue from need_reply where state = 'open'`.execute(ctx.db),
    tables(ctx).selectFrom('voice').select(['kind', sql<number>`count(*)::int`.as('n')]).where('at', '>', month).groupBy('kind').execute(),
  ])
  return { stages, loose: loose.n, waiting: replies.rows[0]?.waiting ?? 0, overdue: replies.rows[0]?.overdue ?? 0, heard }
}
