import { historyEntries } from '../../../kernel/frame.ts'
import { serve } from '../../../kernel/module.ts'
import { namesOf } from '../../people/index.ts'
import { topicEvents, topics } from './contract.ts'
import { findTopic, listTopics, readersOf, repliesOf, topicResource } from './queries.ts'
import { announce, changeTopic, closeTopic, discuss, readTopic, reply } from './write.ts'

/** What announcements and discussions add to their module. */
export const topicParts = {
  permissions: ['topic.read', 'topic.discuss', 'topic.announce'] as const,
  events: topicEvents, resources: [topicResource],
  invariants: [{ name: 'nobody said anything in a topic before it was opened', sql: 'select p.id from topic_reply p join topic t on t.id = p.topic_id where p.at < t.created_at' }],
  serves: [serve(topics, {
    topics: (ctx, { query }) => listTopics(ctx, query),
    topic: (ctx, { params }) => findTopic(ctx, params.id),
    announce: (ctx, { body }) => announce(ctx, body),
    discuss: (ctx, { body }) => discuss(ctx, body),
    changeTopic: (ctx, { params, body }) => changeTopic(ctx, params.id, body),
    closeTopic: (ctx, { params, body }) => closeTopic(ctx, params.id, body.version),
    replies: async (ctx, { params }) => ({ items: await repliesOf(ctx, params.id) }),
    replyInTopic: (ctx, { params, body }) => reply(ctx, params.id, body),
    readTopic: (ctx, { params }) => readTopic(ctx, params.id),
    readers: async (ctx, { params }) => ({ items: await readersOf(ctx, params.id) }),
    topicEvents: async (ctx, { params }) => historyEntries(ctx, [(await findTopic(ctx, params.id)).id], namesOf),
  })],
}
