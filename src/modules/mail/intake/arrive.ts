import type { Actor, Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import type { Work } from '../../../kernel/work.ts'
import { dropBytes, keepOriginals, receiveBytes } from '../../files/index.ts'
import type { QuarantineReason, Source } from '../contract.ts'
import { InboundArrived, InboundKeptBack } from '../contract.ts'
import type { InboundRow } from '../tables.ts'
import { tables } from '../tables.ts'

/** Where a mail lay on its server. `mayFile`: something is to be done with it there once it lies safe here. */
export interface ServerPlace { folder: string; uid: number; uidValidity: number; mayFile: boolean }
export interface Arrival { raw: Uint8Array; at?: Date; place?: ServerPlace; /** Kept back unread, such as the header of what is too large. */ keptBack?: { reason: QuarantineReason; size: number } }

/**
 * Keeps mails as they came, before anybody reads them: their bytes are synced to disk before the unit that names them commits. All of them or none;
 * `alongside` happens in the same unit. Answers their ids, in order.
 */
export async function keepArrivals(work: Work, actor: Actor, via: string, mailboxId: string, source: Source, arrivals: readonly Arrival[], alongside?: (ctx: Ctx) => Promise<void>): Promise<string[]> {
  const settled = await Promise.allSettled(arrivals.map(({ raw }) => receiveBytes(raw)))
  const received = settled.flatMap((one) => one.status === 'fulfilled' ? [one.value] : [])
  try {
    const failed = settled.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
    return await work.unit(actor, via, async (ctx) => {
      const rows = arrivals.map(({ at, place, keptBack }, n): InboundRow => {
        const { hash, size } = received[n] as (typeof received)[number]
        return {
          id: newId(), mailbox_id: mailboxId, raw_hash: hash, size: keptBack?.size ?? size, source, folder: place?.folder ?? null, uid: place?.uid ?? null, uid_validity: place?.uidValidity ?? null,
          filed: !place?.mayFile, at: at ?? ctx.now, state: keptBack ? 'quarantined' : 'waiting', outcome: null, reason: keptBack?.reason ?? null, attempts: 0,
          interaction_id: null, case_id: null, done_at: keptBack ? ctx.now : null, past: null, incident_id: null, version: 1,
        }
      })
      await keepOriginals(ctx, rows.map(({ id }, n) => ({ received: received[n] as (typeof received)[number], name: 'mail.eml', type: 'message/rfc822', owner: { kind: 'inbound-mail', id } })))
      if (rows.length) tables.insert(ctx, 'inbound_mail', rows)
      for (const { id, size, raw_hash: hash, reason } of rows) {
        await ctx.emit(InboundArrived, id, { mailboxId, source, size, rawHash: hash.toString('hex') })
        if (reason) await ctx.emit(InboundKeptBack, id, { mailboxId, reason })
      }
      await alongside?.(ctx)
      return rows.map(({ id }) => id)
    })
  } finally {
    await Promise.all(received.map(dropBytes))
  }
}
