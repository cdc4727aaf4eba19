import { diffLines } from '../../../../kernel/web/definitions/diff-lines.ts'

/** What became of one text in another, paragraph by paragraph and within them word by word; in Chinese sign by sign. */

export interface Piece { kind: 'same' | 'gone' | 'new'; text: string }
export interface Passage { kind: 'same' | 'changed' | 'gone' | 'new'; pieces: Piece[] }

const TOKEN = /\p{Script=Han}|[\p{L}\p{N}\p{M}]+|\s+|[^]/gu
/** A paragraph with more tokens is shown whole before and after: finer would take too long. */
const MOST_TOKENS = 1_500

export function diffProse(before: string, after: string): Passage[] {
  const lines = diffLines(before.split('\n'), after.split('\n'))
  const passages: Passage[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!
    if (line.kind === 'same') { passages.push({ kind: 'same', pieces: [{ kind: 'same', text: line.text }] }); at++; continue }
    const gone: string[] = []
    const come: string[] = []
    for (; at < lines.length && lines[at]!.kind !== 'same'; at++) (lines[at]!.kind === 'gone' ? gone : come).push(lines[at]!.text)
    const pairs = Math.min(gone.length, come.length)
    for (let n = 0; n < pairs; n++) passages.push(pairOf(gone[n]!, come[n]!))
    for (const text of gone.slice(pairs)) passages.push({ kind: 'gone', pieces: [{ kind: 'gone', text }] })
    for (const text of come.slice(pairs)) passages.push({ kind: 'new', pieces: [{ kind: 'new', text }] })
  }
  return passages
}

function pairOf(before: string, after: string): Passage {
  const old = before.match(TOKEN) ?? []
  const now = after.match(TOKEN) ?? []
  if (old.length > MOST_TOKENS || now.length > MOST_TOKENS) return { kind: 'changed', pieces: [{ kind: 'gone', text: before }, { kind: 'new', text: after }] }
  const pieces: Piece[] = []
  for (const { kind, text } of diffLines(old, now)) {
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += text
    else pieces.push({ kind, text })
  }
  return { kind: 'changed', pieces }
}

/** How much has changed: paragraphs that are new, gone or other. */
export const changesIn = (passages: readonly Passage[]): number => passages.filter(({ kind }) => kind !== 'same').length
