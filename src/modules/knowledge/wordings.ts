import { fold } from '../../pure/text/index.ts'

const MOST_WORDINGS = 6
const LATIN = /[a-z0-9]/
/** Where a word of a group stands in folded text: Latin words as whole words, Chinese ones anywhere. */
function placeOf(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' '
    const after = text[at + word.length] ?? ' '
    if ((!LATIN.test(word[0] ?? '') || !LATIN.test(before)) && (!LATIN.test(word.at(-1) ?? '') || !LATIN.test(after))) return at
  }
  return -1
}

/**
 * The question as it was typed, then in other words: each word that stands in a group of synonyms is put in the place of the others,
 * the longest words first. At most six wordings.
 */
export function wordingsOf(q: string, groups: readonly (readonly string[])[]): string[] {
  const wordings = [fold(q)]
  const known = groups.flatMap((group) => group.map((word) => ({ word: fold(word), others: group.map(fold) }))).sort((one, other) => other.word.length - one.word.length)
  let taken = fold(q)
  for (const { word, others } of known) {
    const at = word ? placeOf(taken, word) : -1
    if (at < 0) continue
    // What a longer word holds is not looked for again in it.
    taken = taken.slice(0, at) + '\u0000'.repeat(word.length) + taken.slice(at + word.length)
    for (const wording of wordings.slice()) {
      const place = placeOf(wording, word)
      if (place < 0) continue
      for (const other of others) {
        const next = wording.slice(0, place) + other + wording.slice(place + word.length)
        if (wordings.length < MOST_WORDINGS && !wordings.includes(next)) wordings.push(next)
      }
    }
  }
  return [q, ...wordings.slice(1)]
}
