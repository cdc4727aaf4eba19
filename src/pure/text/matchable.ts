import { simplified } from './simplified.ts'

/** A text as phrases are looked for in it: one symbol after the other, each with the place in the text it came from (UTF-16 code units, the end exclusive). */
export interface Matchable { length: number; symbols: Int32Array; starts: Int32Array; ends: Int32Array }

const SPACE = 32
const APOSTROPHE = 39
/** What people put between the characters of a word to hide it: white space, and * _ - . ~ · • | / + ^ # = */
const SEPARATORS = new Set([SPACE, ...'*_-.~·•|/+^#=\u30fb\u2027'].map((one) => typeof one === 'number' ? one : one.charCodeAt(0)))
/** A run of separators longer than this separates. */
const LONGEST_GAP = 3

export const isHan = (symbol: number) => (symbol >= 0x3400 && symbol <= 0x9fff) || (symbol >= 0xf900 && symbol <= 0xfaff) || symbol >= 0x20000
export const isWord = (symbol: number) => (symbol >= 97 && symbol <= 122) || (symbol >= 48 && symbol <= 57) || (symbol >= 0xdf && symbol <= 0x24f && symbol !== 0xf7)

/** How one writes the second person: all as 你. */
const YOU = 0x4f60
const SAME = new Map([[0x60a8, YOU], [0x59b3, YOU], [0x4f31, 0x4ed6]])

/**
 * The text with everything levelled that leaves a phrase the same: full and half width, case, traditional characters, 您 and 妳 as 你,
 * short forms (don't, it's, cannot) as their words, characters nobody sees, and white space or marks between the characters of a word
 * (对 不 起, s.o.r.r.y). Other punctuation stays and separates. Linear in the length.
 */
export function matchable(text: string): Matchable {
  return joined(levelled(text))
}

function push(into: Matchable, symbol: number, start: number, end: number) {
  const at = into.length
  if (at === into.symbols.length) for (const key of ['symbols', 'starts', 'ends'] as const) { const more = new Int32Array(at * 2 + 16); more.set(into[key]); into[key] = more }
  into.symbols[at] = symbol
  into.starts[at] = start
  into.ends[at] = end
  into.length = at + 1
}
const room = (most: number): Matchable => ({ length: 0, symbols: new Int32Array(most), starts: new Int32Array(most), ends: new Int32Array(most) })

function levelled(text: string): Matchable {
  const result = room(text.length + 16)
  for (let at = 0; at < text.length;) {
    const unit = text.charCodeAt(at)
    let symbol = LEVEL[unit] || level(unit)
    let width = 1
    if (symbol === ASTRAL) {
      const point = text.codePointAt(at) as number
      width = point > 0xffff ? 2 : 1
      symbol = width === 2 ? simplified(text.slice(at, at + 2)).codePointAt(0) as number : unit
    }
    if (isWord(symbol)) { at = word(text, at, result); continue }
    if (symbol === 10 && text.charCodeAt(at + 1) !== 10 && text.charCodeAt(at - 1) !== 10) symbol = SPACE
    if (symbol !== UNSEEN) push(result, symbol, at, at + width)
    at += width
  }
  return result
}

/** What each code unit levels to, as far as it was asked for; 0 for the others. */
const LEVEL = new Int32Array(0x10000)
const UNSEEN = 1
const ASTRAL = 2
function level(unit: number): number {
  const symbol = levelOf(unit) || UNSEEN
  LEVEL[unit] = symbol
  return symbol
}
function levelOf(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return ASTRAL
  if (isUnseen(unit)) return UNSEEN
  const symbol = unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit
  if (symbol >= 65 && symbol <= 90) return symbol + 32
  if (symbol === 0x2019 || symbol === 0x2018 || symbol === 0x2bc) return APOSTROPHE
  if (symbol === 0x3000 || symbol === 0xa0 || symbol === 9 || symbol === 13 || (symbol >= 0x2000 && symbol <= 0x200a)) return SPACE
  if (symbol < 0x3400) return symbol
  const plain = simplified(String.fromCharCode(symbol)).codePointAt(0) as number
  return SAME.get(plain) ?? plain
}
const isUnseen = (symbol: number) => symbol < 9 || symbol === 0xad || (symbol >= 0x200b && symbol <= 0x200f) || (symbol >= 0x202a && symbol <= 0x202e) || (symbol >= 0x2060 && symbol <= 0x2064) || symbol === 0xfeff || (symbol >= 0xfe00 && symbol <= 0xfe0f)

