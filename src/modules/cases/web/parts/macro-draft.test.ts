import { expect, test } from 'vitest'
import { bodyOf, doesOf, draftOf, faultOf, newMacro } from './macro-draft.ts'

test('a macro goes through its form unchanged', () => {
  const body = { name: { zh: '加急', en: 'Urgent' }, about: { zh: '甲', en: 'a' }, kinds: ['complaint'], words: { zh: '您好', en: 'Hello' }, visibility: 'internal' as const, deeds: { priority: 'urgent', snooze: 'tomorrow', watch: true as const } }
  expect(bodyOf(draftOf(body))).toEqual(body)
  expect(doesOf(draftOf(body))).toEqual(['note', 'priority', 'snooze', 'watch'])
})
test('one language stands for both, and a name and a deed are needed', () => {
  expect(faultOf(newMacro())).toBe('macro.needs-name')
  const named = { ...newMacro(), name: { zh: '', en: 'Only English' } }
  expect(faultOf(named)).toBe('macro.needs-deed')
  const done = { ...named, move: 'solved' }
  expect(faultOf(done)).toBeNull()
  expect(bodyOf(done)).toEqual({ name: { zh: 'Only English', en: 'Only English' }, visibility: 'public', deeds: { move: 'solved' } })
})
