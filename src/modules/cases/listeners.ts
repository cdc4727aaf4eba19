import type { Ctx } from '../../kernel/context.ts'
import { tables } from './tables.ts'

/** The words a case is found by: its number, its subject and the first of what was said. */
const MOST_MESSAGES = 50
const MOST_CHARACTERS = 20_000
export async function textsOf(ctx: Ctx, ids: readonly string[]): Promise<{ id: string; text: string; keywords: string[] }[]> {
  const rows = await tables(ctx).selectFrom('case').select(['id', 'number', 'subject']).where('id', 'in', ids).execute()
  const said = await tables(ctx).selectFrom('message').select(['case_id', 'body']).where('case_id', 'in', ids).orderBy('id').limit(MOST_MESSAGES * ids.length).execute()
  const byCase = Map.groupBy(said, (message) => message.case_id)
  return rows.map((row) => ({
    id: row.id, keywords: [row.number],
    text: [row.subject, ...(byCase.get(row.id) ?? []).slice(0, MOST_MESSAGES).map((message) => message.body)].join('\n').slice(0, MOST_CHARACTERS),
  }))
}
