import { z } from 'zod'
import { Day, Instant, endpoint, line, personal } from '../../kernel/contract.ts'

/** A piece of text; `hit` where it is what was asked for. */
export const Piece = z.object({ text: z.string(), hit: z.boolean() })
export type Piece = z.output<typeof Piece>

/** What a module tells of a record that was found. */
export interface Shown {
  id: string
  /** Where it is read: the path of the record whose page shows it, `/cases/…`. */
  path: string
  title: string
  /** What it says, for the excerpt; numbers and addresses in it are masked before it is shown. */
  texts?: readonly string[]
  number?: string | null
  /** The catalogue key of its state, and what sort of state that is. */
  status?: { word: string; tone: Tone } | null
  /** Whom it concerns, or who said it. */
  who?: string | null
  /** How somebody is reached: shown masked to whoever may not read it. */
  reach?: readonly { kind: string; value: string }[]
  at: Date
}
export const TONES = ['open', 'waiting', 'done', 'closed', 'plain'] as const
type Tone = (typeof TONES)[number]

export const Hit = z.object({
  id: z.uuid(), kind: z.string(), path: z.string(), title: z.array(Piece),
  /** The part of the text that answers best; numbers and addresses in it are masked. */
  excerpt: z.array(Piece),
  number: z.string().nullable(), status: z.object({ word: z.string(), tone: z.enum(TONES) }).nullable(), who: z.string().nullable(),
  reach: z.array(z.object({ kind: z.string(), value: personal(z.string(), 'contact', 'kind') })), at: Instant,
}).meta({ id: 'Hit' })
export type Hit = z.output<typeof Hit>

export const ORDERS = ['newest', 'best'] as const
const Question = z.strictObject({
  /** Words, numbers, the tail of a number, pinyin; what stands in quotes word by word. */
  q: line(200),
  /** Kinds of records, joined by commas; all that one may see when absent. */
  kind: z.string().max(200).regex(/^[a-z-]+(,[a-z-]+)*$/).optional(),
  /** Calendar days, both inclusive, of when it happened. */
  from: Day.optional(), to: Day.optional(),
})
export const SearchQuery = Question.extend({
  order: z.enum(ORDERS).default('newest'),
  limit: z.coerce.number<number>().int().min(1).max(50).default(20),
  cursor: z.string().max(4_000).optional(),
})
export type SearchQuery = z.output<typeof SearchQuery>
export type CountQuery = z.output<typeof Question>

export const search = {
  find: endpoint('GET', '/search', {
    query: SearchQuery, access: 'signed-in', about: 'Everything one may see that holds the words: the newest first, or what answers best.',
    response: z.object({
      items: z.array(Hit), nextCursor: z.string().nullable(),
      /** False in the order `best` when more records hold the words than are weighed; then the newest of them were. */
      complete: z.boolean(),
    }),
  }),
  count: endpoint('GET', '/search/counts', {
    query: Question, access: 'signed-in', about: 'How many records of each kind hold the words, counted up to a hundred.',
    response: z.object({ kinds: z.array(z.object({ kind: z.string(), count: z.int(), more: z.boolean() })) }),
  }),
}
