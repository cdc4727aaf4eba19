import { expect, test } from 'vitest'
import { durationText } from './duration.ts'

test.each([[0, '0:00'], [59, '0:59'], [330, '5:30'], [3_600, '1:00:00'], [7_265, '2:01:05'], [-5, '0:00']])('%i seconds read %s', (seconds, text) => {
  const from = new Date('2026-03-02T01:00:00Z')
  expect(durationText(from, new Date(from.getTime() + seconds * 1_000))).toBe(text)
})
