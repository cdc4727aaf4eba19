import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importFaults, orderFaults } from './checks/imports.ts'

/** The rule of the house is only worth something if breaking it is noticed: here it is broken in every way, in a small house of the same shape. */

const root = fileURLToPath(new URL('../', import.meta.url))

/** A house that keeps the rule, and uses all that the rule allows. */
const clean: Readonly<Record<string, string>> = {
  'architecture.json': JSON.stringify({ floors: [['people'], ['customers'], ['cases', 'knowledge']] }),
  'src/app.ts': `import { modules } from './modules/index.ts'; import { work } from './kernel/work.ts'; export const app = [modules, work]`,
  'src/web.tsx': `import { webModules } from './modules/web.ts'; import { frame } from './kernel/web/shell.tsx'; export const web = [webModules, frame]`,
  'src/kernel/contract.ts': 'export const endpoint = 1',
  'src/kernel/client.ts': `import { endpoint } from './contract.ts'; export const call = endpoint`,
  'src/kernel/work.ts': `import { readFileSync } from 'node:fs'; import { days } from '../pure/worktime/index.ts'; export const work = [readFileSync, days]`,
  'src/kernel/web/shell.tsx': `import { call } from '../client.ts'; export const frame = call`,
  'src/pure/worktime/index.ts': `import { zone } from './zone.ts'; export const days = zone`,
  'src/pure/worktime/zone.ts': 'export const zone = 1',
  'src/pure/text/index.ts': 'export const fold = 1',
  'src/modules/index.ts': `import { people } from './people/index.ts'; import { customers } from './customers/index.ts'; import { cases } from './cases/index.ts'; import { knowledge } from './knowledge/index.ts'; export const modules = [people, customers, knowledge, cases]`,
  'src/modules/web.ts': `import { customersWeb } from './customers/web/routes.tsx'; import { casesWeb } from './cases/web/routes.tsx'; export const webModules = [customersWeb, casesWeb]`,
  'src/modules/people/index.ts': 'export const people = 1',
  'src/modules/knowledge/index.ts': 'export const knowledge = 1',
  'src/modules/customers/contract.ts': `import { endpoint } from '../../kernel/contract.ts'; import { fold } from '../../pure/text/index.ts'; export const customers = [endpoint, fold]`,
  'src/modules/customers/rules.ts': `import { customers } from './contract.ts'; export const mayMerge = [customers]`,
  'src/modules/customers/tables.ts': 'export interface Row { id: string } export const tables = 1',
  'src/modules/customers/queries.ts': `import { tables } from './tables.ts'; import { work } from '../../kernel/work.ts'; export const find = [tables, work]`,
  'src/modules/customers/index.ts': `import { people } from '../people/index.ts'; export { find } from './queries.ts'; export type { Row } from './tables.ts'; export const customers = people`,
  'src/modules/customers/web/index.ts': `export { CustomerCard } from './CustomerCard.tsx'`,
  'src/modules/customers/web/CustomerCard.tsx': `import { mayMerge } from '../rules.ts'; import { call } from '../../../kernel/client.ts'; export const CustomerCard = [mayMerge, call]`,
  'src/modules/customers/web/routes.tsx': `import { frame } from '../../../kernel/web/shell.tsx'; export const customersWeb = [frame, () => import('./CustomerCard.tsx')]`,
  'src/modules/cases/contract.ts': `import { customers } from '../customers/contract.ts'; export const cases = customers`,
  'src/modules/cases/tables.ts': `import type { Row } from '../customers/index.ts'; export const tables: Row[] = []`,
  'src/modules/cases/commands/open-case.ts': `import { find } from '../../customers/index.ts'; import { tables } from '../tables.ts'; export const openCase = [find, tables]`,
  'src/modules/cases/index.ts': `import { openCase } from './commands/open-case.ts'; export const cases = openCase`,
  'src/modules/cases/web/CaseDesk.tsx': `import { CustomerCard } from '../../customers/web/index.ts'; import { cases } from '../contract.ts'; export const CaseDesk = [CustomerCard, cases]`,
  'src/modules/cases/web/routes.tsx': `import { frame } from '../../../kernel/web/shell.tsx'; export const casesWeb = [frame, () => import('./CaseDesk.tsx')]`,
  // A test may look into any room below.
  'src/modules/cases/cases.test.ts': `import { find } from '../customers/queries.ts'; import { tables } from '../customers/tables.ts'; import { app } from '../../../test/app.ts'; export const seen = [find, tables, app]`,
  'test/app.ts': `import { app as roof } from '../src/app.ts'; export const app = roof`,
}

