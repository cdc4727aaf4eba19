import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormulaError, readFormula } from './formula/rules.ts'
import { formKind } from './definition.ts'
import { shippedForms } from './definitions/shipped-forms.ts'
import { inDrawnOrder } from './order/rules.ts'
import { problemsOf } from './problems/rules.ts'
import type { Answer, Answers, Form, FormDefinition } from './questions/contract.ts'
import { FormDefinition as Schema } from './questions/contract.ts'
import { isAsked, questionsOf } from './questions/rules.ts'
import { checkAnswers, shownAnswers, shownQuestions, walk } from './rules.ts'
import { assess, scoreAnswers } from './scoring/rules.ts'

const words = (text: string) => ({ zh: text, en: text })
type Sections = FormDefinition['sections']
const draft = (sections: Sections, more: Partial<FormDefinition> = {}): Form => Schema.parse({ name: words('a'), sections, ...more })
const form = (sections: Sections, more: Partial<FormDefinition> = {}): Form => formKind.compile(draft(sections, more), { key: 'x', id: 'x', version: 1 })
const ask = (...questions: Sections[number]['questions']) => form([{ key: 'one', questions }])
const yes = (key: string, more: object = {}) => ({ kind: 'yes-no' as const, key, text: words(key), ...more })
const codes = (of: Form, answers: Answers) => checkAnswers(of, answers).map(({ path, code }) => `${path} ${code}`)
const abc = ['a', 'b', 'c'].map((key) => ({ key, text: words(key) }))
const ID = '018f0000-0000-7000-8000-00000000000a'

describe('each kind of question takes what fits it and refuses the rest', () => {
  const cases: [Sections[number]['questions'][number], Answer[], [Answer, string][]][] = [
    [{ kind: 'ranking', key: 'q', text: words('q'), options: abc }, [['b', 'a', 'c']], [[['a', 'b'], 'answer.rank-all'], [['a', 'a', 'b'], 'answer.unknown-option'], ['a', 'answer.wrong-kind']]],
    [{ kind: 'ranking', key: 'q', text: words('q'), options: abc, most: 2 }, [['c', 'a']], [[['a'], 'answer.rank-all']]],
    [{ kind: 'nps', key: 'q', text: words('q') }, [0, 10], [[11, 'answer.off-the-scale'], [5.5, 'answer.off-the-scale']]],
    [{ kind: 'csat', key: 'q', text: words('q') }, [1, 5], [[0, 'answer.off-the-scale'], ['5', 'answer.wrong-kind']]],
    [{ kind: 'slider', key: 'q', text: words('q'), min: 0, max: 1, step: 0.1 }, [0, 0.3, 1], [[0.25, 'answer.off-the-step'], [1.1, 'answer.off-the-scale']]],
    [{ kind: 'time', key: 'q', text: words('q'), from: '09:00' }, ['09:00', '23:59'], [['08:59', 'answer.date-out-of-range'], ['24:00', 'answer.no-time']]],
    [{ kind: 'date-time', key: 'q', text: words('q'), to: '2026-12-31T00:00:00Z' }, ['2026-11-22T08:00:00Z', '2026-11-22T16:00:00+08:00'], [['2026-11-22 08:00', 'answer.no-date'], ['2027-01-01T00:00:00Z', 'answer.date-out-of-range']]],
    [{ kind: 'sum', key: 'q', text: words('q'), options: abc, total: 100 }, [{ a: 50, b: 50 }, { a: 33.4, b: 33.3, c: 33.3 }], [[{ a: 50 }, 'answer.not-the-sum'], [{ a: 150, b: -50 }, 'answer.too-low'], [{ z: 100 }, 'answer.unknown-option']]],
    [{ kind: 'matrix', key: 'q', text: words('q'), mode: 'single', rows: abc, columns: abc, required: true }, [{ a: 'a', b: 'a', c: 'c' }], [[{ a: 'a' }, 'answer.every-row'], [{ a: 'z' }, 'answer.unknown-option'], [{ z: 'a' }, 'answer.unknown-option']]],
    [{ kind: 'matrix', key: 'q', text: words('q'), mode: 'rating', rows: abc, to: 5 }, [{ a: 5 }, { a: 1, b: 2 }], [[{ a: 6 }, 'answer.unknown-option'], [{ a: 'x' }, 'answer.unknown-option']]],
    [{ kind: 'matrix', key: 'q', text: words('q'), mode: 'multiple', rows: abc, columns: abc }, [{ a: ['a', 'b'] }], [[{ a: ['a', 'a'] }, 'answer.unknown-option']]],
    [{ kind: 'multiple', key: 'q', text: words('q'), options: [...abc, { key: 'none', text: words('none'), alone: true }], least: 2 }, [['a', 'b'], ['none']], [[['a', 'none'], 'answer.alone'], [['a'], 'answer.too-few']]],
    [{ kind: 'text', key: 'q', text: words('q'), format: 'email' }, ['a@b.cn'], [['a@b', 'answer.no-email']]],
    [{ kind: 'text', key: 'q', text: words('q'), least: 3 }, ['abc'], [['ab', 'answer.too-short']]],
    [{ kind: 'record', key: 'q', text: words('q'), of: 'staff' }, [ID], [['someone', 'answer.wrong-kind']]],
    [{ kind: 'file', key: 'q', text: words('q'), most: 1 }, [[ID]], [[[ID, ID], 'answer.wrong-kind'], [[ID, ID.replace('a', 'b')], 'answer.too-many']]],
    [{ kind: 'signature', key: 'q', text: words('q') }, [ID], [[[ID], 'answer.wrong-kind']]],
  ]
  test.each(cases.map(([question, good, bad]) => [`${question.kind} ${'mode' in question ? question.mode : ''}`, question, good, bad] as const))('%s', (_, question, good, bad) => {
    const one = ask(question)
    for (const answer of good) expect(codes(one, { q: answer })).toEqual([])
    for (const [answer, code] of bad) expect(codes(one, { q: answer })).toEqual([`answers.q ${code}`])
  })
  test('an own option is said in one’s own words', () => {
    const one = ask({ kind: 'single', key: 'q', text: words('q'), options: abc, other: true })
    expect(codes(one, { q: 'other' })).toEqual(['answers.q.other answer.say-which'])
    expect(codes(one, { q: 'other', 'q.other': '别的' })).toEqual([])
    expect(shownAnswers(one, { q: 'a', 'q.other': '别的' })).toEqual({ q: 'a' })
  })
})

