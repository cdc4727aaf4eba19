import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMailServers } from '../../../../test/mail-servers.ts'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { mailboxes } from '../contract.ts'

/** The server that fetches is killed at every delicate moment, again and again: every mail becomes one case, and none becomes two. */

const MAILS = 120
const ROUNDS = 6
const ADDRESS = 'support@house.example'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let servers: Awaited<ReturnType<typeof openMailServers>>
let files: string
beforeAll(async () => { house = await openWholeHouse(); servers = await openMailServers(); files = mkdtempSync(join(tmpdir(), 'shouwen-fetcher-')) })
afterAll(async () => { await house.close(); await servers.close(); rmSync(files, { recursive: true, force: true }) })

test.skipIf(process.platform === 'win32')('kill -9 while fetching and while taking in', { timeout: 240_000 }, async () => {
  let child: ChildProcess | undefined
  let later = 0
  // Each start is later by more than a lease, so that nobody waits for the one before.
  const start = async () => {
    later += 200
    child = spawn(process.execPath, [fileURLToPath(new URL('../../../../test/mail-fetcher.ts', import.meta.url))], { env: { ...process.env, DATABASE: house.database.url, SECRET: 'a secret that only tests know, 0123456789', LATER_SECONDS: String(later), FILES: files }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    await once(child, 'message')
  }
  const kill = async () => { child?.kill('SIGKILL'); if (child?.exitCode === null && child.signalCode === null) await once(child, 'exit') }
  const done = async () => (await house.pool.query<{ n: number }>(`select count(*)::int as n from inbound_mail where state = 'done' and outcome = 'new-case'`)).rows[0]?.n ?? 0
  const until = async (look: () => Promise<boolean>) => { while (!await look()) await new Promise((resolve) => setTimeout(resolve, 20)) }
  /** Resolves when the fetcher has sent a command of this form. */
  const said = (form: RegExp) => new Promise<void>((resolve) => { let heard = false; servers.imap.hear((line) => { if (!heard && form.test(line)) { heard = true; resolve() } }) })

  house.clock.set(new Date())
  const manager = await house.hire('cs_manager')
  const { imapUrl } = servers.account(ADDRESS)
  await manager.call(mailboxes.add, { body: { address: ADDRESS, imap: imapUrl } })
  let delivered = 0
  // Some come before each start: however far the one before got, there is something to fetch and to take in.
  const deliver = () => {
    for (const end = delivered + MAILS / ROUNDS; delivered < end; delivered++) servers.imap.deliver(ADDRESS, Buffer.from(`From: c${delivered}@home${delivered}.example\r\nTo: ${ADDRESS}\r\nMessage-ID: <crash${delivered}@home.example>\r\nSubject: mail ${delivered}\r\nContent-Type: text/plain\r\n\r\nhello ${delivered}\r\n`))
  }
  const oneMoreDone = async () => { const before = await done(); await until(async () => await done() > before) }

  for (const moment of [() => said(/UID FETCH \S+ \(UID BODY/i), () => said(/UID STORE/i), oneMoreDone, () => said(/UID FETCH \S+ \(UID BODY/i), oneMoreDone]) {
    deliver()
    const comes = moment()
    await start()
    await comes
    await kill()
  }
  deliver()
  await start()
  await until(async () => await done() >= MAILS)
  await until(async () => servers.mails(ADDRESS).every((mail) => mail.flags.has('\\Seen')))
  await until(async () => (await house.pool.query(`select from inbound_mail where state = 'waiting'`)).rowCount === 0)
  await kill()

  const { rows } = await house.pool.query<{ subject: string; n: number }>('select subject, count(*)::int as n from "case" group by subject')
  expect(rows.filter((row) => row.n > 1)).toEqual([])
  expect(rows.map((row) => row.subject).toSorted()).toEqual(Array.from({ length: MAILS }, (_, n) => `mail ${n}`).toSorted())
  const { rows: outcomes } = await house.pool.query(`select distinct outcome from inbound_mail order by 1`)
  for (const { outcome } of outcomes) expect(['new-case', 'duplicate']).toContain(outcome)
  const { rows: [twice] } = await house.pool.query('select count(*)::int as n from (select interaction_id from mail group by 1 having count(*) > 1) t')
  expect(twice).toEqual({ n: 0 })
})
