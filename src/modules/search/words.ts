import { createHash } from 'node:crypto'
import { bigrams, fold, queryTokens, withoutPersonal } from '../../pure/text/index.ts'

/** What a record can be found by. Personal values in text and keywords stay out of the index. */
export interface Findable {
  id: string
  text: string
  /** Numbers and codes people type whole or by their tail: `20261122-000123` is also found by `123`. */
  keywords?: readonly string[]
  /** Exact tokens that are asked for by `Searchable.codesOf`: pinyin, keyed fingerprints. Letters, digits, `-`, `_` and `=`. */
  codes?: readonly string[]
  /** The record that says who may see it, where that is another. */
  home?: string
  /** When it happened; the moment of the id when absent. */
  at?: Date
}

/** What the index keeps of one record: its tokens as a `tsvector` literal, the distinct ones that its text had, and how many it had. */
export interface Words { words: string; spoken: string[]; length: number }

/** What is asked for: the tokens with the kind's mark, and how the index is asked. */
export interface Asked {
  tokens: readonly { token: string; prefix: boolean }[]
  /** A `tsquery`: every word, each phrase with its words side by side. */
  every: string
  /** A `tsquery` of the codes; empty when there are none. */
  codes: string
}

/** A `tsvector` takes a megabyte at most; a record with more words than this is found by its first ones. */
const MOST_BYTES = 500_000
/** PostgreSQL counts places no further, and keeps no more of one word. */
const LAST_PLACE = 16_383
const MOST_PLACES = 255
const SHORTEST_TAIL = 3
const LONGEST_TAIL = 8

/** The words of a record for the index. Linear in the length of the text. */
export function wordsOf(kind: string, { text, keywords = [], codes = [] }: Pick<Findable, 'text' | 'keywords' | 'codes'>): Words {
  const mark = markOf(kind)
  const tokens = bigrams(impersonal(text))
  const places = new Map<string, number[]>()
  // Of keywords only numbers go uncounted: they are as many as the records, and each of them is rare.
  const named = keywords.flatMap(keywordTokens)
  for (const token of named) if (!NUMBER.test(token)) places.set(token, [1])
  for (const [at, token] of tokens.entries()) {
    const known = places.get(token)
    if (!known) places.set(token, [Math.min(at + 1, LAST_PLACE)])
    else if (known.length < MOST_PLACES && at < LAST_PLACE) known.push(at + 1)
  }
  const literal: string[] = []
  const spoken: string[] = []
  let bytes = 0
  for (const word of new Set([...codes.map((code) => `=${code}`), ...named, ...places.keys()])) {
    const said = places.get(word)
    bytes += Buffer.byteLength(word) + mark.length + 2 * (said?.length ?? 1) + 4
    if (bytes > MOST_BYTES) break
    literal.push(`'${mark}${word}':${said ? said.join() : '1A'}`)
    if (said) spoken.push(`${mark}${word}`)
  }
  return { words: literal.join(' '), spoken, length: tokens.length }
}

/**
 * What is asked for: every token must be there, single Han characters and the last word as beginnings (each character of a
 * text begins one of its tokens), what stands in quotes word by word in this order. `null` when nothing can be asked, as of
 * punctuation alone.
 */
export function askedWords(kind: string, q: string, codes: readonly { code: string; begins?: boolean }[] = []): Asked | null {
  const mark = markOf(kind)
  const marked = (token: string) => `'${mark}${token}'`
  const asking: string[] = []
  const tokens = new Map<string, boolean>()
  const ask = (token: string, prefix: boolean) => tokens.set(mark + token, (tokens.get(mark + token) ?? true) && prefix)
  const plain = q.replace(PHRASE, (_, phrase: string) => {
    const said = phraseTokens(phrase)
    const [only] = said
    if (said.length === 1 && only && [...only].length === 1) { ask(only, true); asking.push(`${marked(only)}:*`) } else if (said.length) {
      for (const token of said) ask(token, false)
      asking.push(`(${said.map(marked).join(' <-> ')})`)
    }
    return ' , '
  })
  for (const { token, prefix } of queryTokens(plain)) {
    ask(token, prefix)
    asking.push(`${marked(token)}${prefix ? ':*' : ''}`)
  }
  if (!asking.length && !codes.length) return null
  return {
    tokens: [...tokens].map(([token, prefix]) => ({ token, prefix })), every: asking.join(' & '),
    codes: codes.map(({ code, begins }) => `'${mark}=${code}'${begins ? ':*' : ''}`).join(' | '),
  }
}

/** A token that may stand in the index uncounted. */
export const NUMBER = /^\p{N}+$/u

const PHRASE = /["“”„＂「『]([^"“”„＂「」『』]+)["“”＂」』]/g

/** The tokens of a phrase side by side, as a text has them that goes on after it. */
function phraseTokens(phrase: string): string[] {
  const tokens = bigrams(phrase)
  return ENDS_IN_PAIR.test(fold(phrase)) ? tokens.slice(0, -1) : tokens
}
const ENDS_IN_PAIR = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]{2}[^\p{L}\p{N}\p{M}]*$/u

/** A `tsquery` of which one must hold: any of the tokens, or of the given queries. */
export const anyOf = (queries: readonly string[]): string => queries.filter(Boolean).map((query) => `(${query})`).join(' | ')
export const queryOf = ({ token, prefix }: Asked['tokens'][number]): string => `'${token}'${prefix ? ':*' : ''}`

// Two characters before every token keep the kinds apart within one index. Two kinds that meet cost time and nothing else, as records are joined by id.
export const MARK_LENGTH = 2
const marks = new Map<string, string>()
export function markOf(kind: string): string {
  let mark = marks.get(kind)
  if (!mark) marks.set(kind, mark = createHash('sha256').update(kind).digest('base64url').slice(0, MARK_LENGTH))
  return mark
}

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