describe('logic', () => {
  test('a skip leaves out what it jumps over, an end what follows', () => {
    const one = form([
      { key: 's1', questions: [yes('a', { skips: [{ when: { field: 'a', is: 'equal', value: false }, go: '@end' }, { when: { field: 'a', is: 'equal', value: true }, go: 'c' }] }), yes('b', { required: true })] },
      { key: 's2', questions: [yes('x', { required: true }), yes('c')] }, { key: 's3', questions: [yes('d')] },
    ])
    const asked = (answers: Answers) => shownQuestions(one, answers).map(({ key }) => key)
    expect(asked({})).toEqual(['a', 'b', 'x', 'c', 'd'])
    expect(asked({ a: true })).toEqual(['a', 'c', 'd'])
    expect(asked({ a: false })).toEqual(['a'])
    expect(codes(one, { a: true, b: true })).toEqual([])
    expect(shownAnswers(one, { a: false, b: true, d: true })).toEqual({ a: false })
  })
  test('a skip to a section that is not asked goes on behind it', () => {
    const one = form([{ key: 's1', questions: [yes('a', { skips: [{ when: { field: 'a', is: 'equal', value: true }, go: 'c' }] }), yes('b')] }, { key: 's2', when: { field: 'a', is: 'equal', value: false }, questions: [yes('c')] }, { key: 's3', questions: [yes('d')] }])
    expect(shownQuestions(one, { a: true }).map(({ key }) => key)).toEqual(['a', 'd'])
  })
  test('required and checked by other answers, with the message of the form', () => {
    const one = ask({ kind: 'number', key: 'from', text: words('from') }, { kind: 'number', key: 'to', text: words('to'), requiredWhen: { field: 'from', is: 'not-empty' }, checks: [{ holds: { field: 'to', is: 'at-least', value: 10 }, message: words('ten or more') }] })
    expect(codes(one, {})).toEqual([])
    expect(codes(one, { from: 1 })).toEqual(['answers.to answer.required'])
    expect(checkAnswers(one, { from: 1, to: 5 })).toEqual([{ path: 'answers.to', code: 'answer.told', params: words('ten or more') }])
    expect(codes(one, { from: 1, to: 10 })).toEqual([])
  })
  test('a repeated section is filled so many times, each entry judged by itself', () => {
    const one = form([{ key: 'goods', repeat: { least: 1, most: 2, item: words('item') }, questions: [{ kind: 'number', key: 'price', text: words('price'), required: true }, yes('broken'), { kind: 'text', key: 'how', text: words('how'), required: true, when: { field: 'broken', is: 'equal', value: true } }] }, { key: 'end', questions: [{ kind: 'calculated', key: 'total', text: words('total'), formula: 'sum({goods.price})' }] }])
    expect(codes(one, {})).toEqual(['answers.goods answer.too-few-entries'])
    expect(codes(one, { goods: [{ price: 1 }, {}] })).toEqual(['answers.goods.1.price answer.required'])
    expect(codes(one, { goods: [{ price: 1, broken: true }] })).toEqual(['answers.goods.0.how answer.required'])
    expect(codes(one, { goods: [{ price: 1 }, { price: 2 }, { price: 3 }] })).toEqual(['answers.goods answer.too-many-entries'])
    expect(codes(one, { goods: [{ price: 1, strange: 2 }] })).toEqual(['answers.goods.0.strange answer.unknown-question'])
    expect(shownAnswers(one, { goods: [{ price: 1.5, broken: false, how: 'x' }, { price: 2 }] })).toEqual({ goods: [{ price: 1.5, broken: false }, { price: 2 }], total: 3.5 })
  })
})

