import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReachChannel, Reachable } from './rules.ts'
import { PURPOSES, REACH_CHANNELS, consents, proposeChannel, retryAfter } from './rules.ts'
import { escapeHtml, faultsIn, fill, htmlOf } from './templates/rules.ts'
import type { TemplateText } from './templates/rules.ts'

const all: readonly ReachChannel[] = REACH_CHANNELS
const asked = (more: Partial<Reachable>): Reachable => ({ urgency: 'normal', complexity: 'simple', available: all, ...more })

describe('which channel', () => {
  test('who prefers mail and is in no hurry gets mail; an urgent safety complaint is a call', () => {
    expect(proposeChannel(asked({ urgency: 'low', preferred: 'email' }))).toMatchObject({ channel: 'email', reason: 'preferred' })
    expect(proposeChannel(asked({ urgency: 'urgent', safety: true, complexity: 'complex', preferred: 'email' }))).toMatchObject({ channel: 'phone', reason: 'safety' })
  })
  test('without a wish: a voice for what is complex, writing for what is simple; in quiet time no voice but for safety', () => {
    expect(proposeChannel(asked({ complexity: 'complex' }))).toMatchObject({ channel: 'phone', reason: 'complex' })
    expect(proposeChannel(asked({ available: ['phone', 'sms'] }))).toMatchObject({ channel: 'sms', reason: 'simple' })
    expect(proposeChannel(asked({ complexity: 'complex', quiet: true }))).toMatchObject({ channel: 'email', reason: 'quiet' })
    expect(proposeChannel(asked({ urgency: 'urgent', quiet: true })).channel).toBe('sms')
    expect(proposeChannel(asked({ urgency: 'urgent', quiet: true, safety: true })).channel).toBe('phone')
    expect(proposeChannel(asked({ available: ['phone'], quiet: true }))).toMatchObject({ channel: 'phone', reason: 'only-way' })
    expect(proposeChannel(asked({ available: [] }))).toEqual({ channel: null, reason: null, ways: [] })
  })
  const channel = fc.constantFrom(...all)
  const any = fc.record({
    urgency: fc.constantFrom('low', 'normal', 'high', 'urgent'), safety: fc.boolean(), complexity: fc.constantFrom('simple', 'complex'), preferred: fc.option(channel, { nil: null }),
    forbidden: fc.uniqueArray(channel), available: fc.uniqueArray(channel), optedOut: fc.uniqueArray(channel), quiet: fc.boolean(),
  }) as fc.Arbitrary<Required<Reachable>>
  test('never a forbidden channel, never one without an address, one refused only for safety; and some channel whenever one is left', () => {
    fc.assert(fc.property(any, (one) => {
      const { channel: proposed, ways } = proposeChannel(one)
      for (const way of ways) {
        expect(one.forbidden).not.toContain(way)
        expect(one.available).toContain(way)
        if (!one.safety) expect(one.optedOut).not.toContain(way)
      }
      const left = one.available.filter((way) => !one.forbidden.includes(way) && (one.safety || !one.optedOut.includes(way)))
      expect(proposed === null).toBe(left.length === 0)
      expect(ways[0] ?? null).toBe(proposed)
    }))
  })
})

describe('consent', () => {
  test('an answer needs none; marketing needs a yes; the rest stops at a no', () => {
    const yes = ['marketing'] as const
    expect(PURPOSES.map((purpose) => [consents(purpose, null, yes), consents(purpose, 'withdrawn', yes), consents(purpose, 'given', yes)])).toEqual([
      [true, true, true], [true, false, true], [true, false, true], [true, false, true], [true, false, true], [false, false, true],
    ])
  })
})

