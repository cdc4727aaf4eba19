import type { Ctx } from '../../kernel/context.ts'
import { definitionTables } from '../../kernel/definitions.ts'
import { notFound } from '../../kernel/errors.ts'
import { calendarKind } from './calendar.ts'
import { allClocked, clockedBy } from './clocked.ts'
import type { Clocked } from './clocked.ts'
import { partsOf } from './explanation.ts'
import type { Explanation, PolicyVocabulary } from './contract.ts'
import { startedRow } from './commands/start-clocks.ts'
import { policyKind, rowFor } from './policy.ts'
import { toldPart } from './queries.ts'
import { bindNow } from './terms.ts'

/** What the page of policies stands on: what each may speak of, and when things would be due by it. */

/** The calendars in force. */
export const listCalendars = (ctx: Ctx) => ctx.definitions.keys(calendarKind, ctx.now).map((key) => ({ key, name: ctx.definitions.current(calendarKind, key, ctx.now).is.name }))

/** Every policy that a module declares, with its version in force. */
export async function listPolicies(ctx: Ctx): Promise<{ items: PolicyVocabulary[] }> {
  const calendars = listCalendars(ctx)
  const known = allClocked().filter(({ policy }) => ctx.definitions.keys(policyKind, ctx.now).includes(policy))
  const current = new Map(known.map((of) => [of.policy, ctx.definitions.current(policyKind, of.policy, ctx.now)]))
  const ids = [...current.values()].map(({ id }) => id)
  const since = new Map(ids.length ? (await definitionTables(ctx).selectFrom('definition').select(['id', 'effective_from']).where('id', 'in', ids).execute()).map((row) => [row.id, row.effective_from]) : [])
  return {
    items: known.flatMap((of) => {
      const it = current.get(of.policy)
      return it ? [{
        key: of.policy, subject: of.subject, name: it.is.name, fields: fieldsOf(ctx, of), signals: [...of.signals], waits: [...of.waits], calendars,
        inForce: { id: it.id, version: it.version, origin: it.origin, since: since.get(it.id) ?? null, clocks: it.is.clocks.map(({ key, name, rows }) => ({ key, name, rows: rows.length })) },
      }] : []
    }),
  }
}

function fieldsOf(ctx: Ctx, { fields, words, catalogue, drawnFrom }: Clocked): PolicyVocabulary['fields'] {
  return Object.entries(fields).map(([key, field]) => {
    const listed = 'options' in field && field.options ? field.options : []
    return {
      key, name: words?.[key] ?? { zh: key, en: key },
      choices: drawnFrom?.[key]?.(ctx).map(({ value, name }) => ({ value, name, word: null })) ?? listed.map((value) => ({ value, name: null, word: catalogue?.[key] ? `${catalogue[key]}.${value}` : null })),
    }
  })
}

/**
 * When each clock of a version would be due for a record with these facts, had all of them started at `at`.
 * @throws AppError not-found `definition.not-found`; ConditionError for a fact that is none
 */
export async function tryPolicy(ctx: Ctx, versionId: string, { at = ctx.now, facts = '' }: { at?: Date | undefined; facts?: string | undefined }): Promise<{ items: Explanation[] }> {
  const row = await definitionTables(ctx).selectFrom('definition').selectAll().where('id', '=', versionId).where('kind', '=', policyKind.kind).executeTakeFirst()
  const of = row && clockedBy(row.key)
  if (!row || !of) throw notFound('definition')
  // A draft is read from the store: memory may hold what it said before.
  const policy = { id: row.id, key: row.key, version: row.version, origin: row.origin, pins: {}, is: policyKind.compile(policyKind.schema.parse(row.body), row) }
  const known = new Map(facts.split(',').filter(Boolean).map((pair) => pair.split(/:(.*)/s, 2) as [string, string]))
  const told = Object.fromEntries(Object.keys(of.fields).map((field) => [field, known.get(field) ?? null]))
  return {
    items: policy.is.clocks.flatMap((clock) => {
      const fitting = rowFor(clock, told)
      if (fitting < 0) return []
      const terms = bindNow(ctx, policy, clock, fitting, at)
      return [{ clock: startedRow(ctx, of.subject, row.id, terms, at).shown, parts: partsOf([{ kind: 'start', at, terms }]).map(toldPart) }]
    }),
  }
}
