import { sql } from 'kysely'
import type { Condition } from '../../pure/conditions/index.ts'
import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import { contactPointsById, findCustomer, isOfCustomer } from '../customers/index.ts'
import { InteractionContentAsked } from './contract.ts'
import type { Interaction, InteractionQuery, Party, WholeInteraction } from './contract.ts'
import { interactionResource, tables } from './tables.ts'
import type { z } from 'zod'

const LIST = { table: 'interaction', resource: interactionResource, permission: 'interaction.read', sort: '-at', sorts: { at: { column: 'at', type: 'timestamptz' } } } as const
interface Page<T> { items: T[]; nextCursor: string | null }

/** A page of the interactions in the reader's sight, newest first. */
export async function listInteractions(ctx: Ctx, query: InteractionQuery): Promise<Page<Interaction>> {
  const same = (field: string, value: string | undefined): Condition[] => value ? [{ field, is: 'equal', value: value === 'me' ? { var: 'me' } : value }] : []
  const moment = (day: string, later: number) => startOfDay(ctx.settings.get(companyZone), day, later).toISOString()
  const filter: Condition = { all: [
    ...same('channel', query.channel), ...same('direction', query.direction), ...(query.customerId ? [await isOfCustomer(ctx, 'customerId', query.customerId)] : []), ...same('subjectId', query.aboutId), ...same('agentId', query.agent),
    ...(query.atFrom ? [{ field: 'at', is: 'from', value: moment(query.atFrom, 0) } as const] : []), ...(query.atTo ? [{ field: 'at', is: 'before', value: moment(query.atTo, 1) } as const] : []),
  ] }
  const page = await listIds(ctx, LIST, query, filter, query.flagged ? [sql<boolean>`exists (select from interaction_talk k where k.interaction_id = t.id and k.flagged)`] : [])
  return { items: await interactionsById(ctx, page.ids), nextCursor: page.nextCursor }
}

/** Every interaction with a customer in the reader's sight, of all channels, newest first. */
export async function timelineOf(ctx: Ctx, customerId: string, query: { limit: number; cursor?: string | undefined }): Promise<Page<Interaction>> {
  await findCustomer(ctx, customerId)
  const page = await listIds(ctx, LIST, query, await isOfCustomer(ctx, 'customerId', customerId))
  return { items: await interactionsById(ctx, page.ids), nextCursor: page.nextCursor }
}

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('interaction as t').leftJoin('customer_ref as c', 'c.id', 't.customer_id').leftJoin('staff_ref as s', 's.id', 't.agent_id').leftJoin('interaction_talk as k', 'k.interaction_id', 't.id')
  .selectAll('t').select(['c.name as customer_name', 'c.type as customer_type', 'c.root_id as customer_root_id', 's.name as agent_name', 'k.interruptions', 'k.venting_seconds', 'k.flagged'])
type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>

const shown = (row: Found): Interaction => ({
  id: row.id, channel: row.channel, direction: row.direction,
  customer: row.customer_id && row.customer_type ? { id: row.customer_root_id ?? row.customer_id, name: row.customer_name ?? '', type: row.customer_type } : null,
  agent: row.agent_id ? { id: row.agent_id, name: row.agent_name ?? '' } : null,
  about: row.subject_kind && row.subject_id ? { kind: row.subject_kind, id: row.subject_id } : null,
  at: row.at, startedAt: row.started_at, endedAt: row.ended_at, topic: row.topic, outcome: row.outcome,
  talk: row.interruptions === null || row.venting_seconds === null ? null : { interruptions: row.interruptions, ventingSeconds: row.venting_seconds, flagged: row.flagged === true },
})

async function interactionsById(ctx: Ctx, ids: readonly string[]): Promise<Interaction[]> {
  return ids.length ? inOrder(ids, await rowsOf(ctx).where('t.id', 'in', ids).execute()).map(shown) : []
}

/** The row of an interaction in the reader's sight. @throws AppError not-found `interaction.not-found` */
export async function findInteraction(ctx: Ctx, id: string) {
  const row = await tables(ctx).selectFrom('interaction as t').selectAll('t').where('t.id', '=', id).where(inSight(ctx, interactionResource, 'interaction.read', 't')).executeTakeFirst()
  if (!row) throw notFound('interaction')
  return row
}

/** @throws AppError not-found `interaction.not-found`, also for what is not in sight */
export async function getInteraction(ctx: Ctx, id: string): Promise<z.output<typeof WholeInteraction>> {
  const [row, parties] = await Promise.all([rowsOf(ctx).where('t.id', '=', id).where(inSight(ctx, interactionResource, 'interaction.read', 't')).executeTakeFirst(), partiesOf(ctx, id)])
  if (!row) throw notFound('interaction')
  const by = (role: string) => parties.filter((party) => party.role === role).map((party) => party.is)
  const [content] = await ctx.ask(InteractionContentAsked, { id, channel: row.channel, subjectKind: row.subject_kind, subjectId: row.subject_id })
  return { ...shown(row), from: by('from'), to: by('to'), cc: by('cc'), ...(content ?? { subject: null, text: null, html: null, attachments: [], sentAt: null }) }
}

async function partiesOf(ctx: Ctx, id: string): Promise<{ role: string; is: Party }[]> {
  const rows = await tables(ctx).selectFrom('interaction_party').selectAll().where('interaction_id', '=', id).orderBy('place').execute()
  const [points, values] = await Promise.all([
    contactPointsById(ctx, rows.flatMap((row) => row.contact_point_id ?? [])),
    ctx.vault.open(ctx, rows.flatMap((row) => [row.value, row.name].flatMap((value) => value ? [{ subjectId: id, value }] : []))),
  ])
  const opened = values.values()
  const next = (sealed: Buffer | null) => sealed ? opened.next().value ?? null : null
  return rows.map((row) => {
    const point = row.contact_point_id ? points.get(row.contact_point_id) : undefined
    const value = next(row.value)
    return { role: row.role, is: { kind: point?.kind ?? row.kind, value: point ? point.value : value, contactPointId: row.contact_point_id, customerId: point?.customerId ?? null, name: next(row.name) } }
  })
}

/** Refuses a contact point that is not the customer's. */
export async function requireContactPoint(ctx: Ctx, customerId: string, contactPointId: string): Promise<void> {
  const point = (await contactPointsById(ctx, [contactPointId])).get(contactPointId)
  if (point?.customerId !== customerId || point.value === null) throw invalid('contactPointId', 'contact-point.not-found')
}