describe('a score', () => {
  const card = (more: Partial<FormDefinition> = {}) => form([
    { key: 'first', weight: 30, questions: [yes('a', { weight: 1, notApplicable: true }), yes('b', { weight: 3, critical: { zeroes: 'section' } })] },
    { key: 'second', weight: 70, questions: [yes('c', { weight: 1, notApplicable: true, critical: { zeroes: 'form' } })] },
  ], { pass: 60, ...more })
  test('weighs questions within sections and sections within the whole', () => {
    expect(assess(card(), { a: false, b: true, c: true })).toEqual({ score: 0.3 * 75 + 70, passed: true, failed: [], sections: [{ key: 'first', score: 75, zeroed: false }, { key: 'second', score: 100, zeroed: false }] })
  })
  test('loses a section or all of it with a critical question', () => {
    expect(assess(card(), { a: true, b: false, c: true })).toMatchObject({ score: 70, passed: true, failed: ['b'], sections: [{ score: 0, zeroed: true }, { score: 100 }] })
    expect(assess(card(), { a: true, b: true, c: false })).toMatchObject({ score: 0, passed: false, failed: ['c'] })
  })
  test('what does not apply takes its weight out, of a whole section too', () => {
    const na = { notApplicable: true as const }
    expect(assess(card(), { a: na, b: true, c: true })).toMatchObject({ score: 100 })
    expect(assess(card(), { a: false, b: true, c: na })).toMatchObject({ score: 75 })
    expect(assess(card(), {})).toMatchObject({ score: null, passed: null })
  })
  test('of an exam counts what is left blank as nothing', () => {
    const exam = shippedForms.find(({ key }) => key === 'service-exam')?.body as Form
    expect(assess(exam, { who: 'first' })).toMatchObject({ score: 20, passed: false })
    expect(assess(exam, { who: 'first', duties: ['take', 'hand', 'follow'], close: false, steps: 1, name: ' First-Responder Rule ' })).toMatchObject({ score: 100, passed: true })
    expect(assess(exam, { who: 'first', duties: ['take', 'hand', 'follow', 'send'], close: false, steps: 1, name: '首问负责制' })).toMatchObject({ score: 70, passed: false })
  })
})

