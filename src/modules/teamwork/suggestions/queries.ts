import type { Resource } from '../../../kernel/access.ts'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from 'kysely'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { seenLinks } from '../../library/index.ts'
import { namesOf } from '../../people/index.ts'
import { likeness } from '../likeness.ts'
import { tables } from '../tables.ts'
import type { Suggestion, SuggestionQuery } from './contract.ts'

const id = { type: 'id' } as const
/** What people suggest is open to everybody: who had the same thought sees it. */
export const suggestionResource: Resource = {
  name: 'suggestion', read: 'suggestion.read', legs: {}, fields: { state: { type: 'choice' }, area: { type: 'choice' }, departmentId: id, authorId: id, ownerId: id, dueAt: { type: 'instant' } },
  load: (ctx, ids) => tables(ctx).selectFrom('suggestion').select(['id', 'version']).where('id', 'in', ids).execute(),
}
const LIST = { table: 'suggestion', resource: suggestionResource, permission: 'suggestion.read', sort: '-createdAt', sorts: { createdAt: { column: 'id', type: 'uuid' }, dueAt: { column: 'due_at', type: 'timestamptz' } } } as const

export async function listSuggestions(ctx: Ctx, { state, area, departmentId, author, owner, overdue, ...page }: SuggestionQuery): Promise<{ items: Suggestion[]; nextCursor: string | null }> {
  const person = (field: string, value: string | undefined): Condition[] => value ? [{ field, is: 'equal', value: value === 'me' ? { var: 'me' } : value }] : []
  const filter: Condition = { all: [
    ...(state ? [{ field: 'state', is: 'one-of' as const, value: state.split(',') }] : []), ...person('area', area), ...person('departmentId', departmentId), ...person('authorId', author), ...person('ownerId', owner),
    ...(overdue ? [{ field: 'state', is: 'equal' as const, value: 'submitted' }, { field: 'dueAt', is: 'until' as const, value: { ago: 0 } }] : []),
  ] }
  const { ids, nextCursor } = await listIds(ctx, LIST, page, filter)
  return { items: await suggestionsById(ctx, ids), nextCursor }
}

async function suggestionsById(ctx: Ctx, ids: readonly string[]): Promise<Suggestion[]> {
  if (!ids.length) return []
  const [rows, links, twins] = await Promise.all([
    tables(ctx).selectFrom('suggestion as s').leftJoin('department_ref as d', 'd.id', 's.department_id').leftJoin('suggestion as o', 'o.id', 's.same_as').selectAll('s').select(['d.name as department_name', 'o.title as same_title']).where('s.id', 'in', ids).where(inSight(ctx, suggestionResource, 'suggestion.read', 's')).execute(),
    tables(ctx).selectFrom('suggestion_evidence').selectAll().where('suggestion_id', 'in', ids).orderBy('id').execute(),
    tables(ctx).selectFrom('suggestion').select(['same_as', sql<number>`count(*)::int`.as('n')]).where('same_as', 'in', ids).groupBy('same_as').execute(),
  ])
  const [names, evidence] = await Promise.all([namesOf(ctx, [...new Set(rows.flatMap((row) => [row.author_id, ...[row.decided_by, row.owner_id].filter((one) => one !== null)]))]), evidenceOf(ctx, links)])
  const named = (who: string | null) => who ? { id: who, name: names.get(who) ?? '' } : null
  return inOrder(ids, rows).map((row) => ({
    id: row.id, title: row.title, problem: row.problem, proposal: row.proposal, area: row.area, department: row.department_id ? { id: row.department_id, name: row.department_name ?? '' } : null, author: named(row.author_id) as { id: string; name: string }, state: row.state,
    sameAs: row.same_as ? { id: row.same_as, title: row.same_title ?? '' } : null, dueAt: row.due_at, overdue: row.state === 'submitted' && row.due_at <= ctx.now, decidedBy: named(row.decided_by), decidedAt: row.decided_at, reason: row.reason, owner: named(row.owner_id), doneBy: row.done_by,
    outcome: row.outcome, endedAt: row.ended_at, evidence: evidence.get(row.id) ?? [], twins: twins.find(({ same_as }) => same_as === row.id)?.n ?? 0, createdAt: row.created_at, version: row.version, may: deeds(ctx, row),
  }))
}
function deeds(ctx: Ctx, { state, author_id, owner_id }: { state: Suggestion['state']; author_id: string; owner_id: string | null }): Suggestion['may'] {
  const own = author_id === ctx.actor.id && ctx.actor.can('suggestion.submit')
  const decides = ctx.actor.can('suggestion.decide')
  if (state === 'adopted') return owner_id === ctx.actor.id || decides ? ['finish'] : []
  if (state !== 'submitted') return []
  return [...(own ? ['change', 'withdraw'] as const : []), ...(own || decides ? ['add-evidence'] as const : []), ...(decides && author_id !== ctx.actor.id ? ['decide'] as const : [])]
}

