import { sql } from 'kysely'
import { DateTime } from 'luxon'
import { conditionSql, inSight } from '../../../kernel/access.ts'
import type { Bilingual } from '../../../kernel/contract.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn, startOfDay } from '../../../kernel/days.ts'
import { conflict, refused } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { beat, on } from '../../../kernel/module.ts'
import { causesInTree } from '../../cases/index.ts'
import { namesOf, notify, staffWithRoles } from '../../people/index.ts'
import { addTask, finishTask } from '../../tasks/index.ts'
import { filterOf } from './book.ts'
import { DIGEST_PARTS, DigestIssued } from './contract.ts'
import type { BookQuery, Digest, DigestCounts } from './contract.ts'
import { bookFields, bookResource, tables } from './tables.ts'

/** The digest of a month is the book, counted: each of its numbers is the length of the list that the filter of the same name gives. */

const COLUMNS: Record<(typeof DIGEST_PARTS)[number], string> = { kind: 'kind', channel: 'channel', branch: 'branch', cause: 'cause', severity: 'severity', liability: 'liability', team: 'team_id' }
const TOTALS = ['received', 'open', 'closed', 'declined', 'uncoded', 'settled'] as const

/** First and last day of a month. */
export function daysOfMonth(month: string): { from: string; to: string } {
  const first = DateTime.fromISO(`${month}-01`, { zone: 'utc' })
  return { from: first.toISODate() as string, to: first.endOf('month').toISODate() as string }
}
const monthBefore = (month: string) => DateTime.fromISO(`${month}-01`, { zone: 'utc' }).minus({ months: 1 }).toFormat('yyyy-MM')

async function countsOf(ctx: Ctx, month: string): Promise<DigestCounts> {
  const { from, to } = daysOfMonth(month)
  const sight = inSight(ctx, bookResource as never, 'complaint.book', 'b')
  const where = (query: Partial<BookQuery>) => conditionSql(bookFields, filterOf(ctx, query), ctx.actor, ctx.now, 'b')
  const sets = DIGEST_PARTS.map((part) => sql.ref(`b.${COLUMNS[part]}`))
  const [{ rows: [settled] }, { rows }] = await Promise.all([
    sql<{ n: number }>`select count(*)::int as n from complaint_book b where ${where({ closedFrom: from, closedTo: to, standing: 'closed' })} and ${sight}`.execute(ctx.db),
    sql<Record<string, string | null> & { set: number; n: number; open: number; closed: number; declined: number; uncoded: number }>`
      select ${sql.join(DIGEST_PARTS.map((part, at) => sql`${sets[at]}::text as ${sql.ref(part)}`))}, grouping(${sql.join(sets)}) as set, count(*)::int as n, (count(*) filter (where ${where({ standing: 'open' })}))::int as open, (count(*) filter (where ${where({ standing: 'closed' })}))::int as closed,
        (count(*) filter (where ${where({ standing: 'declined' })}))::int as declined, (count(*) filter (where ${where({ cause: 'none' })}))::int as uncoded
      from complaint_book b where ${where({ receivedFrom: from, receivedTo: to })} and ${sight} group by grouping sets ((), ${sql.join(sets.map((one) => sql`(${one})`))}) order by n desc`.execute(ctx.db),
  ])
  const whole = (1 << DIGEST_PARTS.length) - 1
  const total = rows.find(({ set }) => set === whole)
  const parts = Object.fromEntries(DIGEST_PARTS.map((part, at) => [part, rows.filter(({ set }) => set === whole - (1 << (DIGEST_PARTS.length - 1 - at))).map((row) => ({ key: row[part] ?? 'none', n: row.n }))])) as DigestCounts['parts']
  return { received: total?.n ?? 0, open: total?.open ?? 0, closed: total?.closed ?? 0, declined: total?.declined ?? 0, uncoded: total?.uncoded ?? 0, settled: settled?.n ?? 0, parts }
}

async function namesIn(ctx: Ctx, { parts }: DigestCounts): Promise<Record<string, Bilingual>> {
  const teamIds = (parts.team ?? []).flatMap(({ key }) => key === 'none' ? [] : [key])
  const teams = teamIds.length ? await tables(ctx).selectFrom('team_ref').select(['id', 'name']).where('id', 'in', teamIds).execute() : []
  return { ...Object.fromEntries(causesInTree(ctx).map(({ key, name }) => [key, name])), ...Object.fromEntries(teams.map(({ id, name }) => [id, { zh: name, en: name }])) }
}
const isOver = (ctx: Pick<Ctx, 'settings' | 'now'>, month: string) => daysOfMonth(month).to < dayIn(ctx.settings.get(companyZone), ctx.now)

