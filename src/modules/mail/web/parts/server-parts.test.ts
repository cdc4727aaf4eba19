import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOf, urlOf } from './server-parts.ts'

const parts = fc.record({ host: fc.domain(), port: fc.integer({ min: 1, max: 65_535 }), secure: fc.boolean(), user: fc.string({ minLength: 1, unit: 'grapheme' }), password: fc.string({ unit: 'grapheme' }) }).filter((one) => one.user.isWellFormed() && one.password.isWellFormed())
test('whatever stands in the form comes back out of its URL', () => fc.assert(fc.property(fc.constantFrom('imap' as const, 'smtp' as const), parts, (kind, one) => { expect(partsOf(kind, urlOf(kind, one))).toEqual(one) })))
test('no host is no server', () => expect(urlOf('imap', partsOf('imap', null))).toBeNull())
test('the record’s server keeps its password by having none in the URL', () => expect(urlOf('imap', partsOf('imap', { host: 'mail.example', port: 993, secure: true, user: 'a@b.example' }))).toBe('imaps://a%40b.example@mail.example:993'))
