import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Contract, Endpoint } from '../src/kernel/contract.ts'
import type { Module } from '../src/kernel/module.ts'
import { runs } from '../src/modules/flows/contract.ts'
import { metrics } from '../src/modules/metrics/contract.ts'
import { rules } from '../src/modules/rules/contract.ts'
import { tasks } from '../src/modules/tasks/contract.ts'
import { openWholeHouse } from './whole-house.ts'

/** docs/extend.md promises that its blocks work as they stand: here they are written into a place of their own, type-checked and run. */

const run = promisify(execFile)
const root = fileURLToPath(new URL('../', import.meta.url))
let folder: string
let blocks: Map<string, string>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwen-extend-'))
  const guide = await readFile(join(root, 'docs/extend.md'), 'utf8')
  blocks = new Map([...guide.matchAll(/^```(?:ts|tsx|json|sql) (\S+)\n([^]*?)^```$/gm)].map((match) => [match[1] as string, match[2] as string]))
  await mkdir(join(folder, 'src/modules'), { recursive: true })
  for (const name of ['src/kernel', 'src/pure', 'node_modules', ...(await readdir(join(root, 'src/modules'), { withFileTypes: true })).filter((one) => one.isDirectory()).map((one) => `src/modules/${one.name}`)]) await symlink(join(root, name), join(folder, name))
  for (const name of ['tsconfig.json', 'tsconfig.web.json', 'package.json']) await cp(join(root, name), join(folder, name))
  for (const [path, text] of blocks) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const typeCheck = async (base: string, files: readonly string[]) => {
  const own = `tsconfig.${base.replaceAll('.', '-')}-one.json`
  await writeFile(join(folder, own), JSON.stringify({ extends: `./${base}`, include: [], exclude: [], files }))
  return run(process.execPath, [join(root, 'node_modules/typescript-native/bin/tsc'), '--noEmit', '--pretty', 'false', '-p', own], { cwd: folder })
}

test('the guide shows a module, a form, a flow, a rule with a deed of its own, a metric and a screen', () => {
  const files = ['contract.ts', 'tables.ts', 'rules.ts', 'queries.ts', 'commands/parcels.ts', 'index.ts', 'definitions/form.ts', 'definitions/flow.ts', 'definitions/rule.ts', 'rule-parts.ts', 'facts.ts', 'definitions/metric.ts', 'web/routes.tsx', 'locale/en.json', 'locale/zh-CN.json']
  for (const file of files) expect([...blocks.keys()], file).toContain(`src/modules/parcels/${file}`)
  expect([...blocks.keys()].filter((path) => path.endsWith('.sql'))).toHaveLength(1)
})
test('its blocks have the right types, on the server and in the browser', { timeout: 240_000 }, async () => {
  // The kernel's house and start bring what plugins add to types of theirs.
  await expect(typeCheck('tsconfig.json', ['src/modules/parcels/index.ts', 'src/kernel/house.ts'])).resolves.toMatchObject({ stdout: '' })
  await expect(typeCheck('tsconfig.web.json', ['src/modules/parcels/web/routes.tsx', 'src/kernel/web/start.tsx'])).resolves.toMatchObject({ stdout: '' })
})
test('its words are complete in both languages', async () => {
  const catalogue = async (locale: string) => JSON.parse(blocks.get(`src/modules/parcels/locale/${locale}.json`) as string) as Record<string, string>
  const [en, zh] = [await catalogue('en'), await catalogue('zh-CN')]
  expect(Object.keys(en)).toEqual(Object.keys(zh))
  for (const [path, text] of blocks) if (path.endsWith('.tsx')) for (const [, key] of text.matchAll(/(?:title|label|text): '(parcel\.[\w.-]+)'/g)) expect(Object.keys(en), key).toContain(key)
})
test('what it builds works: a broken parcel is shelved by the rule, checked along the flow with its form, and counted', { timeout: 120_000 }, async () => {
  const path = join(folder, 'src/modules/parcels')
  const { parcelsModule } = await import(join(path, 'index.ts')) as { parcelsModule: Module }
  const { parcels } = await import(join(path, 'contract.ts')) as { parcels: Contract & Record<'takeIn' | 'get' | 'check', Endpoint> }
  const house = await openWholeHouse({ extra: blocks.get('migrations/0900_parcels_ground.sql') as string, more: [parcelsModule] })
  try {
    house.clock.pass(60)
    const worker = await house.hire('after_sales')
    const supervisor = await house.hire('cs_supervisor')
    const manager = await house.hire('cs_manager')
    const takeIn = async (reason: string) => await worker.call(parcels.takeIn, { body: { sender: '王先生', reason } } as never) as { id: string; version: number }
    const broken = await takeIn('broken')
    const wrong = await takeIn('wrong')
    await house.drain()
    const now = async (id: string) => await worker.call(parcels.get, { params: { id } } as never) as { shelf: string | null; version: number; state: string; may: string[] }
    expect([(await now(broken.id)).shelf, (await now(wrong.id)).shelf]).toEqual(['B', null])
    expect((await manager.call(rules.firings, { query: { rule: 'broken-parcels' } })).items).toMatchObject([{ state: 'done', subject: { id: broken.id }, deeds: [{ do: 'parcel.shelve' }, { do: 'flow.start' }] }])

    const { items: [task] } = await worker.call(tasks.list, { query: { whose: 'claimable' } })
    expect(task).toMatchObject({ role: { key: 'after_sales' } })
    await worker.call(tasks.claim, { params: { id: task?.id ?? '' }, body: {} })
    const { items: [summary] } = await manager.call(runs.all, { query: { aboutId: broken.id } })
    const live = await manager.call(runs.get, { params: { id: summary?.id ?? '' } })
    const unpack = live.steps.find((step) => step.key === 'unpack')
    const to = { id: live.id, stepId: unpack?.id ?? '' }
    expect((await worker.raw('POST', `/runs/${to.id}/steps/${to.stepId}/finish`, { answers: { complete: true } })).statusCode).toBeGreaterThanOrEqual(400)
    await worker.call(runs.finish, { params: to, body: { answers: { complete: true, damage: 'heavy', note: '外壳破裂' } } })
    await house.drain()
    expect((await supervisor.call(tasks.list, { query: { whose: 'claimable' } })).items).toHaveLength(1)

    house.clock.pass(2 * 3_600)
    const { version, may } = await now(broken.id)
    expect(may).toEqual(['check'])
    await worker.call(parcels.check, { params: { id: broken.id }, body: { verdict: 'scrap', version } } as never)
    expect((await worker.raw('POST', `/parcels/${broken.id}/check`, { verdict: 'repair', version })).json()).toMatchObject({ status: 409, code: 'parcel.checked-already' })
    house.clock.pass(9 * 3_600)
    await worker.call(parcels.check, { params: { id: wrong.id }, body: { verdict: 'resell', version: wrong.version } } as never)
    const share = await manager.call(metrics.value, { params: { key: 'parcels-checked-in-time' }, query: {} })
    expect(share).toMatchObject({ value: 50, n: 2, numerator: 1 })
    expect((await (await house.hire('agent')).raw('GET', '/parcels')).statusCode).toBe(403)
  } finally { await house.close() }
})
