import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Module } from '../src/kernel/module.ts'
import { openTestHouse, testIdentity } from './app.ts'
import { orderFaults } from './checks/imports.ts'
import { makeModule } from './new.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../', import.meta.url))
const LISTED = `import type { Module } from '../kernel/module.ts'
import { flowsModule } from './flows/index.ts'
import { peopleModule } from './people/index.ts'

export const modules: readonly Module[] = [peopleModule, flowsModule]
`
let folder: string
let made: string[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwen-new-'))
  await mkdir(join(folder, 'src/modules/people'), { recursive: true })
  await mkdir(join(folder, 'migrations'))
  for (const name of ['src/kernel', 'src/pure', 'node_modules']) await symlink(join(root, name), join(folder, name))
  for (const name of ['tsconfig.json', 'architecture.json', 'package.json']) await cp(join(root, name), join(folder, name))
  await writeFile(join(folder, 'src/modules/index.ts'), LISTED)
  await writeFile(join(folder, 'src/modules/people/index.ts'), 'export const namesOf = async (_: object, ids: readonly string[]) => new Map(ids.map((id) => [id, id]))\n')
  await writeFile(join(folder, 'src/modules/web.ts'), 'export const webModules = []\n')
  await writeFile(join(folder, 'migrations/0011_portal_pages.sql'), '')
  made = makeModule(folder, { name: 'weather-reports', floor: 4, zh: '天气报告' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a module is five files, a migration with the next number and its words, listed on its floor', async () => {
  expect(made.toSorted()).toEqual([
    'architecture.json', 'migrations/0012_weather_reports_ground.sql', 'src/modules/index.ts',
    ...['contract.ts', 'index.ts', 'locale/en.json', 'locale/zh-CN.json', 'queries.ts', 'tables.ts'].map((file) => `src/modules/weather-reports/${file}`),
  ])
  expect(await readFile(join(folder, 'src/modules/index.ts'), 'utf8')).toContain('[peopleModule, weatherReportsModule, flowsModule]')
  expect(JSON.parse(await readFile(join(folder, 'architecture.json'), 'utf8'))).toMatchObject({ floors: expect.arrayContaining([expect.arrayContaining(['tasks', 'weather-reports'])]) })
  expect(orderFaults(folder)).toEqual([])
})
test('it has the right types and nothing for the linter', { timeout: 120_000 }, async () => {
  await writeFile(join(folder, 'tsconfig.one.json'), JSON.stringify({ extends: './tsconfig.json', include: [], files: ['src/modules/weather-reports/index.ts'] }))
  await expect(run(process.execPath, [join(root, 'node_modules/typescript-native/bin/tsc'), '--noEmit', '-p', 'tsconfig.one.json'], { cwd: folder })).resolves.toMatchObject({ stdout: '' })
  const lint = await run(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '-c', join(root, '.oxlintrc.json'), '--deny-warnings', 'src/modules/weather-reports'], { cwd: folder })
  expect(lint.stdout).toContain('Found 0 warnings and 0 errors')
})
test('it works: what is added is found, changed and remembered', async () => {
  const sql = await readFile(join(folder, 'migrations/0012_weather_reports_ground.sql'), 'utf8')
  const { weatherReportsModule } = await import(join(folder, 'src/modules/weather-reports/index.ts')) as { weatherReportsModule: Module }
  const who = { id: '00000000-0000-7000-8000-000000000001', grants: (['weather-report.read', 'weather-report.write'] as const).map((permission) => ({ permission, scope: 'all' })) }
  const house = await openTestHouse({ modules: [weatherReportsModule], openIdentity: testIdentity(new Map([[who.id, who]])) }, { extra: sql })
  try {
    const ask = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) => (await house.app.inject({ method, url: `/api/v1/weather-reports${path}`, headers: { 'x-test-actor': who.id }, ...(body ? { payload: body } : {}) })).json<Record<string, unknown>>()
    const { id } = await ask('POST', '', { name: 'Rain' })
    expect(await ask('PATCH', `/${String(id)}`, { name: 'Sun', version: 1 })).toMatchObject({ name: 'Sun', version: 2 })
    expect(await ask('PATCH', `/${String(id)}`, { name: 'Fog', version: 1 })).toMatchObject({ status: 409, current: { name: 'Sun' } })
    expect(await ask('GET', '')).toMatchObject({ items: [{ id, name: 'Sun' }], nextCursor: null })
    await house.drain()
    expect(await ask('GET', `/${String(id)}/events`)).toMatchObject({ items: [{ kind: 'weather-report.added' }, { kind: 'weather-report.changed' }] })
  } finally { await house.close() }
})
test('a name that is taken, an unknown floor and a name that is none are refused with what to do', () => {
  expect(() => makeModule(folder, { name: 'weather-reports' })).toThrow('is there already')
  expect(() => makeModule(folder, { name: 'storms' })).toThrow(/--floor N[\s\S]*1 {2}people/)
  expect(() => makeModule(folder, { name: 'files', floor: 4 })).toThrow('files has floor 1')
  expect(() => makeModule(folder, { name: 'Big Storms', floor: 4 })).toThrow('kebab-case')
})
test('a module that the plan names needs no floor', () => {
  expect(makeModule(folder, { name: 'surveys', zh: '调查' })).toContain('migrations/0013_surveys_ground.sql')
})
