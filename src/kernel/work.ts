import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type pg from 'pg'
import type { Clock } from './clock.ts'
import type { Actor, Ctx, Statement } from './context.ts'
import type { Definitions } from './definitions.ts'
import { newId } from './id.ts'
import type { Answerer } from './module.ts'
import type { OpenSettings } from './settings.ts'
import type { Vault } from './vault.ts'

export interface WorkParts {
  pool: pg.Pool
  clock: Clock
  vault: Vault
  settings: OpenSettings
  definitions: Definitions
  answerers: readonly Answerer[]
  /** Rung after each commit that left events. */
  ring: () => void
  /** Off where a pooler in transaction mode stands before the database. */
  namedStatements?: boolean
}

// Writes are few and always the same: prepared once a connection they cost the server half. Reads are planned anew, for their best plan depends on the values.
const names = new Map<string, string>()
const MOST_NAMES = 1_000
function nameOf(text: string): string | undefined {
  if (!/^(insert|update|delete)/.test(text)) return undefined
  let name = names.get(text)
  if (!name && names.size < MOST_NAMES) names.set(text, name = `s${names.size}`)
  return name
}

function connectionOf(client: pg.PoolClient, named: boolean): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const name = named ? nameOf(sql) : undefined
      const result = await client.query({ text: sql, values: parameters as unknown[], ...(name ? { name } : {}) })
      return { rows: result.rows as R[], ...(result.command === 'SELECT' ? {} : { numAffectedRows: BigInt(result.rowCount ?? 0) }) }
    },
    // eslint-disable-next-line require-yield
    async *streamQuery() { throw new Error('streaming is not offered inside a unit') },
  }
}

const compiler = new PostgresQueryCompiler()
function kyselyOn(client: pg.PoolClient, named: boolean): Kysely<object> {
  const connection = connectionOf(client, named)
  const nothing = async () => {}
  return new Kysely<object>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => compiler,
      createDriver: () => ({
        init: nothing, destroy: nothing, acquireConnection: async () => connection, releaseConnection: nothing,
        beginTransaction: nothing, commitTransaction: nothing, rollbackTransaction: nothing,
      }),
    },
  })
}

export type Work = ReturnType<typeof openWork>

/** Opens units of work: one transaction, one actor, and the events it leaves behind. */
export function openWork({ pool, clock, vault, settings, definitions, answerers, ring, namedStatements = true }: WorkParts) {
  const byQuestion = Map.groupBy(answerers, (a) => a.question.name)

  async function inTransaction<T>(begin: string, actor: Actor, via: string, run: (ctx: Ctx, events: string[]) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    const sent: Promise<unknown>[] = []
    const events: string[] = []
    const after: (() => void)[] = []
    const send = (statement: Statement) => {
      const name = namedStatements ? nameOf(statement.text) : undefined
      const going = client.query({ text: statement.text, values: statement.values as unknown[], ...(name ? { name } : {}) })
      going.catch(() => {})
      sent.push(going)
    }
    const ctx: Ctx = {
      actor, via, now: clock.now(), settings, definitions, vault,
      db: kyselyOn(client, namedStatements),
      send: (statement) => {
        if ('compile' in statement) { const { sql, parameters } = statement.compile(); send({ text: sql, values: parameters }) } else send(statement)
      },
      async emit(event, id, data) {
        const plain = event.schema as unknown as { parse: (data: unknown) => Record<string, unknown> }
        const value = plain.parse(data)
        for (const field of event.personal?.fields ?? []) {
          if (value[field] == null) continue
          const sealed = await vault.seal(ctx, String(value[event.personal?.keyOf as string]), JSON.stringify(value[field]))
          value[field] = { $sealed: sealed.toString('base64') }
        }
        events.push(JSON.stringify({ id: newId(clock.now()), at: ctx.now, actor_kind: actor.kind, actor_id: actor.id, via, subject_kind: event.subject, subject_id: id, kind: event.kind, data: value }))
      },
      async ask(question, input) {
        const answers: unknown[] = []
        for (const answerer of byQuestion.get(question.name) ?? []) answers.push(...await answerer.run(ctx, input as never))
        return answers as never[]
      },
      afterCommit: (then) => void after.push(then),
    }
    const opening = client.query(begin)
    opening.catch(() => {})
    try {
      const result = await run(ctx, events)
      if (events.length) {
        send({
          text: 'insert into event_inbox (id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data) select * from json_to_recordset($1::json) as e(id uuid, at timestamptz, actor_kind text, actor_id uuid, via text, subject_kind text, subject_id uuid, kind text, data jsonb)',
          values: [`[${events.join()}]`],
        })
      }
      const ending = client.query('commit')
      ending.catch(() => {})
      await Promise.all(sent)
      const { command } = await ending
      if (command !== 'COMMIT') throw new Error(`the unit ${via} ended in ${command}`)
      client.release()
      for (const then of after) then()
      if (events.length) ring()
      return result
    } catch (error) {
      // Whatever was on its way ends before the connection goes back; a connection that can't roll back is thrown away.
      const rolledBack = await client.query('rollback').then(() => undefined, (reason: Error) => reason)
      client.release(rolledBack)
      throw error
    }
  }

  return {
    /** Runs a command: all of it happens, with its events, or nothing. */
    unit: <T>(actor: Actor, via: string, run: (ctx: Ctx, events: string[]) => Promise<T>) => inTransaction('begin', actor, via, run),
    /** Runs a read: one snapshot, and PostgreSQL refuses any write. */
    read: <T>(actor: Actor, via: string, run: (ctx: Ctx) => Promise<T>) => inTransaction('begin isolation level repeatable read read only', actor, via, run),
    pool, clock, settings, definitions, vault,
  }
}