const LETTERS = /[A-Za-z0-9ß-öø-ɏＡ-Ｚａ-ｚ０-９\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+(?:['’‘ʼ＇][A-Za-zＡ-Ｚａ-ｚ]+)*/y

/** One Latin word from here on, a short form as its words. Answers where it ends. */
function word(text: string, at: number, into: Matchable): number {
  LETTERS.lastIndex = at
  const found = LETTERS.exec(text)?.[0] ?? text[at] as string
  const end = at + found.length
  let plain = true
  for (let place = 0; place < found.length; place += 1) { const unit = found.charCodeAt(place); if (unit > 127 || unit === APOSTROPHE) { plain = false; break } }
  const lower = plain ? found.toLowerCase() : found.normalize('NFKC').replace(/[’‘ʼ]/g, "'").replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, '').toLowerCase()
  const whole = spelledOut(lower)
  if (plain && whole === lower) for (let place = 0; place < lower.length; place += 1) push(into, lower.charCodeAt(place), at + place, at + place + 1)
  else for (let place = 0; place < whole.length; place += 1) push(into, whole.charCodeAt(place), at, end)
  return end
}

const SHORT: ReadonlyMap<string, string> = new Map(Object.entries({
  "can't": 'can not', cannot: 'can not', cant: 'can not', "won't": 'will not', wont: 'will not', "shan't": 'shall not', dont: 'do not', doesnt: 'does not', didnt: 'did not', isnt: 'is not', wasnt: 'was not',
  im: 'i am', ive: 'i have', thats: 'that is', youre: 'you are', theyre: 'they are', "let's": 'let us', gonna: 'going to', "ma'am": 'madam',
}))
const ENDINGS: readonly (readonly [string, string])[] = [["n't", ' not'], ["'re", ' are'], ["'m", ' am'], ["'ll", ' will'], ["'ve", ' have'], ["'d", ' would'], ["'s", ' is']]
function spelledOut(word: string): string {
  const known = SHORT.get(word)
  if (known) return known
  if (!word.includes("'")) return word
  for (const [ending, whole] of ENDINGS) if (word.endsWith(ending)) return word.slice(0, -ending.length).replaceAll("'", '') + whole
  return word.replaceAll("'", '')
}

/** Takes out what stands between the characters of one word. */
function joined(of: Matchable): Matchable {
  const { symbols, starts, ends, length } = of
  const result = room(length)
  for (let at = 0; at < length;) {
    const symbol = symbols[at] as number
    if (!SEPARATORS.has(symbol)) {
      const spelled = spelledLetters(symbols, at, length)
      if (spelled > at) {
        for (; at <= spelled; at += 2) push(result, symbols[at] as number, starts[at] as number, ends[at] as number)
        at = spelled + 1
      } else { push(result, symbol, starts[at] as number, ends[at] as number); at += 1 }
      continue
    }
    let end = at
    let isBreak = false
    for (; end < length && SEPARATORS.has(symbols[end] as number); end += 1) isBreak ||= symbols[end] === 46
    const before = at > 0 ? symbols[at - 1] as number : 0
    const after = end < length ? symbols[end] as number : 0
    if (end - at <= LONGEST_GAP && isHan(before) && isHan(after)) { /* nothing stands between them */ }
    else if (isBreak) push(result, 46, starts[at] as number, ends[end - 1] as number)
    else if (isWord(before) && isWord(after)) push(result, SPACE, starts[at] as number, ends[end - 1] as number)
    else if (end - at > LONGEST_GAP) push(result, 10, starts[at] as number, ends[end - 1] as number)
    at = end
  }
  return result
}

/** The last letter of a word that is spelled with a mark between each two of at least four letters; `at` when none begins here. */
function spelledLetters(symbols: Int32Array, at: number, length: number): number {
  const isLetter = (place: number) => place < length && isWord(symbols[place] as number)
  if (!isLetter(at) || isLetter(at + 1) || (at > 0 && isWord(symbols[at - 1] as number))) return at
  let last = at
  while (last + 2 < length && SEPARATORS.has(symbols[last + 1] as number) && isLetter(last + 2) && !isLetter(last + 3)) last += 2
  return last - at >= 6 ? last : at
}
