import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines, foldSame } from './diff-lines.ts'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })

test('one changed line among many is one that goes and one that comes', () => {
  expect(diffLines(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([
    { kind: 'same', text: 'a', before: 1, after: 1 }, { kind: 'gone', text: 'b', before: 2 }, { kind: 'new', text: 'x', after: 2 }, { kind: 'same', text: 'c', before: 3, after: 3 },
  ])
})
test('it leads from the one text to the other, and keeps as much as can be kept', () => {
  fc.assert(fc.property(lines, lines, (before, after) => {
    const diff = diffLines(before, after)
    expect(diff.filter(({ kind }) => kind !== 'new').map(({ text }) => text)).toEqual(before)
    expect(diff.filter(({ kind }) => kind !== 'gone').map(({ text }) => text)).toEqual(after)
    expect(diff.flatMap((line) => line.before ?? [])).toEqual(before.map((_, n) => n + 1))
    expect(diff.flatMap((line) => line.after ?? [])).toEqual(after.map((_, n) => n + 1))
    expect(diff.filter(({ kind }) => kind === 'same')).toHaveLength(commonLength(before, after))
  }))
})
test('what is the same far from any change is folded; nothing is lost', () => {
  const text = Array.from({ length: 30 }, (_, n) => `line ${n}`)
  const runs = foldSame(diffLines(text, text.with(15, 'other')))
  expect(runs.map((run) => [run.folded, run.lines.length])).toEqual([[true, 12], [false, 8], [true, 11]])
  expect(foldSame(diffLines(text, text))).toHaveLength(1)
})

function commonLength(a: readonly string[], b: readonly string[]): number {
  if (!a.length || !b.length) return 0
  const row = Array.from({ length: b.length + 1 }, () => 0)
  for (const one of a) {
    let corner = 0
    for (let at = 1; at <= b.length; at++) {
      const above = row[at] as number
      row[at] = one === b[at - 1] ? corner + 1 : Math.max(above, row[at - 1] as number)
      corner = above
    }
  }
  return row[b.length] as number
}
