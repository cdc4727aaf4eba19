import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from './app.ts'
import { believedTables } from './tables-in-code.ts'
import type { BelievedColumn, BelievedTable } from './tables-in-code.ts'

/** Types of rows are written by hand: here each is held against the migrated database. */

const root = fileURLToPath(new URL('../', import.meta.url))
/** What a column of PostgreSQL becomes when `pg` has read it (`kernel/database/connect.ts` says how dates and large numbers are read). */
const READ_AS: Readonly<Record<string, readonly string[]>> = {
  uuid: ['text'], text: ['text'], varchar: ['text'], bpchar: ['text'], name: ['text'], citext: ['text'], inet: ['text'], numeric: ['text'], tsvector: ['text'], date: ['text'], time: ['text'],
  int2: ['number'], int4: ['number'], int8: ['number'], float4: ['number'], float8: ['number'], bool: ['boolean'], bytea: ['bytes'],
  // `infinity` is read as a number.
  timestamptz: ['moment', 'number'], timestamp: ['moment'], jsonb: ['object', 'list', 'text', 'number', 'boolean'], json: ['object', 'list', 'text', 'number', 'boolean'], interval: ['object'],
}
const readAs = (type: string) => type.startsWith('_') ? ['list'] : READ_AS[type]

interface RealColumn { type: string; nullable: boolean; texts: readonly string[] | undefined }
interface RealTable { view: boolean; columns: Map<string, RealColumn> }
let database: Awaited<ReturnType<typeof freshDatabase>>
let real: Map<string, RealTable>
let believed: BelievedTable[]
let mistaken: BelievedTable[]

/** A module that is wrong about its tables in every way there is. */
const MISTAKEN = `import { tablesOf } from '${root}src/kernel/context.ts'
export const tables = tablesOf<{
  definition: { id: number; kind: string; key: string; origin: 'shipped' | 'own'; version: string; state: string; effective_from: Date; body: unknown; body_hash: Buffer; pins: unknown; author_id: string | null; changed_at: Date | null; colour: string }
  no_such_table: { id: string }
}>()`

beforeAll(async () => {
  const files = globSync('src/**/*.ts', { cwd: root }).filter((path) => !/\.test\.ts$|\/fixtures/.test(path)).map((path) => join(root, path)).filter((path) => readFileSync(path, 'utf8').includes('tablesOf<'))
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-tables-'))
  const planted = join(folder, 'tables.ts')
  try {
    writeFileSync(planted, MISTAKEN)
    const all = believedTables(root, [...files, planted])
    believed = all.filter(({ where }) => where.startsWith('src/'))
    mistaken = all.filter(({ where }) => !where.startsWith('src/'))
  } finally { rmSync(folder, { recursive: true }) }
  database = await freshDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const { rows } = await client.query<{ table: string; view: boolean; column: string; type: string; nullable: boolean }>(`
      select c.relname as table, c.relkind = 'v' as view, a.attname as column, t.typname as type, not (a.attnotnull or t.typnotnull) as nullable
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and a.attnum > 0 and not a.attisdropped`)
    const { rows: checks } = await client.query<{ table: string; says: string }>(`select conrelid::regclass::text as table, pg_get_constraintdef(oid) as says from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace`)
    const texts = new Map(checks.flatMap(({ table, says }) => {
      const [, column, list] = /^CHECK \(\((\w+) = ANY \(ARRAY\[(.*?)\]\)\)\)$/.exec(says) ?? []
      return column && list ? [[`${table.replaceAll('"', '')}.${column}`, [...list.matchAll(/'((?:[^']|'')*)'/g)].map((match) => match[1] as string)] as const] : []
    }))
    real = new Map()
    for (const row of rows) {
      const table = real.get(row.table) ?? { view: row.view, columns: new Map() }
      real.set(row.table, table)
      table.columns.set(row.column, { type: row.type, nullable: row.nullable, texts: texts.get(`${row.table}.${row.column}`) })
    }
  } finally { await client.end() }
}, 180_000)
afterAll(() => database?.drop())

function differences(table: string, column: string, { kinds, nullable, texts }: BelievedColumn, is: RealColumn, view: boolean): string[] {
  const known = readAs(is.type)
  const odd = kinds.filter((kind) => kind !== 'anything' && !known?.includes(kind))
  return [
    ...(known ? [] : [`${table}.${column} is ${is.type}: say in this test what that is read as`]),
    ...(odd.length && known ? [`${table}.${column} is ${is.type} and read as ${known.join(' or ')}, the type says ${kinds.join(' or ')}`] : []),
    // Of a view's column PostgreSQL doesn't say whether it can be null.
    ...(view || kinds.includes('anything') || nullable === is.nullable ? [] : [`${table}.${column} ${is.nullable ? 'can' : 'can’t'} be null, the type says it ${nullable ? 'can' : 'can’t'}`]),
    ...(texts && is.texts && texts.toSorted().join() !== is.texts.toSorted().join() ? [`${table}.${column} is one of ${is.texts.toSorted().join(', ')}; the type says ${texts.toSorted().join(', ')}`] : []),
  ]
}

const wrongIn = (tables: readonly BelievedTable[]) => tables.flatMap(({ name, where, columns }) => {
    const table = real.get(name)
    if (!table) return [`${where}: there is no table ${name}`]
    // Only a whole `tables.ts` claims to know every column; a file of the kernel may look at a few.
    const whole = where.includes('/tables.ts')
    const missing = whole ? [...table.columns.keys()].filter((column) => !columns.has(column)).map((column) => `${name}.${column} stands in the database and not in the type`) : []
    const wrongColumns = [...columns].flatMap(([column, is]) => {
      const found = table.columns.get(column)
      return found ? differences(name, column, is, found, table.view) : [`${name}.${column} stands in the type and not in the database`]
    })
    return [...missing, ...wrongColumns].map((what) => `${where}: ${what}`)
  })

test('what the code believes of each table is what the migrations made', () => {
  expect(believed.length).toBeGreaterThan(10)
  expect(wrongIn(believed)).toEqual([])
})

test('every kind of mistake is told with its place', () => {
  expect(wrongIn(mistaken).map((fault) => fault.replace(/^.*?tables\.ts:\d+: /, ''))).toEqual([
    'definition.revision stands in the database and not in the type',
    'definition.id is uuid and read as text, the type says number',
    'definition.origin is one of company, shipped; the type says own, shipped',
    'definition.version is int4 and read as number, the type says text',
    'definition.effective_from can be null, the type says it can’t',
    'definition.changed_at can’t be null, the type says it can',
    'definition.colour stands in the type and not in the database',
    'there is no table no_such_table',
  ])
})

test('a table belongs to one module; others join only views', () => {
  const owners = new Map<string, Set<string>>()
  for (const { name, where } of believed) {
    const owner = /^src\/modules\/([^/]+)\//.exec(where)?.[1] ?? 'kernel'
    if (real.get(name)?.view === false) owners.set(name, (owners.get(name) ?? new Set()).add(owner))
  }
  expect([...owners].filter(([, by]) => by.size > 1).map(([name, by]) => `${name} is claimed by ${[...by].join(' and ')}`)).toEqual([])
})
