import { expect, test } from 'vitest'
import { z } from 'zod'
import { formOf, inByteUnit } from './setting-form.ts'
import type { JsonSchema } from './setting-form.ts'

const of = (schema: z.ZodType) => formOf(z.toJSONSchema(schema, { unrepresentable: 'any' }) as JsonSchema)

test('a number keeps its range, and only a range that somebody gave', () => {
  expect(of(z.int().min(3).max(20))).toEqual({ form: 'number', whole: true, least: 3, most: 20 })
  expect(of(z.int())).toEqual({ form: 'number', whole: true })
  expect(of(z.number().positive().max(1))).toEqual({ form: 'number', whole: false, least: 0, most: 1 })
  expect(of(z.int().positive())).toEqual({ form: 'number', whole: true, least: 1 })
})
test('words, choices, switches', () => {
  expect(of(z.string().min(1).max(120))).toEqual({ form: 'text', mayBeEmpty: false, most: 120 })
  expect(of(z.enum(['new', 'best']))).toEqual({ form: 'choice', options: ['new', 'best'] })
  expect(of(z.union([z.literal('a'), z.literal('b')]))).toEqual({ form: 'choice', options: ['a', 'b'] })
  expect(of(z.boolean())).toEqual({ form: 'switch' })
  expect(of(z.union([z.literal(''), z.string().max(300).regex(/^a/)]))).toEqual({ form: 'text', mayBeEmpty: true, most: 300 })
  expect(of(z.string().meta({ format: 'time-zone' }))).toEqual({ form: 'zone' })
  expect(of(z.enum(['CN', 'JP']).meta({ format: 'country' }))).toEqual({ form: 'country', options: ['CN', 'JP'] })
})
test('lists of words, of choices and of rows', () => {
  expect(of(z.array(z.string()).max(5))).toEqual({ form: 'words', most: 5 })
  expect(of(z.array(z.enum(['a', 'b'])))).toEqual({ form: 'words', options: ['a', 'b'] })
  expect(of(z.array(z.object({ key: z.string().min(1), share: z.number().min(0), on: z.boolean() })).min(1).max(9))).toEqual({
    form: 'rows', least: 1, most: 9,
    columns: [{ key: 'key', form: { form: 'text', mayBeEmpty: false } }, { key: 'share', form: { form: 'number', whole: false, least: 0 } }, { key: 'on', form: { form: 'switch' } }],
  })
})
test('what no input is made for is JSON', () => {
  expect(of(z.array(z.object({ ranges: z.array(z.string()) })))).toEqual({ form: 'json' })
  expect(of(z.record(z.string(), z.number()))).toEqual({ form: 'json' })
  expect(of(z.union([z.string(), z.number()]))).toEqual({ form: 'json' })
})
test('bytes are told in the unit that reads shortest', () => {
  expect(inByteUnit(25 * 1024 * 1024)).toEqual({ amount: 25, unit: 'megabytes' })
  expect(inByteUnit(1.5 * 1024)).toEqual({ amount: 1.5, unit: 'kilobytes' })
  expect(inByteUnit(1000)).toEqual({ amount: 1000, unit: 'bytes' })
})
