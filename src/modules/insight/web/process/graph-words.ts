import type { Words } from '../../../../kernel/web/words.ts'
import { durationText, numberText } from './duration-text.ts'
import { END, type GraphEdge, type Measure, START } from './graph-model.ts'

/** What a way says of itself in the measure that is looked at. */
export const wordOf = (t: Words, measure: Measure, edge: GraphEdge): string =>
  measure === 'count' || edge.from === START || edge.to === END ? numberText(edge.count) : durationText(t, measure === 'median' ? edge.medianSeconds : edge.totalSeconds)

/** Chinese characters are about twice as wide as Latin letters. */
const isWide = (letter: string): boolean => letter.codePointAt(0)! >= 0x2e80
/** How much room words upon a way need, in pixels. */
export const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (isWide(letter) ? 11.5 : 6.6), 10)

/** As much of a name as a box holds. */
export function shortName(name: string): string {
  let room = 148
  for (const [i, letter] of [...name].entries()) {
    room -= isWide(letter) ? 13 : letter === letter.toUpperCase() && letter !== letter.toLowerCase() ? 8.2 : 6.8
    if (room < 0) return `${[...name].slice(0, Math.max(1, i - 1)).join('').trimEnd()}…`
  }
  return name
}