describe('a form that can’t be used tells the question and the remedy', () => {
  const told = (sections: Sections, more: Partial<FormDefinition> = {}) => problemsOf(draft(sections, more)).map(({ path, code, params }) => `${path} ${code} ${String(params['key'] ?? '')}${params['of'] ? ` ${String(params['of'])}` : ''}`)
  test.each<[string, Sections, Partial<FormDefinition>, string]>([
    ['itself', [{ key: 's', questions: [yes('a', { when: { field: 'a', is: 'equal', value: true } })] }], {}, 'sections.0.questions.0.when asks-itself a a'],
    ['what comes later', [{ key: 's', when: { field: 'a', is: 'equal', value: true }, questions: [yes('a')] }], {}, 'sections.0.when asks-later s a'],
    ['a circle of two', [{ key: 's', questions: [yes('a', { when: { field: 'b', is: 'equal', value: true } }), yes('b', { when: { field: 'a', is: 'equal', value: true } })] }], {}, 'sections.0.questions.0.when asks-later a b'],
    ['what is within a repeated section', [{ key: 'g', repeat: { most: 3, item: words('i') }, questions: [yes('a')] }, { key: 's', questions: [yes('b', { when: { field: 'a', is: 'equal', value: true } })] }], {}, 'sections.1.questions.0.when asks-into-group b a'],
    ['a skip back', [{ key: 's', questions: [yes('a'), yes('b', { skips: [{ when: { field: 'b', is: 'equal', value: true }, go: 'a' }] })] }], {}, 'sections.0.questions.1.skips.0.go skips-back b a'],
    ['a skip to nothing', [{ key: 's', questions: [yes('a', { skips: [{ when: { field: 'a', is: 'equal', value: true }, go: 'z' }] })] }], {}, 'sections.0.questions.0.skips.0.go skips-nowhere a z'],
    ['logic within a shuffled section', [{ key: 's', shuffle: true, questions: [yes('a'), yes('b', { when: { field: 'a', is: 'equal', value: true } })] }], {}, 'sections.0.questions.1.when shuffled-logic b'],
    ['a formula on words', [{ key: 's', questions: [{ kind: 'text', key: 'a', text: words('a') }, { kind: 'calculated', key: 'b', text: words('b'), formula: '{a} + 1' }] }], {}, 'sections.0.questions.1.formula formula-not-number b a'],
    ['a formula on itself', [{ key: 's', questions: [{ kind: 'calculated', key: 'b', text: words('b'), formula: '{b} + 1' }] }], {}, 'sections.0.questions.0.formula asks-later b b'],
    ['a broken formula', [{ key: 's', questions: [{ kind: 'calculated', key: 'b', text: words('b'), formula: '1 +' }] }], {}, 'sections.0.questions.0.formula bad-formula b'],
    ['an operator that does not fit', [{ key: 's', questions: [yes('a'), yes('b', { when: { field: 'a', is: 'more', value: 1 } })] }], {}, 'sections.0.questions.1.when.is bad-condition b'],
    ['a key twice', [{ key: 'a', questions: [yes('a')] }], {}, 'sections twice a'],
    ['a mark without a score', [{ key: 's', questions: [yes('a')] }], { pass: 80 }, 'pass pass-without-score '],
    ['labels that do not count up', [{ key: 's', questions: [{ kind: 'scale', key: 'a', text: words('a'), to: 5, labels: [words('x')] }] }], {}, 'sections.0.questions.0.labels labels-count a'],
    ['a matrix without columns', [{ key: 's', questions: [{ kind: 'matrix', key: 'a', text: words('a'), mode: 'single', rows: abc }] }], {}, 'sections.0.questions.0.columns matrix-without-columns a'],
  ])('%s', (_, sections, more, expected) => expect(told(sections, more)).toContain(expected))
  test('and what ships is without any', () => {
    for (const { body } of shippedForms) expect(problemsOf(body as Form)).toEqual([])
  })
})

describe('a formula', () => {
  const value = (text: string, of: Record<string, number | null | number[]> = {}) => readFormula(text).value((name) => of[name] ?? null)
  test('counts as one learns at school', () => {
    expect(value('1 + 2 * 3')).toBe(7)
    expect(value('(1 + 2) * 3 − 4 ÷ 2')).toBe(7)
    expect(value('-{a} * 2', { a: 3 })).toBe(-6)
    expect(value('round({a} / 3, 2)', { a: 10 })).toBe(3.33)
    expect(value('mean({a}, {b}, {c})', { a: 1, b: null, c: 3 })).toBe(2)
    expect(value('sum({g.x}) + count({g.x})', { 'g.x': [1, 2, 3] })).toBe(9)
  })
  test('of nothing, or divided by nothing, is nothing', () => {
    expect(value('{a} + 1')).toBeNull()
    expect(value('1 / 0')).toBeNull()
    expect(value('max({a})')).toBeNull()
  })
  test.each(['', '1 2', '{A}', 'sqrt(2)', '(1', '1 +', 'alert(1)', '2 ** 3'])('%s is refused with its place', (text) => expect(() => readFormula(text)).toThrow(FormulaError))
  test('never runs anything and never throws while it counts', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      let read
      try { read = readFormula(text) } catch (error) { expect(error).toBeInstanceOf(FormulaError); return }
      const found = read.value(() => 2)
      expect(found === null || Number.isFinite(found)).toBe(true)
    }))
  })
})

