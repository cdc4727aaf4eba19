import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPhrases, phrasesOf } from './phrases.ts'

const words = (phrases: readonly string[], text: string) => findPhrases(phrasesOf(phrases.map((phrase) => [phrase, phrase] as const)), text).map(({ start, end }) => text.slice(start, end))

test.each([
  ['对不起', '對不起', ['對不起']], ['对不起', '对 不　起', ['对 不　起']], ['对不起', '对\u200b不-起', ['对\u200b不-起']], ['对不起', '对。不起', []],
  ['sorry', 'ＳＯＲＲＹ!', ['ＳＯＲＲＹ']], ['sorry', 's.o.r.r.y', ['s.o.r.r.y']], ['sorry', 'so s o r r y about', ['s o r r y']], ['ass', 'pass, assistant, ass', ['ass']],
  ['do not know', 'I don’t know', ['don’t know']], ['it is your problem', 'It’s  your problem', ['It’s  your problem']], ['can not help', "can't help, cannot help", ["can't help", 'cannot help']],
  ['你怎么', '您怎麼這樣', ['您怎麼']], ['固件', '请升级固件。', ['固件']], ['api 网关', 'API网关', ['API网关']],
] as const)('%s in %s', (phrase, text, found) => expect(words([phrase], text)).toEqual(found))

test('all forms of a Latin word, in both spellings', () => {
  const text = 'apologise apologises apologised apologising apologize apologized apology'
  expect(words(['apologise~'], text)).toEqual(text.split(' ').slice(0, 6))
  expect(words(['stop~ that'], 'stopping that, stopped that, stops that')).toHaveLength(3)
})
test('a gap stays within its clause and short', () => {
  expect(words(['向…道歉'], '向您和您的家人道歉')).toEqual(['向您和您的家人道歉'])
  expect(words(['向…道歉'], '向前走，道歉')).toEqual([])
  expect(words(['向…道歉'], '向着那座很高很高很高很高很高的山走去然后道歉')).toEqual([])
})
test('one phrase inside another, and the same phrase twice, are all found', () => {
  expect(words(['不好意思', '好意', '意思'], '不好意思')).toEqual(['好意', '不好意思', '意思'])
  expect(findPhrases(phrasesOf([['抱歉', 1], ['抱歉', 2]]), '抱歉').map(({ value }) => value).sort()).toEqual([1, 2])
})
test('finds what a plain search finds, at the right places', () => {
  const letters = fc.constantFrom(...'甲乙丙丁')
  fc.assert(fc.property(fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }), fc.string({ unit: letters, maxLength: 60 }), (phrases, text) => {
    const all = [...new Set(phrases)]
    const expected = all.flatMap((phrase) => Array.from({ length: text.length }, (_, at) => at).filter((at) => text.startsWith(phrase, at)).map((at) => `${at}${phrase}`)).sort()
    expect(findPhrases(phrasesOf(all.map((one) => [one, one] as const)), text).map(({ start, end, value }) => { expect(text.slice(start, end)).toBe(value); return `${start}${value}` }).sort()).toEqual(expected)
  }))
})
test('takes any text', () => {
  const guard = phrasesOf([['对不起', 1], ["don't", 2], ['a…b', 3]])
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
    for (const { start, end } of findPhrases(guard, text)) expect(0 <= start && start < end && end <= text.length).toBe(true)
  }))
})
