import { expect, test } from 'vitest'
import { changesOf, sentenceValues, valueText } from './history-words.ts'

const WORDS: Record<string, string> = { 'case.priority.high': '高' }
const say = { word: (key: string) => WORDS[key], moment: () => '2026-11-22 14:05', empty: '空', yes: '是', no: '否' }

test('changed fields are read with what they were and became, unchanged ones left out', () => {
  expect(changesOf({ changed: { priority: { from: 'low', to: 'high' }, subject: { from: 'a', to: 'a' }, note: { from: null } } })).toEqual([{ field: 'priority', from: 'low', to: 'high' }])
  expect(changesOf({ changed: { email: {}, active: false } })).toEqual([{ field: 'email', named: true }, { field: 'active', to: false }])
  expect(changesOf({ changed: 'high' })).toEqual([])
})
test('values read as words, moments in the zone, nothing as nothing', () => {
  expect(valueText('high', 'priority', 'case', say)).toBe('高')
  expect(valueText('2026-11-22T06:05:00Z', 'dueAt', 'case', say)).toBe('2026-11-22 14:05')
  expect(valueText(null, 'dueAt', 'case', say)).toBe('空')
  expect(valueText({ id: '1', name: '张敏' }, 'handler', 'case', say)).toBe('张敏')
  expect(sentenceValues({ priority: 'high', changed: {} }, 'case', say)).toEqual({ priority: '高' })
})
