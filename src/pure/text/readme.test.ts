import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as text from './index.ts'

const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/^(.+) \/\/ → (.+)$/gm)].map(([, call = '', result = '']) => ({ call, result }))
const value = (expression: string) => new Function(...Object.keys(text), `return (${expression})`)(...Object.values(text)) as unknown

test.each(examples)('$call', ({ call, result }) => expect(value(call)).toEqual(value(result)))

test('every function of the library has an example', () => {
  expect(examples.length).toBeGreaterThan(25)
  const shown = examples.map(({ call }) => call).join('\n')
  expect(Object.keys(text).filter((name) => !new RegExp(`\\b${name}\\(`).test(shown))).toEqual([])
})
