import { systemActor } from '../../../kernel/actors.ts'
import { randomText } from '../../../kernel/id.ts'
import type { Watch } from '../../../kernel/module.ts'
import type { Work } from '../../../kernel/work.ts'
import { openUrl } from '../mailboxes/mailboxes.ts'
import { readServerUrl } from '../mailboxes/server-url.ts'
import { distrust, withAccess } from '../oauth/access.ts'
import { closeMailReaders } from '../reading/read-mail-isolated.ts'
import { retryAfter } from '../rules.ts'
import { pollSeconds } from '../settings.ts'
import type { MailboxRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { fetchFolder } from './fetch-folder.ts'
import { codeOf, openImap } from './imap.ts'
import { LEASE_SECONDS, dropLease, takeLease, tellFailure, tellState } from './lease.ts'

/** How soon a new, changed or disabled mailbox is noticed. */
const LOOK_MS = 2_000

/** Stays connected to every mailbox that has a server, and takes what comes as soon as it comes. */
export const fetchMailboxes: Watch = {
  name: 'mail.fetch',
  start(work, onError) {
    const node = randomText(9)
    const fetchers = new Map<string, { version: number; stop: () => Promise<void> }>()
    let stopped = false
    let timer: NodeJS.Timeout | undefined
    let looking: Promise<void> = Promise.resolve()
    const look = async () => {
      const rows = await work.read(systemActor, 'mail.fetch', (ctx) => tables(ctx).selectFrom('mailbox').selectAll().where('active', '=', true).where('imap', 'is not', null).execute())
      const wanted = new Map(rows.map((row) => [row.id, row]))
      for (const [id, fetcher] of fetchers) if (wanted.get(id)?.version !== fetcher.version) { fetchers.delete(id); await fetcher.stop() }
      for (const row of rows) if (!stopped && !fetchers.has(row.id)) fetchers.set(row.id, { version: row.version, stop: startFetcher(work, row, node, onError) })
    }
    const again = () => {
      looking = look().catch(onError).finally(() => { if (!stopped) { timer = setTimeout(again, LOOK_MS); timer.unref() } })
    }
    again()
    return {
      async stop() {
        stopped = true
        clearTimeout(timer)
        await looking
        await Promise.all([...fetchers.values()].map((fetcher) => fetcher.stop()))
        await closeMailReaders()
      },
    }
  },
}

/** A wait that can be ended early. */
function bell() {
  let wake: () => void = () => {}
  let rung = false
  return {
    ring: () => { rung = true; wake() },
    /** Until it rings or `ms` are over; a ring before the wait counts. */
    async wait(ms: number): Promise<void> {
      if (!rung) await new Promise<void>((resolve) => { const timer = setTimeout(resolve, ms); wake = () => { clearTimeout(timer); resolve() } })
      rung = false
    },
  }
}

/** Fetches one mailbox until it is stopped: connects, looks, waits for news, and begins again when the connection is lost. */
function startFetcher(work: Work, mailbox: MailboxRow, node: string, onError: (error: unknown) => void): () => Promise<void> {
  let stopped = false
  let failures = 0
  const news = bell()
  // A connection that closes rings for news; what waits to try again must not be woken by it.
  const end = bell()
  const state = { client: undefined as ReturnType<typeof openImap> | undefined }
  const loop = (async () => {
    while (!stopped) {
      try {
        if (!await takeLease(work, mailbox.id, node)) { await end.wait(LEASE_SECONDS * 500); continue }
        await session(work, mailbox, node, news, () => !stopped, (client) => { state.client = client }, () => { failures = 0 })
      } catch (error) {
        if (stopped) break
        failures += 1
        const wait = retryAfter(failures)
        const code = codeOf(error)
        if (code === 'mailbox.error.other') onError(error)
        if (code === 'mailbox.error.sign-in') await distrust(work, mailbox.id).catch(onError)
        await tellFailure(work, mailbox.id, code, wait).catch(onError)
        await end.wait(wait * 1_000)
      }
    }
    await dropLease(work, mailbox.id, node).catch(onError)
  })()
  return async () => {
    stopped = true
    news.ring()
    end.ring()
    state.client?.close()
    await loop
  }
}

async function session(work: Work, mailbox: MailboxRow, node: string, news: ReturnType<typeof bell>, go: () => boolean, opened: (client: ReturnType<typeof openImap>) => void, looked: () => void): Promise<void> {
  await tellState(work, mailbox.id, 'connecting')
  const client = openImap(await withAccess(work, mailbox.id, readServerUrl(openUrl(work, mailbox, 'imap') ?? '', 'imap', 'imap')))
  opened(client)
  let holds = true
  client.on('exists', news.ring)
  client.on('close', news.ring)
  const renewing = setInterval(() => {
    takeLease(work, mailbox.id, node).then((got) => { if (!got) { holds = false; news.ring() } }, () => {})
  }, LEASE_SECONDS * 350)
  try {
    await client.connect()
    const idles = client.capabilities.has('IDLE')
    while (go() && holds) {
      if (!client.usable) throw Object.assign(new Error('the connection was lost'), { code: 'EConnectionClosed' })
      await tellState(work, mailbox.id, 'fetching')
      for (const folder of mailbox.folders.toReversed()) await fetchFolder(work, client, mailbox, folder, () => go() && holds)
      await tellState(work, mailbox.id, idles ? 'idle' : 'polling', true)
      looked()
      // News come of the folder that is open: the last one looked at is the first of the list. The others are looked at by the clock.
      if (idles) void client.idle().catch(() => {})
      await news.wait(work.settings.get(pollSeconds) * 1_000)
    }
  } finally {
    clearInterval(renewing)
    // A server that hangs must not keep the house from stopping.
    if (client.usable && !go()) await Promise.race([client.logout().catch(() => {}), new Promise((resolve) => { setTimeout(resolve, 1_000).unref() })])
    client.close()
  }
}
