import type { Ctx } from '../src/kernel/context.ts'
import type { Event } from '../src/kernel/contract.ts'
import { newId } from '../src/kernel/id.ts'

/** Rows and events of a made-up past, gathered in memory and written by the thousand. */

const ROWS = 2_000
const SEALED_AT_ONCE = 20_000

export type Books = ReturnType<typeof openBooks>
export function openBooks() {
  const tables = new Map<string, object[]>()
  const told: { at: number; text: string }[] = []
  return {
    add(table: string, row: object): void {
      const rows = tables.get(table)
      if (rows) rows.push(row)
      else tables.set(table, [row])
    },
    /** `by`: who did it; null for a customer, `house` for the product itself. @returns the event's id */
    tell<E extends Event>(event: E, id: string, at: number, by: string | null, data: E['schema']['_zod']['input']): string {
      const kind = by === null ? 'anonymous' : by === 'house' ? 'system' : 'staff'
      const eventId = newId(new Date(at))
      told.push({ at, text: JSON.stringify({ id: eventId, at: new Date(at), actor_kind: kind, actor_id: kind === 'staff' ? by : null, via: 'demo load', subject_kind: event.subject, subject_id: id, kind: event.kind, data: (event.schema as unknown as { parse: (data: unknown) => unknown }).parse(data) }) })
      return eventId
    },
    get events() { return told.length },
    /** Writes everything and seals the events in the order of their moments; whoever listens hears of them only once the unit has ended. */
    async write(ctx: Ctx, say: (text: string) => void): Promise<void> {
      let count = 0
      for (const [table, rows] of tables) {
        const columns = Object.keys(rows[0] as object).map((column) => `"${column}"`).join()
        for (let from = 0; from < rows.length; from += ROWS) {
          ctx.send({ text: `insert into "${table}" (${columns}) select ${columns} from json_populate_recordset(null::"${table}", $1::json)`, values: [JSON.stringify(rows.slice(from, from + ROWS))] })
        }
        count += rows.length
      }
      say(`${count} rows`)
      told.sort((a, b) => a.at - b.at)
      // Nobody has counted the inbox since it was empty: told so, the planner would go through it once for every event.
      ctx.send({ text: 'set local enable_nestloop = off', values: [] })
      for (let from = 0; from < told.length; from += ROWS) {
        ctx.send({
          text: 'insert into event_inbox (id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data) select * from json_to_recordset($1::json) as e(id uuid, at timestamptz, actor_kind text, actor_id uuid, via text, subject_kind text, subject_id uuid, kind text, data jsonb)',
          values: [`[${told.slice(from, from + ROWS).map(({ text }) => text).join()}]`],
        })
        if (from % SEALED_AT_ONCE >= SEALED_AT_ONCE - ROWS) ctx.send({ text: 'select seal_events($1)', values: [SEALED_AT_ONCE] })
      }
      ctx.send({ text: 'select seal_events($1)', values: [1_000_000] })
      say(`${told.length} events`)
    },
  }
}
