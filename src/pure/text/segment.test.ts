import fc from 'fast-check'
import { expect, test } from 'vitest'
import { segment } from './index.ts'

// Time of the processor, as another program may be using the machine.
const processorMs = () => process.cpuUsage().user / 1000

test('words stand in their order, without punctuation', () => {
  expect(segment('我来到北京清华大学，投诉物业公司！')).toEqual(['我', '来到', '北京', '清华大学', '投诉', '物业公司'])
  expect(segment('iPhone 15手机坏了，赔3.5万元')).toEqual(['iPhone', '15', '手机', '坏', '了', '赔', '3.5', '万元'])
  expect(segment(' 😀\n')).toEqual([])
})

test('property: words are whole parts of the text, in its order', () => {
  fc.assert(fc.property(fc.string({ unit: fc.oneof(fc.constantFrom(...'客户投诉物业公司𠮷😀，a1 '), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) }), (text) => {
    let from = 0
    for (const word of segment(text)) {
      const at = text.indexOf(word, from)
      expect(at).toBeGreaterThanOrEqual(from)
      expect(word.isWellFormed()).toBe(true)
      from = at + word.length
    }
  }))
})
test.each(['1', '@', ' ', '投诉'])('a megabyte of %j takes under a second', (piece) => {
  segment('投诉')
  const text = piece.repeat(Math.ceil(1_000_000 / Buffer.byteLength(piece)))
  const before = processorMs()
  segment(text)
  expect(processorMs() - before).toBeLessThan(1000)
})
