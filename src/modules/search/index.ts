import { sql } from 'kysely'
import { beat, defineModule, serve } from '../../kernel/module.ts'
import { search } from './contract.ts'
import { reindexCommand } from './reindex.ts'
import { count, find } from './search.ts'

/** Search: one index of the words of everything findable, read within what the reader may see. */
export { bestMatches } from './best.ts'
export { excerptOf } from './excerpt.ts'
export { indexNow } from './index-records.ts'
export { matching } from './matching.ts'
export { reindex } from './reindex.ts'
export { searchable } from './searchable.ts'
export type { Shown } from './contract.ts'

const SIX_HOURS = 6 * 60 * 60

export const searchModule = defineModule({
  name: 'search',
  commands: { reindex: reindexCommand },
  beats: [beat('search.months', SIX_HOURS, async (ctx) => { await sql`select search_months(${ctx.now}::timestamptz)`.execute(ctx.db) })],
  serves: [serve(search, { find: (ctx, { query }) => find(ctx, query), count: (ctx, { query }) => count(ctx, query) })],
})
