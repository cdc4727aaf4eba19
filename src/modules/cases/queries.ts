import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Condition } from '../../pure/conditions/index.ts'
import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { fieldValuesOf, narrowByFields } from '../../kernel/custom-fields/index.ts'
import type { FieldValues } from '../../kernel/custom-fields/contract.ts'
import { notFound } from '../../kernel/errors.ts'
import { startOfDay } from '../../kernel/days.ts'
import { companyZone } from '../../kernel/frame.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import type { Page } from '../../kernel/listing.ts'
import { among, lookUp } from '../../kernel/transaction.ts'
import { clocksOf } from '../clocks/index.ts'
import { isOfCustomer } from '../customers/index.ts'
import type { Clock } from '../clocks/contract.ts'
import { filesOf } from '../files/index.ts'
import { flowKind } from '../flows/index.ts'
import { matching } from '../search/index.ts'
import { deliveriesByMessage } from './commands/send-reply.ts'
import type { Case, CaseQuery, Deed, Message } from './contract.ts'
import { mentionsIn } from './desk/mentioned.ts'
import { watchedBy } from './desk/watched.ts'
import { deedsOf } from './rules.ts'
import { caseResource, tables } from './tables.ts'

/** `rank`: the most pressing first, with what has waited longest among equals. */
const SORTS = { rank: { column: 'rank_at', type: 'timestamptz' }, createdAt: { column: 'id', type: 'uuid' }, dueAt: { column: 'due_at', type: 'timestamptz' } } as const

export async function listCases(ctx: Ctx, query: CaseQuery): Promise<{ items: Case[]; nextCursor: string | null }> {
  const page = await pageOfCases(ctx, query)
  return { items: await casesById(ctx, page.ids), nextCursor: page.nextCursor }
}

async function pageOfCases(ctx: Ctx, query: CaseQuery): Promise<Page> {
  const spec = { table: 'case', resource: caseResource, permission: 'case.read', sorts: SORTS, sort: '-createdAt' }
  const filter: Condition = { all: [...filtersOf(ctx, query), ...(query.customerId ? [await isOfCustomer(ctx, 'customerId', query.customerId)] : []), ...(query.watching ? [{ field: 'id', is: 'one-of', value: await watchedBy(ctx) } as const] : [])] }
  const narrow = [...narrowByFields(ctx, 'case', query.fields), ...(query.service ? [sql<boolean>`exists (select from case_service s where s.case_id = t.id and s.service = any(${query.service.split(',')}::text[]))`] : [])]
  if (!query.q) return listIds(ctx, spec, query, filter, narrow)
  const q = query.q
  return narrow.length ? sifted(ctx, query, narrow, (asked) => matching(ctx, 'case', q, spec, asked, filter)) : matching(ctx, 'case', q, spec, query, filter)
}

/** So many pages of what the words find are looked through for one page that also fits. */
const MOST_SIFTED = 20
/** Of what words find only the rows that fit: pages are asked for until one is full. */
async function sifted(ctx: Ctx, query: CaseQuery, narrow: readonly RawBuilder<boolean>[], pageOf: (query: CaseQuery) => Promise<Page>): Promise<Page> {
  const ids: string[] = []
  let cursor = query.cursor
  for (let n = 0; n < MOST_SIFTED; n++) {
    const page = await pageOf({ ...query, limit: Math.max(1, query.limit - ids.length), ...(cursor ? { cursor } : {}) })
    const { rows } = page.ids.length ? await sql<{ id: string }>`select t.id from "case" t where t.id = any(${page.ids}::uuid[]) and ${sql.join(narrow, sql` and `)}`.execute(ctx.db) : { rows: [] }
    const fits = new Set(rows.map(({ id }) => id))
    ids.push(...page.ids.filter((id) => fits.has(id)))
    if (!page.nextCursor || ids.length >= query.limit) return { ids, nextCursor: page.nextCursor }
    cursor = page.nextCursor
  }
  return { ids, nextCursor: cursor ?? null }
}

const PAGE = 2_000
/** The ids of all cases that a list would show with these filters, newest first, at most so many. */
export async function idsOfCases(ctx: Ctx, query: Omit<CaseQuery, 'limit' | 'cursor' | 'sort'>, most: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null | undefined
  do {
    const page: Page = await pageOfCases(ctx, { ...query, limit: Math.min(PAGE, most - ids.length), ...(cursor ? { cursor } : {}) })
    ids.push(...page.ids)
    cursor = page.nextCursor
  } while (cursor && ids.length < most)
  return ids
}

