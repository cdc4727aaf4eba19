import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { on } from '../../../kernel/module.ts'
import { SubjectKeyDestroyed } from '../../../kernel/vault.ts'
import { InteractionRecorded } from '../../contacts/contract.ts'
import { tables } from '../tables.ts'
import { hashed } from './visitor.ts'

/** Who read help and got in touch after all, by whatever channel. */

/** A browser has got in touch on the customer's pages: its views of the last 24 hours spared nothing. From now on it is known as this customer's. */
export async function noteContact(ctx: Ctx, visitor: string, customerId: string | null = null): Promise<void> {
  const who = hashed(visitor)
  await tables(ctx).updateTable('knowledge_view').set({ contact_at: ctx.now }).where('visitor', '=', who).where('contact_at', 'is', null).where('settled_at', '>', ctx.now).execute()
  if (customerId) await tables(ctx).insertInto('knowledge_visitor').values({ visitor: who, customer_id: customerId, at: ctx.now }).onConflict((of) => of.columns(['visitor', 'customer_id']).doUpdateSet({ at: ctx.now })).execute()
}

/** A known customer who mails, chats or calls within 24 hours after reading: what they read spared nothing. */
export const noteCalls = on(InteractionRecorded, 'knowledge.contacts', async (ctx, events) => {
  const ids = events.filter(({ data }) => data.direction === 'in' && data.customerId !== null && data.channel !== 'portal').map(({ subjectId }) => subjectId)
  if (!ids.length) return
  await sql`update knowledge_view v set contact_at = i.at from interaction_fact i join customer_member m on m.root_id = i.customer_id join knowledge_visitor k on k.customer_id = m.id
    where i.id = any(${ids}::uuid[]) and v.visitor = k.visitor and v.contact_at is null and v.at <= i.at and v.settled_at > i.at`.execute(ctx.db)
})

/** Who is forgotten is no browser's customer any more. */
export const forgetVisitors = on(SubjectKeyDestroyed, 'knowledge.visitors', async (ctx, events) => {
  await tables(ctx).deleteFrom('knowledge_visitor').where('customer_id', 'in', events.map(({ subjectId }) => subjectId)).execute()
})
