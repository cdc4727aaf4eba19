import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { dayIn } from '../../kernel/days.ts'
import { companyZone } from '../../kernel/frame.ts'
import type { Happened } from '../../kernel/module.ts'
import type { Subject } from '../../kernel/subjects.ts'
import { isWorking } from '../../pure/worktime/index.ts'
import type { Calendar } from '../../pure/worktime/index.ts'
import type { Fact, Vars } from '../../pure/conditions/index.ts'
import { calendarKind } from '../clocks/index.ts'
import { withOwnFields } from './own-fields.ts'
import type { Reach } from './reach.ts'
import { reachOf } from './reach.ts'
import { relationsOf } from './relations.ts'

/** Fields in memory: of records as they are now, and of an event as it was. */

const COLUMN: Partial<Record<string, string>> = { number: '::float8', date: '::text' }
const texts = new Map<Subject, string>()
function selection(subject: Subject): string {
  let text = texts.get(subject)
  if (!text) {
    const columns = [...reachOf(subject, null, []).values()].map(({ name, type, from }) => from.of === 'record' ? `"${from.alias}"."${from.column}"${COLUMN[type] ?? ''} as "${name}"` : '')
    texts.set(subject, text = `select ${['r.id as "$id"', ...columns].join()} ${sourceOf(subject)}`)
  }
  return text
}
/** `from view r left join …`: a record with the records it leads to. */
const sourceOf = (subject: Subject): string =>
  [`from "${subject.view}" r`, ...[...relationsOf(subject).values()].map(({ alias, column, subject: to }) => `left join "${to.view}" "${alias}" on "${alias}".id = r."${column}"`)].join(' ')

export const sourceText = (subject: Subject) => sql.raw(sourceOf(subject))

/** Records by id with every field in reach; who is gone is not among them. */
export async function recordsOf(ctx: Ctx, subject: Subject, ids: readonly string[]): Promise<Map<string, Fact>> {
  if (!ids.length) return new Map()
  const { rows } = await sql<{ $id: string }>`${sql.raw(selection(subject))} where r.id = any(${ids}::uuid[])`.execute(ctx.db)
  return withOwnFields(ctx, subject, new Map(rows.map((row) => [row.$id, row as unknown as Fact])))
}

/** The calendar in the zone it is read in. */
export function calendarOf(ctx: Ctx, key: string): Calendar {
  const { is } = ctx.definitions.current(calendarKind, key, ctx.now)
  return is.inZone(is.zoneIn(ctx.settings.get(companyZone)))
}

/** The fields of the moment: what the event says, and whether it fell into the hours asked for. */
export function momentOf(ctx: Ctx, reach: ReadonlyMap<string, Reach>, event: Happened | null): Fact {
  const at = event?.at ?? ctx.now
  const data = (event?.data ?? {}) as Record<string, unknown>
  const found: Record<string, unknown> = {}
  for (const [name, { from, type }] of reach) {
    switch (from.of) {
      case 'event': found[name] = fitting(data[from.key], type); break
      case 'changed': found[name] = event && isObject(data['changed']) ? Object.keys(data['changed']) : null; break
      case 'at': found[name] = event ? at : null; break
      case 'actor': found[name] = event?.actor.kind ?? null; break
      case 'hours': found[name] = isWorking(calendarOf(ctx, from.calendar), at); break
      case 'record': case 'own': break
    }
  }
  return found
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
/** An event of an older release may say a field otherwise: what is not of its type is as if it were not there. */
const fitting = (value: unknown, type: Reach['type']): unknown =>
  value === null || value === undefined ? null
    : type === 'number' ? typeof value === 'number' ? value : null
    : type === 'boolean' ? typeof value === 'boolean' ? value : null
    : typeof value === 'string' ? value : null

/** What conditions may take from the moment they are asked in. */
export const varsOf = (ctx: Ctx): Vars => ({ now: ctx.now, today: dayIn(ctx.settings.get(companyZone), ctx.now) })
