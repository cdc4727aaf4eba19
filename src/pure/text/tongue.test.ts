import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tongueOf } from './index.ts'

test.each([
  ['空调不制冷', 'zh-CN'], ['The air conditioner is broken', 'en'], ['WiFi 连不上，router 重启也没用', 'zh-CN'], ['My 空调 is broken since yesterday', 'en'], ['Dear 李雷, the parcel never came', 'en'], ['iPhone 15 Pro Max 坏了一个月', 'zh-CN'], ['123-456', undefined], ['', undefined],
] as const)('%s', (text, tongue) => { expect(tongueOf(text)).toBe(tongue) })

test('figures, signs and order change nothing', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('坏了', 'broken', '12', '！', 'x', '空'), { maxLength: 12 }), (parts) => {
    const text = parts.join(' ')
    expect(tongueOf(parts.toReversed().join(' '))).toBe(tongueOf(text))
    expect(tongueOf(`【7】${text} 2026-03-02`)).toBe(tongueOf(text))
  }))
})
