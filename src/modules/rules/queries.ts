import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { Bilingual } from '../../kernel/contract.ts'
import { definitionTables, inForceOf } from '../../kernel/definitions.ts'
import { notFound } from '../../kernel/errors.ts'
import { ruleActions } from '../../kernel/rule-actions.ts'
import { labelsOf } from '../../kernel/subject-records.ts'
import { subjects } from '../../kernel/subjects.ts'
import { calendarKind } from '../clocks/index.ts'
import { standingRules } from './active.ts'
import type { Standing } from './active.ts'
import type { Firing, FiringQuery, Rule, Vocabulary } from './contract.ts'
import { ruleKind } from './definition.ts'
import { fills } from './fire.ts'
import { ownFields } from './own-fields.ts'
import { reachOf } from './reach.ts'
import type { FiringRow } from './tables.ts'
import { tables } from './tables.ts'

const DAYS_COUNTED = 30

export async function listRules(ctx: Ctx): Promise<Rule[]> {
  const standing = await standingRules(ctx)
  const since = new Date(ctx.now.getTime() - DAYS_COUNTED * 86_400_000)
  const { rows } = await sql<{ rule_key: string; fired: number; failed: number; last: Date }>`
    select rule_key, (count(*) filter (where state = 'done'))::int as fired, (count(*) filter (where state in ('failed', 'looped')))::int as failed, max(at) as last
    from rule_firing where rule_key = any(${standing.map((one) => one.key)}) and at >= ${since} group by 1`.execute(ctx.db)
  const counted = new Map(rows.map((row) => [row.rule_key, row]))
  return standing.flatMap((one) => one.compiled ? [shown(one, one.compiled, counted.get(one.key))] : [])
}
const shown = (of: Standing, { id, version, origin, is }: NonNullable<Standing['compiled']>, counted: { fired: number; failed: number; last: Date } | undefined): Rule => ({
  key: of.key, name: is.body.name, about: is.body.about ?? null, definitionId: id, version, origin, body: is.body, isOn: of.isOn, since: of.since, switchVersion: of.switchVersion, place: of.place,
  fired: counted?.fired ?? 0, failed: counted?.failed ?? 0, lastAt: counted?.last ?? null, fault: of.fault,
})
export async function getRule(ctx: Ctx, key: string): Promise<Rule> {
  const found = (await listRules(ctx)).find((one) => one.key === key)
  if (!found) throw notFound('rule')
  return found
}

/** What rules can be made of here. Fields of events are told with the events that have them. */
export async function vocabularyOf(ctx: Ctx): Promise<Vocabulary> {
  const calendars = ctx.definitions.keys(calendarKind, ctx.now).map((key) => ({ key, name: ctx.definitions.current(calendarKind, key, ctx.now).is.name }))
  const kinds = [...new Set(ruleActions().flatMap(({ inputs }) => Object.values(inputs).flatMap((input) => input.as === 'definition' && input.kind ? [input.kind] : [])))]
  return {
    subjects: subjects().map((one) => ({
      kind: one.kind, noun: one.noun, path: one.path ?? null, events: one.events.map(({ event, words }) => ({ kind: event.kind, words })),
      fields: [...[...reachOf(one, one.events.map(({ event }) => event.kind), calendars).values()].map((reach) => ({ reach, optionNames: null })), ...ownFields(ctx, one)].map(({ reach: field, optionNames }) => ({
        name: field.name, type: field.type, words: field.words, group: field.group, options: field.options ? [...field.options] : null, catalogue: field.catalogue ?? null, names: field.names ?? null, optionNames,
        events: field.from.of === 'record' || field.from.of === 'hours' || field.from.of === 'own' ? null : field.events ? [...field.events] : one.events.map(({ event }) => event.kind), fills: fills(field),
      })),
      people: (one.people ?? []).map((field) => ({ field: `${one.kind}.${field}`, words: one.fields[field]!.words })),
    })),
    actions: ruleActions().map(({ name, words, subjects: of, inputs }) => ({
      name, words, subjects: of ? [...of] : null,
      inputs: Object.entries(inputs).map(([key, input]) => ({ key, words: input.words, as: input.as, options: input.options ? [...input.options] : null, catalogue: input.catalogue ?? null, kind: input.kind ?? null, required: input.required === true })),
    })),
    calendars,
    definitions: await pickable(ctx, kinds),
    roles: (await pickable(ctx, ['role'])).map(({ key, name }) => ({ key, name })),
  }
}

