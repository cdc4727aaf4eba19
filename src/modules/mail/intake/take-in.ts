import { sql } from 'kysely'
import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { Work } from '../../../kernel/work.ts'
import { newId } from '../../../kernel/id.ts'
import { isBlocked } from '../../cases/index.ts'
import { readBytes } from '../../files/index.ts'
import type { QuarantineReason, Taken } from '../contract.ts'
import { InboundKeptBack, InboundTaken } from '../contract.ts'
import { UnreadableMail } from '../reading/read-mail-shape.ts'
import { ownAddresses } from '../mailboxes/mailboxes.ts'
import type { InboundRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { bringIn, noteHeld } from './bring-in.ts'
import { loopOf, tellLoop } from './loops.ts'
import { messageToken } from './own-marks.ts'
import { prepareMail } from './prepare.ts'
import type { Prepared } from './prepare.ts'
import { idsOf } from './signs.ts'

/** A mail that fails so often for no reason of its own is kept back, where somebody can look why. */
export const MOST_ATTEMPTS = 5
const VIA = 'mail.take-in'

/**
 * Takes in a mail that lies safe: reads it, finds its case or opens one, and keeps what came of it, all in one unit. Done once however often and by
 * however many it is called; whoever comes second is told what came of it the first time.
 * @throws what the database or the disk throws, while the mail goes on waiting: it is tried again
 */
export async function takeIn(work: Work, inboundId: string, known?: Uint8Array): Promise<Taken> {
  const before = await work.unit(systemActor, VIA, async (ctx) => {
    // Only a count against mails that kill their reader: it need not survive a power cut, so nobody waits for the disk.
    ctx.send({ text: 'set local synchronous_commit to off', values: [] })
    return tables(ctx).updateTable('inbound_mail').set((eb) => ({ attempts: eb('attempts', '+', 1) })).where('id', '=', inboundId).where('state', '=', 'waiting').returningAll().executeTakeFirst()
  })
  if (!before) return work.read(systemActor, VIA, async (ctx) => shownTaken(await tables(ctx).selectFrom('inbound_mail').selectAll().where('id', '=', inboundId).executeTakeFirstOrThrow()))
  // Whoever has read it so often and never came to an end was killed by it, or by something else: a person has to look.
  if (before.attempts > MOST_ATTEMPTS) return keepBack(work, before, 'failed')
  let prepared: Prepared
  try { prepared = await prepareMail(work, known ?? await readBytes(before.raw_hash)) } catch (error) {
    if (error instanceof UnreadableMail) return keepBack(work, before, error.reason)
    if (before.attempts >= MOST_ATTEMPTS) return keepBack(work, before, 'failed')
    throw error
  }
  try {
    return await work.unit(systemActor, VIA, (ctx) => settle(ctx, inboundId, prepared))
  } catch (error) {
    if (before.attempts >= MOST_ATTEMPTS) return keepBack(work, before, 'failed')
    throw error
  } finally { await prepared.drop() }
}

const shownTaken = (row: Pick<InboundRow, 'interaction_id' | 'case_id' | 'outcome' | 'state'>): Taken => ({ interactionId: row.interaction_id, caseId: row.case_id, outcome: row.outcome ?? 'quarantined' })

const keepBack = (work: Work, row: InboundRow, reason: QuarantineReason): Promise<Taken> => work.unit(systemActor, VIA, async (ctx) => {
  const held = await hold(ctx, row.id)
  return held ? quarantine(ctx, held, reason) : shownTaken(row)
})

/** The mail while it still waits, held until the unit ends. */
const hold = (ctx: Ctx, id: string) => tables(ctx).selectFrom('inbound_mail').selectAll().where('id', '=', id).where('state', '=', 'waiting').forUpdate().executeTakeFirst()

async function quarantine(ctx: Ctx, row: InboundRow, reason: QuarantineReason, incidentId: string | null = null): Promise<Taken> {
  end(ctx, row, { state: 'quarantined', reason, incident_id: incidentId, interaction_id: row.interaction_id })
  await ctx.emit(InboundKeptBack, row.id, { mailboxId: row.mailbox_id, reason })
  return { interactionId: null, caseId: null, outcome: 'quarantined' }
}

function end(ctx: Ctx, row: InboundRow, ending: Partial<Pick<InboundRow, 'state' | 'reason' | 'outcome' | 'interaction_id' | 'case_id' | 'incident_id'>>): void {
  ctx.send(tables(ctx).updateTable('inbound_mail').set({ ...ending, done_at: ctx.now, version: row.version + 1 }).where('id', '=', row.id))
}

async function settle(ctx: Ctx, inboundId: string, prepared: Prepared): Promise<Taken> {
  const { mail, contentHash } = prepared
  const [row] = await Promise.all([hold(ctx, inboundId), lockThread(ctx, idsOf(mail))])
  if (!row) return shownTaken(await tables(ctx).selectFrom('inbound_mail').selectAll().where('id', '=', inboundId).executeTakeFirstOrThrow())
  const token = messageToken(ctx, mail.messageId)
  // Of several mails under one id, each is known by its words as well.
  const exact = messageToken(ctx, `${mail.messageId} ${contentHash.toString('hex')}`)
  const [known, mailbox, ours] = await Promise.all([
    tables(ctx).selectFrom('mail_seen').selectAll().where('mailbox_id', '=', row.mailbox_id).where('token', 'in', [token, exact]).execute(),
    tables(ctx).selectFrom('mailbox').selectAll().where('id', '=', row.mailbox_id).executeTakeFirstOrThrow(), ownAddresses(ctx),
  ])
  const same = known.find((one) => one.content_hash.equals(contentHash))
  if (same && same.interaction_id !== row.interaction_id) return finish(ctx, row, { interactionId: same.interaction_id, caseId: same.case_id, outcome: 'duplicate' })
  const isOther = known.some((one) => !one.content_hash.equals(contentHash))
  if (isOther && row.past !== 'same-id') {
    const interactionId = await noteHeld(ctx, row, prepared)
    tables.insert(ctx, 'mail_seen', { mailbox_id: row.mailbox_id, token: exact, content_hash: contentHash, interaction_id: interactionId, case_id: null })
    return { ...await quarantine(ctx, { ...row, interaction_id: interactionId }, 'same-id'), interactionId }
  }
  if (mail.kind === 'message') {
    // Whoever was kept out is kept back, and can be let go by whoever looks.
    if (row.past !== 'blocked-sender' && mail.from[0] && await isBlocked(ctx, mail.from[0].address)) return quarantine(ctx, row, 'blocked-sender')
    const loop = await loopOf(ctx, row.mailbox_id, mail, ours, row.past)
    if (loop) return quarantine(ctx, row, loop, await tellLoop(ctx, row.mailbox_id, loop, mail))
  }
  const interactionId = row.interaction_id ?? newId()
  const taken = await bringIn(ctx, { row, mailbox, ours, prepared, interactionId, token })
  // The lock has let nobody else come this far with this id; were there somebody, this would undo the unit.
  if (same) ctx.send(tables(ctx).updateTable('mail_seen').set({ case_id: taken.caseId }).where('mailbox_id', '=', row.mailbox_id).where('token', '=', exact))
  else tables.insert(ctx, 'mail_seen', { mailbox_id: row.mailbox_id, token: isOther ? exact : token, content_hash: contentHash, interaction_id: interactionId, case_id: taken.caseId })
  return finish(ctx, row, taken)
}

async function finish(ctx: Ctx, row: InboundRow, taken: Taken): Promise<Taken> {
  end(ctx, row, { state: 'done', outcome: taken.outcome, interaction_id: taken.interactionId, case_id: taken.caseId })
  await ctx.emit(InboundTaken, row.id, { mailboxId: row.mailbox_id, ...taken })
  return taken
}

const SPACE = 7_200_012
/** Mails of one thread go one after another: of two that come at once, the second finds the case of the first. */
async function lockThread(ctx: Ctx, { own, answers, refers }: ReturnType<typeof idsOf>): Promise<void> {
  const ids = [own, answers[0], refers[0]].flatMap((id) => id ? [messageToken(ctx, id).readInt32BE(0)] : [])
  // In one order, so that nobody waits for anybody in a circle.
  await sql`select pg_advisory_xact_lock(${SPACE}::int, id) from unnest(${[...new Set(ids)].sort((a, b) => a - b)}::int[]) as id`.execute(ctx.db)
}
