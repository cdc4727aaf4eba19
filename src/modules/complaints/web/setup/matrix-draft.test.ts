import { describe, expect, test } from 'vitest'
import { severityMatrix } from '../../definitions/matrix.ts'
import { addCause, dropCause, orderedTree, wantingInTree } from './cause-tree.ts'
import { bodyOf, draftOf, levelOf, newRow, wanting } from './matrix-draft.ts'

const draft = draftOf(severityMatrix.body)
const facts = { severity: 'minor', safety: 'none', complexity: 'simple', impact: 'one', immediate: 'false' }
const at = (more: Partial<typeof facts>) => levelOf(draft, { ...facts, ...more })?.level.key

describe('the severity matrix as a form', () => {
  test('what was opened and not touched is saved as it was, and every line of it can be chosen', () => {
    expect(bodyOf(draft)).toEqual(severityMatrix.body)
    expect(draft.rows.every(({ written }) => written === null)).toBe(true)
    expect(wanting(draft)).toEqual([])
  })
  test('tells which line gives the level', () => {
    expect([at({}), at({ immediate: 'true' }), at({ severity: 'serious' }), at({ safety: 'actual' }), at({ severity: 'moderate', impact: 'many' }), at({ impact: 'many' })]).toEqual(['routine', 'raised', 'serious', 'critical', 'serious', 'raised'])
  })
  test('a line without a choice is not saved; a condition beyond columns is kept as it stands', () => {
    expect(wanting({ ...draft, rows: [...draft.rows, newRow(draft.levels)] })).toEqual(['row'])
    const body = severityMatrix.body as { rows: object[] }
    const odd = { ...body, rows: [{ when: { any: [{ field: 'severity', is: 'equal', value: 'minor' }, { field: 'impact', is: 'equal', value: 'many' }] }, level: 'raised' }, ...body.rows] }
    expect(bodyOf(draftOf(odd))).toEqual(odd)
    expect(levelOf(draftOf(odd), facts)).toBeNull()
  })
})
test('a branch that is dropped takes its causes along; each branch is kept before its causes', () => {
  const tree = [{ key: 'a', parent: '', zh: '甲', en: 'A' }, { key: 'b', parent: '', zh: '乙', en: 'B' }, { key: 'a-1', parent: 'a', zh: '甲一', en: 'A1' }]
  expect(orderedTree(tree).map(({ key }) => key)).toEqual(['a', 'a-1', 'b'])
  expect(dropCause(tree, 'a').map(({ key }) => key)).toEqual(['b'])
  const grown = addCause(addCause(tree, 'a'), 'a')
  expect(new Set(grown.map(({ key }) => key)).size).toBe(5)
  expect([wantingInTree(grown), wantingInTree(tree), wantingInTree([])]).toEqual(['cause-name', null, 'cause'])
})
