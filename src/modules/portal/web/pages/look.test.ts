import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ENOUGH, contrast } from '../../rules.ts'
import { lookOf } from './look.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)

test('whatever colours a company has, words on buttons, on the head and in the text are readable by day and by night', () => {
  fc.assert(fc.property(colour, colour, fc.boolean(), (accent, banner, dark) => {
    const look = lookOf({ accent, banner }, dark)
    expect(contrast(look.onAccent, look.accent)).toBeGreaterThanOrEqual(ENOUGH)
    expect(contrast(look.onBanner, look.banner)).toBeGreaterThanOrEqual(ENOUGH)
    for (const ground of dark ? ['#171a20', '#0f1115', '#1e222a'] : ['#ffffff', '#f4f5f7', '#f1f3f6']) expect(contrast(look.word, ground)).toBeGreaterThanOrEqual(ENOUGH)
  }))
})
test('a colour that is readable stays as it is', () => expect(lookOf({ accent: '#3d56c9', banner: '#1b2a6b' }, false)).toMatchObject({ accent: '#3d56c9', word: '#3d56c9', banner: '#1b2a6b', onBanner: '#ffffff' }))
