import { sql } from 'kysely'
import { beat, defineModule } from '../../kernel/module.ts'
import { reindexCommand } from './reindex.ts'

/** Search: one index of the words of everything findable, read within what the reader may see. */
export { indexNow, searchable } from './index-records.ts'
export { matching } from './matching.ts'
export { reindex } from './reindex.ts'

const SIX_HOURS = 6 * 60 * 60

export const searchModule = defineModule({
  name: 'search',
  commands: { reindex: reindexCommand },
  beats: [beat('search.months', SIX_HOURS, async (ctx) => { await sql`select ensure_months('search_entry', ${ctx.now}::timestamptz)`.execute(ctx.db) })],
})
