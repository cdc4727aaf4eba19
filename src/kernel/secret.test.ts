import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyFor, openSecret } from './secret.ts'

let home: { path: string }
beforeEach(() => { home = { path: mkdtempSync(join(tmpdir(), 'shouwen-secret-')) } })
afterEach(() => rmSync(home.path, { recursive: true, force: true }))

const hex = (secret: ReturnType<typeof openSecret>, purpose: string) => keyFor(secret, purpose).toString('hex')

test('a secret is made once, kept for its owner only, and read again', () => {
  const first = openSecret(home, {})
  const file = join(home.path, 'secret')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toMatch(/^[\w-]{43}\n$/)
  expect(hex(openSecret(home, {}), 'mail')).toBe(hex(first, 'mail'))
})

test('each purpose and each secret has a key of its own, of 32 bytes', () => {
  const one = openSecret(home, { SHOUWEN_SECRET: 'a'.repeat(32) })
  const other = openSecret(home, { SHOUWEN_SECRET: 'b'.repeat(32) })
  expect(keyFor(one, 'mail')).toHaveLength(32)
  expect(new Set([hex(one, 'mail'), hex(one, 'phone'), hex(other, 'mail'), hex(other, 'phone')]).size).toBe(4)
})

test('keys stay what they were: this one was computed with openssl kdf', () => {
  expect(hex(openSecret(home, { SHOUWEN_SECRET: '0123456789abcdef0123456789abcdef' }), 'contact-point')).toBe('11b6f1a125048d6eacd84ca62d0cfb24a28e6ad71bcc2ef88f89f3ce3630e8d4')
})

test('printing a secret shows nothing of it', () => {
  expect(inspect(openSecret(home, { SHOUWEN_SECRET: 'z'.repeat(40) }))).not.toContain('zzzz')
})

test('a secret that differs from the kept one, or is too short, is refused', () => {
  openSecret(home, {})
  expect(() => openSecret(home, { SHOUWEN_SECRET: 'c'.repeat(40) })).toThrow(expect.objectContaining({ code: 'start.wrong-secret' }))
  expect(() => openSecret({ path: join(home.path, 'none') }, { SHOUWEN_SECRET: 'short' })).toThrow(expect.objectContaining({ code: 'start.wrong-secret' }))
  writeFileSync(join(home.path, 'secret'), '')
  expect(() => openSecret(home, {})).toThrow(expect.objectContaining({ code: 'start.wrong-secret' }))
})
