import type pg from 'pg'
import type { Clock } from './clock.ts'
import type { Actor, Ctx } from './context.ts'
import type { Definitions } from './definitions.ts'
import { newId } from './id.ts'
import type { Answerer } from './module.ts'
import type { OpenSettings } from './settings.ts'
import { openTransaction } from './transaction.ts'
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
  /** Told which kinds of events a commit left, before whoever asked is answered: what this process keeps in memory is brought up to it. */
  settle?: (kinds: ReadonlySet<string>) => Promise<void> | undefined
  /** Off where a pooler in transaction mode stands before the database. */
  namedStatements?: boolean
}

export type Work = ReturnType<typeof openWork>

/** Opens units of work: one transaction, one actor, and the events it leaves behind. */
export function openWork({ pool, clock, vault, settings, definitions, answerers, ring, settle, namedStatements = true }: WorkParts) {
  const byQuestion = Map.groupBy(answerers, (a) => a.question.name)

  async function inTransaction<T>(begin: string, actor: Actor, via: string, run: (ctx: Ctx, events: string[]) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    const transaction = openTransaction(client, begin, namedStatements)
    const events: string[] = []
    const kinds = new Set<string>()
    const after: (() => void)[] = []
    const now = clock.now()
    const ctxAs = (via: string): Ctx => {
      const ctx: Ctx = {
        actor, via, now, settings, definitions, vault,
        db: transaction.db,
        send: (statement) => {
          if ('compile' in statement) { const { sql, parameters } = statement.compile(); transaction.send({ text: sql, values: parameters }) } else transaction.send(statement)
        },
        async emit(event, id, data) {
          const plain = event.schema as unknown as { parse: (data: unknown) => Record<string, unknown> }
          const value = plain.parse(data)
          for (const field of event.personal?.fields ?? []) {
            if (value[field] == null) continue
            const sealed = await vault.seal(ctx, String(value[event.personal?.keyOf as string]), JSON.stringify(value[field]))
            value[field] = { $sealed: sealed.toString('base64') }
          }
          kinds.add(event.kind)
          events.push(JSON.stringify({ id: newId(clock.now()), at: now, actor_kind: actor.kind, actor_id: actor.id, via, subject_kind: event.subject, subject_id: id, kind: event.kind, data: value }))
        },
        async ask(question, input) {
          const answers: unknown[] = []
          for (const answerer of byQuestion.get(question.name) ?? []) answers.push(...await answerer.run(ctx, input as never))
          return answers as never[]
        },
        async attempt(own, part) {
          const told = events.length
          const later = after.length
          try { return await transaction.attempt(() => part(ctxAs(own))) } catch (error) {
            events.length = told
            after.length = later
            throw error
          }
        },
        afterCommit: (then) => void after.push(then),
      }
      return ctx
    }
    try {
      const result = await run(ctxAs(via), events)
      if (events.length) {
        transaction.send({
          apart: true, text: 'insert into event_inbox (id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data) select * from json_to_recordset($1::json) as e(id uuid, at timestamptz, actor_kind text, actor_id uuid, via text, subject_kind text, subject_id uuid, kind text, data jsonb)',
          values: [`[${events.join()}]`],
        })
      }
      const command = await transaction.commit()
      if (command !== 'COMMIT') throw new Error(`the unit ${via} ended in ${command}`)
      client.release()
      for (const then of after) then()
      if (events.length) {
        ring()
        await settle?.(kinds)
      }
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
