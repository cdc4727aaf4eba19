import type { Actor, Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import type { Work } from '../../../kernel/work.ts'
import { dropBytes, keepOriginal, receiveBytes } from '../../files/index.ts'
import type { QuarantineReason, Source } from '../contract.ts'
import { InboundArrived, InboundKeptBack } from '../contract.ts'
import { tables } from '../tables.ts'

/** Where a mail lay on its server. `mayFile`: something is to be done with it there once it lies safe here. */
export interface ServerPlace { folder: string; uid: number; uidValidity: number; mayFile: boolean }
export interface Arrival { raw: Uint8Array; at?: Date; place?: ServerPlace; /** Kept back unread, such as the header of what is too large. */ keptBack?: { reason: QuarantineReason; size: number } }

/**
 * Keeps mails as they came, before anybody reads them: their bytes are synced to disk before the unit that names them commits. All of them or none;
 * `alongside` happens in the same unit. Answers their ids, in order.
 */
export async function keepArrivals(work: Work, actor: Actor, via: string, mailboxId: string, source: Source, arrivals: readonly Arrival[], alongside?: (ctx: Ctx) => Promise<void>): Promise<string[]> {
  const received: Awaited<ReturnType<typeof receiveBytes>>[] = []
  try {
    for (const { raw } of arrivals) received.push(await receiveBytes(raw))
    return await work.unit(actor, via, async (ctx) => {
      const ids: string[] = []
      for (const [at, arrival] of arrivals.entries()) {
        const bytes = received[at] as (typeof received)[number]
        const id = newId()
        ids.push(id)
        await keepOriginal(ctx, bytes, { name: 'mail.eml', type: 'message/rfc822', owner: { kind: 'inbound-mail', id } })
        const { place, keptBack } = arrival
        tables.insert(ctx, 'inbound_mail', {
          id, mailbox_id: mailboxId, raw_hash: bytes.hash, size: keptBack?.size ?? bytes.size, source, folder: place?.folder ?? null, uid: place?.uid ?? null, uid_validity: place?.uidValidity ?? null,
          filed: !place?.mayFile, at: arrival.at ?? ctx.now, state: keptBack ? 'quarantined' : 'waiting', outcome: null, reason: keptBack?.reason ?? null, attempts: 0,
          interaction_id: null, case_id: null, done_at: keptBack ? ctx.now : null, past: null, incident_id: null, version: 1,
        })
        await ctx.emit(InboundArrived, id, { mailboxId, source, size: bytes.size, rawHash: bytes.hash.toString('hex') })
        if (keptBack) await ctx.emit(InboundKeptBack, id, { mailboxId, reason: keptBack.reason })
      }
      await alongside?.(ctx)
      return ids
    })
  } finally {
    for (const one of received) await dropBytes(one)
  }
}
