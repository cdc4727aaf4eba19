import type { Ctx } from '../../../kernel/context.ts'
import { systemActor } from '../../../kernel/actors.ts'
import type { Work } from '../../../kernel/work.ts'
import type { Failure, Parcel } from '../../messages/index.ts'
import { blockAddress, markFailed, markHanded, markSent, takeDue } from '../../messages/index.ts'
import { rememberSent } from '../intake/own-marks.ts'
import { openUrl } from '../mailboxes/mailboxes.ts'
import type { MailServer } from '../mailboxes/server-url.ts'
import { readServerUrl } from '../mailboxes/server-url.ts'
import { distrust, withAccess } from '../oauth/access.ts'
import { TokenFault } from '../oauth/token-endpoint.ts'
import type { MailboxRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { sendingOf } from './mailbox-sending.ts'
import type { Prepared } from './prepare-mail.ts'
import { faultOf, prepareMail } from './prepare-mail.ts'
import type { Handed, SmtpLine } from './smtp.ts'
import { NoLine, openLine } from './smtp.ts'

/**
 * Sends what is due of a mailbox. No transaction waits for the server: a message is taken in one unit, marked as handed over in another before its
 * first byte leaves, and told in a third. Whatever dies in between is settled by what those rows say.
 */

/** So many are taken at once by one conversation; the last of them must be reached well within the lease. */
const AT_ONCE = 3
/** So many are put off at once when the server can't be reached. */
const PUT_OFF = 50

interface Running { again: boolean }
const running = new WeakMap<Work, Map<string, Running>>()

/** One run a mailbox and process; who comes while one runs makes it look once more. */
export async function sendDue(work: Work, mailboxId: string): Promise<void> {
  const ofWork = running.get(work) ?? new Map<string, Running>()
  running.set(work, ofWork)
  const other = ofWork.get(mailboxId)
  if (other) { other.again = true; return }
  const own: Running = { again: false }
  ofWork.set(mailboxId, own)
  try { do { own.again = false; await run(work, mailboxId) } while (own.again) } finally { ofWork.delete(mailboxId) }
}

const unit = <T>(work: Work, what: (ctx: Ctx) => Promise<T>): Promise<T> => work.unit(systemActor, 'mail.send', what)

async function run(work: Work, mailboxId: string): Promise<void> {
  const found = await work.read(systemActor, 'mail.send', async (ctx) => {
    const mailbox = await tables(ctx).selectFrom('mailbox').selectAll().where('id', '=', mailboxId).where('active', '=', true).executeTakeFirst()
    const url = mailbox ? openUrl(ctx, mailbox, 'smtp') : null
    return { mailbox, server: url ? readServerUrl(url, 'smtp', 'smtp') : null, connections: (await sendingOf(ctx, mailboxId)).connections }
  })
  const { mailbox, connections } = found
  if (!mailbox || !found.server) return putOff(work, mailboxId, { kind: 'held', reason: 'message.no-way-out' })
  let server: MailServer
  try { server = await withAccess(work, mailboxId, found.server) } catch (error) {
    if (!(error instanceof TokenFault)) throw error
    return putOff(work, mailboxId, { kind: 'temporary', reason: error.code === 'mailbox.error.token-unreachable' ? 'message.server-unreachable' : 'message.sign-in-refused' })
  }
  // The first conversation proves that the server is there; the others help only while there is more than it can do at once.
  const more = await converse(work, mailbox, server)
  if (more && connections > 1) await Promise.all(Array.from({ length: connections }, () => converse(work, mailbox, server, Infinity)))
  else if (more) await converse(work, mailbox, server, Infinity)
}

/** One conversation: connects, then takes and hands over until nothing is due. True when it ended after `rounds` and there may be more. */
async function converse(work: Work, mailbox: MailboxRow, server: MailServer, rounds = 1): Promise<boolean> {
  let line: SmtpLine
  try { line = await signedIn(work, mailbox.id, server) } catch (error) {
    if (!(error instanceof NoLine)) throw error
    await putOff(work, mailbox.id, { kind: 'temporary', reason: error.reason, remark: error.message })
    return false
  }
  try {
    for (let round = 0; round < rounds; round++) {
      const parcels = await unit(work, (ctx) => takeDue(ctx, 'email', mailbox.id, AT_ONCE))
      for (const parcel of parcels) {
        if (!line.open()) line = await openLine(server).catch((error: unknown) => { if (error instanceof NoLine) return line; throw error })
        await deliver(work, line, parcel, mailbox)
      }
      if (parcels.length < AT_ONCE) return false
    }
    return true
  } finally { line.close() }
}

/** A token that the server takes no longer, though its time is not over, is renewed once. @throws NoLine */
async function signedIn(work: Work, mailboxId: string, server: MailServer): Promise<SmtpLine> {
  try { return await openLine(server) } catch (error) {
    if (!(error instanceof NoLine) || error.reason !== 'message.sign-in-refused' || server.token === undefined) throw error
    await distrust(work, mailboxId)
    const renewed = await withAccess(work, mailboxId, server).catch(() => { throw error })
    return openLine(renewed)
  }
}

async function deliver(work: Work, line: SmtpLine, parcel: Parcel, mailbox: MailboxRow): Promise<void> {
  let prepared: Prepared
  try { prepared = await work.read(systemActor, 'mail.send', (ctx) => prepareMail(ctx, parcel, mailbox)) } catch (error) {
    await unit(work, (ctx) => markFailed(ctx, parcel, { kind: 'permanent', reason: faultOf(error), remark: (error as Error).message }))
    return
  }
  const { row } = parcel
  const handed = line.open() ? await line.send(prepared, prepared.raw, () => unit(work, async (ctx) => {
    if (!await markHanded(ctx, parcel)) return false
    // Before it leaves: an answer may be here sooner than the server's word that it took it.
    if (row.about_kind === 'case') await rememberSent(ctx, { messageId: prepared.messageId, caseId: row.about_id, to: prepared.to })
    return true
  })) : { outcome: 'temporary' as const, reason: 'message.server-unreachable', code: null, response: '', gone: [] }
  await unit(work, (ctx) => told(ctx, parcel, handed))
}

async function told(ctx: Ctx, parcel: Parcel, handed: Handed): Promise<void> {
  switch (handed.outcome) {
    case 'sent':
      for (const one of handed.refused) if (one.gone) await blockAddress(ctx, parcel.id, 'email', one.address, 'message.server-refused')
      await markSent(ctx, parcel, { reason: handed.refused.length ? 'message.some-refused' : null, remark: handed.response })
      return
    case 'temporary': case 'permanent':
      for (const address of handed.gone) await blockAddress(ctx, parcel.id, 'email', address, 'message.server-refused')
      await markFailed(ctx, parcel, { kind: handed.outcome, reason: handed.reason, code: handed.code, remark: handed.response })
      return
    case 'unknown': await markFailed(ctx, parcel, { kind: 'unknown', reason: 'message.outcome-unknown', remark: handed.response })
  }
}

/** The server can't be reached or there is none: everything due is put off at once, instead of each message trying its door. */
async function putOff(work: Work, mailboxId: string, failure: Failure): Promise<void> {
  for (;;) {
    const taken = await unit(work, async (ctx) => {
      const parcels = await takeDue(ctx, 'email', mailboxId, PUT_OFF)
      for (const parcel of parcels) await markFailed(ctx, parcel, failure)
      return parcels.length
    })
    if (taken < PUT_OFF) return
  }
}
