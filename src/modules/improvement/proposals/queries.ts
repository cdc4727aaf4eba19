import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { smartLacks } from '../../metrics/contract.ts'
import { metricKind } from '../../metrics/index.ts'
import { namesOf } from '../../people/index.ts'
import { SMART_FIELDS } from './contract.ts'
import type { Opinion, Proposal, ProposalItem, ProposalQuery } from './contract.ts'
import { proposalResource, tables } from './tables.ts'
import type { OpinionRow, ProposalRow } from './tables.ts'

type Found = ProposalRow & { may_write: boolean }
const rowsOf = (ctx: Ctx, ids: readonly string[]): Promise<Found[]> => tables(ctx).selectFrom('improvement_proposal as p').selectAll('p').select(inSight(ctx, proposalResource, 'improvement.propose', 'p').as('may_write'))
  .where('p.id', 'in', [...ids]).where(inSight(ctx, proposalResource, 'improvement.read', 'p')).execute()
async function opinionsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, (OpinionRow & { department: string })[]>> {
  if (!ids.length) return new Map()
  const rows = await tables(ctx).selectFrom('improvement_opinion as o').innerJoin('department_ref as d', 'd.id', 'o.department_id').selectAll('o').select('d.name as department').where('o.proposal_id', 'in', [...ids]).orderBy('d.name').orderBy('o.id').execute()
  return Map.groupBy(rows, (row) => row.proposal_id)
}

type Names = ReadonlyMap<string, string>
const person = (names: Names, id: string) => ({ id, name: names.get(id) ?? '' })
function itemOf(ctx: Ctx, row: ProposalRow, opinions: readonly OpinionRow[], names: Names): ProposalItem {
  const given = opinions.flatMap(({ feasibility }) => feasibility ?? [])
  return {
    id: row.id, title: row.title, state: row.state, owner: person(names, row.owner_id), flow: row.flow_key, opinionsDue: row.opinions_due, overdue: row.state === 'consulting' && row.opinions_due !== null && row.opinions_due <= ctx.now && given.length < opinions.length,
    answered: given.length, asked: opinions.length, feasibility: given.length ? Math.round(given.reduce((sum, one) => sum + one, 0) / given.length * 10) / 10 : null, madeAt: row.made_at, version: row.version,
  }
}

/** Whose opinion this is to give: whoever was asked, and whoever stands in for them. */
const isMine = (ctx: Ctx, row: OpinionRow): boolean => row.asked_of === ctx.actor.id || ((ctx.actor.vars['standsFor'] as readonly string[] | undefined) ?? []).includes(row.asked_of)

/** @throws AppError not-found `improvement.not-found` */
export async function findProposal(ctx: Ctx, id: string): Promise<Found> {
  const [row] = await rowsOf(ctx, [id])
  if (!row) throw notFound('improvement')
  return row
}

export async function getProposal(ctx: Ctx, id: string): Promise<Proposal> {
  const row = await findProposal(ctx, id)
  const opinions = (await opinionsOf(ctx, [id])).get(id) ?? []
  const names = await namesOf(ctx, [row.owner_id, row.made_by, ...(row.decided_by ? [row.decided_by] : []), ...opinions.flatMap((one) => [one.asked_of, ...(one.answered_by ? [one.answered_by] : [])])])
  return {
    ...itemOf(ctx, row, opinions, names), problem: row.problem, rootCause: row.root_cause, measure: row.measure, finding: row.finding && { ...row.finding, unproven: true }, evidence: row.evidence, ...smartOf(ctx, row), madeBy: person(names, row.made_by), decidedBy: row.decided_by ? person(names, row.decided_by) : null, decidedAt: row.decided_at, note: row.note, changeId: row.change_id,
    opinions: opinions.map((one): Opinion => ({
      id: one.id, department: { id: one.department_id, name: one.department }, askedOf: person(names, one.asked_of), stance: one.stance, words: one.words, feasibility: one.feasibility,
      answeredBy: one.answered_by ? person(names, one.answered_by) : null, answeredAt: one.answered_at, mine: row.state === 'consulting' && one.stance === null && isMine(ctx, one),
    })),
    may: deedsOf(ctx, row),
  }
}

function smartOf(ctx: Ctx, { specific, metric, target, attainable, relevant, deadline }: ProposalRow): Pick<Proposal, 'specific' | 'metric' | 'metricIs' | 'target' | 'attainable' | 'relevant' | 'deadline' | 'lacks'> {
  const known = metric !== null && ctx.definitions.keys(metricKind, ctx.now).includes(metric) ? ctx.definitions.current(metricKind, metric, ctx.now).is : null
  return { specific, metric, metricIs: known && { name: known.name, unit: known.unit }, target, attainable, relevant, deadline, lacks: smartLacks({ specific, measure: known, attainable, relevant, timely: deadline }) }
}

function deedsOf(ctx: Ctx, row: Found): Proposal['may'] {
  const me = ctx.actor.id
  return [
    ...(row.state === 'draft' && row.may_write ? ['change', 'consult'] as const : []),
    ...(row.state === 'consulting' && row.may_write && SMART_FIELDS.some((one) => row[one] === null) ? ['change'] as const : []),
    ...(row.state === 'consulting' && ctx.actor.can('improvement.decide') && me !== row.owner_id && me !== row.made_by ? ['decide'] as const : []),
    ...(row.state === 'approved' && !row.change_id && ctx.actor.can('process-change.write') ? ['begin'] as const : []),
    ...((row.state === 'draft' || row.state === 'consulting') && row.may_write ? ['withdraw'] as const : []),
  ]
}

export async function listProposals(ctx: Ctx, query: ProposalQuery): Promise<{ items: ProposalItem[]; nextCursor: string | null }> {
  const filter: Condition = { all: [
    ...(query.state ? [{ field: 'state', is: 'one-of', value: query.state.split(',') } as const] : []),
    ...(query.owner ? [{ field: 'ownerId', is: 'equal', value: query.owner === 'me' ? { var: 'me' } : query.owner } as const] : []),
  ] }
  const toAnswer = sql<boolean>`t.state = 'consulting' and exists (select from improvement_opinion o where o.proposal_id = t.id and o.stance is null and o.asked_of = ${ctx.actor.id})`
  const page = await listIds(ctx, { table: 'improvement_proposal', resource: proposalResource, permission: 'improvement.read', sorts: { madeAt: { column: 'id', type: 'uuid' } }, sort: '-madeAt' }, query, filter, query.mine ? [toAnswer] : [])
  if (!page.ids.length) return { items: [], nextCursor: null }
  const [rows, opinions] = await Promise.all([rowsOf(ctx, page.ids), opinionsOf(ctx, page.ids)])
  const names = await namesOf(ctx, rows.map((row) => row.owner_id))
  return { items: inOrder(page.ids, rows).map((row) => itemOf(ctx, row, opinions.get(row.id) ?? [], names)), nextCursor: page.nextCursor }
}
