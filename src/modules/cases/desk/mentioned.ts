import type { Ctx } from '../../../kernel/context.ts'
import type { Message } from '../contract.ts'
import { tables } from './tables.ts'

/** What somebody has read they have read where they were named, too. */
export function readMentions(ctx: Ctx, caseId: string, messageId: string): void {
  ctx.send({ text: 'update case_mention set read_at = $1 where case_id = $2 and staff_id = $3 and message_id <= $4 and read_at is null', values: [ctx.now, caseId, ctx.actor.id, messageId] })
}

/** Who was named in these messages, by message. */
export async function mentionsIn(ctx: Ctx, messageIds: readonly string[]): Promise<ReadonlyMap<string, Message['mentions']>> {
  if (!messageIds.length) return new Map()
  const rows = await tables(ctx).selectFrom('case_mention as m').innerJoin('staff_ref as s', 's.id', 'm.staff_id').select(['m.message_id', 's.id', 's.name', 'm.read_at']).where('m.message_id', 'in', messageIds).orderBy('m.id').execute()
  return new Map([...Map.groupBy(rows, (row) => row.message_id)].map(([id, of]) => [id, of.map((row) => ({ id: row.id, name: row.name, readAt: row.read_at }))]))
}