/** Definitions in force of these kinds, with the names and fields their bodies bear. */
async function pickable(ctx: Ctx, kinds: readonly string[]): Promise<Vocabulary['definitions']> {
  if (!kinds.length) return []
  const rows = await definitionTables(ctx).selectFrom('definition').select(['kind', 'key', 'origin', 'version', 'state', 'effective_from', 'body']).where('kind', 'in', kinds).where('state', '=', 'published').execute()
  return [...Map.groupBy(rows, (row) => `${row.kind} ${row.key}`).values()].flatMap((versions) => {
    const row = inForceOf(versions, ctx.now)
    if (!row) return []
    const { name, fields } = row.body as { name?: unknown; fields?: unknown }
    return [{
      kind: row.kind, key: row.key, name: Bilingual.safeParse(name).data ?? null,
      fields: Array.isArray(fields) ? fields.flatMap((field: { key?: unknown; name?: unknown; required?: unknown }) => { const words = Bilingual.safeParse(field.name).data; return typeof field.key === 'string' && words ? [{ key: field.key, name: words, required: field.required !== false }] : [] }) : [],
    }]
  })
}

/** Firings, newest first. Of a record only to whoever may see it; elsewhere records out of the reader's sight are not named. */
export async function listFirings(ctx: Ctx, { limit, cursor, rule, state, subjectKind, subjectId }: FiringQuery): Promise<{ items: Firing[]; nextCursor: string | null }> {
  if (subjectId && !(await labelsOf(ctx, subjectKind ?? '', [subjectId])).has(subjectId)) throw notFound('record')
  let asked = tables(ctx).selectFrom('rule_firing').selectAll()
  if (rule) asked = asked.where('rule_key', '=', rule)
  if (state) asked = asked.where('state', '=', state)
  if (subjectId) asked = asked.where('subject_id', '=', subjectId)
  if (cursor && /^[0-9a-f-]{36}$/.test(cursor)) asked = asked.where('id', '<', cursor)
  const rows = await asked.orderBy('id', 'desc').limit(limit + 1).execute()
  const page = rows.slice(0, limit)
  return { items: await shownFirings(ctx, page), nextCursor: rows.length > limit ? page.at(-1)?.id ?? null : null }
}
export async function getFiring(ctx: Ctx, id: string): Promise<Firing> {
  const row = await findFiring(ctx, id)
  return (await shownFirings(ctx, [row]))[0]!
}
export async function findFiring(ctx: Ctx, id: string): Promise<FiringRow> {
  const row = await tables(ctx).selectFrom('rule_firing').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('firing')
  return row
}

async function shownFirings(ctx: Ctx, rows: readonly FiringRow[]): Promise<Firing[]> {
  const labels = new Map<string, string | null>()
  for (const [kind, of] of Map.groupBy(rows, (row) => row.subject_kind)) for (const [id, label] of await labelsOf(ctx, kind, of.map((row) => row.subject_id))) labels.set(id, label)
  return rows.map((row): Firing => {
    const version = versionOf(ctx, row.rule_id)
    const sees = labels.has(row.subject_id)
    return {
      id: row.id, rule: { key: row.rule_key, name: version?.name ?? null, version: version?.version ?? null, definitionId: row.rule_id }, eventKind: row.event_kind, eventPos: row.event_pos === null ? null : Number(row.event_pos),
      subject: sees ? { kind: row.subject_kind, id: row.subject_id, label: labels.get(row.subject_id) ?? null } : null, at: row.at, depth: row.chain.length, state: row.state,
      because: sees ? row.because : row.because.map(({ value: _, ...part }) => part), deeds: sees ? row.deeds : row.deeds.map((deed) => ({ ...deed, did: null })), error: row.error, replays: row.replays, version: row.version,
    }
  })
}
const versionOf = (ctx: Ctx, id: string) => {
  try { const found = ctx.definitions.version(ruleKind, id); return { name: found.is.body.name, version: found.version } } catch { return null }
}
