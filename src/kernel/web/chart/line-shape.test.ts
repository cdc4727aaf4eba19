import { expect, test } from 'vitest'
import { lineShape, shownLabels } from './line-shape.ts'

const x = (at: number) => at * 10
const y = (value: number) => 100 - value

test('a gap breaks the line and the band, and what is not over is drawn apart', () => {
  const { spots, lines, bands } = lineShape([
    { label: 'a', value: 10, low: 5, high: 15 }, { label: 'b', value: 20, low: 15, high: 25 }, { label: 'c', value: null },
    { label: 'd', value: 30, low: 20, high: 40 }, { label: 'e', value: 40, partial: true },
  ], x, y)
  expect(spots.map(({ at, partial }) => [at, partial])).toEqual([[0, false], [1, false], [3, false], [4, true]])
  expect(lines).toEqual([{ d: 'M0.0 90.0L10.0 80.0', partial: false }, { d: 'M30.0 70.0L40.0 60.0', partial: true }])
  expect(bands).toEqual(['M0.0 85.0L10.0 75.0L10.0 85.0L0.0 95.0Z', 'M26.0 60.0h8V80.0h-8Z'])
})

test('labels keep their distance and the last is always there', () => {
  expect([...shownLabels(5, 500, 60)]).toEqual([0, 1, 2, 3, 4])
  expect([...shownLabels(30, 300, 60)]).toEqual([5, 11, 17, 23, 29])
  expect([...shownLabels(0, 300, 60)]).toEqual([])
})