/** Each link with its name and page; both null where it is not there any more, a case's page also where the reader may not see it. */
async function evidenceOf(ctx: Ctx, links: readonly { id: string; suggestion_id: string; kind: Suggestion['evidence'][number]['kind']; key: string }[]): Promise<Map<string, Suggestion['evidence']>> {
  const cases = links.filter(({ kind }) => kind === 'case').map(({ key }) => key)
  const [seen, found] = await Promise.all([
    seenLinks(ctx, links.filter(({ kind }) => kind !== 'case')), cases.length ? tables(ctx).selectFrom('case_ref').select(['id', 'number']).where('number', 'in', cases).execute() : [],
  ])
  const shown = links.map((link) => {
    const other = seen.find(({ kind, key }) => kind === link.kind && key === link.key)
    const of = found.find(({ number }) => number === link.key)
    return { of: link.suggestion_id, one: { id: link.id, kind: link.kind, key: link.key, ...(link.kind === 'case' ? { name: of ? { zh: of.number, en: of.number } : null, path: of ? `/cases/${of.id}` : null } : { name: other?.name ?? null, path: other?.path ? link.kind === 'metric' ? `/figures/${link.key}` : other.path : null }) } }
  })
  return new Map([...Map.groupBy(shown, ({ of }) => of)].map(([of, list]) => [of, list.map(({ one }) => one)]))
}
/** Whether there is such a thing to point at. */
export async function isThere(ctx: Ctx, link: { kind: Suggestion['evidence'][number]['kind']; key: string }): Promise<boolean> {
  const [found] = [...(await evidenceOf(ctx, [{ id: '', suggestion_id: '', ...link }])).values()]
  return found?.[0]?.path != null
}

/** One suggestion. @throws AppError not-found `suggestion.not-found` */
export async function findSuggestion(ctx: Ctx, suggestionId: string): Promise<Suggestion> {
  const [found] = await suggestionsById(ctx, [suggestionId])
  if (!found) throw notFound('suggestion')
  return found
}

/** So many of the newest are compared. */
const COMPARED = 1_000
export async function alikeSuggestions(ctx: Ctx, text: string): Promise<{ id: string; title: string; state: Suggestion['state']; author: { id: string; name: string } }[]> {
  const rows = await tables(ctx).selectFrom('suggestion').select(['id', 'title', 'proposal', 'state', 'author_id']).where('state', 'in', ['submitted', 'adopted', 'declined', 'done']).orderBy('id', 'desc').limit(COMPARED).execute()
  const like = likeness(text)
  const near = rows.map((row) => ({ row, score: Math.max(like(row.title), like(`${row.title} ${row.proposal}`)) })).filter(({ score }) => score >= 0.2).toSorted((a, b) => b.score - a.score).slice(0, 5)
  const names = await namesOf(ctx, near.map(({ row }) => row.author_id))
  return near.map(({ row }) => ({ id: row.id, title: row.title, state: row.state, author: { id: row.author_id, name: names.get(row.author_id) ?? '' } }))
}
