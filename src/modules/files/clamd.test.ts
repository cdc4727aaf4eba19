import { createServer } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { scanBytes } from './clamd.ts'
import { eicar, fakeClamd } from './fixtures/files.ts'

const pieces = async function* (...all: Buffer[]) { yield* all }

describe('the scanner', () => {
  test('gets every byte, in chunks, and its word is taken', async () => {
    const clamd = await fakeClamd()
    const big = Buffer.alloc(300_000, 'x')
    expect(await scanBytes(clamd.address, pieces(big, Buffer.from('end')), 10)).toEqual({ verdict: 'clean' })
    expect(clamd.scanned[0]?.equals(Buffer.concat([big, Buffer.from('end')]))).toBe(true)
    expect(await scanBytes(clamd.address, pieces(Buffer.from('before '), eicar), 10)).toEqual({ verdict: 'infected', signature: 'Eicar-Test-Signature' })
    await clamd.close()
  })
  test('that takes no more than so much says so, and nobody calls it clean', async () => {
    const clamd = await fakeClamd({ most: 1_000 })
    expect(await scanBytes(clamd.address, pieces(...Array.from({ length: 50 }, () => Buffer.alloc(100_000))), 10)).toMatchObject({ verdict: 'unknown' })
    await clamd.close()
  })
  test('that is mute, away, or something else is unknown in time', async () => {
    const mute = await fakeClamd({ mute: true })
    expect(await scanBytes(mute.address, pieces(Buffer.from('x')), 1)).toMatchObject({ verdict: 'unknown', reason: 'timeout' })
    await mute.close()
    expect(await scanBytes(mute.address, pieces(Buffer.from('x')), 5)).toMatchObject({ verdict: 'unknown' })
    const other = createServer((socket) => { socket.on('error', () => {}); socket.end('HTTP/1.1 400 Bad Request\r\n\r\n') })
    const folder = mkdtempSync(join(tmpdir(), 'clamd-'))
    await new Promise<void>((done) => { other.listen(join(folder, 'sock'), done) })
    expect(await scanBytes(join(folder, 'sock'), pieces(Buffer.from('x')), 5)).toMatchObject({ verdict: 'unknown' })
    other.close()
    rmSync(folder, { recursive: true })
  })
})
