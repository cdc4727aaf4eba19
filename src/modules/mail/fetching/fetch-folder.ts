import type { ImapFlow } from 'imapflow'
import { systemActor } from '../../../kernel/actors.ts'
import type { Work } from '../../../kernel/work.ts'
import { keepArrivals } from '../intake/arrive.ts'
import type { Arrival } from '../intake/arrive.ts'
import { mostBytes } from '../settings.ts'
import type { MailboxRow } from '../tables.ts'
import { tables } from '../tables.ts'

const VIA = 'mail.fetch'
/** What one unit keeps at most: few enough that nothing waits for it long, many enough that a flood is kept fast. */
const MOST_MAILS = 25
const MOST_BATCH_BYTES = 16 * 1024 * 1024
/** Of what is too large the header, to see what it was. */
const HEADER_BYTES = 64 * 1024
/** After a folder was numbered anew, mails that came so long before the last look are taken once more; those that are known are told apart by their ids. */
const BACK_DAYS = 3

interface Waiting { uid: number; size: number }

/** Takes what is new in a folder, oldest first: kept here, then marked or moved there. Answers how many. `go` false ends it after the batch under way. */
export async function fetchFolder(work: Work, client: ImapFlow, mailbox: MailboxRow, folder: string, go: () => boolean): Promise<number> {
  // Opened anew each time: what a connection remembers of a folder grows old.
  const opened = await client.mailboxOpen(folder, { readOnly: mailbox.after === 'nothing' })
  const validity = Number(opened.uidValidity)
  await fileLeft(work, client, mailbox, folder, validity)
  const place = await work.read(systemActor, VIA, (ctx) => tables(ctx).selectFrom('mailbox_folder').selectAll().where('mailbox_id', '=', mailbox.id).where('folder', '=', folder).executeTakeFirst())
  const goesOn = place?.uid_validity === validity
  if (goesOn && opened.uidNext <= place.last_uid + 1) return 0
  const uids = goesOn ? await newer(client, place.last_uid) : await firstOf(work, client, mailbox, place !== undefined)
  let taken = 0
  for (const batch of batches(await sizesOf(client, uids))) {
    if (!go()) return taken
    const arrivals = await download(work, client, batch, { folder, validity, mayFile: mailbox.after !== 'nothing' })
    const last = Math.max(...batch.map((one) => one.uid))
    // A folder that is read for the first time, or anew, has no place until all of it lies here: what was kept twice is told apart by its id.
    await keepArrivals(work, systemActor, VIA, mailbox.id, 'imap', arrivals, goesOn ? async (ctx) => {
      await tables(ctx).updateTable('mailbox_folder').set({ last_uid: last }).where('mailbox_id', '=', mailbox.id).where('folder', '=', folder).execute()
    } : undefined)
    taken += arrivals.length
    await file(work, client, mailbox, folder, validity, batch.map((one) => one.uid))
  }
  if (!goesOn) await begin(work, mailbox.id, folder, validity, Math.max(opened.uidNext - 1, ...uids))
  return taken
}

const lost = () => Object.assign(new Error('the connection was lost'), { code: 'EConnectionClosed' })
/** The client answers a broken connection and a refusal with nothing found: that must never pass for an empty folder. */
async function find(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
  const found = await client.search(query, { uid: true })
  if (!found) throw client.usable ? new Error('the search was refused') : lost()
  return found.sort((a, b) => a - b)
}
// `n:*` names the last mail even when it is older than n.
const newer = async (client: ImapFlow, last: number): Promise<number[]> => (await find(client, { uid: `${last + 1}:*` })).filter((uid) => uid > last)

/** What is taken of a folder that has no place yet, or whose numbers were given out anew. */
async function firstOf(work: Work, client: ImapFlow, mailbox: MailboxRow, renumbered: boolean): Promise<number[]> {
  if (!renumbered) return mailbox.first_fetch === 'new' ? [] : find(client, mailbox.first_fetch === 'all' ? { all: true } : { seen: false })
  const fetched = await work.read(systemActor, VIA, (ctx) => tables(ctx).selectFrom('mailbox_fetch').select('fetched_at').where('mailbox_id', '=', mailbox.id).executeTakeFirst())
  const since = fetched?.fetched_at ?? mailbox.created_at
  return find(client, { since: new Date(since.getTime() - BACK_DAYS * 86_400_000) })
}

async function sizesOf(client: ImapFlow, uids: readonly number[]): Promise<Waiting[]> {
  const found: Waiting[] = []
  for (let from = 0; from < uids.length; from += 500) {
    const part = await client.fetchAll(uids.slice(from, from + 500).join(','), { uid: true, size: true, flags: true }, { uid: true })
    for (const { uid, size = 0, flags } of part) if (!flags?.has('\\Deleted')) found.push({ uid, size })
  }
  if (!client.usable) throw lost()
  return found.sort((a, b) => a.uid - b.uid)
}

