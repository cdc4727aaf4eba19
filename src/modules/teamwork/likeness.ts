import { fold } from '../../pure/text/index.ts'

/** The words of a text as a set: those of the alphabet, and for Chinese every pair of characters. */
const marksOf = (text: string): Set<string> => new Set([...fold(text).matchAll(/[\p{Script=Latin}\d]{2,}|(?=(\p{Script=Han}{2}))/gu)].map((found) => found[1] ?? found[0]))

/** How much another text has in common with this one: the Dice coefficient of their marks, 0 for nothing and 1 for the same words. */
export function likeness(text: string): (other: string) => number {
  const own = marksOf(text)
  return (other) => {
    const theirs = marksOf(other)
    if (!own.size || !theirs.size) return 0
    let common = 0
    for (const mark of own) if (theirs.has(mark)) common++
    return 2 * common / (own.size + theirs.size)
  }
}
