import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonText, lineAt, placeOf, readJson, tokensOf } from './json-text.ts'

const json = fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown)
const read = (text: string) => {
  const found = readJson(text)
  if ('brokenAt' in found) throw new Error(`broken at ${found.brokenAt}`)
  return found
}

describe('as text', () => {
  test('what fits stands on one line, the rest is broken', () => {
    expect(jsonText({ key: 'a', ranges: [['09:00', '18:00']] })).toBe('{ "key": "a", "ranges": [["09:00", "18:00"]] }')
    expect(jsonText({ name: { zh: '标准', en: 'x'.repeat(60) }, list: ['y'.repeat(60), 1], none: undefined })).toBe(`{
  "name": { "zh": "标准", "en": "${'x'.repeat(60)}" },
  "list": ["${'y'.repeat(60)}", 1]
}`)
  })
  test('any value comes back from its text', () => {
    fc.assert(fc.property(json, (value) => { expect(JSON.parse(jsonText(value))).toEqual(value) }))
  })
  test('the pieces for colouring are the line, whatever stands in it', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), json.map((value) => jsonText(value).split('\n')[0] as string)), (line) => { expect(tokensOf(line).map(({ text }) => text).join('')).toBe(line) }))
    expect(tokensOf('  "seconds": -3.5, "on": true')).toEqual([
      { text: '  ', kind: 'sign' }, { text: '"seconds"', kind: 'key' }, { text: ':', kind: 'sign' }, { text: ' ', kind: 'sign' }, { text: '-3.5', kind: 'number' }, { text: ', ', kind: 'sign' },
      { text: '"on"', kind: 'key' }, { text: ':', kind: 'sign' }, { text: ' ', kind: 'sign' }, { text: 'true', kind: 'word' },
    ])
  })
})

describe('reading', () => {
  test('takes what JSON.parse takes and refuses what it refuses', () => {
    const mutated = fc.tuple(json, fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '{', ' ', '\\', '0', 'x', '\n')).map(([value, at, sign]) => {
      const text = JSON.stringify(value)
      return text.slice(0, at % (text.length + 1)) + sign + text.slice(at % (text.length + 1) + 1)
    })
    fc.assert(fc.property(fc.oneof(mutated, json.map((value) => JSON.stringify(value, null, 2)), fc.string()), (text) => {
      let wanted: { value: unknown } | undefined
      try { wanted = { value: JSON.parse(text) as unknown } } catch { wanted = undefined }
      const found = readJson(text)
      expect('brokenAt' in found ? undefined : { value: found.value }).toEqual(wanted)
    }), { numRuns: 400 })
  })
  test('knows where each part stands, and for what is missing where it is missing', () => {
    const text = '{\n  "name": "x",\n  "rows": [\n    { "seconds": 5 }\n  ]\n}'
    const { places } = read(text)
    expect(lineAt(text, placeOf(places, 'rows.0.seconds'))).toBe(4)
    expect(text.slice(placeOf(places, 'rows.0.seconds'))[0]).toBe('5')
    expect(lineAt(text, placeOf(places, 'rows.0.when.field'))).toBe(4)
    expect(lineAt(text, placeOf(places, 'zone'))).toBe(1)
  })
  test('says where a text stops being JSON', () => {
    expect(readJson('{"a": 1,}')).toEqual({ brokenAt: 8 })
    expect(readJson('{"a": 1} x')).toEqual({ brokenAt: 9 })
    expect(readJson('')).toEqual({ brokenAt: 0 })
    expect(readJson("{'a': 1}")).toEqual({ brokenAt: 1 })
  })
})