function* batches(waiting: readonly Waiting[]): Generator<Waiting[]> {
  let batch: Waiting[] = []
  let bytes = 0
  for (const one of waiting) {
    if (batch.length && (batch.length >= MOST_MAILS || bytes + one.size > MOST_BATCH_BYTES)) { yield batch; batch = []; bytes = 0 }
    batch.push(one)
    bytes += one.size
  }
  if (batch.length) yield batch
}

async function download(work: Work, client: ImapFlow, batch: readonly Waiting[], { folder, validity, mayFile }: { folder: string; validity: number; mayFile: boolean }): Promise<Arrival[]> {
  const most = work.settings.get(mostBytes)
  const fits = batch.filter((one) => one.size <= most)
  const sources = new Map<number, Buffer>()
  if (fits.length) for (const one of await client.fetchAll(fits.map(({ uid }) => uid).join(','), { uid: true, source: true }, { uid: true })) if (one.source) sources.set(one.uid, one.source)
  if (!client.usable) throw lost()
  const without = fits.filter(({ uid }) => !sources.has(uid)).map(({ uid }) => uid)
  // Gone in the meantime, for somebody else has deleted or moved them; what is still there must not be passed over.
  if (without.length && (await find(client, { uid: without.join(',') })).length) throw new Error('the server kept a mail to itself')
  const arrivals: Arrival[] = []
  for (const { uid, size } of batch) {
    const place = { folder, uid, uidValidity: validity, mayFile }
    const whole = sources.get(uid)
    if (whole) { arrivals.push({ raw: whole, place }); continue }
    if (size <= most) continue
    const head = await client.fetchOne(String(uid), { source: { start: 0, maxLength: HEADER_BYTES } }, { uid: true })
    if (head && head.source) arrivals.push({ raw: head.source, place, keptBack: { reason: 'too-large', size } })
    else if (!client.usable) throw lost()
  }
  return arrivals
}

const begin = (work: Work, mailboxId: string, folder: string, uidValidity: number, lastUid: number) => work.unit(systemActor, VIA, async (ctx) => {
  const row = { uid_validity: uidValidity, last_uid: Math.max(lastUid, 0) }
  await tables(ctx).insertInto('mailbox_folder').values({ mailbox_id: mailboxId, folder, ...row }).onConflict((c) => c.columns(['mailbox_id', 'folder']).doUpdateSet(row)).execute()
})

/** Marks or moves on the server what lies safe here, and remembers that it did. */
async function file(work: Work, client: ImapFlow, mailbox: MailboxRow, folder: string, validity: number, uids: readonly number[]): Promise<void> {
  if (mailbox.after === 'nothing' || !uids.length) return
  const set = uids.join(',')
  // A refusal is no exception with this client; what was not done is done at the next look.
  const done = mailbox.after === 'seen' ? await client.messageFlagsAdd(set, ['\\Seen'], { uid: true }) : await move(client, set, mailbox.move_to ?? '')
  if (!done) { if (!client.usable) throw lost(); return }
  await work.unit(systemActor, VIA, async (ctx) => {
    await tables(ctx).updateTable('inbound_mail').set({ filed: true }).where('mailbox_id', '=', mailbox.id).where('folder', '=', folder).where('uid_validity', '=', validity).where('uid', 'in', uids).where('filed', '=', false).execute()
  })
}

/** Nothing is deleted before its copy is certain: servers without MOVE are asked for the copy first. */
async function move(client: ImapFlow, set: string, folder: string): Promise<boolean> {
  const once = async () => client.capabilities.has('MOVE') ? Boolean(await client.messageMove(set, folder, { uid: true })) : Boolean(await client.messageCopy(set, folder, { uid: true })) && client.messageDelete(set, { uid: true })
  if (await once().catch(() => false)) return true
  if (!client.usable) return false
  await client.mailboxCreate(folder).catch(() => {})
  return once()
}

/** What was kept when the connection or the process ended before the server was told. */
async function fileLeft(work: Work, client: ImapFlow, mailbox: MailboxRow, folder: string, validity: number): Promise<void> {
  const rows = await work.read(systemActor, VIA, (ctx) => tables(ctx).selectFrom('inbound_mail').select('uid').distinct().where('mailbox_id', '=', mailbox.id).where('folder', '=', folder).where('uid_validity', '=', validity).where('filed', '=', false).limit(500).execute())
  await file(work, client, mailbox, folder, validity, rows.flatMap((row) => row.uid ?? []))
}
