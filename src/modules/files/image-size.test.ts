import { describe, expect, test } from 'vitest'
import { png } from './fixtures/files.ts'
import { pixelsOf } from './image-size.ts'

const bytes = (...parts: (number[] | string)[]) => Buffer.concat(parts.map((part) => typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))

describe('pixels by the header', () => {
  test('PNG', () => { expect(pixelsOf('image/png', png(60_000, 50_000))).toEqual({ width: 60_000, height: 50_000 }) })
  test('JPEG: past its other segments, to the first frame', () => {
    const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 6, 1, 2, 3, 4, 0xff, 0xff, 0xdb, 0, 3, 0, 0xff, 0xc2, 0, 11, 8, 0x12, 0x34, 0x56, 0x78, 3])
    expect(pixelsOf('image/jpeg', jpeg)).toEqual({ width: 0x5678, height: 0x1234 })
  })
  test('GIF: a frame larger than its screen counts', () => {
    const gif = bytes('GIF89a', [1, 0, 1, 0, 0x80, 0, 0], [0, 0, 0, 255, 255, 255], [0x21, 0xf9, 4, 0, 0, 0, 0, 0], [0x2c, 0, 0, 0, 0, 0x60, 0xea, 0x50, 0xc3, 0])
    expect(pixelsOf('image/gif', gif)).toEqual({ width: 60_000, height: 50_000 })
  })
  test('WebP: lossy, lossless, extended', () => {
    const riff = (kind: string, rest: number[]) => bytes('RIFF', [0, 0, 0, 0], 'WEBP', kind, [0, 0, 0, 0], rest)
    expect(pixelsOf('image/webp', riff('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01]))).toEqual({ width: 640, height: 480 })
    expect(pixelsOf('image/webp', riff('VP8L', [0x2f, 0x7f, 0xc2, 0x77, 0x00]))).toEqual({ width: 640, height: 480 })
    expect(pixelsOf('image/webp', riff('VP8X', [0, 0, 0, 0, 0x7f, 0x02, 0x00, 0xdf, 0x01, 0x00]))).toEqual({ width: 640, height: 480 })
  })
  test('what ends too early or is something else has no size', () => {
    expect(pixelsOf('image/png', png().subarray(0, 15))).toBeUndefined()
    expect(pixelsOf('image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0]))).toBeUndefined()
    expect(pixelsOf('image/gif', bytes('GIF89a'))).toBeUndefined()
    expect(pixelsOf('image/png', png(0, 5))).toBeUndefined()
  })
})
