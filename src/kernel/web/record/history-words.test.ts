import { expect, test } from 'vitest'
import { changesOf, fieldName, sentenceValues, valueText } from './history-words.ts'

const WORDS: Record<string, string> = { 'case.priority.high': '高', 'case.priority': '优先级', 'complaint.field.conflictLevel': '冲突级别' }
const say = { word: (key: string) => WORDS[key], named: (name: { zh: string }) => name.zh, moment: () => '2026-11-22 14:05', empty: '空', yes: '是', no: '否' }

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
  expect(valueText({ key: 'late', name: { zh: '延误', en: 'Late' } }, 'cause', 'complaint', say)).toBe('延误')
  expect(['priority', 'conflictLevel', 'unheard'].map((field) => fieldName(field, field === 'priority' ? 'case' : 'complaint', say))).toEqual(['优先级', '冲突级别', 'unheard'])
  expect(sentenceValues({ priority: 'high', changed: {} }, 'case', say)).toEqual({ priority: '高' })
})