test('waits between tries double up to the longest, spread by a fifth, and end', () => {
  const backoff = { firstSeconds: 60, mostSeconds: 3_600, attempts: 5 }
  expect([1, 2, 3, 4, 5].map((attempts) => retryAfter(attempts, backoff, 0.5))).toEqual([60, 120, 240, 480, null])
  fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, random) => {
    const wait = retryAfter(attempts, backoff, random) as number
    const middle = 60 * 2 ** (attempts - 1)
    expect(wait).toBeGreaterThanOrEqual(Math.floor(middle * 0.8))
    expect(wait).toBeLessThanOrEqual(Math.ceil(middle * 1.2))
  }))
})

/** Signs that mean something to HTML, headers and placeholders, beside letters. */
const odd = fc.constantFrom(...'<>"\'&{}/:=#\r\n\t\0\u2028\u202e\ud800ahp首𠮷', 'http://', 'https://a.example/', '{{name}}', '<script>', '\r\nBcc: ')

const template: TemplateText = {
  fields: [
    { key: 'name', name: { zh: '称呼', en: 'Name' }, type: 'text', required: true, example: { zh: '王先生', en: 'Mr Wang' } },
    { key: 'note', name: { zh: '说明', en: 'Note' }, type: 'lines', required: false, example: { zh: '一', en: 'one' } },
    { key: 'link', name: { zh: '链接', en: 'Link' }, type: 'url', required: false, example: { zh: 'https://a.example', en: 'https://a.example' } },
    { key: 'at', name: { zh: '时间', en: 'At' }, type: 'moment', required: false, example: { zh: '2026-11-22T09:00:00Z', en: '2026-11-22T09:00:00Z' } },
  ],
  subject: { zh: '致{{name}}', en: 'To {{ name }}' }, text: { zh: '{{name}}：\n\n{{note}}\n{{link}}\n{{at}}', en: 'Dear {{name}},\n\n{{note}}\n{{link}}\n{{at}}' },
}
describe('templates', () => {
  test('in both languages, with moments in the company’s zone', () => {
    const values = { name: '李雷', note: '两行\n文字', link: 'https://a.example/?x=1&y=2', at: '2026-11-22T01:30:00Z' }
    expect(fill(template, values, 'zh-CN', 'Asia/Shanghai').text).toBe('李雷：\n\n两行\n文字\nhttps://a.example/?x=1&y=2\n2026年11月22日 09:30')
    const en = fill(template, values, 'en', 'Asia/Shanghai')
    expect(en.subject).toBe('To 李雷')
    expect(en.html).toContain('<a href="https://a.example/?x=1&amp;y=2">https://a.example/?x=1&amp;y=2</a>')
  })
  test('what is missing, wrong or unknown is named', () => {
    expect(faultsIn(template, { link: 'javascript:alert(1)', at: 'soon', other: 'x' })).toEqual([
      { field: 'other', code: 'template.field-unknown' }, { field: 'name', code: 'template.field-missing' }, { field: 'link', code: 'template.field-wrong' }, { field: 'at', code: 'template.field-wrong' },
    ])
  })
  test('no value breaks out: not of the subject’s line, not of the HTML, and none is read as a placeholder', () => {
    fc.assert(fc.property(fc.string({ unit: odd, maxLength: 200 }), fc.constantFrom('zh-CN' as const, 'en' as const), (value, language) => {
      const made = fill(template, { name: `{{note}}\r\nBcc: x@y.example ${value}`, note: `<script>alert(1)</script>"'${value}` }, language, 'UTC')
      expect(made.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
      expect(made.subject).toContain('{{note}}')
      expect(made.html).not.toMatch(/<(?!\/?p>|br>|\/?a[ >])/)
    }))
  })
  test('links end before what follows them in a sentence', () => {
    expect(htmlOf('请看（https://a.example/x），谢谢。\n<b>')).toBe('<p>请看（<a href="https://a.example/x">https://a.example/x</a>），谢谢。<br>&lt;b&gt;</p>')
    fc.assert(fc.property(fc.string({ unit: odd }), (text) => { expect(htmlOf(text)).not.toMatch(/<(?!\/?p>|br>|a href="https?:[^"<>]*">|\/a>)/); expect(escapeHtml(text)).not.toMatch(/[<>"']/) }))
  })
})