function filtersOf(ctx: Ctx, query: CaseQuery): Condition[] {
  const oneOf = (field: string, list: readonly string[] | undefined): Condition[] => list ? [list.length === 1 ? { field, is: 'equal', value: list[0] as string } : { field, is: 'one-of', value: list }] : []
  const person = (field: string, who: string | undefined): Condition[] => !who ? [] : who === 'none' ? [{ field, is: 'empty' }] : [{ field, is: 'equal', value: who === 'me' ? { var: 'me' } : who }]
  return [
    ...oneOf('status', query.status?.split(',')), ...oneOf('statusClass', query.statusClass), ...oneOf('kind', query.kind), ...oneOf('priority', query.priority), ...oneOf('channel', query.channel),
    ...person('handlerId', query.handler), ...person('firstResponderId', query.firstResponder),
    ...(query.team === 'mine' ? [{ field: 'teamId', is: 'one-of', value: { var: 'teams' } } as const] : person('teamId', query.team)),
    ...(query.createdFrom ? [{ field: 'createdAt', is: 'from', value: startOfDay(ctx.settings.get(companyZone), query.createdFrom).toISOString() } as const] : []),
    ...(query.createdTo ? [{ field: 'createdAt', is: 'before', value: startOfDay(ctx.settings.get(companyZone), query.createdTo, 1).toISOString() } as const] : []),
    ...(query.silent ? [{ field: 'silentSince', is: 'not-empty' } as const] : []),
    ...(query.snoozed ? [{ field: 'snoozedAt', is: query.snoozed === 'true' ? 'not-empty' : 'empty' } as const] : []),
    ...(query.passed ? [{ field: 'passed', is: 'not-empty' } as const] : []),
    query.removed === 'true' && ctx.actor.can('case.remove') ? { field: 'removedAt', is: 'not-empty' } : { field: 'removedAt', is: 'empty' },
  ]
}
const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('case as c')
  .leftJoin('customer_ref as cu', 'cu.id', 'c.customer_id').leftJoin('staff_ref as fr', 'fr.id', 'c.first_responder_id').leftJoin('staff_ref as h', 'h.id', 'c.handler_id').leftJoin('team_ref as t', 't.id', 'c.team_id').leftJoin('staff_ref as os', 'os.id', 'c.offered_staff_id').leftJoin('team_ref as ot', 'ot.id', 'c.offered_team_id')
  .leftJoin('case as f', (join) => join.onRef('f.id', '=', 'c.follows_id').on('f.removed_at', 'is', null).on(inSight(ctx, caseResource, 'case.read', 'f')))
  .leftJoin('case as mi', 'mi.id', 'c.merged_into_id')
  .leftJoin('case_reading as r', (join) => join.onRef('r.case_id', '=', 'c.id').on('r.staff_id', '=', ctx.actor.id))
  .modifyFront(lookUp).selectAll('c').select(['cu.name as customer_name', 'cu.type as customer_type', 'cu.root_id as customer_root_id', 'fr.name as first_responder_name', 'h.name as handler_name', 't.name as team_name', 'os.name as offered_staff_name', 'ot.name as offered_team_name', 'f.number as follows_number', 'mi.number as merged_number', 'r.at as read_at'])
  .select([inSight(ctx, caseResource, 'case.write', 'c').as('may_write'), inSight(ctx, caseResource, 'case.claim', 'c').as('may_claim'), inSight(ctx, caseResource, 'case.assign', 'c').as('may_assign')])
export type CaseFound = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>

/** Cases by id, in that order; whoever calls has looked at sight already. */
export async function casesById(ctx: Ctx, ids: readonly string[]): Promise<Case[]> {
  if (!ids.length) return []
  const [rows, clocks, fields] = await Promise.all([rowsOf(ctx).where(among('c.id', ids)).execute(), clocksOf(ctx, ids), fieldValuesOf(ctx, 'case', ids)])
  return inOrder(ids, rows).map((row) => shownCase(ctx, row, clocks.get(row.id) ?? [], fields.get(row.id)))
}

/**
 * One case in the reader's sight; 404 otherwise, for both look alike.
 * @param binned also out of the bin for somebody who may not look into it: only for taking back the deed of theirs that put it there
 */
