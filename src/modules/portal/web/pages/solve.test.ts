import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from './sha256.ts'
import { solve } from './solve.ts'

test('the page’s hash is everybody’s', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary-ascii', maxLength: 300 }), (text) => {
    expect(Buffer.from(sha256(text)).toString('hex')).toBe(createHash('sha256').update(text, 'latin1').digest('hex'))
  }))
})
test('the number found is one the server takes', async () => {
  const found = await solve('m0abc.10.nonce.seal', 10)
  const hash = createHash('sha256').update(`m0abc.10.nonce.seal:${found}`).digest()
  expect(hash.readUInt16BE(0) >> 6).toBe(0)
})
