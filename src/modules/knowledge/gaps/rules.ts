import { fold, withoutPersonal } from '../../../pure/text/index.ts'

/** Pure decisions about what was searched for and not found. */

const SHORTEST = 2
/** What may be kept of a search: without numbers and addresses of persons; undefined where nothing is left to write an article about. */
export function keepable(typed: string): { words: string; folded: string } | undefined {
  const words = withoutPersonal(typed).replace(/\s+/g, ' ').trim()
  const said = words.replace(/[\p{P}\p{S}\s\d]/gu, '')
  return [...said].length >= SHORTEST ? { words, folded: fold(words) } : undefined
}
/** Whether one was typed on the way to the other. */
export const isOnTheWay = (one: string, other: string): boolean => one !== other && (other.startsWith(one) || one.startsWith(other))
