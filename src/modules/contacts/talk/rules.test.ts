import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Stretch } from './rules.ts'
import { ourWords, talkOf } from './rules.ts'

const says = (speaker: Stretch['speaker'], from: number, until: number): Stretch => ({ speaker, from, until })

describe('who broke in on whom', () => {
  test('three overlaps of more than a second that we began are three interruptions (CMP-07)', () => {
    const talk = talkOf([
      says('agent', 0, 4), says('customer', 4, 30), says('agent', 28, 33), says('customer', 34, 60), says('agent', 50, 52), says('customer', 61, 90), says('agent', 85, 92),
      // A short yes is none, and neither is the customer’s breaking in on us.
      says('customer', 100, 130), says('agent', 110, 110.6), says('agent', 131, 150), says('customer', 140, 160),
    ], 1)
    expect(talk.brokeInAt).toEqual([28, 50, 85])
    expect(talk.overlapSeconds).toBeCloseTo(2 + 2 + 5 + 0.6 + 10)
  })
  test('the threshold itself is no interruption, and pieces of one word are joined', () => {
    expect(talkOf([says('customer', 0, 10), says('agent', 9, 12)], 1).brokeInAt).toEqual([])
    expect(talkOf([says('customer', 0, 10), says('agent', 8.5, 9), says('agent', 9, 12)], 1).brokeInAt).toEqual([8.5])
  })
  test('the time to vent is the longest run of the customer between two words of ours, without their pauses', () => {
    expect(talkOf([says('agent', 0, 3), says('customer', 3, 20), says('customer', 25, 65), says('agent', 66, 70), says('customer', 70, 80)], 1).ventingSeconds).toBe(57)
  })
  test('however the stretches come, nobody speaks longer than the call, and their order does not matter', () => {
    const Some = fc.array(fc.record({ speaker: fc.constantFrom('agent' as const, 'customer' as const), from: fc.integer({ min: 0, max: 600 }), length: fc.integer({ min: 1, max: 60 }) }), { minLength: 1, maxLength: 40 })
    fc.assert(fc.property(Some, (some) => {
      const stretches = some.map(({ speaker, from, length }) => says(speaker, from, from + length))
      const talk = talkOf(stretches, 1)
      expect(talkOf(stretches.toReversed(), 1)).toEqual(talk)
      const end = Math.max(...stretches.map(({ until }) => until))
      expect(talk.customerSeconds).toBeLessThanOrEqual(end)
      expect(talk.ventingSeconds).toBeLessThanOrEqual(talk.customerSeconds)
      expect(talk.overlapSeconds).toBeLessThanOrEqual(Math.min(talk.customerSeconds, talk.agentSeconds))
    }))
  })
})

test('ETQ-06: of a transcript that names its speakers only our side counts', () => {
  expect(ourWords('Agent: what.\nCustomer: Hello, please, thank you')).toBe('Agent: what.')
  expect(ourWords('[00:01] 客服1：什么事\n快说\n[00:04] 客户：您好，请帮我看看，谢谢')).toBe('[00:01] 客服1：什么事\n快说')
  expect(ourWords('王芳：您好\n用户：谢谢\n王芳：请说')).toBe('王芳：您好\n王芳：请说')
  expect(ourWords('您好，请说。\n谢谢您来电')).toBe('您好，请说。\n谢谢您来电')
})
