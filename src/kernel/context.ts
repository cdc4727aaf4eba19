import type { Insertable, Kysely } from 'kysely'
import type { Vars } from '../pure/conditions/index.ts'
import type { Event, Permission, Question } from './contract.ts'
import type { Definitions } from './definitions.ts'
import type { Settings } from './settings.ts'
import type { Vault } from './vault.ts'

/** Values of the variables in legs' conditions: `me`, `teams`, `departments`. */
export type { Vars } from '../pure/conditions/index.ts'

/** Permission × scope. The words of scopes are those a resource states legs for; `all` sees everything. With `line`, `all` is narrowed to that business line wherever records have one. */
export interface Grant { permission: Permission; scope: string; line?: string }

export interface Actor {
  kind: 'staff' | 'system' | 'anonymous'
  /** The staff's id; `null` for the system and for strangers. */
  id: string | null
  name: string
  grants: readonly Grant[]
  vars: Vars
  locale: Locale
  /** Set when a token acts for its owner: the token's id. */
  token?: string
  /** Set while some of what the roles grant is withheld until the person has done something: the code of the refusal that says what. */
  heldBack?: string
  can: (permission: string) => boolean
}
export type Locale = 'zh-CN' | 'en'

/** One statement whose answer nobody needs. */
export interface Statement {
  text: string
  values: readonly unknown[]
  /** It touches no row that another statement sent along with it touches: such statements travel as one. */
  apart?: true
}
interface Compilable { compile: () => { sql: string; parameters: readonly unknown[] } }

/** What one unit of work may touch. There is no other database handle in reach, so nothing escapes the transaction. */
export interface Ctx {
  actor: Actor
  now: Date
  /** The endpoint, listener or job that opened the unit. */
  via: string
  db: Kysely<object>
  /** Sends a statement without waiting; the unit waits for all of them before it commits, and fails with the first that fails. */
  send: (statement: Statement | Compilable) => void
  /** Tells what happened to the record `id`; modules above hear it once the unit has committed. */
  emit: <E extends Event>(event: E, id: string, data: E['schema']['_zod']['input']) => Promise<void>
  /** Asks every module above that answers; the answers in the order of the floors. */
  ask: <Q extends Question>(question: Q, input: Q['asks']['_zod']['input']) => Promise<Q['answers']['_zod']['output'][]>
  settings: Settings
  definitions: Definitions
  vault: Vault
  /** Runs a part of the unit that may fail alone: when it throws, what it wrote and told is taken back and the rest stands. Its events bear `via`. */
  attempt: <T>(via: string, run: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** Runs when the unit has committed, for caches only: what must happen is an event. */
  afterCommit: (run: () => void) => void
}

/** A module names its own tables once; it can see no others. `insert` is sent, not awaited. */
export interface Tables<T> {
  (ctx: Pick<Ctx, 'db'>): Kysely<T>
  insert: <K extends keyof T & string>(ctx: Pick<Ctx, 'send'>, table: K, rows: InsertRow<T[K]> | readonly InsertRow<T[K]>[]) => void
}
type InsertRow<R> = Insertable<R>

const texts = new Map<string, string>()
function insertText(table: string, columns: readonly string[], count: number): string {
  const key = `${table}|${columns.join()}|${count}`
  let text = texts.get(key)
  if (!text) {
    const groups = Array.from({ length: count }, (_, row) => `(${columns.map((_, at) => `$${row * columns.length + at + 1}`).join()})`)
    text = `insert into "${table}" (${columns.map((c) => `"${c}"`).join()}) values ${groups.join()}`
    if (texts.size < 2_000) texts.set(key, text)
  }
  return text
}

export function tablesOf<T>(): Tables<T> {
  const tables = ((ctx: Pick<Ctx, 'db'>) => ctx.db as unknown as Kysely<T>) as Tables<T>
  // Kysely builds and prints a tree for every insert; on the hot path of creation that was a third of the time (docs/adr/0004).
  tables.insert = (ctx, table, rows) => {
    const list = (Array.isArray(rows) ? rows : [rows]) as Record<string, unknown>[]
    for (let from = 0; from < list.length; from += 100) {
      const part = list.slice(from, from + 100)
      const columns = Object.keys(part[0] as object)
      ctx.send({ apart: true, text: insertText(table, columns, part.length), values: part.flatMap((row) => columns.map((column) => row[column])) })
    }
  }
  return tables
}
