import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceText, figureText, reachOf, spanText, ticksOf } from './figure-text.ts'

test('a value carries its unit, in both languages', () => {
  expect(figureText('en', 'percent', 82)).toBe('82.0%')
  expect(figureText('en', 'per-thousand', 3.44)).toBe('3.4‰')
  expect(figureText('en', 'points', -25)).toBe('−25')
  expect(figureText('en', 'count', 1204)).toBe('1,204')
  expect(figureText('en', 'seconds', 7_500)).toBe('2h 5m')
  expect(figureText('zh-CN', 'seconds', 7_500)).toBe('2小时 5分钟')
  expect(figureText('zh-CN', 'score', null)).toBe('–')
  expect(differenceText('en', 'percent', -3, ' pp')).toBe('3.0 pp')
})

test('a span never shows sixty of a step, and is right to half of its smaller one', () => {
  expect(spanText('en', 3_599.6)).toBe('1h')
  expect(spanText('en', 86_399)).toBe('1d')
  expect(spanText('en', 0.2)).toBe('0s')
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000 }), (seconds) => {
    const told = spanText('en', seconds)
    const read = [...told.matchAll(/([\d,]+)([dhms])/g)].map(([, count, step]) => Number(count!.replaceAll(',', '')) * { d: 86_400, h: 3_600, m: 60, s: 1 }[step as 'd']!)
    expect(Math.abs(read.reduce((a, b) => a + b, 0) - seconds)).toBeLessThanOrEqual(seconds < 60 ? 0 : seconds < 3_600 ? 0.5 : seconds < 86_400 ? 30 : 1_800)
    expect(told).not.toMatch(/\b60[ms]|\b24h/)
  }))
})

test('the marks of an axis enclose what is shown, few and round', () => {
  fc.assert(fc.property(fc.constantFrom('percent' as const, 'count' as const, 'seconds' as const), fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0.01, max: 1e6, noNaN: true }), (unit, low, size) => {
    const ticks = ticksOf(unit, low, low + size)
    expect(ticks[0]!).toBeLessThanOrEqual(low + 1e-6)
    expect(ticks.at(-1)!).toBeGreaterThanOrEqual((low + size) * (1 - 1e-9))
    expect(ticks.length).toBeLessThanOrEqual(6)
    expect(ticks.length).toBeGreaterThanOrEqual(2)
  }))
})

test('a line of nothing stands on the ground: no axis goes below zero where nothing can', () => {
  expect(reachOf('count', [{ value: 0, interval: null }])).toEqual({ low: 0, high: 1 })
  expect(reachOf('points', [{ value: 0, interval: null }])).toEqual({ low: -1, high: 1 })
})
