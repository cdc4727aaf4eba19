import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Resource } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import { among } from '../../../kernel/transaction.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { flowKind } from '../../flows/index.ts'
import { tables } from '../tables.ts'
import type { Topic, TopicQuery, TopicReader, TopicReply } from './contract.ts'

const id = { type: 'id' } as const
/** Of everybody it is everybody's; of a team its members' and its author's. */
export const topicResource: Resource = {
  name: 'topic', read: 'topic.read', fields: { authorId: id, teamId: id, kind: { type: 'choice' }, state: { type: 'choice' }, flowKey: { type: 'text' } },
  legs: { team: [{ field: 'teamId', is: 'empty' }, { field: 'teamId', is: 'one-of', value: { var: 'teams' } }, { field: 'authorId', is: 'equal', value: { var: 'me' } }] },
  load: (ctx, ids) => tables(ctx).selectFrom('topic').select(['id', 'version', 'author_id as authorId', 'team_id as teamId']).where('id', 'in', ids).execute(),
}
const LIST = { table: 'topic', resource: topicResource, permission: 'topic.read', sort: '-lastAt', sorts: { lastAt: { column: 'last_at', type: 'timestamptz' } } } as const

export async function listTopics(ctx: Ctx, { kind, state, flow, unread, ...page }: TopicQuery): Promise<{ items: Topic[]; nextCursor: string | null }> {
  const filter: Condition = { all: [
    ...(kind ? [{ field: 'kind', is: 'equal' as const, value: kind }] : []), ...(state ? [{ field: 'state', is: 'equal' as const, value: state }] : []), ...(flow ? [{ field: 'flowKey', is: 'equal' as const, value: flow }] : []),
  ] }
  const isNew = sql<boolean>`not exists (select from topic_reader r where r.topic_id = t.id and r.staff_id = ${ctx.actor.id} and r.read_at >= t.last_at)`
  const { ids, nextCursor } = await listIds(ctx, LIST, page, filter, unread ? [isNew] : [])
  return { items: await topicsById(ctx, ids), nextCursor }
}

async function topicsById(ctx: Ctx, ids: readonly string[]): Promise<Topic[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('topic as t').innerJoin('staff_ref as a', 'a.id', 't.author_id').leftJoin('team_ref as g', 'g.id', 't.team_id').leftJoin('topic_reader as r', (on) => on.onRef('r.topic_id', '=', 't.id').on('r.staff_id', '=', ctx.actor.id as string))
    .selectAll('t').select(['a.name as author_name', 'g.name as team_name', 'r.read_at', sql<number>`(select count(*)::int from topic_reply p where p.topic_id = t.id)`.as('replies')]).where(among('t.id', ids)).where(inSight(ctx, topicResource, 'topic.read', 't')).execute()
  const me = ctx.actor.id
  return inOrder(ids, rows).map((row) => {
    const mine = row.author_id === me
    return {
      id: row.id, kind: row.kind, title: row.title, body: row.body, team: row.team_id ? { id: row.team_id, name: row.team_name ?? '' } : null, flow: row.flow_key ? { key: row.flow_key, name: flowName(ctx, row.flow_key) } : null,
      author: { id: row.author_id, name: row.author_name }, state: row.state, replies: row.replies, unread: !row.read_at || row.read_at < row.last_at, createdAt: row.created_at, lastAt: row.last_at, version: row.version,
      may: row.state === 'closed' ? [] : ['reply' as const, ...(mine ? ['change' as const] : []), ...(mine || ctx.actor.can('topic.announce') ? ['close' as const] : [])],
    }
  })
}
const flowName = (ctx: Ctx, key: string) => ctx.definitions.keys(flowKind, ctx.now).includes(key) ? ctx.definitions.current(flowKind, key, ctx.now).is.body.name : { zh: key, en: key }

/** One in the reader's sight. @throws AppError not-found `topic.not-found` */
export async function findTopic(ctx: Ctx, topicId: string): Promise<Topic> {
  const [found] = await topicsById(ctx, [topicId])
  if (!found) throw notFound('topic')
  return found
}

/** What was said in one, oldest first. @throws AppError not-found `topic.not-found` */
export async function repliesOf(ctx: Ctx, topicId: string, only?: string): Promise<TopicReply[]> {
  await findTopic(ctx, topicId)
  let asked = tables(ctx).selectFrom('topic_reply as p').innerJoin('staff_ref as a', 'a.id', 'p.author_id').select(['p.id', 'p.author_id', 'p.body', 'p.mentions', 'p.at', 'a.name']).where('p.topic_id', '=', topicId)
  if (only) asked = asked.where('p.id', '=', only)
  const rows = await asked.orderBy('p.id').execute()
  const named = new Map((await tables(ctx).selectFrom('staff_ref').select(['id', 'name']).where(among('id', [...new Set(rows.flatMap((row) => row.mentions))])).execute()).map((one) => [one.id, one.name]))
  return rows.map((row) => ({ id: row.id, author: { id: row.author_id, name: row.name }, body: row.body, mentions: row.mentions.map((one) => ({ id: one, name: named.get(one) ?? '' })), at: row.at }))
}

/** Whom it is addressed to and when they last read it. @throws AppError not-found `topic.not-found` */
export async function readersOf(ctx: Ctx, topicId: string): Promise<TopicReader[]> {
  const { team, lastAt } = await findTopic(ctx, topicId)
  const rows = await tables(ctx).selectFrom('staff_ref as s').leftJoin('topic_reader as r', (on) => on.onRef('r.staff_id', '=', 's.id').on('r.topic_id', '=', topicId)).select(['s.id', 's.name', 'r.read_at']).where('s.active', '=', true)
    .$if(team !== null, (q) => q.where((eb) => eb.exists(eb.selectFrom('team_member_ref as m').select('m.staff_id').whereRef('m.staff_id', '=', 's.id').where('m.team_id', '=', team?.id ?? ''))))
    .orderBy(sql`r.read_at is not null`).orderBy('s.name').limit(2_000).execute()
  return rows.map((row) => ({ id: row.id, name: row.name, readAt: row.read_at, upToDate: row.read_at !== null && row.read_at >= lastAt }))
}
