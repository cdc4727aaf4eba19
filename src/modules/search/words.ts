import { createHash } from 'node:crypto'
import { bigrams, fold, queryTokens, withoutPersonal } from '../../pure/text/index.ts'

/** What a record can be found by. Personal values in either part stay out of the index. */
export interface Findable {
  id: string
  text: string
  /** Numbers and codes people type whole or by their tail: `20261122-000123` is also found by `123`. */
  keywords?: readonly string[]
}

/** What the index keeps of one record: its distinct tokens as a `tsvector` literal, and how many tokens its text had. */
export interface Words { words: string; length: number }

/** A `tsvector` takes a megabyte at most; a record with more words than this is found by its first ones. */
const MOST_BYTES = 600_000
const SHORTEST_TAIL = 3
const LONGEST_TAIL = 8

/** The words of a record for the index. Linear in the length of the text. */
export function wordsOf(kind: string, { text, keywords = [] }: Omit<Findable, 'id'>): Words {
  const mark = markOf(kind)
  const spoken = bigrams(impersonal(text))
  const literal: string[] = []
  let bytes = 0
  for (const word of new Set([...keywords.flatMap(keywordTokens), ...spoken])) {
    bytes += Buffer.byteLength(word) + mark.length
    if (bytes > MOST_BYTES) break
    literal.push(`'${mark}${word}'`)
  }
  return { words: literal.join(' '), length: spoken.length }
}

/**
 * What is asked, as a `tsquery` literal: every token must be there, the last word and single Han characters as beginnings
 * (each character of a text begins one of its tokens). `null` when nothing can be asked, as of punctuation alone.
 */
export function askedWords(kind: string, q: string): string | null {
  const mark = markOf(kind)
  const tokens = queryTokens(q)
  return tokens.length ? tokens.map(({ token, prefix }) => `'${mark}${token}'${prefix ? ':*' : ''}`).join(' & ') : null
}

// Two characters before every token keep the kinds apart within one index. Two kinds that meet cost time and nothing else, as records are joined by id.
const markOf = (kind: string) => createHash('sha256').update(kind).digest('base64url').slice(0, 2)

function keywordTokens(keyword: string): string[] {
  const tokens = bigrams(impersonal(keyword))
  const whole = tokens.join('')
  const digits = /\d+$/.exec(whole) && /\d+$/.exec(tokens.at(-1) as string)?.[0]
  if (!digits) return [...tokens, ...(tokens.length > 1 ? [whole] : [])]
  const tails = Array.from({ length: LONGEST_TAIL - SHORTEST_TAIL + 1 }, (_, more) => digits.slice(-(SHORTEST_TAIL + more)))
  return [...tokens, whole, ...tails, digits.replace(/^0+(?=\d)/, '')]
}

// Folding turns circled and mathematical digits into plain ones, which may spell a number nobody saw before.
const OTHER_DIGITS = /[\p{N}--[0-9０-９]]/v
const impersonal = (text: string) => OTHER_DIGITS.test(text) ? withoutPersonal(fold(withoutPersonal(text))) : withoutPersonal(text)
