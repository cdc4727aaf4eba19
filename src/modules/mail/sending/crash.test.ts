import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../../kernel/actors.ts'
import { newId } from '../../../kernel/id.ts'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { outbox } from '../../messages/contract.ts'
import { queueMessage } from '../../messages/index.ts'
import { mailboxes } from '../contract.ts'
import { readMail } from '../reading/read-mail.ts'
import { openPost } from './fixtures/post.ts'
import type { Post } from './fixtures/post.ts'

/** The server that sends is killed at every delicate moment, again and again: nothing is lost, nothing goes out twice, and what nobody can know is said. */

const MAILS = 24
type Moment = 'address' | 'text' | 'answered'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let files: string
beforeAll(async () => { house = await openWholeHouse(); files = mkdtempSync(join(tmpdir(), 'shouwen-sender-')) })
afterAll(async () => { await house.close(); rmSync(files, { recursive: true, force: true }) })

test.skipIf(process.platform === 'win32')('kill -9 while sending', { timeout: 300_000 }, async () => {
  let child: ChildProcess | undefined
  /** Where the next stroke falls, and what of the mail it was. */
  let strike: Moment | undefined
  let fallen: (() => void) | undefined
  const kill = () => { strike = undefined; child?.kill('SIGKILL'); fallen?.() }
  const subjects: string[] = []
  const post = await openPost({
    refuse: () => { if (strike === 'address') kill(); return null },
    // What stands here has its end: the server has taken it, whether or not its word arrives.
    after: async ({ raw }: Post) => {
      subjects.push((await readMail(raw)).subject)
      if (strike === 'text') kill()
      else if (strike === 'answered') setTimeout(kill, 0)
      return null
    },
  })
  house.clock.set(new Date())
  const manager = await house.hire('cs_manager')
  await manager.call(mailboxes.add, { body: { address: 'support@house.example', smtp: post.url() } })
  const ids: string[] = []
  for (let n = 0; n < MAILS; n++) {
    const { id } = await house.work.unit(systemActor, 'test', (ctx) => queueMessage(ctx, { key: `crash:${n}`, channel: 'email', about: { kind: 'survey', id: newId() }, to: [{ kind: 'email', value: `c${n}@customer.example` }], subject: `第 ${n} 封`, text: '请查收。' }))
    ids.push(id)
  }
  // Each start is later by more than a lease, so that what the one before held is settled.
  let later = 0
  const start = async () => {
    later += 400
    child = spawn(process.execPath, [fileURLToPath(new URL('../../../../test/mail-sender.ts', import.meta.url))], { env: { ...process.env, DATABASE: house.database.url, SECRET: 'a secret that only tests know, 0123456789', LATER_SECONDS: String(later), FILES: files }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    await once(child, 'message')
  }
  const strokes: Moment[] = ['text', 'address', 'answered']
  for (const moment of strokes) {
    const fell = new Promise<void>((resolve) => { fallen = resolve })
    strike = moment
    await start()
    await fell
    if (child?.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  await start()
  const states = async () => (await Promise.all(ids.map((id) => manager.call(outbox.get, { params: { id } })))).map((one) => one.state)
  const count = (all: readonly string[], state: string) => all.filter((one) => one === state).length
  for (;;) {
    const now = await states()
    if (count(now, 'sent') + count(now, 'unknown') === MAILS) break
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  child?.kill('SIGKILL')
  await post.close()

  const ended = await states()
  const taken = Map.groupBy(subjects, (subject) => subject)
  for (const [n, state] of ended.entries()) {
    const times = taken.get(`第 ${n} 封`)?.length ?? 0
    expect(times, `mail ${n}, ${state}`).toBeLessThanOrEqual(1)
    if (state === 'sent') expect(times, `mail ${n}`).toBe(1)
  }
  expect(subjects).toHaveLength(MAILS)
  // Only a stroke between handing over and the mark leaves a doubt, and at most one mail each.
  expect(count(ended, 'unknown')).toBeGreaterThanOrEqual(1)
  expect(count(ended, 'unknown')).toBeLessThanOrEqual(strokes.filter((moment) => moment !== 'address').length + 1)
})
