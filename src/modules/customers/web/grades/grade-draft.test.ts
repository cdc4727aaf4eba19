import { expect, test } from 'vitest'
import { shippedGrades } from '../../grade.ts'
import { bodyOf, draftOf, wanting } from './grade-draft.ts'

test('a grade that was opened and not touched is saved as it was; a description in one language, or no place in the order, is told', () => {
  for (const { body } of shippedGrades) expect(bodyOf(draftOf(body))).toEqual(body)
  const bare = { name: { zh: '试用', en: 'Trial' }, rank: 9 }
  expect(bodyOf(draftOf(bare))).toEqual(bare)
  expect(wanting(draftOf(bare))).toEqual([])
  expect(wanting({ name: { zh: '试用', en: ' ' }, about: { zh: '试用期', en: '' }, rank: null })).toEqual(['name', 'about', 'rank'])
})
