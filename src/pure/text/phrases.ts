import { isHan, isWord, type Matchable, matchable } from './matchable.ts'

/** Many phrases to be found in one walk over a text, whatever their number. */
export interface Phrases<T> {
  readonly edges: ReadonlyMap<number, number>
  readonly fails: Int32Array
  /** The pattern that ends at a node, or -1, and the next shorter node at which one ends. */
  readonly ends: Int32Array
  readonly shorter: Int32Array
  readonly patterns: readonly Pattern<T>[]
}
interface Pattern<T> { value: T; length: number; opens: boolean; closes: boolean; part: 'whole' | 'first' | 'last'; pair: number; sameEnd: number }
/** `start` and `end` count UTF-16 code units of the text as given. */
export interface Found<T> { start: number; end: number; value: T }

const SHIFT = 0x200000
const GAP = '…'
/** Symbols that may stand in the place of `…`: in Chinese, and between Latin words. */
const WIDEST_GAP = { han: 10, latin: 28 }

/**
 * Makes phrases ready to be looked for. In a phrase `…` stands for a few words of the same clause (为…道歉), and `~` after a Latin word
 * for all its forms (apologise~ also finds apologizing). A phrase without a single letter or character is left out.
 */
export function phrasesOf<T>(entries: Iterable<readonly [phrase: string, value: T]>): Phrases<T> {
  const edges = new Map<number, number>()
  const ends: number[] = [-1]
  const patterns: Pattern<T>[] = []
  let pair = 0
  for (const [phrase, value] of entries) {
    const parts = phrase.split(GAP).map((part) => part.trim()).filter(Boolean)
    const [first = '', last] = parts.length > 1 ? [parts[0] as string, parts.at(-1) as string] : parts
    pair += 1
    add(first, last === undefined ? 'whole' : 'first')
    if (last !== undefined) add(last, 'last')
    function add(part: string, as: Pattern<T>['part']) {
      for (const form of formsOf(part)) {
        const { symbols, length } = matchable(form)
        if (!length) continue
        let node = 0
        for (let at = 0; at < length; at += 1) {
          const key = node * SHIFT + (symbols[at] as number)
          let next = edges.get(key)
          if (next === undefined) { next = ends.length; ends.push(-1); edges.set(key, next) }
          node = next
        }
        patterns.push({ value, length, opens: isWord(symbols[0] as number), closes: isWord(symbols[length - 1] as number), part: as, pair, sameEnd: ends[node] as number })
        ends[node] = patterns.length - 1
      }
    }
  }
  return { edges, patterns, ends: Int32Array.from(ends), ...links(edges, ends) }
}

/** Where the walk goes on when no edge leads further, breadth first. */
function links(edges: ReadonlyMap<number, number>, ends: readonly number[]): { fails: Int32Array; shorter: Int32Array } {
  const fails = new Int32Array(ends.length)
  const shorter = new Int32Array(ends.length)
  const children: [number, number][][] = []
  for (const [key, to] of edges) (children[Math.floor(key / SHIFT)] ??= []).push([key % SHIFT, to])
  const queue = [0]
  for (let head = 0; head < queue.length; head += 1) {
    const node = queue[head] as number
    for (const [symbol, to] of children[node] ?? []) {
      let fail = fails[node] as number
      if (node !== 0) {
        while (fail !== 0 && !edges.has(fail * SHIFT + symbol)) fail = fails[fail] as number
        fail = edges.get(fail * SHIFT + symbol) ?? 0
      }
      fails[to] = fail
      shorter[to] = ends[fail] as number >= 0 ? fail : shorter[fail] as number
      queue.push(to)
    }
  }
  return { fails, shorter }
}

/**
 * Every phrase in the text, in the order in which they end; they may overlap. Latin words count whole only. The text is levelled as
 * `matchable` does it. Linear in the length of the text and the number of finds, whatever the number of phrases.
 */
export function findPhrases<T>(phrases: Phrases<T>, text: string | Matchable): Found<T>[] {
  const { symbols, starts, ends: stops, length } = typeof text === 'string' ? matchable(text) : text
  const { edges, fails, ends, shorter, patterns } = phrases
  const found: Found<T>[] = []
  let opened: Map<number, number[]> | undefined
  let node = 0
  for (let at = 0; at < length; at += 1) {
    const symbol = symbols[at] as number
    let next = edges.get(node * SHIFT + symbol)
    while (next === undefined && node !== 0) {
      node = fails[node] as number
      next = edges.get(node * SHIFT + symbol)
    }
    node = next ?? 0
    for (let end = (ends[node] as number) >= 0 ? node : shorter[node] as number; end !== 0; end = shorter[end] as number) {
      for (let which = ends[end] as number; which >= 0; which = (patterns[which] as Pattern<T>).sameEnd) {
        const pattern = patterns[which] as Pattern<T>
        const begin = at - pattern.length + 1
        if (pattern.opens && begin > 0 && isWord(symbols[begin - 1] as number)) continue
        if (pattern.closes && at + 1 < length && isWord(symbols[at + 1] as number)) continue
        if (pattern.part === 'whole') found.push({ start: starts[begin] as number, end: stops[at] as number, value: pattern.value })
        else if (pattern.part === 'first') { opened ??= new Map(); const places = opened.get(pattern.pair); if (places) places.push(begin, at); else opened.set(pattern.pair, [begin, at]) }
        else {
          const places = opened?.get(pattern.pair)
          if (places) for (let place = places.length - 2; place >= 0; place -= 2) {
            const from = places[place + 1] as number + 1
            if (from > begin) continue
            if (isGap(symbols, from, begin)) found.push({ start: starts[places[place] as number] as number, end: stops[at] as number, value: pattern.value })
            break
          }
        }
      }
    }
  }
  return found
}

/** Whether what stands between two parts is a few words without punctuation. */
function isGap(symbols: Int32Array, from: number, to: number): boolean {
  if (to - from > WIDEST_GAP.latin) return false
  let han = 0
  for (let at = from; at < to; at += 1) {
    const symbol = symbols[at] as number
    if (isHan(symbol)) han += 1
    else if (!isWord(symbol) && symbol !== 32) return false
  }
  return han <= WIDEST_GAP.han
}

/** All the forms a phrase stands for. */
function formsOf(phrase: string): string[] {
  if (!phrase.includes('~')) return [phrase]
  const [before = '', after = ''] = phrase.split(/~(.*)/s)
  const at = before.search(/[a-z]+$/i)
  if (at < 0) return formsOf(before + after)
  const rest = formsOf(after)
  return inflected(before.slice(at).toLowerCase()).flatMap((form) => rest.map((end) => before.slice(0, at) + form + end))
}

function inflected(word: string): string[] {
  const forms = [word]
  if (/[^aeiou]y$/.test(word)) forms.push(`${word.slice(0, -1)}ies`, `${word.slice(0, -1)}ied`, `${word}ing`)
  else if (word.endsWith('e')) forms.push(`${word}s`, `${word}d`, `${word.slice(0, -1)}ing`)
  else if (/(?:s|x|z|ch|sh)$/.test(word)) forms.push(`${word}es`, `${word}ed`, `${word}ing`)
  else forms.push(`${word}s`, `${word}ed`, `${word}ing`)
  if (/^[^aeiou]*[aeiou][bdgklmnprt]$/.test(word)) forms.push(`${word}${word.at(-1)}ed`, `${word}${word.at(-1)}ing`)
  return forms.flatMap((form) => /is(?:e|es|ed|ing)$/.test(form) && word.length > 5 ? [form, form.replace(/is(e|es|ed|ing)$/, 'iz$1')] : [form])
}
