import { readFileSync } from 'node:fs'

/** The labelled sentences beside this file: of every four the first two are for mending, the other two only measure. */
export interface Labelled { number: number; labels: ReadonlySet<string>; text: string; half: 'mend' | 'measure' }

const halfOf = (at: number) => at % 4 < 2 ? 'mend' as const : 'measure' as const
const linesOf = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'))

export function labelledSentences(): Labelled[] {
  return linesOf('./sentences.txt').map((line, at) => {
    const bar = line.indexOf(' | ')
    const labels = line.slice(0, bar)
    return { number: at + 1, labels: new Set(labels === '-' ? [] : labels.split(',')), text: line.slice(bar + 3), half: halfOf(at) }
  })
}

/** What is written while a customer is listened to, and whether it explains or puts a solution forward. */
export const listeningSentences = (): Labelled[] => linesOf('./listening.txt').map((line, at) => ({ number: at + 1, labels: new Set(line.startsWith('+') ? ['explaining'] : []), text: line.slice(2), half: halfOf(at) }))

/** How often what was found was there, and what was there was found; every finding of every sentence is one case. */
export function precisionAndRecall(judged: readonly { labels: ReadonlySet<string>; found: ReadonlySet<string> }[]): { right: number; wrong: number; missed: number; precision: number; recall: number } {
  let right = 0, wrong = 0, missed = 0
  for (const { labels, found } of judged) {
    for (const kind of found) if (labels.has(kind)) right += 1; else wrong += 1
    for (const kind of labels) if (!found.has(kind)) missed += 1
  }
  return { right, wrong, missed, precision: right / (right + wrong), recall: right / (right + missed) }
}
