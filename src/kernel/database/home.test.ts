import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startServer } from './fixtures/start-server.ts'
import { openHome } from './home.ts'
import type { StartError } from './start-error.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'shouwen-home-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function refusal(open: () => unknown): StartError {
  try {
    open()
  } catch (error) { return error as StartError }
  throw new Error('was not refused')
}

test('the data folder is made, with those above it, and is closed to others', () => {
  const home = openHome(join(folder, 'a', '数据'))
  expect(statSync(home.path).mode & 0o777).toBe(0o700)
  home.release()
})

// The second name is no program: as on systems without the tool, the process id and start time decide.
test.each(['flock', 'no-such-tool'])('with %s, a second start is refused and names the first, until that one ends', (flock) => {
  const first = openHome(folder, { flock })
  const second = refusal(() => openHome(folder, { flock }))
  expect(second).toMatchObject({ code: 'start.home-locked', message: expect.stringContaining(`process ${process.pid}`), zh: expect.stringContaining(`进程 ${process.pid}`) })
  first.release()
  openHome(folder, { flock }).release()
})

test.each(['flock', 'no-such-tool'])('with %s, a killed process leaves no lock', async (flock) => {
  const server = await startServer(folder)
  expect(refusal(() => openHome(folder, { flock })).code).toBe('start.home-locked')
  await server.kill9()
  openHome(folder, { flock }).release()
})

test.each(['flock', 'no-such-tool'])('with %s, a lock is stale when its process id was given to another process', (flock) => {
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, startedAt: 'another boot:1' }))
  openHome(folder, { flock }).release()
})

test.each(['', '{"pid":', '{"pid":999999999}'])('a lock file cut short or of a dead process (%j) is no lock', (text) => {
  writeFileSync(join(folder, 'lock'), text)
  openHome(folder, { flock: 'no-such-tool' }).release()
})

test('a place that can not be written is refused by name', () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  for (const path of [file, join(file, 'below'), '/proc/shouwen']) {
    expect(refusal(() => openHome(path))).toMatchObject({ code: 'start.no-right-to-write', message: expect.stringContaining(path) })
  }
})

test.skipIf(process.getuid?.() === 0)('a folder without the right to write is refused', () => {
  chmodSync(folder, 0o500)
  expect(refusal(() => openHome(folder)).code).toBe('start.no-right-to-write')
})

test('too little space is refused, and the folder is free again', () => {
  expect(refusal(() => openHome(folder, { statfs: () => ({ bavail: 1000, bsize: 4096 }) }))).toMatchObject({ code: 'start.disk-full', message: expect.stringContaining(folder) })
  const home = openHome(folder, { statfs: () => ({ bavail: 1_000_000, bsize: 4096 }) })
  expect(readFileSync(join(folder, 'lock'), 'utf8')).toContain(String(process.pid))
  home.release()
})
