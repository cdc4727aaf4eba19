import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import type { Content } from '../content.ts'
import { openContents } from '../content.ts'
import { MessageDeferred, MessageFailed, MessageHeld, MessageRefused, MessageSent, MessageUnknown } from '../contract.ts'
import { openMoment, reasonAgainst } from '../gate.ts'
import { keyOf } from '../queries.ts'
import type { OutChannel } from '../rules.ts'
import { retryAfter } from '../rules.ts'
import { firstRetry, longestRetry, mostAttempts } from '../settings.ts'
import type { OutgoingRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { moved, told } from '../tell.ts'

/** A message in the hands of its carrier, who alone may send it until the lease ends. */
export interface Parcel { id: string; key: string; attempt: number; row: OutgoingRow; content: Content }

/** How long a carrier may take over one message. What is not told by then is told by `settleLost`. */
const LEASE_SECONDS = 300

/** Takes what is due of a channel by one carrier, oldest first: what another node holds is passed over. What may no longer leave is refused here. */
export const takeDue = (ctx: Ctx, channel: OutChannel, carrierRef: string, most: number): Promise<Parcel[]> =>
  take(ctx, sql`select id from outgoing_message where state = 'queued' and channel = ${channel} and carrier_ref = ${carrierRef} and due_at <= ${ctx.now} order by due_at limit ${sql.lit(most)} for update skip locked`)

/** The carriers of a channel that have something due. */
export async function carriersDue(ctx: Ctx, channel: OutChannel): Promise<string[]> {
  const rows = await tables(ctx).selectFrom('outgoing_message').select('carrier_ref').distinct().where('state', '=', 'queued').where('channel', '=', channel).where('due_at', '<=', ctx.now).where('carrier_ref', 'is not', null).execute()
  return rows.map((row) => row.carrier_ref as string)
}

async function take(ctx: Ctx, which: ReturnType<typeof sql>): Promise<Parcel[]> {
  const lease = new Date(ctx.now.getTime() + LEASE_SECONDS * 1_000)
  const { rows } = await sql<OutgoingRow>`update outgoing_message m set state = 'sending', attempts = attempts + 1, leased_until = ${lease}, changed_at = ${ctx.now}, version = version + 1
    from (${which}) due where m.id = due.id returning m.*`.execute(ctx.db)
  const contents = await openContents(ctx, rows)
  const parcels: Parcel[] = []
  for (const row of rows) {
    const content = contents.get(row.id)
    const key = await keyOf(ctx, row.id)
    const { about_kind: kind, about_id: id } = row
    // Somebody may have said no while it waited for the morning.
    const against = content ? await reasonAgainst(ctx, { ...content, channel: row.channel, about: { kind, id }, customerId: row.customer_id, automatic: false, purpose: row.purpose, authorId: row.author_id, isJudged: true }) : 'message.erased'
    if (!content || against) {
      await end(ctx, row, { state: 'refused', reason: against ?? 'message.erased', remark: null, due_at: null })
      await ctx.emit(MessageRefused, row.id, { ...told(key, row), reason: against ?? '', ...moved('queued', 'refused') })
      continue
    }
    tables.insert(ctx, 'outgoing_attempt', { message_id: row.id, attempt: row.attempts, began_at: ctx.now, handed_at: null, ended_at: null, outcome: null, code: null, remark: null })
    parcels.push({ id: row.id, key, attempt: row.attempts, row, content })
  }
  return parcels
}

type Ending = Partial<Pick<OutgoingRow, 'state' | 'reason' | 'remark' | 'due_at' | 'sent_at' | 'carrier_ref'>>
const end = (ctx: Ctx, row: Pick<OutgoingRow, 'id'>, ending: Ending) =>
  tables(ctx).updateTable('outgoing_message').set((eb) => ({ ...ending, leased_until: null, changed_at: ctx.now, version: eb('version', '+', 1) })).where('id', '=', row.id).execute()

const endAttempt = (ctx: Ctx, { id, attempt }: Pick<Parcel, 'id' | 'attempt'>, outcome: 'sent' | 'temporary' | 'permanent' | 'unknown', code: string | null, remark: string | null) =>
  ctx.send(tables(ctx).updateTable('outgoing_attempt').set({ ended_at: ctx.now, outcome, code, remark }).where('message_id', '=', id).where('attempt', '=', attempt))

/** Whether this try still holds the message: a carrier that took too long has lost it. Locks it until the unit ends. */
async function holds(ctx: Ctx, { id, attempt }: Pick<Parcel, 'id' | 'attempt'>): Promise<OutgoingRow | undefined> {
  const row = await tables(ctx).selectFrom('outgoing_message').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row?.state === 'sending' && row.attempts === attempt ? row : undefined
}

/** Committed before the first byte of the message goes out: from here on nobody can know, until the other side has answered. False: somebody else has it by now, keep your hands off. */
export async function markHanded(ctx: Ctx, parcel: Pick<Parcel, 'id' | 'attempt'>): Promise<boolean> {
  if (!await holds(ctx, parcel)) return false
  await tables(ctx).updateTable('outgoing_attempt').set({ handed_at: ctx.now }).where('message_id', '=', parcel.id).where('attempt', '=', parcel.attempt).execute()
  return true
}

/** The carrier took it; `reason` says what was odd about it. True: told now; false: it was known already, or the message is no longer this try's. */
export async function markSent(ctx: Ctx, parcel: Pick<Parcel, 'id' | 'attempt' | 'key'>, { reason = null, remark = null }: { reason?: string | null; remark?: string | null } = {}): Promise<boolean> {
  const row = await tables(ctx).selectFrom('outgoing_message').selectAll().where('id', '=', parcel.id).forUpdate().executeTakeFirst()
  // Late news of a try that was given up as lost is still news: it did leave.
  if (!row || row.attempts !== parcel.attempt || (row.state !== 'sending' && row.state !== 'unknown')) return false
  const said = clean(remark)
  await end(ctx, row, { state: 'sent', sent_at: ctx.now, due_at: null, reason, remark: said })
  endAttempt(ctx, parcel, 'sent', null, said)
  await ctx.emit(MessageSent, row.id, { ...told(parcel.key, row), ...moved(row.state, 'sent') })
  return true
}

export interface Failure {
  /** `permanent`: another try is senseless. `temporary`: later. `unknown`: it may have been taken. `held`: the carrier itself can't, such as a refused password; waits until it can. `interrupted`: it was never handed over, and goes again at once. */
  kind: 'temporary' | 'permanent' | 'unknown' | 'held' | 'interrupted'
  /** A code with a sentence in the catalogues. */
  reason: string
  /** The other side's own code, such as `550 5.1.1`. */
  code?: string | null
  remark?: string | null
}

/** It did not leave, or nobody knows: told with the reason, and when it is tried again. */
export async function markFailed(ctx: Ctx, parcel: Pick<Parcel, 'id' | 'attempt' | 'key'>, { kind, reason, code = null, remark = null }: Failure): Promise<void> {
  const row = await holds(ctx, parcel)
  if (!row) return
  const said = clean(remark)
  endAttempt(ctx, parcel, kind === 'held' || kind === 'interrupted' ? 'temporary' : kind, code, said)
  const common = told(parcel.key, row)
  if (kind === 'held') {
    await end(ctx, row, { state: 'held', reason, remark: said })
    await ctx.emit(MessageHeld, row.id, { ...common, reason, ...moved('sending', 'held') })
    return
  }
  if (kind === 'unknown') {
    await end(ctx, row, { state: 'unknown', reason, remark: said, due_at: null })
    await ctx.emit(MessageUnknown, row.id, { ...common, reason, ...moved('sending', 'unknown') })
    return
  }
  const wait = kind === 'permanent' ? null : retryAfter(row.attempts, { firstSeconds: ctx.settings.get(firstRetry), mostSeconds: ctx.settings.get(longestRetry), attempts: ctx.settings.get(mostAttempts) }, Math.random())
  if (wait === null) {
    const why = kind === 'permanent' ? reason : 'message.given-up'
    await end(ctx, row, { state: 'failed', reason: why, remark: said, due_at: null })
    await ctx.emit(MessageFailed, row.id, { ...common, reason: why, attempts: row.attempts, ...moved('sending', 'failed') })
    return
  }
  const later = new Date(ctx.now.getTime() + (kind === 'interrupted' ? 0 : wait * 1_000))
  const dueAt = row.automatic ? await openMoment(ctx, row.customer_id, null, later) : later
  await end(ctx, row, { state: 'queued', reason, remark: said, due_at: dueAt })
  await ctx.emit(MessageDeferred, row.id, { ...common, reason, attempt: row.attempts, carrierRef: row.carrier_ref, dueAt: dueAt.toISOString(), ...moved('sending', 'queued') })
}

/** What another side said, as it may be kept: one line, without personal values. */
export const clean = (text: string | null): string | null => text ? maskPersonal(text.replace(/[\p{Cc}]+/gu, ' ')).replace(/[^\s<>@]+@[^\s<>]+/g, '***').slice(0, 500) : null

/**
 * Ends the tries whose process died or hung. What was never handed over goes again; of what was, nobody knows whether it arrived, so it is told
 * as unknown and waits for proof or a person. True when there may be more.
 */
export async function settleLost(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<OutgoingRow & { handed: boolean }>`
    select m.*, exists (select from outgoing_attempt a where a.message_id = m.id and a.attempt = m.attempts and a.handed_at is not null) as handed
    from outgoing_message m where m.state = 'sending' and m.leased_until < ${ctx.now} order by m.leased_until limit 100 for update of m skip locked`.execute(ctx.db)
  for (const row of rows) {
    const parcel = { id: row.id, attempt: row.attempts, key: await keyOf(ctx, row.id) }
    await markFailed(ctx, parcel, row.handed ? { kind: 'unknown', reason: 'message.outcome-unknown' } : { kind: 'interrupted', reason: 'message.interrupted' })
  }
  return rows.length === 100
}
