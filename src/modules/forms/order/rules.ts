import type { Form, Question } from '../questions/contract.ts'

/** The order in which one filling shows a form: drawn once, told by its seed. Runs on both sides. */

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function drawing(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
/** What a key adds to the seed, so that the order of one list does not follow from another's. */
const hashOf = (text: string) => [...text].reduce((hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) as number), 0x01000193) >>> 0, 0x811c9dc5)

function shuffled<T>(items: readonly T[], seed: number, key: string): T[] {
  const draw = drawing(seed ^ hashOf(key))
  const left = [...items]
  for (let at = left.length - 1; at > 0; at--) {
    const other = Math.floor(draw() * (at + 1))
    ;[left[at], left[other]] = [left[other] as T, left[at] as T]
  }
  return left
}

const drawn = (question: Question, seed: number): Question => {
  if (!('shuffle' in question) || !question.shuffle) return question
  if (question.kind === 'matrix') return { ...question, rows: shuffled(question.rows, seed, question.key) }
  // “None of these” stays at the end, where one looks for it.
  const alone = question.options.filter((option) => option.alone)
  return { ...question, options: [...shuffled(question.options.filter((option) => !option.alone), seed, question.key), ...alone] }
}

/** The form as it is shown with this seed, a whole number from 0 to 2³² − 1. What stands in it stays the same, only its order changes. */
export const inDrawnOrder = (form: Form, seed: number): Form => ({
  ...form, sections: form.sections.map((section) => {
    const questions = section.questions.map((question) => drawn(question, seed))
    return { ...section, questions: section.shuffle ? shuffled(questions, seed, section.key) : questions }
  }),
})
