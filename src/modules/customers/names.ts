import { fold, maskPersonal, pinyinKeys, visible } from '../../pure/text/index.ts'
import type { CustomerKeyRow } from './tables.ts'

/** A name as it may be kept: without characters that are unseen or turn the direction of writing. Empty when nothing is left. */
export const cleanName = (name: string): string => visible(name).replaceAll('\uFFFD', '').trim()

/** A name with a telephone number, address or document number in it masked: names are kept in the clear (docs/adr/0005). */
export const nameWithoutNumbers = (name: string): string => DIGITS_OR_AT.test(name) ? maskPersonal(name) : name
/** Whether a name holds what must be sealed. */
export const holdsNumber = (name: string): boolean => nameWithoutNumbers(name) !== name
const DIGITS_OR_AT = /\p{Nd}[^\p{L}]*\p{Nd}[^\p{L}]*\p{Nd}|[@＠]/u

/** What a search compares a name with. */
export const foldedName = fold

/** Every character of a folded text and every pair of neighbours, once: a text holds another only if it has all of that one's. */
export function gramsOf(folded: string): string[] {
  const characters = [...folded]
  return [...new Set([...characters, ...pairs(characters)])]
}
/** What a name's grams must hold for the searched text to stand in it. */
export function gramsWanted(folded: string): string[] {
  const characters = [...folded]
  return characters.length < 2 ? characters : [...new Set(pairs(characters))]
}
const pairs = (characters: readonly string[]) => characters.slice(1).map((character, at) => `${characters[at]}${character}`)

/** The rows by which a name is found: folded, by pinyin, by initials. The first call loads a dictionary, so only listeners call it. */
export function keysOfName(customerId: string, name: string): CustomerKeyRow[] {
  const folded = foldedName(name)
  const { full, initials } = pinyinKeys(name)
  return [
    { customer_id: customerId, kind: 'name', value: folded, grams: gramsOf(folded) },
    ...full.map((value) => ({ customer_id: customerId, kind: 'pinyin' as const, value, grams: null })),
    ...initials.map((value) => ({ customer_id: customerId, kind: 'initials' as const, value, grams: null })),
  ]
}