export async function readDigest(ctx: Ctx, month: string): Promise<Digest> {
  const { from, to } = daysOfMonth(month)
  const zone = ctx.settings.get(companyZone)
  const [counts, before, kept, { rows: [found] }] = await Promise.all([
    countsOf(ctx, month), countsOf(ctx, monthBefore(month)), tables(ctx).selectFrom('complaint_digest').selectAll().where('month', '=', from).executeTakeFirst(),
    sql<{ n: number }>`select count(*)::int as n from complaint_recurrence where found_at >= ${startOfDay(zone, from)} and found_at < ${startOfDay(zone, to, 1)}`.execute(ctx.db),
  ])
  const names = kept ? await namesOf(ctx, [kept.issued_by]) : new Map<string, string>()
  return {
    month, from, to, counts, before: { received: before.received, settled: before.settled, declined: before.declined }, recurrences: found?.n ?? 0, names: await namesIn(ctx, counts),
    issued: kept ? { by: { id: kept.issued_by, name: names.get(kept.issued_by) ?? '' }, at: kept.issued_at, note: kept.note, counts: kept.counts, version: kept.version, drift: TOTALS.flatMap((what) => kept.counts[what] === counts[what] ? [] : [{ what, then: kept.counts[what], now: counts[what] }]) } : null,
    may: ctx.actor.can('complaint.digest') && isOver(ctx, month) ? ['issue'] : [],
  }
}
export async function listDigests(ctx: Ctx): Promise<{ month: string; received: number; issuedAt: Date; by: { id: string; name: string } }[]> {
  const rows = await tables(ctx).selectFrom('complaint_digest').selectAll().orderBy('month', 'desc').limit(60).execute()
  const names = await namesOf(ctx, rows.map(({ issued_by }) => issued_by))
  return rows.map((row) => ({ month: row.month.slice(0, 7), received: row.counts.received, issuedAt: row.issued_at, by: { id: row.issued_by, name: names.get(row.issued_by) ?? '' } }))
}

const taskKey = (month: string) => `complaint-digest:${month}`
/** Keeps the numbers of a month that is over. @throws AppError refused `complaint-digest.not-over`; conflict `record.stale` */
export async function issueDigest(ctx: Ctx, month: string, { note, version }: { note?: string | undefined; version?: number | undefined }): Promise<Digest> {
  if (!isOver(ctx, month)) throw refused('complaint-digest.not-over', [{ path: 'month', code: 'complaint-digest.not-over' }])
  const { from } = daysOfMonth(month)
  const counts = await countsOf(ctx, month)
  const before = await tables(ctx).selectFrom('complaint_digest').select(['id', 'version']).where('month', '=', from).forUpdate().executeTakeFirst()
  if (before && version !== undefined && version !== before.version) throw conflict('record.stale', await readDigest(ctx, month))
  const said = { counts: JSON.stringify(counts) as never, note: note ?? null, issued_by: ctx.actor.id as string, issued_at: ctx.now }
  if (before) await tables(ctx).updateTable('complaint_digest').set({ ...said, version: before.version + 1 }).where('id', '=', before.id).execute()
  else await tables(ctx).insertInto('complaint_digest').values({ id: newId(), month: from, ...said, version: 1 }).execute()
  await finishTask(ctx, { key: taskKey(month) })
  await ctx.emit(DigestIssued, before?.id ?? newId(), { month, received: counts.received, again: before !== undefined })
  return readDigest(ctx, month)
}
/** The managers read what the month came to. */
export const tellDigest = on(DigestIssued, 'complaints.tell-digest', async (ctx, heard) => {
  for (const { subjectId, data, actor } of heard) {
    const managers = await staffWithRoles(ctx, ['cs_manager'])
    await notify(ctx, managers.filter((id) => id !== actor.id), { code: 'complaint-digest.notice-issued', subjectKind: 'complaint-digest', subjectId, params: { month: data.month, n: data.received } })
  }
})
/** When a month is over, its digest is a task of the office. */
export const digestBeat = beat('complaints.digest', 3_600, async (ctx) => {
  const month = monthBefore(dayIn(ctx.settings.get(companyZone), ctx.now).slice(0, 7))
  const { from, to } = daysOfMonth(month)
  const zone = ctx.settings.get(companyZone)
  const { rows: [found] } = await sql<{ n: number; issued: boolean; asked: boolean }>`select (select count(*)::int from (select from complaint_book where created_at >= ${startOfDay(zone, from)} and created_at < ${startOfDay(zone, to, 1)} limit 1) b) as n,
    exists (select from complaint_digest where month = ${from}) as issued`.execute(ctx.db)
  if (!found?.n || found.issued) return
  const about = { kind: 'complaint-digest', id: newId() }
  await addTask(ctx, { key: taskKey(month), title: { zh: `出具 ${month} 投诉月报`, en: `Issue the complaint digest of ${month}` }, roleKey: 'clerk', dueAt: startOfDay(zone, to, 4), about, source: about, path: `/complaint-digests/${month}`, byHand: false })
})
