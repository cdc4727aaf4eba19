import { describe, expect, test } from 'vitest'
import type { HistoryEntry } from '../../../../kernel/shell.ts'
import { idsIn, inShort, inWords } from './case-history.ts'

const entry = (kind: string, data: Record<string, unknown>): HistoryEntry => ({ id: kind, pos: 1, at: new Date(0), kind, via: 'web', actor: { kind: 'staff', id: 'ann', name: '安' }, data, hash: null })
const names = { status: (key: string) => `状态${key}`, staff: (id: string) => `人${id}`, team: (id: string) => `组${id}`, customer: (id: string) => `客${id}`, clock: (key: string) => `时限${key}` }

describe('a case’s history in words', () => {
  test('names people, teams and statuses instead of their ids', () => {
    const { data } = inWords(entry('case.assigned', { handlerId: 'b', changed: { handlerId: { from: 'a', to: 'b' }, teamId: { from: null, to: 't' }, status: { from: 'new', to: 'open' } } }), names)
    expect(data['changed']).toEqual({ handlerId: { from: { name: '人a' }, to: { name: '人b' } }, teamId: { from: null, to: { name: '组t' } }, status: { from: { name: '状态new' }, to: { name: '状态open' } } })
  })
  test('a move says from what to what once', () => {
    const { data } = inWords(entry('case.moved', { from: 'open', to: 'solved', changed: { status: { from: 'open', to: 'solved' } } }), names)
    expect(data).toMatchObject({ from: { name: '状态open' }, to: { name: '状态solved' }, changed: {} })
  })
  test('an old and a new subject are shown like any other change', () => {
    expect(inWords(entry('case.changed', { changed: { priority: { from: 'low', to: 'high' } }, subject: ['旧', '新'] }), names).data['changed']).toEqual({ priority: { from: 'low', to: 'high' }, subject: { from: '旧', to: '新' } })
  })
  test('a sealed subject stays sealed', () => {
    expect(inWords(entry('case.changed', { changed: {}, subject: { sealed: true } }), names).data['changed']).toEqual({})
  })
  test('deadlines are called by their names', () => {
    expect(inWords(entry('clock.paused', { keys: ['solution'], reason: 'waiting-third' }), names).data).toEqual({ keys: ['时限solution'], reason: 'waiting-third' })
  })
  test('tells whose names are needed, each once', () => {
    expect(idsIn([
      entry('case.assigned', { changed: { handlerId: { from: null, to: 'a' }, teamId: { from: null, to: 't' } } }), entry('case.claimed', { changed: { handlerId: { from: null, to: 'a' } } }),
      entry('case.first-responder-changed', { from: 'a', to: 'b', changed: {} }), entry('case.changed', { changed: { customerId: { from: null, to: 'c' } } }),
    ])).toEqual({ staff: ['a', 'b'], team: ['t'], customer: ['c'] })
  })
  test('in short there are deeds and missed deadlines only', () => {
    expect(inShort(['case.opened', 'clock.started', 'case.message-added', 'clock.breached'].map((kind) => entry(kind, {}))).map(({ kind }) => kind)).toEqual(['case.opened', 'clock.breached'])
  })
})
