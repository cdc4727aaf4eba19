import { fold, maskPersonal } from '../../pure/text/index.ts'
import type { Piece } from './contract.ts'

/** Characters of an excerpt, and how far into them the first hit stands. */
const LENGTH = 110
const BEFORE = 24
/** A number that is cut must still be known as one, so that much more is masked than shown. */
const AROUND = 40
const MOST_CHARACTERS = 20_000

/**
 * The part of the texts that holds most of the tokens, in pieces, with numbers and addresses masked. Without any of the tokens
 * the beginning of the first text.
 */
export function excerptOf(texts: readonly string[], tokens: readonly string[]): Piece[] {
  let best: { text: string; at: number; holds: number } | undefined
  for (const whole of texts) {
    const text = whole.slice(0, MOST_CHARACTERS)
    const { at, holds } = densest(fold(text), tokens)
    if (!best || holds > best.holds) best = { text, at: at / Math.max(1, fold(text).length) * text.length, holds }
  }
  if (!best) return []
  const from = Math.max(0, Math.floor(best.at) - BEFORE)
  const [start, end] = [Math.max(0, from - AROUND), Math.min(best.text.length, from + LENGTH + AROUND)]
  const masked = maskPersonal(best.text.slice(start, end)).replace(/\s+/g, ' ')
  const characters = [...masked]
  const lead = start === 0 ? Math.min(from, characters.length) : Math.min(AROUND, characters.length)
  const shown = characters.slice(lead, lead + LENGTH).join('')
  const pieces = piecesOf(shown.trim(), tokens)
  return [...(from > 0 ? [{ text: '…', hit: false }] : []), ...pieces, ...(from + LENGTH < best.text.length ? [{ text: '…', hit: false }] : [])]
}

/** The whole text in pieces, with numbers and addresses masked. */
export const titleOf = (text: string, tokens: readonly string[]): Piece[] => piecesOf(maskPersonal(text), tokens)

/** Where a window of the folded text begins that holds the most different tokens, and how many. */
function densest(folded: string, tokens: readonly string[]): { at: number; holds: number } {
  const places = tokens.flatMap((token) => {
    const found: { at: number; token: string }[] = []
    for (let at = placeOf(folded, token, 0); at >= 0 && found.length < 20; at = placeOf(folded, token, at + 1)) found.push({ at, token })
    return found
  }).sort((one, other) => one.at - other.at)
  let best = { at: 0, holds: 0 }
  places.forEach(({ at }, first) => {
    const within = new Set<string>()
    for (let next = first; next < places.length && (places[next]?.at as number) < at + LENGTH - BEFORE; next++) within.add(places[next]?.token as string)
    if (within.size > best.holds) best = { at, holds: within.size }
  })
  return best
}

/** Letters and digits count where they begin a word or a part of one, as in the index. */
function placeOf(folded: string, token: string, from: number): number {
  const at = folded.indexOf(token, from)
  if (at <= 0 || !/^[a-z0-9]/.test(token) || sort(folded[at - 1]) !== sort(folded[at])) return at
  return placeOf(folded, token, at + 1)
}
const sort = (character: string | undefined) => character === undefined ? '' : /[a-z]/.test(character) ? 'a' : /\d/.test(character) ? '0' : character

/** Marks what folds to one of the tokens. */
function piecesOf(text: string, tokens: readonly string[]): Piece[] {
  let folded = ''
  const origin: number[] = []
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    const part = foldedOf(segment)
    for (let n = 0; n < part.length; n++) origin.push(index)
    folded += part
  }
  const marked = new Uint8Array(folded.length)
  for (const token of tokens) for (let at = placeOf(folded, token, 0); at >= 0; at = placeOf(folded, token, at + token.length)) marked.fill(1, at, at + token.length)
  const pieces: Piece[] = []
  let start = 0
  for (let at = 1; at <= folded.length; at++) {
    if (at < folded.length && marked[at] === marked[at - 1]) continue
    const end = at < folded.length ? origin[at] as number : text.length
    if (end > start) pieces.push({ text: text.slice(start, end), hit: marked[at - 1] === 1 })
    start = end
  }
  return pieces
}

const GRAPHEMES = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const folds = new Map<string, string>()
const MOST_FOLDS = 20_000
function foldedOf(character: string): string {
  let folded = folds.get(character)
  if (folded === undefined) {
    if (folds.size >= MOST_FOLDS) folds.clear()
    folds.set(character, folded = character.trim() === '' ? ' ' : fold(character))
  }
  return folded
}