/** Each breaks one rule in a file of its own: the file, what it says, and the rule that must notice. */
const plants: readonly (readonly [file: string, says: string, rule: string])[] = [
  ['src/modules/customers/upward.ts', `import { cases } from '../cases/index.ts'; export const it = cases`, 'customers-looks-only-down'],
  ['src/modules/people/upward-type.ts', `import type { Row } from '../customers/index.ts'; export type It = Row`, 'people-looks-only-down'],
  ['src/modules/people/upward-later.ts', `export const it = () => import('../cases/index.ts')`, 'people-looks-only-down'],
  ['src/modules/knowledge/sideways.ts', `import { cases } from '../cases/contract.ts'; export const it = cases`, 'knowledge-looks-only-down'],
  ['src/modules/cases/back-door.ts', `import { find } from '../customers/queries.ts'; export const it = find`, 'through-the-face'],
  ['src/modules/cases/back-door-type.ts', `import type { Row } from '../customers/tables.ts'; export type It = Row`, 'through-the-face'],
  ['src/modules/cases/back-door-again.ts', `export * from '../customers/tables.ts'`, 'through-the-face'],
  ['src/modules/cases/web/Window.tsx', `import { CustomerCard } from '../../customers/web/CustomerCard.tsx'; export const it = CustomerCard`, 'through-the-face'],
  ['src/kernel/knows.ts', `import { cases } from '../modules/cases/contract.ts'; export const it = cases`, 'kernel-knows-no-module'],
  ['src/kernel/web/knows.tsx', `import { customers } from '../../modules/customers/contract.ts'; export const it = customers`, 'kernel-knows-no-module'],
  ['src/pure/worktime/neighbour.ts', `import { fold } from '../text/index.ts'; export const it = fold`, 'pure-is-pure'],
  ['src/pure/text/upward.ts', `import { endpoint } from '../../kernel/contract.ts'; export const it = endpoint`, 'pure-is-pure'],
  ['src/modules/people/contract.ts', `import { people } from './index.ts'; export const it = people`, 'contracts-run-in-the-browser'],
  ['src/modules/knowledge/contract.ts', `import { randomUUID } from 'node:crypto'; export const it = randomUUID`, 'the-browser-has-no-node'],
  ['src/modules/knowledge/rules.ts', `import { work } from '../../kernel/work.ts'; export const it = work`, 'rules-are-pure'],
  ['src/modules/people/rules.ts', `import { readFileSync } from 'node:fs'; export const it = readFileSync`, 'the-browser-has-no-node'],
  ['src/modules/cases/rules.ts', `import type { tables } from './tables.ts'; export type It = typeof tables`, 'tables-stay-home'],
  ['src/modules/cases/web/Query.tsx', `import { openCase } from '../commands/open-case.ts'; export const it = openCase`, 'web-sees-contracts-only'],
  ['src/modules/customers/web/Files.tsx', `import { join } from 'node:path'; export const it = join`, 'the-browser-has-no-node'],
  ['src/kernel/web/server.tsx', `import { work } from '../work.ts'; export const it = work`, 'web-sees-contracts-only'],
  ['src/modules/cases/web/Row.tsx', `import type { tables } from '../tables.ts'; export type It = typeof tables`, 'tables-stay-home'],
  ['src/modules/cases/screen.ts', `import { CaseDesk } from './web/CaseDesk.tsx'; export const it = CaseDesk`, 'server-knows-no-screen'],
  ['src/modules/cases/roof.ts', `import { app } from '../../app.ts'; export const it = app`, 'the-roof-carries-nothing'],
  ['src/modules/customers/all.ts', `import { modules } from '../index.ts'; export const it = modules`, 'the-roof-carries-nothing'],
  ['src/modules/cases/tested.ts', `import { seen } from './cases.test.ts'; export const it = seen`, 'the-product-needs-no-test'],
  ['src/modules/weather/index.ts', `export const weather = 1`, 'on-the-plan'],
]
const others: Readonly<Record<string, string>> = {
  'src/asks-for-weather.ts': `import { weather } from './modules/weather/index.ts'; export const it = weather`,
  'src/modules/customers/round.ts': `import { trip } from './trip.ts'; export const round = () => trip`,
  'src/modules/customers/trip.ts': `import { round } from './round.ts'; export const trip = () => round`,
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwen-house-'))
  await build(clean)
  for (const name of ['architecture.mjs', 'tsconfig.json']) await cp(join(root, name), join(folder, name))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
async function build(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

describe('imports', () => {
  test('a house that keeps the rule is left alone', async () => {
    expect(await importFaults(folder)).toEqual([])
    expect(orderFaults(folder)).toEqual([])
  })
  test('every way of breaking the rule is noticed, at its place and by its name', async () => {
    await build({ ...Object.fromEntries(plants.map(([file, says]) => [file, says])), ...others })
    const found = await importFaults(folder)
    const noticed = (file: string, rule: string) => found.some((fault) => fault.startsWith(`${rule}: `) && fault.includes(file))
    expect(plants.filter(([file, , rule]) => !noticed(file, rule)).map(([file, , rule]) => `${rule} missed ${file}`)).toEqual([])
    expect(noticed('src/modules/customers/round.ts', 'no-circles')).toBe(true)
    // Nothing else is blamed: each fault names a planted file.
    const planted = [...plants.map(([file]) => file), ...Object.keys(others)]
    expect(found.filter((fault) => !planted.some((file) => fault.includes(file)))).toEqual([])
  })
  test('folders without sources are a mistake, not a pass', async () => {
    await rm(join(folder, 'src'), { recursive: true })
    await expect(importFaults(folder)).rejects.toThrow(folder)
  })
})

describe('the lists of modules', () => {
  test('a list out of the order of the floors is noticed', async () => {
    await build({ 'src/modules/index.ts': clean['src/modules/index.ts']?.replace('[people, customers,', '[customers, people,') as string })
    expect(orderFaults(folder)).toEqual(['src/modules/index.ts: people stands above customers, which has a higher floor'])
  })
  test('a module that is built and not listed is noticed, on either side', async () => {
    await build({ 'src/modules/index.ts': clean['src/modules/index.ts']?.replace(', knowledge, cases]', ', cases]') as string, 'src/modules/web.ts': clean['src/modules/web.ts']?.replace('[customersWeb, casesWeb]', '[casesWeb]') as string })
    expect(orderFaults(folder)).toEqual([expect.stringContaining('src/modules/index.ts: knowledge is missing'), expect.stringContaining('src/modules/web.ts: customers is missing')])
  })
  test('a module without a floor, or with two, is noticed', async () => {
    await build({ 'src/modules/weather/index.ts': 'export const weather = 1', 'architecture.json': JSON.stringify({ floors: [['people'], ['customers', 'people'], ['cases', 'knowledge']] }) })
    expect(orderFaults(folder)).toEqual(expect.arrayContaining(['architecture.json: people has two floors', 'architecture.json: weather has no floor']))
  })
})