test('a drawn order shows the same questions and options, is the same for the same seed, and differs between seeds', () => {
  const one = form([{ key: 's', shuffle: true, questions: [1, 2, 3, 4, 5, 6].map((n) => ({ kind: 'single' as const, key: `q${n}`, text: words('q'), shuffle: true, options: [...abc, { key: 'none', text: words('none'), alone: true }] })) }])
  const order = (seed: number) => questionsOf(inDrawnOrder(one, seed)).map(({ key }) => key)
  fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
    expect(order(seed)).toEqual(order(seed))
    expect(order(seed).toSorted()).toEqual(questionsOf(one).map(({ key }) => key))
    for (const question of questionsOf(inDrawnOrder(one, seed))) if (question.kind === 'single') expect(question.options.at(-1)?.key).toBe('none')
  }))
  expect(new Set(Array.from({ length: 50 }, (_, seed) => order(seed).join())).size).toBeGreaterThan(30)
})

/** Forms and answers of every kind, mostly such that they fit. */
const shipped = fc.constantFrom(...shippedForms.map(({ body }) => body as Form))
const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(fc.constant(null), fc.boolean(), fc.integer({ min: -1, max: 12 }), fc.constantFrom('full', 'partly', 'not', 'yes', 'first', 'take', 'phone', 'no-answer', 'none', 'other', '2026-11-22', 'x', ''), fc.constant({ notApplicable: true as const }), fc.subarray(['take', 'hand', 'follow', 'send']), fc.record({ aim: fc.constantFrom('p1', 'p5') }))
const filled = shipped.chain((of) => fc.record(Object.fromEntries(questionsOf(of).filter(isAsked).map(({ key }) => [key, anyAnswer]))).map((answers) => ({ of, answers: answers as Answers })))

describe('for whatever is answered', () => {
  test('what is kept answers only what is asked, keeping it again changes nothing, and the score is that of what is kept', () => {
    fc.assert(fc.property(filled, ({ of, answers }) => {
      const kept = shownAnswers(of, answers)
      const asked = new Set(walk(of, answers).map(({ question, section, entry }) => entry === null ? question.key : section.key))
      for (const key of Object.keys(kept)) expect(asked.has(key.replace(/\.other$/, ''))).toBe(true)
      expect(shownAnswers(of, kept)).toEqual(kept)
      expect(scoreAnswers(of, kept)).toEqual(scoreAnswers(of, answers))
    }), { numRuns: 400 })
  })
  test('both sides judge alike: what the browser has let pass and sent as JSON the server lets pass, with the same score', () => {
    fc.assert(fc.property(filled, ({ of, answers }) => {
      const browser = { faults: checkAnswers(of, answers), kept: shownAnswers(of, answers) }
      const form = Schema.parse(JSON.parse(JSON.stringify(of)))
      const sent = JSON.parse(JSON.stringify(answers)) as Answers
      expect(checkAnswers(form, sent)).toEqual(browser.faults)
      if (browser.faults.length) return
      const server = JSON.parse(JSON.stringify(browser.kept)) as Answers
      expect(checkAnswers(form, server)).toEqual([])
      expect(assess(form, server)).toEqual(assess(of, answers))
    }), { numRuns: 400 })
  })
  test('a score lies from 0 to 100, that of each section too, and leaving an answer out as not applicable never counts as 0', () => {
    fc.assert(fc.property(filled, ({ of, answers }) => {
      const { score, sections } = assess(of, answers)
      for (const one of [score, ...sections.map((section) => section.score)]) if (one !== null) { expect(one).toBeGreaterThanOrEqual(0); expect(one).toBeLessThanOrEqual(100) }
    }), { numRuns: 400 })
    const best = form([{ key: 's', questions: ['a', 'b', 'c'].map((key, at) => yes(key, { weight: at + 1, notApplicable: true })) }])
    fc.assert(fc.property(fc.subarray(['a', 'b', 'c'], { maxLength: 2 }), (left) => {
      expect(scoreAnswers(best, Object.fromEntries(['a', 'b', 'c'].map((key) => [key, left.includes(key) ? { notApplicable: true as const } : true])))).toBe(100)
    }))
  })
})
