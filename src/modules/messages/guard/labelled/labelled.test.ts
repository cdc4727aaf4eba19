import { expect, test } from 'vitest'
import { shippedLexicons } from '../definitions.ts'
import { explains, failing, guardOf, look } from '../rules.ts'
import type { Lexicon, ProvedLexicon } from '../rules.ts'
import { labelledSentences, listeningSentences, precisionAndRecall } from './labelled.ts'

const lexicons = Object.values(shippedLexicons) as unknown as Lexicon[]
const guard = guardOf(lexicons)
const judged = labelledSentences().map((one) => ({ ...one, found: new Set<string>(look(guard, one.text, { apology: 'warned' }).findings.map(({ kind }) => kind)) }))

test('there are at least 300 sentences, half of each half without a fault', () => {
  expect(judged.length).toBeGreaterThanOrEqual(300)
  for (const half of ['mend', 'measure'] as const) {
    const of = judged.filter((one) => one.half === half)
    expect(of.filter(({ labels }) => labels.size === 0).length / of.length).toBeCloseTo(0.5, 1)
  }
})
test('finds what a careful reader finds, measured on the half that was not used to mend', () => {
  const measured = precisionAndRecall(judged.filter(({ half }) => half === 'measure'))
  const mended = precisionAndRecall(judged.filter(({ half }) => half === 'mend'))
  for (const [name, { right, wrong, missed, precision, recall }] of Object.entries({ measured, mended })) process.stdout.write(`text guard, ${name}: precision ${(precision * 100).toFixed(1)} %, recall ${(recall * 100).toFixed(1)} % (${right} right, ${wrong} wrong, ${missed} missed)\n`)
  expect(measured.precision).toBeGreaterThanOrEqual(0.93)
  expect(measured.recall).toBeGreaterThanOrEqual(0.93)
})
test('while a customer is listened to, explanations and offers are told from asking and noting, measured on the half that was not used to mend (CMP-06)', () => {
  const heard = listeningSentences().map((one) => ({ ...one, found: new Set(explains(guard, one.text) ? ['explaining'] : []) }))
  const measured = precisionAndRecall(heard.filter(({ half }) => half === 'measure'))
  const mended = precisionAndRecall(heard.filter(({ half }) => half === 'mend'))
  for (const [name, { right, wrong, missed, precision, recall }] of Object.entries({ measured, mended })) process.stdout.write(`listening, ${name}: precision ${(precision * 100).toFixed(1)} %, recall ${(recall * 100).toFixed(1)} % (${right} right, ${wrong} wrong, ${missed} missed)\n`)
  expect(heard.filter(({ half, labels, found }) => half === 'mend' && labels.size !== found.size).map(({ text }) => text)).toEqual([])
  expect(measured.precision).toBeGreaterThanOrEqual(0.9)
  expect(measured.recall).toBeGreaterThanOrEqual(0.6)
})
test.each(Object.entries(shippedLexicons))('the sentences of the lexicon %s are judged as it says', (key, body) => {
  const others = lexicons.filter((one) => one !== (body as unknown as Lexicon))
  expect(failing(body as unknown as ProvedLexicon, others).map(({ at }) => body.tests?.[at]?.text)).toEqual([])
})
