import { readFileSync } from 'node:fs'

/** The labelled sentences beside this file: of every four the first two are for mending, the other two only measure. */
export interface Labelled { number: number; labels: ReadonlySet<string>; text: string; half: 'mend' | 'measure' }

export function labelledSentences(): Labelled[] {
  const lines = readFileSync(new URL('./sentences.txt', import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'))
  return lines.map((line, at) => {
    const bar = line.indexOf(' | ')
    const labels = line.slice(0, bar)
    return { number: at + 1, labels: new Set(labels === '-' ? [] : labels.split(',')), text: line.slice(bar + 3), half: at % 4 < 2 ? 'mend' : 'measure' }
  })
}

/** How often what was found was there, and what was there was found; every finding of every sentence is one case. */
export function precisionAndRecall(judged: readonly { labels: ReadonlySet<string>; found: ReadonlySet<string> }[]): { right: number; wrong: number; missed: number; precision: number; recall: number } {
  let right = 0, wrong = 0, missed = 0
  for (const { labels, found } of judged) {
    for (const kind of found) if (labels.has(kind)) right += 1; else wrong += 1
    for (const kind of labels) if (!found.has(kind)) missed += 1
  }
  return { right, wrong, missed, precision: right / (right + wrong), recall: right / (right + missed) }
}
