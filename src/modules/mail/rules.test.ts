import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EvidenceKind } from './contract.ts'
import { JOIN_AT, WEIGHTS, chooseCase, isPublicDomain, numbersIn, passesRate, plainSubject, retryAfter, scored, splitPlus } from './rules.ts'

const kind = fc.constantFrom(...EvidenceKind.options)
const about = fc.constantFrom('sender-known', 'sender-domain', 'sender-unknown')
/** Signs as they are gathered: exactly one speaks of the sender. */
const signs = fc.tuple(fc.array(kind.filter((one) => !one.startsWith('sender-')), { maxLength: 6 }), about).map(([others, sender]) => [...others, sender as EvidenceKind])
const candidates = fc.uniqueArray(fc.record({ caseId: fc.uuid(), number: fc.string(), signs }), { selector: (one) => one.caseId, maxLength: 6 })

describe('which case a mail joins', () => {
  test('whoever is unknown on a case never joins it, whatever else speaks for it', () => fc.assert(fc.property(candidates, (all) => {
    const { joins } = chooseCase(all)
    return !joins || !all.find((one) => one.caseId === joins.caseId)?.signs.includes('sender-unknown')
  })))
  test('a case number joins only with a sender known on the case', () => fc.assert(fc.property(fc.uuid(), about, fc.boolean(), (caseId, sender, open) => {
    const { joins } = chooseCase([{ caseId, number: 'n', signs: ['case-number', sender as EvidenceKind, ...(open ? ['open-case' as const] : [])] }])
    return (joins !== null) === (sender === 'sender-known')
  })))
  test('an open case of the customer alone is suggested, never joined', () => fc.assert(fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 3 }), (ids) => {
    const { joins, suggestions } = chooseCase(ids.map((caseId) => ({ caseId, number: 'n', signs: ['open-case', 'sender-known', 'same-subject'] })))
    expect(joins).toBeNull()
    expect(suggestions.map((one) => one.caseId).toSorted()).toEqual(ids.toSorted())
  })))
  test('the order in which cases were found, and a sign that was found twice, change nothing', () => fc.assert(fc.property(candidates, fc.func(fc.integer()), (all, by) => {
    const doubled = all.map((one) => ({ ...one, signs: [...one.signs, ...one.signs] })).toSorted((a, b) => by(a.caseId) - by(b.caseId))
    expect(chooseCase(doubled)).toEqual(chooseCase(all))
  })))
  test('a further sign never makes a case less likely, and what joins scores highest of those that may', () => fc.assert(fc.property(candidates, kind.filter((one) => one !== 'sender-unknown'), (all, more) => {
    for (const one of all) expect(scored({ ...one, signs: [...one.signs, more] }).score).toBeGreaterThanOrEqual(scored(one).score)
    const { joins } = chooseCase(all)
    if (!joins) return
    expect(joins.score).toBeGreaterThanOrEqual(JOIN_AT)
    for (const one of all) if (one.signs.some((sign) => sign === 'sender-known' || sign === 'sender-domain')) expect(scored(one).score).toBeLessThanOrEqual(joins.score)
  })))
  test('what joins is no suggestion as well, and every sign stands with its weight', () => fc.assert(fc.property(candidates, (all) => {
    const { joins, suggestions } = chooseCase(all)
    expect(suggestions.some((one) => one.caseId === joins?.caseId)).toBe(false)
    for (const one of [...suggestions, ...joins ? [joins] : []]) for (const sign of one.signs) expect(sign.weight).toBe(WEIGHTS[sign.kind])
  })))
})

test.each([
  ['回复：Re: 订单未到', '订单未到'], ['RE: FW: [support] Order  42', 'order  42'], ['Re[2]: x', 'x'], ['AW: WG: Frage', 'frage'], ['答复: 转发: 发票', '发票'], ['Rewrite the contract', 'rewrite the contract'], ['Re:', ''], ['ｒｅ：全角', '全角'],
])('the plain subject of %j is %j', (subject, plain) => expect(plainSubject(subject)).toBe(plain))
test('a plain subject is plain already', () => fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => plainSubject(plainSubject(text)) === plainSubject(text))))

test.each([
  ['Re: [20261122-000123] 订单', ['20261122-000123']], ['２０２６１１２２－０００１２３', ['20261122-000123']], ['120261122-000123', []], ['20261122-00012', []], ['no number', []], ['20261122-000001 and 20261122-000002, 20261122-000001', ['20261122-000001', '20261122-000002']],
])('the case numbers in %j are %j', (subject, numbers) => expect(numbersIn(subject)).toEqual(numbers))

test.each([['support+abc@x.cn', 'support@x.cn', 'abc'], ['support@x.cn', 'support@x.cn', ''], ['+x@y.cn', '+x@y.cn', ''], ['a@b+c.cn', 'a@b+c.cn', ''], ['a+b+c@x.cn', 'a@x.cn', 'b+c']])('%j is %j and %j', (address, base, tag) => expect(splitPlus(address)).toEqual({ base, tag }))

test('a limit is passed by the first mail too many within its window, and by nothing older', () => {
  const windows = [{ minutes: 10, mails: 3 }, { minutes: 60, mails: 5 }]
  expect(passesRate([{ minutesAgo: 0, mails: 3 }], windows)).toBe(false)
  expect(passesRate([{ minutesAgo: 0, mails: 1 }, { minutesAgo: 9, mails: 3 }], windows)).toBe(true)
  expect(passesRate([{ minutesAgo: 0, mails: 1 }, { minutesAgo: 10, mails: 3 }], windows)).toBe(false)
  expect(passesRate([{ minutesAgo: 0, mails: 1 }, { minutesAgo: 59, mails: 5 }], windows)).toBe(true)
  expect(passesRate([{ minutesAgo: 60, mails: 100 }], windows)).toBe(false)
})
test('waits double up to five minutes and never shrink', () => fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), (n) => retryAfter(n) >= 2 && retryAfter(n) <= 300 && retryAfter(n + 1) >= retryAfter(n))))
test('a domain of everybody is told from a company’s', () => { expect(isPublicDomain('QQ.com')).toBe(true); expect(isPublicDomain('customer.example')).toBe(false) })
