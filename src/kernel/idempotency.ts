import { CompiledQuery } from 'kysely'
import type { Actor, Ctx } from './context.ts'
import { tablesOf } from './context.ts'
import { AppError } from './errors.ts'
import type { Beat } from './module.ts'
import { beat } from './module.ts'
import type { Work } from './work.ts'

interface Kept { actor: string; endpoint: string; key: string; body_hash: Buffer; status: number | null; answer: Buffer | null; at: Date }
const tables = tablesOf<{ idempotency: Kept }>()
const HOURS = 48

/** The `Idempotency-Key` of a request's headers; one that is no key answers 400. */
export function keyIn(headers: Readonly<Record<string, string | string[] | undefined>>): string | undefined {
  const key = headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new AppError('invalid', 'idempotency.bad-key')
  return key
}

/** Not the first with its key: what was done here is undone, and what was answered then is read. */
class Repeated extends Error {}

/**
 * Runs a command, and answers a repetition with what was answered first. The key is inserted before anything else,
 * so a second request waits for the first to commit and then reads; a first that failed leaves nothing and may be tried again.
 * The command does not wait for the key's answer: both go down one connection in order, and a repetition is rolled back.
 */
export async function answerOnce(work: Work, actor: Actor, via: string, key: string | undefined, bodyHash: Buffer, status: number, run: (ctx: Ctx, events: string[]) => Promise<string>): Promise<{ status: number; answer: string }> {
  if (!key) return work.unit(actor, via, async (ctx, events) => ({ status, answer: await run(ctx, events) }))
  const mine = { actor: actor.id ?? 'anonymous', endpoint: via, key }
  const bound = `${mine.actor} ${via} ${key}`
  const once = work.unit(actor, via, async (ctx, events) => {
    // Printed by hand: it is on the way of every POST.
    const inserting = ctx.db.executeQuery(CompiledQuery.raw('insert into idempotency (actor, endpoint, key, body_hash, at) values ($1, $2, $3, $4, $5) on conflict do nothing returning at', [mine.actor, via, key, bodyHash, ctx.now]))
    const running = run(ctx, events)
    const [inserted, ran] = await Promise.allSettled([inserting, running])
    if (inserted.status === 'fulfilled' && !inserted.value.rows.length) throw new Repeated()
    if (ran.status === 'rejected') throw ran.reason
    if (inserted.status === 'rejected') throw inserted.reason
    ctx.send({ apart: true, text: 'update idempotency set status = $1, answer = $2 where actor = $3 and endpoint = $4 and key = $5', values: [status, work.vault.sealHouse(ran.value, bound), mine.actor, via, key] })
    return { status, answer: ran.value }
  })
  return once.catch((error: unknown) => {
    if (!(error instanceof Repeated)) throw error
    return work.read(actor, via, async (ctx) => {
      const kept = await tables(ctx).selectFrom('idempotency').selectAll().where('actor', '=', mine.actor).where('endpoint', '=', via).where('key', '=', key).executeTakeFirstOrThrow()
      if (!kept.body_hash.equals(bodyHash)) throw new AppError('refused', 'idempotency.key-reused')
      return { status: kept.status ?? status, answer: work.vault.openHouse(kept.answer as Buffer, bound) }
    })
  })
}

/** Kept answers are for retries, not an archive: they go after 48 hours. */
export const forgetAnswers: Beat = beat('idempotency.forget', 600, async (ctx) => {
  const { numDeletedRows } = await tables(ctx).deleteFrom('idempotency').where('at', '<', new Date(ctx.now.getTime() - HOURS * 3_600_000)).executeTakeFirstOrThrow()
  return numDeletedRows > 50_000n
})
