import { z } from 'zod'
import { Bilingual, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { History } from '../../../kernel/shell.ts'

/** Announcements to everybody or to one team, and discussions, also of a process: replies, people named in them, and who has read it (COL-01). */

export const TOPIC_KINDS = ['announcement', 'discussion'] as const
export const TOPIC_STATES = ['open', 'closed'] as const
const Named = z.object({ id: z.uuid(), name: z.string() })
export const Topic = z.object({
  id: z.uuid(), kind: z.enum(TOPIC_KINDS), title: z.string(), body: z.string(),
  /** To whom it is addressed; null: to everybody. */
  team: Named.nullable(),
  /** The process that is talked over. */
  flow: z.object({ key: z.string(), name: Bilingual }).nullable(),
  author: Named, state: z.enum(TOPIC_STATES), replies: z.int(),
  /** Whether something in it is new to the reader. */
  unread: z.boolean(),
  createdAt: Instant, lastAt: Instant, version: z.int(), may: z.array(z.enum(['change', 'close', 'reply'])),
}).meta({ id: 'Topic' })
export type Topic = z.output<typeof Topic>
export const TopicReply = z.object({ id: z.uuid(), author: Named, body: z.string(), mentions: z.array(Named), at: Instant }).meta({ id: 'TopicReply' })
export type TopicReply = z.output<typeof TopicReply>
/** Everybody whom it is addressed to, and when they last read it. */
export const TopicReader = z.object({ id: z.uuid(), name: z.string(), readAt: Instant.nullable(), upToDate: z.boolean() })
export type TopicReader = z.output<typeof TopicReader>

export const TopicQuery = Listing.omit({ q: true }).extend({ kind: z.enum(TOPIC_KINDS).optional(), state: z.enum(TOPIC_STATES).optional(), flow: line(80).optional(), unread: z.enum(['true']).optional() })
export type TopicQuery = z.output<typeof TopicQuery>
export const Announce = z.strictObject({ title: line(160), body: prose(10_000), teamId: z.uuid().optional() })
export type Announce = z.output<typeof Announce>
export const Discuss = Announce.extend({ flow: line(80).optional() })
export type Discuss = z.output<typeof Discuss>
export const ChangeTopic = z.strictObject({ version: z.int(), title: line(160).optional(), body: prose(10_000).optional() })
export type ChangeTopic = z.output<typeof ChangeTopic>
export const SayInTopic = z.strictObject({ body: prose(10_000), mentions: z.array(z.uuid()).max(20).default([]) })
export type SayInTopic = z.output<typeof SayInTopic>

export const topics = {
  topics: endpoint('GET', '/topics', { query: TopicQuery, response: pageOf(Topic), access: 'topic.read', about: 'Announcements and discussions in the reader’s sight, those with the latest word first.' }),
  topic: endpoint('GET', '/topics/:id', { params: Id, response: Topic, access: 'topic.read', about: 'One announcement or discussion.' }),
  announce: endpoint('POST', '/announcements', { body: Announce, response: Topic, status: 201, access: 'topic.announce', about: 'Announces something to everybody or to one team: each of them is told.' }),
  discuss: endpoint('POST', '/topics', { body: Discuss, response: Topic, status: 201, access: 'topic.discuss', about: 'Begins a discussion with everybody or within a team, of a process where one is named.' }),
  changeTopic: endpoint('PATCH', '/topics/:id', { params: Id, body: ChangeTopic, response: Topic, access: 'topic.discuss', about: 'Changes one’s own words; who had read them reads them anew.' }),
  closeTopic: endpoint('POST', '/topics/:id/close', { params: Id, body: z.strictObject({ version: z.int() }), response: Topic, access: 'topic.discuss', about: 'Ends it: it can be read, and nothing more is said in it.' }),
  replies: endpoint('GET', '/topics/:id/replies', { params: Id, response: z.object({ items: z.array(TopicReply) }), access: 'topic.read', about: 'What was said in it, oldest first.' }),
  replyInTopic: endpoint('POST', '/topics/:id/replies', { params: Id, body: SayInTopic, response: TopicReply, status: 201, access: 'topic.read', about: 'Says something in it; whoever is named hears of it.' }),
  readTopic: endpoint('POST', '/topics/:id/read', { params: Id, body: z.strictObject({}), response: Topic, access: 'topic.read', about: 'Marks it as read by whoever calls.' }),
  readers: endpoint('GET', '/topics/:id/readers', { params: Id, response: z.object({ items: z.array(TopicReader) }), access: 'topic.read', about: 'Who has read it and who has not, of those it is addressed to; those who have not stand first.' }),
  topicEvents: endpoint('GET', '/topics/:id/events', { params: Id, response: History, access: 'topic.read', about: 'The history, oldest first.' }),
}
export const TopicOpened = event('topic.opened', z.object({ of: z.enum(TOPIC_KINDS), teamId: z.uuid().nullable(), flow: z.string().nullable() }))
export const TopicChanged = event('topic.changed', z.object({}))
export const TopicClosed = event('topic.closed', z.object({}))
export const TopicAnswered = event('topic.replied', z.object({ replyId: z.uuid(), mentions: z.array(z.uuid()) }))
export const TopicRead = event('topic.read', z.object({}))
export const topicEvents = [TopicOpened, TopicChanged, TopicClosed, TopicAnswered, TopicRead]
