import { expect, test } from 'vitest'
import { shownContact } from './shown-contact.ts'

test.each([
  ['phone', '+8613812345678', 'CN', '138 1234 5678'], ['sms', '+86138****5678', 'CN', '138 **** 5678'], ['phone', '+861065529988', 'CN', '01065529988'], ['phone', '+8610****9988', 'CN', '010****9988'],
  ['phone', '+12125552368', 'CN', '+12125552368'], ['phone', '+8613812345678', 'DE', '+8613812345678'], ['email', 'a@b.cn', 'CN', 'a@b.cn'], ['wechat', '+86x', 'CN', '+86x'],
] as const)('%s %s in %s reads %s', (kind, value, country, shown) => expect(shownContact(kind, value, country)).toBe(shown))
