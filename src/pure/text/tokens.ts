import { fold } from './fold.ts'

/** What a search index asks for; with `prefix` also every token that begins with it counts. */
export type QueryToken = { token: string; prefix: boolean }

/** A longer word is cut here, in its texts and in its queries alike, as an index bounds its entries. */
const LONGEST_WORD = 64

/**
 * The tokens of a text for a search index, in the order of the text.
 * The text is folded first. A run of Han, kana or hangul gives each pair of neighbouring characters and its last character
 * alone, so every single character begins some token: 投诉件 → 投诉, 诉件, 件. Every other run of letters and digits is one
 * word (at most 64 characters of it); a word of letters and digits such as `iphone15` is followed by its parts, `iphone` and `15`,
 * unless it looks like a code (a part of one letter, or more than four parts). Everything else separates.
 * With `unique`, each token stands once, where it came first. Linear in the length.
 */
export function bigrams(text: string, { unique = false }: { unique?: boolean } = {}): string[] {
  const tokens: string[] = []
  for (const [run, joined] of runsOf(fold(text))) {
    if (joined === undefined) addWord(run, tokens)
    else addPairs(run, tokens).push(lastOf(run))
  }
  return unique ? [...new Set(tokens)] : tokens
}

/**
 * What to look for so that every text containing this query is found: each token once, in the order of the query.
 * Runs of two or more Han characters give their pairs, all of which `bigrams` of such a text holds; a single Han character
 * is a prefix; a word gives its parts or itself, and as the last thing of the query, where one may still be typing, it is a prefix.
 */
export function queryTokens(text: string): QueryToken[] {
  const folded = fold(text)
  const found = new Map<string, boolean>()
  for (const match of runsOf(folded)) {
    const tokens = match[1] === undefined ? parts(match[0]) : pairsOrSingle(match[1])
    const single = match[1] !== undefined && lastOf(match[1]) === match[1]
    const typing = match[1] === undefined && match.index + match[0].length === folded.length
    tokens.forEach((token, at) => {
      const prefix = single || (typing && at === tokens.length - 1)
      found.set(token, (found.get(token) ?? true) && prefix)
    })
  }
  return [...found].map(([token, prefix]) => ({ token, prefix }))
}

/** Runs of letters and digits; the first group holds those of scripts written without gaps. */
const runsOf = (folded: string) =>
  folded.matchAll(/([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+)|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]]+/gv)

// One shared list grows, as a spread of a million tokens into a call overflows the stack.
function addPairs(run: string, tokens: string[]): string[] {
  const characters = /[\u{10000}-\u{10FFFF}]/u.test(run) ? [...run] : run
  for (let at = 1; at < characters.length; at += 1) tokens.push(`${characters[at - 1]}${characters[at]}`)
  return tokens
}
const lastOf = (run: string) => Array.from(run.slice(-2)).at(-1) as string
const pairsOrSingle = (run: string) => (lastOf(run) === run ? [run] : addPairs(run, []))

function addWord(run: string, tokens: string[]) {
  const split = parts(run)
  if (split.length > 1) tokens.push(cut(run))
  tokens.push(...split)
}

function parts(run: string): string[] {
  const word = cut(run)
  const split = /\p{N}[\p{L}\p{M}]|[\p{L}\p{M}]\p{N}/u.test(word) ? (word.match(/\p{N}+|[\p{L}\p{M}]+/gu) ?? []) : [word]
  return split.length > 4 || split.some((part) => /^\p{L}$/u.test(part)) ? [word] : split
}

const cut = (run: string) => (run.length <= LONGEST_WORD ? run : Array.from(run.slice(0, 2 * LONGEST_WORD)).slice(0, LONGEST_WORD).join(''))
