import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { lookUp } from '../../kernel/transaction.ts'
import { gather } from './gather.ts'
import type { Hunt } from './gather.ts'
import { everyWord } from './matching.ts'
import type { Frequencies } from './tally.ts'
import type { Asked } from './words.ts'
import { anyOf, queryOf } from './words.ts'

/** The usual ones; on the known-item set of real complaints others are not better (search.test.ts). */
const K1 = 1.2
const B = 0.75
/** So many records are weighed at most; where more hold the words, the newest of them. */
const WEIGHED = 300
/** Of those who see some of many, so many of the newest that hold the words are judged. */
const JUDGED = 1_500
/** Of a long question each of its rarest words brings records, until it would be more than these. */
const BROUGHT = 600
/** A question of at most so many tokens must be met by all of them. */
const SHORT = 4
/** Of a longer question only the rarest so many count. */
const MOST_TOKENS = 24

export interface Best { id: string; score: number }
export interface Weighed { best: Best[]; more: boolean; /** False when only the newest of those that hold the words were weighed. */ complete: boolean }

/** The records in sight that the question means best, by BM25, after `after`. A short question must be met wholly, of a long one the rarest words lead. */
export async function bestOf(ctx: Ctx, asked: Asked, counts: Frequencies, of: Omit<Hunt, 'words' | 'hold' | 'sure' | 'entries'>, { after, limit, isLoose = false }: { after: Best | null; limit: number; /** Some of the words are enough of a short question too. */ isLoose?: boolean }): Promise<Weighed> {
  const terms = asked.tokens.map((token, at) => ({ query: queryOf(token), entries: counts.of[at] ?? 0 }))
  const known = terms.filter((term) => term.entries > 0).sort((one, other) => one.entries - other.entries).slice(0, MOST_TOKENS)
  const short = asked.tokens.length <= SHORT && !isLoose
  const hunt: Hunt = { ...of, ...(short ? everyWord(asked, counts) : leading(asked, known, counts)) }
  const { ids, more } = await gather(ctx, hunt, { before: null, limit: short ? WEIGHED : BROUGHT, scan: JUDGED })
  const rows = await weigh(ctx, ids, known.map(({ query, entries }) => ({ query, weight: Math.log(1 + (counts.entries - entries + 0.5) / (entries + 0.5)) })), counts, after, limit + 1)
  return { best: rows.slice(0, limit), more: rows.length > limit, complete: !more }
}

/** The rarest words bring the records; where already the rarest would bring too many, those that say another word too. */
function leading(asked: Asked, known: readonly { query: string; entries: number }[], counts: Frequencies): Pick<Hunt, 'words' | 'hold' | 'sure' | 'entries'> {
  const [rarest, ...others] = known
  if (!rarest) return everyWord(asked, counts)
  if (rarest.entries > BROUGHT) {
    const words = others.length ? `${rarest.query} & (${anyOf(others.map(({ query }) => query))})` : rarest.query
    return { words: anyOf([words, asked.codes]), hold: rarest.entries, sure: true, entries: counts.entries }
  }
  let brought = 0
  const lead = known.filter(({ entries }) => brought + entries <= BROUGHT && (brought += entries))
  return { words: anyOf([...lead.map(({ query }) => query), asked.codes]), hold: brought, sure: true, entries: counts.entries }
}

async function weigh(ctx: Ctx, ids: readonly string[], terms: readonly { query: string; weight: number }[], counts: Frequencies, after: Best | null, most: number): Promise<Best[]> {
  if (!ids.length) return []
  const [least, greatest] = [ids.reduce((one, other) => one < other ? one : other), ids.reduce((one, other) => one > other ? one : other)]
  const mean = Math.max(1, counts.length / Math.max(1, counts.entries))
  const sum = terms.map(({ query, weight }) => sql`${weight * (K1 + 1)}::float8 * (1 - norm / (${timesOf(query)} + norm))`)
  const { rows } = await sql<Best>`select ${lookUp} id, score from (
      select id, ${sum.length ? sql.join(sum, sql` + `) : sql`0::float8`} as score from (
        select e.id, ${terms.length > 1 ? sql`e.words || ''::tsvector` : sql`e.words`} as words, ${K1}::float8 * (${1 - B}::float8 + ${B / mean}::float8 * e.length) as norm from unnest(${ids}::uuid[]) known (id)
        cross join lateral (select id, words, length from search_entry where id = known.id and id >= ${least}::uuid and id <= ${greatest}::uuid offset 0) e offset 0
      ) entry offset 0
    ) weighed ${after ? sql`where (score, id) < (${after.score}::float8, ${after.id}::uuid)` : sql``} order by score desc, id desc limit ${sql.lit(most)}`.execute(ctx.db)
  return rows
}

/**
 * How often the entry says a word. PostgreSQL tells no count; but with equal weights its rank of a single word is Σ 1/j² over
 * the j-th place, divided by π²/6, from which the count is read off again.
 */
const timesOf = (query: string): RawBuilder<number> => sql`width_bucket(ts_rank('{1,1,1,1}', words, ${query}::tsquery)::float8, ${sql.raw(RANKS)})`
const MOST_TIMES = 40
const RANKS = `'{${Array.from({ length: MOST_TIMES }, (_, times) => (sumTo(times + 1) - 0.5 / (times + 1) ** 2) / 1.64493406685).join()}}'::float8[]`
function sumTo(times: number): number {
  let sum = 0
  for (let j = 1; j <= times; j++) sum += 1 / j ** 2
  return sum
}
