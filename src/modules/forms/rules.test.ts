import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answers, Form, FormDefinition } from './contract.ts'
import { formKind } from './definition.ts'
import { questionsOf } from './questions/rules.ts'
import { checkAnswers, shownAnswers, shownQuestions } from './rules.ts'
import { scoreAnswers } from './scoring/rules.ts'

const words = (text: string) => ({ zh: text, en: text })
const read = (...questions: FormDefinition['sections'][number]['questions']): Form => compiled({ name: words('a'), sections: [{ key: 'one', questions }] })
const compiled = (body: FormDefinition): Form => formKind.compile(formKind.schema.parse(body), { key: 'x', id: 'x', version: 1 })
const scale = (key: string, more: object = {}) => ({ kind: 'scale' as const, key, text: words(key), to: 5, weight: 1, ...more })
const codes = (form: Form, answers: Answers) => checkAnswers(form, answers).map(({ path, code }) => `${path} ${code}`)

describe('answers', () => {
  const form = read(
    scale('solution', { required: true }),
    { kind: 'single', key: 'why', text: words('why'), required: true, when: { field: 'solution', is: 'at-most', value: 2 }, options: [{ key: 'slow', text: words('slow') }, { key: 'rude', text: words('rude') }] },
    { kind: 'multiple', key: 'parts', text: words('parts'), least: 1, most: 2, options: ['a', 'b', 'c'].map((key) => ({ key, text: words(key) })) },
    { kind: 'number', key: 'times', text: words('times'), min: 0, max: 9, whole: true },
    { kind: 'text', key: 'word', text: words('word'), most: 10 },
    { kind: 'date', key: 'day', text: words('day'), from: '2026-01-01' },
    { kind: 'yes-no', key: 'again', text: words('again'), notApplicable: true },
  )
  test('that fit are taken, also when only what is required is answered', () => {
    expect(codes(form, { solution: 5 })).toEqual([])
    expect(codes(form, { solution: 1, why: 'slow', parts: ['a', 'c'], times: 3, word: '好', day: '2026-11-22', again: { notApplicable: true } })).toEqual([])
  })
  test('that do not fit are told, each at its question', () => {
    expect(codes(form, {})).toEqual(['answers.solution answer.required'])
    expect(codes(form, { solution: 6 })).toEqual(['answers.solution answer.off-the-scale'])
    expect(codes(form, { solution: 2.5 })).toEqual(['answers.solution answer.off-the-scale'])
    expect(codes(form, { solution: 2 })).toEqual(['answers.why answer.required'])
    expect(codes(form, { solution: 2, why: 'odd', parts: ['a', 'a'], times: 1.5, word: 'x'.repeat(11), day: '2026-02-30', again: 'yes', more: 1 })).toEqual([
      'answers.more answer.unknown-question', 'answers.why answer.unknown-option', 'answers.parts answer.unknown-option', 'answers.times answer.not-whole', 'answers.word answer.too-long', 'answers.day answer.no-date', 'answers.again answer.wrong-kind',
    ])
    expect(codes(form, { solution: { notApplicable: true }, parts: ['a', 'b', 'c'], times: 10, day: '2025-12-31', word: 'a\nb' })).toEqual(['answers.solution answer.wrong-kind', 'answers.parts answer.too-many', 'answers.times answer.too-high', 'answers.word text.one-line', 'answers.day answer.date-out-of-range'])
  })
  test('to a question that another answer hid are dropped, not asked for, and hide what hangs on them', () => {
    const chain = read(scale('a'), scale('b', { when: { field: 'a', is: 'at-most', value: 2 } }), scale('c', { required: true, when: { field: 'b', is: 'equal', value: 1 } }))
    expect(shownQuestions(chain, { a: 1, b: 1 }).map(({ key }) => key)).toEqual(['a', 'b', 'c'])
    expect(shownQuestions(chain, { a: 5, b: 1 }).map(({ key }) => key)).toEqual(['a'])
    expect(shownAnswers(chain, { a: 5, b: 1, c: 2 })).toEqual({ a: 5 })
    expect(codes(chain, { a: 5, b: 1 })).toEqual([])
  })
})

