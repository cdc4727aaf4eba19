import type { Actor, Ctx } from '../../kernel/context.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { AccountLocked, SignInFailed } from './contract.ts'
import { failuresPerAddress, lockoutAfter, lockoutMinutes } from './settings.ts'
import { tables } from './tables.ts'

/**
 * Stands before every question for a password or a code. Attempts are counted before they are judged, one at a time for each account,
 * so that many at once try no more than few after each other. Unknown e-mails are counted and locked like known ones.
 */
const ADDRESS_WINDOW_MS = 600_000
const MOST_ADDRESSES = 50_000
const MOST_WAITING = 20

interface Gate { queues: Map<string, { last: Promise<unknown>; waiting: number }>; addresses: Map<string, { count: number; until: number }> }
const gates = new WeakMap<Work, Gate>()
const gateOf = (work: Work): Gate => {
  const found = gates.get(work) ?? { queues: new Map(), addresses: new Map() }
  gates.set(work, found)
  return found
}
const tooMany = (code: string, milliseconds: number) => {
  const retryAfterSeconds = Math.max(1, Math.ceil(milliseconds / 1_000))
  return new AppError('too-many', code, { retryAfterSeconds, params: { seconds: retryAfterSeconds, minutes: Math.ceil(retryAfterSeconds / 60) } })
}

/** What the judgement of an attempt came to. `pending` neither counts nor clears: the password was right and the code is still to come. */
export type Verdict<T> = { outcome: 'right' | 'pending'; value: T } | { outcome: 'wrong'; reason: 'password' | 'code'; refusal: AppError }

/**
 * Lets one attempt through to `judge` and keeps the account's count.
 * @throws AppError too-many `sign-in.locked` or `sign-in.too-many`, or the verdict's refusal
 */
export async function attempt<T>(work: Work, actor: Actor, via: string, email: string, address: string, judge: () => Promise<Verdict<T>>): Promise<T> {
  const { queues, addresses } = gateOf(work)
  refuseAddress(work, addresses, address)
  const name = email.trim().toLowerCase()
  const queue = queues.get(name) ?? { last: Promise.resolve(), waiting: 0 }
  if (queue.waiting >= MOST_WAITING) throw tooMany('sign-in.too-many', 2_000)
  queue.waiting++
  queues.set(name, queue)
  const mine = queue.last.then(() => judged(work, actor, via, name, judge))
  queue.last = mine.catch(() => {})
  try {
    const verdict = await mine
    if (verdict.outcome !== 'wrong') return verdict.value
    countAddress(addresses, address)
    throw verdict.refusal
  } finally {
    queue.waiting--
    if (!queue.waiting) queues.delete(name)
  }
}

async function judged<T>(work: Work, actor: Actor, via: string, name: string, judge: () => Promise<Verdict<T>>): Promise<Verdict<T>> {
  const fingerprint = work.vault.token('people.sign-in', name)
  await work.unit(actor, via, (ctx) => charge(ctx, fingerprint))
  const verdict = await judge().catch(async (error: unknown) => {
    // Not judged at all: a fault of ours must not lock anybody out.
    await work.unit(actor, via, (ctx) => refund(ctx, fingerprint))
    throw error
  })
  await work.unit(actor, via, async (ctx) => {
    if (verdict.outcome === 'wrong') await fail(ctx, fingerprint, name, verdict.reason)
    else if (verdict.outcome === 'right') await tables(ctx).deleteFrom('sign_in_guard').where('fingerprint', '=', fingerprint).execute()
    else await refund(ctx, fingerprint)
  })
  return verdict
}

const refund = (ctx: Ctx, fingerprint: Buffer) => tables(ctx).updateTable('sign_in_guard').set((eb) => ({ failures: eb('failures', '-', 1) })).where('fingerprint', '=', fingerprint).execute()

/** Counts the attempt in advance; refuses it while the account is locked. */
async function charge(ctx: Ctx, fingerprint: Buffer): Promise<void> {
  const minutes = ctx.settings.get(lockoutMinutes)
  const most = ctx.settings.get(lockoutAfter)
  const quiet = new Date(ctx.now.getTime() - minutes * 60_000)
  const counted = await tables(ctx).insertInto('sign_in_guard').values({ fingerprint, failures: 1, at: ctx.now, locked_until: null })
    .onConflict((c) => c.column('fingerprint').doUpdateSet((eb) => ({
      failures: eb.case().when(eb.or([eb('sign_in_guard.locked_until', 'is not', null), eb('sign_in_guard.at', '<', quiet)])).then(1).else(eb('sign_in_guard.failures', '+', 1)).end(),
      at: ctx.now, locked_until: null,
    })).where((eb) => eb.or([eb('sign_in_guard.locked_until', 'is', null), eb('sign_in_guard.locked_until', '<=', ctx.now)])))
    .returning('failures').executeTakeFirst()
  if (counted && counted.failures <= most) return
  const row = await tables(ctx).selectFrom('sign_in_guard').select('locked_until').where('fingerprint', '=', fingerprint).executeTakeFirst()
  throw tooMany('sign-in.locked', row?.locked_until ? row.locked_until.getTime() - ctx.now.getTime() : 1_000)
}

async function fail(ctx: Ctx, fingerprint: Buffer, email: string, reason: 'password' | 'code'): Promise<void> {
  const who = await tables(ctx).selectFrom('staff').select('id').where((eb) => eb(eb.fn('lower', ['email']), '=', email)).where('active', '=', true).executeTakeFirst()
  const subject = who?.id ?? uuidOf(fingerprint)
  const known = who !== undefined
  await ctx.emit(SignInFailed, subject, { known, reason })
  const until = new Date(ctx.now.getTime() + ctx.settings.get(lockoutMinutes) * 60_000)
  const locked = await tables(ctx).updateTable('sign_in_guard').set({ locked_until: until }).where('fingerprint', '=', fingerprint).where('failures', '>=', ctx.settings.get(lockoutAfter)).where('locked_until', 'is', null).returning('fingerprint').executeTakeFirst()
  if (locked) await ctx.emit(AccountLocked, subject, { known, until: until.toISOString() })
}

/** A stable id for what was typed when nobody bears it (UUIDv8: 16 bytes of our own). */
function uuidOf(fingerprint: Buffer): string {
  const bytes = Buffer.from(fingerprint.subarray(0, 16))
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function refuseAddress(work: Work, addresses: Gate['addresses'], address: string): void {
  const found = addresses.get(address)
  const now = performance.now()
  if (!found) return
  if (found.until <= now) { addresses.delete(address); return }
  if (found.count >= work.settings.get(failuresPerAddress)) throw tooMany('sign-in.too-many', found.until - now)
}
function countAddress(addresses: Gate['addresses'], address: string): void {
  const now = performance.now()
  const found = addresses.get(address)
  if (found && found.until > now) { found.count++; return }
  if (addresses.size >= MOST_ADDRESSES) for (const [key, { until }] of addresses) if (until <= now) addresses.delete(key)
  if (addresses.size >= MOST_ADDRESSES) addresses.delete(addresses.keys().next().value as string)
  addresses.set(address, { count: 1, until: now + ADDRESS_WINDOW_MS })
}
