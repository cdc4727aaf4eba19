import { describe, expect, test } from 'vitest'
import { mentionsIn } from './drafts.ts'
import { atSign, withName, withNames } from './mention.ts'

describe('a colleague in a note', () => {
  test('is asked for by an @ that belongs to no address', () => {
    expect(atSign('请 @lin', 6)).toEqual({ from: 2, q: 'lin' })
    expect(atSign('请＠', 2)).toEqual({ from: 1, q: '' })
    expect(atSign('写到 a@lin', 8)).toBeNull()
    expect(atSign('@林二 看', 5)).toBeNull()
  })
  test('stands there by name, and is named while the name stands there', () => {
    expect(withName('请 @lin看', { from: 2, q: 'lin' }, '林二')).toEqual({ text: '请 @林二 看', caret: 6 })
    expect(mentionsIn('@林二 @林二三 看', { 林二: '1', 王五: '2' })).toEqual(['1'])
  })
  test('is shown apart, the longer name first', () => {
    expect(withNames('问 @林二三 和 @林二', ['林二', '林二三'])).toEqual([{ text: '问 ' }, { text: '@林二三', name: true }, { text: ' 和 ' }, { text: '@林二', name: true }])
    expect(withNames('无', [])).toEqual([{ text: '无' }])
  })
})