export async function findCase(ctx: Ctx, id: string, { binned = false }: { binned?: boolean } = {}): Promise<CaseFound> {
  const row = await rowsOf(ctx).where('c.id', '=', id).where(inSight(ctx, caseResource, 'case.read', 'c')).executeTakeFirst()
  if (!row || (row.removed_at && !binned && !ctx.actor.can('case.remove'))) throw notFound('case')
  return row
}
/** Those of these cases that are in the reader's sight. */
export async function findCases(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, CaseFound>> {
  if (!ids.length) return new Map()
  const rows = await rowsOf(ctx).where(among('c.id', [...new Set(ids)])).where(inSight(ctx, caseResource, 'case.read', 'c')).execute()
  return new Map(rows.flatMap((row) => row.removed_at && !ctx.actor.can('case.remove') ? [] : [[row.id, row]]))
}
export async function getCase(ctx: Ctx, id: string): Promise<Case> {
  const [row, clocks, fields] = await Promise.all([findCase(ctx, id), clocksOf(ctx, [id]), fieldValuesOf(ctx, 'case', [id])])
  return shownCase(ctx, row, clocks.get(id) ?? [], fields.get(id))
}

/** What the reader may do with this case. */
export function mayWith(ctx: Ctx, row: Pick<CaseFound, 'handler_id' | 'status_class' | 'removed_at' | 'offered_staff_id' | 'offered_team_id' | 'merged_into_id' | 'may_write' | 'may_claim' | 'may_assign'>): Deed[] {
  return deedsOf({ removed: row.removed_at !== null, class: row.status_class, handlerId: row.handler_id, offered: row.offered_staff_id !== null || row.offered_team_id !== null, merged: row.merged_into_id !== null }, { me: ctx.actor.id, write: row.may_write, claim: row.may_claim, assign: row.may_assign, can: ctx.actor.can })
}

/** A row as the API shows it, with what the reader may do. */
export function shownCase(ctx: Ctx, row: CaseFound, clocks: readonly Clock[], fields: FieldValues = {}): Case {
  return {
    id: row.id, number: row.number, kind: row.kind, subject: row.subject, channel: row.channel, priority: row.priority, status: { key: row.status, class: row.status_class },
    customer: row.customer_id && row.customer_name !== null ? { id: row.customer_root_id ?? row.customer_id, name: row.customer_name, type: row.customer_type ?? 'person' } : null,
    firstResponder: row.first_responder_id ? { id: row.first_responder_id, name: row.first_responder_name ?? '' } : null,
    handler: row.handler_id ? { id: row.handler_id, name: row.handler_name ?? '' } : null,
    team: row.team_id ? { id: row.team_id, name: row.team_name ?? '' } : null,
    offered: row.offered_staff_id || row.offered_team_id ? { staff: row.offered_staff_id ? { id: row.offered_staff_id, name: row.offered_staff_name ?? '' } : null, team: row.offered_team_id ? { id: row.offered_team_id, name: row.offered_team_name ?? '' } : null } : null,
    silentSince: row.silent_since, transfers: row.transfers, passed: row.passed, clocks: [...clocks], promiseDueAt: row.promise_due_at, snoozed: row.snoozed_at ? { at: row.snoozed_at, until: row.snoozed_until } : null, classified: row.classified, readAt: row.read_at, mergedInto: row.merged_into_id && row.merged_number ? { id: row.merged_into_id, number: row.merged_number } : null, next: row.may_write && !row.removed_at && !row.merged_into_id ? [...ctx.definitions.version(flowKind, row.flow_id).is.next(row.status)] : [], may: mayWith(ctx, row),
    solution: row.solution, service: row.service, fields, follows: row.follows_id && row.follows_number ? { id: row.follows_id, number: row.follows_number } : null, createdAt: row.created_at, changedAt: row.changed_at, removedAt: row.removed_at, version: row.version,
  }
}

/** What was said about a case, newest first. */
export async function listMessages(ctx: Ctx, caseId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<{ items: Message[]; nextCursor: string | null }> {
  const part = tables(ctx).selectFrom('message as m').modifyFront(lookUp).leftJoin('staff_ref as s', 's.id', 'm.author_id').leftJoin('customer_ref as cu', 'cu.id', 'm.author_id').selectAll('m').select(['s.name as staff_name', 'cu.name as customer_name'])
  const page = (of: readonly string[]) => (cursor ? part.where('m.id', '<', cursor) : part).where('m.case_id', of.length === 1 ? '=' : 'in', (of.length === 1 ? of[0] : of) as never).orderBy('m.id', 'desc').limit(limit + 1).execute()
  // Both at once: of a case that is not the reader's the messages are thrown away with the refusal.
  const [found, own, taken] = await Promise.all([findCase(ctx, caseId), page([caseId]), tables(ctx).selectFrom('case').select('id').where('merged_into_id', '=', caseId).execute()])
  const rows = taken.length ? await page([caseId, ...taken.map((row) => row.id)]) : own
  const kept = rows.slice(0, limit)
  const [files, deliveries, mentions] = await Promise.all([filesOf(ctx, kept.map((row) => row.id)), deliveriesByMessage(ctx, kept), mentionsIn(ctx, kept.flatMap((row) => row.visibility === 'internal' ? row.id : []))])
  return {
    items: kept.map((row) => ({
      id: row.id, caseId: row.case_id, visibility: row.visibility, body: row.body, channel: row.channel, delivery: deliveries.get(row.id) ?? null, at: row.at, attachments: files.get(row.id) ?? [], mentions: mentions.get(row.id) ?? [],
      author: { kind: row.author_kind, id: row.author_id, name: row.author_kind === 'customer' ? row.customer_name ?? found.customer_name ?? '' : row.staff_name ?? '' },
    })),
    nextCursor: rows.length > limit ? kept.at(-1)?.id ?? null : null,
  }
}

/** The words that these cases were opened with, by case. */
export async function firstWords(ctx: Ctx, caseIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await Promise.all(caseIds.map((id) => tables(ctx).selectFrom('message').select(['case_id', 'body']).where('case_id', '=', id).orderBy('id').limit(1).executeTakeFirst()))
  return new Map(rows.flatMap((row) => row ? [[row.case_id, row.body] as const] : []))
}