describe('a score', () => {
  test('is the weighted mean of what is asked, answered and applies', () => {
    const form = read(scale('a', { weight: 3 }), scale('b', { notApplicable: true }), { kind: 'yes-no', key: 'c', text: words('c'), weight: 1 }, { kind: 'single', key: 'd', text: words('d'), weight: 1, options: [{ key: 'x', text: words('x'), score: 40 }, { key: 'y', text: words('y') }] })
    expect(scoreAnswers(form, { a: 5 })).toBe(100)
    expect(scoreAnswers(form, { a: 1, b: 5 })).toBe(25)
    expect(scoreAnswers(form, { a: 1, b: { notApplicable: true } })).toBe(0)
    expect(scoreAnswers(form, { a: 3, c: false })).toBe(37.5)
    expect(scoreAnswers(form, { d: 'x' })).toBe(40)
    expect(scoreAnswers(form, { d: 'y' })).toBeNull()
    expect(scoreAnswers(form, {})).toBeNull()
  })
  test('of a reversed scale goes down, and options add up to 100 at most', () => {
    expect(scoreAnswers(read(scale('a', { reversed: true })), { a: 1 })).toBe(100)
    const some = read({ kind: 'multiple', key: 'm', text: words('m'), weight: 1, options: [{ key: 'a', text: words('a'), score: 60 }, { key: 'b', text: words('b'), score: 60 }] })
    expect(scoreAnswers(some, { m: ['a'] })).toBe(60)
    expect(scoreAnswers(some, { m: ['a', 'b'] })).toBe(100)
  })
  test('lies from 0 to 100 and never falls when an answer to a scale rises', () => {
    const form = read(...['a', 'b', 'c'].map((key, at) => scale(key, { weight: at + 1, from: 0, to: 10 })))
    fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }), { minLength: 3, maxLength: 3 }), fc.nat(2), (values, raised) => {
      const answers: Answers = Object.fromEntries(values.map((value, at) => ['abc'[at] as string, value]))
      const score = scoreAnswers(form, answers)
      if (score === null) {
        expect(values.every((value) => value === null)).toBe(true)
        return
      }
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(100)
      const key = 'abc'[raised] as string
      if (answers[key] != null) expect(scoreAnswers(form, { ...answers, [key]: (answers[key] as number) + 1 }) as number).toBeGreaterThan(score)
    }))
  })
})

describe('a form', () => {
  test.each([
    ['a key twice', [scale('a'), scale('a')], "'a' stands twice"],
    ['a condition on what is asked later', [scale('a', { when: { field: 'b', is: 'equal', value: 1 } }), scale('b')], "'a' asks of 'b', but 'b' is asked later"],
    ['a condition on what nobody asks', [scale('a', { when: { field: 'z', is: 'equal', value: 1 } })], "'a' asks of 'z', which is no question here"],
    ['a condition that does not fit the answer', [scale('a'), scale('b', { when: { field: 'a', is: 'contains', value: 'x' } })], 'sections.0.questions.1.when'],
    ['a weight without a score', [{ kind: 'single' as const, key: 'a', text: words('a'), weight: 1, options: [{ key: 'x', text: words('x') }] }], 'no option has a score'],
    ['limits the wrong way round', [{ kind: 'number' as const, key: 'a', text: words('a'), min: 2, max: 1 }], "ends below 'min'"],
  ])('with %s is refused by its place', (_, questions, said) => expect(() => read(...questions)).toThrow(said))
  test('keeps the order of its sections and questions', () => {
    expect(questionsOf(compiled({ name: words('a'), sections: [{ key: 'one', questions: [scale('b')] }, { key: 'two', questions: [scale('a')] }] })).map(({ key }) => key)).toEqual(['b', 'a'])
  })
})
