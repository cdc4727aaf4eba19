import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { flowKind } from '../../flows/index.ts'
import { membersOf, notify, requireStaff, strangersAmong } from '../../people/index.ts'
import { tables } from '../tables.ts'
import type { Announce, ChangeTopic, Discuss, SayInTopic, Topic, TopicReply } from './contract.ts'
import { TopicAnswered, TopicChanged, TopicClosed, TopicOpened, TopicRead } from './contract.ts'
import { findTopic, repliesOf } from './queries.ts'

/** Writes an announcement or begins a discussion. @throws AppError refused `team.not-found`; invalid `topic.unknown-flow` */
async function open(ctx: Ctx, kind: Topic['kind'], { title, body, teamId, flow }: Discuss): Promise<Topic> {
  if (teamId) {
    const [stranger] = await strangersAmong(ctx, [{ of: 'team', id: teamId, path: 'teamId' }])
    if (stranger) throw invalid(stranger.path, stranger.code)
  }
  if (flow && !ctx.definitions.keys(flowKind, ctx.now).includes(flow)) throw invalid('flow', 'topic.unknown-flow')
  const row = { id: newId(), kind, title: maskPersonal(title), body: maskPersonal(body), team_id: teamId ?? null, flow_key: flow ?? null, author_id: ctx.actor.id as string, state: 'open' as const, created_at: ctx.now, last_at: ctx.now, version: 1 }
  await tables(ctx).insertInto('topic').values(row).execute()
  await mark(ctx, row.id)
  await ctx.emit(TopicOpened, row.id, { of: kind, teamId: row.team_id, flow: row.flow_key })
  return findTopic(ctx, row.id)
}
const mark = (ctx: Ctx, topicId: string) => tables(ctx).insertInto('topic_reader').values({ topic_id: topicId, staff_id: ctx.actor.id as string, read_at: ctx.now }).onConflict((on) => on.columns(['topic_id', 'staff_id']).doUpdateSet({ read_at: ctx.now })).execute()

/** Announces to everybody or to a team; each of them is told. */
export async function announce(ctx: Ctx, body: Announce): Promise<Topic> {
  const made = await open(ctx, 'announcement', body)
  const to = made.team ? await membersOf(ctx, made.team.id) : (await tables(ctx).selectFrom('staff_ref').select('id').where('active', '=', true).execute()).map((row) => row.id)
  await notify(ctx, to.filter((id) => id !== ctx.actor.id), { code: 'topic.notice-announced', subjectKind: 'topic', subjectId: made.id, params: { title: made.title } })
  return made
}
/** Begins a discussion. */
export const discuss = (ctx: Ctx, body: Discuss): Promise<Topic> => open(ctx, 'discussion', body)

async function allowed(ctx: Ctx, id: string, deed: Topic['may'][number]): Promise<Topic> {
  const found = await findTopic(ctx, id)
  if (found.may.includes(deed)) return found
  throw found.state === 'closed' ? conflict('topic.is-closed', found) : new AppError('forbidden', 'topic.not-yours')
}

/** Changes one's own words; they are new to everybody again. @throws AppError forbidden `topic.not-yours`; conflict `topic.is-closed`, `record.stale` */
export async function changeTopic(ctx: Ctx, id: string, { version, title, body }: ChangeTopic): Promise<Topic> {
  await allowed(ctx, id, 'change')
  const won = await tables(ctx).updateTable('topic').set({ ...(title ? { title: maskPersonal(title) } : {}), ...(body ? { body: maskPersonal(body) } : {}), last_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await findTopic(ctx, id))
  await mark(ctx, id)
  await ctx.emit(TopicChanged, id, {})
  return findTopic(ctx, id)
}

/** Ends it. @throws AppError forbidden `topic.not-yours`; conflict `topic.is-closed`, `record.stale` */
export async function closeTopic(ctx: Ctx, id: string, version: number): Promise<Topic> {
  await allowed(ctx, id, 'close')
  const won = await tables(ctx).updateTable('topic').set({ state: 'closed', version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await findTopic(ctx, id))
  await ctx.emit(TopicClosed, id, {})
  return findTopic(ctx, id)
}

/** Says something in it. Whoever is named hears of it, and else its author. @throws AppError conflict `topic.is-closed`; refused `staff.*`, invalid `topic.mention-outside` at `mentions` */
export async function reply(ctx: Ctx, id: string, { body, mentions }: SayInTopic): Promise<TopicReply> {
  const of = await allowed(ctx, id, 'reply')
  const named = [...new Set(mentions)]
  for (const one of named) await requireStaff(ctx, one, 'mentions')
  const inside = of.team && named.length ? new Set([...await membersOf(ctx, of.team.id), of.author.id]) : null
  if (inside && named.some((one) => !inside.has(one))) throw invalid('mentions', 'topic.mention-outside')
  const row = { id: newId(), topic_id: id, author_id: ctx.actor.id as string, body: maskPersonal(body), mentions: named, at: ctx.now }
  await tables(ctx).insertInto('topic_reply').values(row).execute()
  await tables(ctx).updateTable('topic').set({ last_at: ctx.now }).where('id', '=', id).execute()
  await mark(ctx, id)
  await ctx.emit(TopicAnswered, id, { replyId: row.id, mentions: named })
  const notice = (code: string) => ({ code, subjectKind: 'topic', subjectId: id, params: { title: of.title } })
  await notify(ctx, named.filter((one) => one !== ctx.actor.id), notice('topic.notice-mentioned'))
  if (of.author.id !== ctx.actor.id && !named.includes(of.author.id)) await notify(ctx, [of.author.id], notice('topic.notice-replied'))
  return (await repliesOf(ctx, id, row.id))[0] as TopicReply
}

/** Marks it as read. @throws AppError not-found `topic.not-found` */
export async function readTopic(ctx: Ctx, id: string): Promise<Topic> {
  await findTopic(ctx, id)
  await mark(ctx, id)
  await ctx.emit(TopicRead, id, {})
  return findTopic(ctx, id)
}
