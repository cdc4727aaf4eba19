/** SHA-256 of a short text, for the sum that is asked for while many write: the browser's own is there on https only. */

const K = new Uint32Array(64)
const START = new Uint32Array(8)
{
  const isPrime = (n: number) => { for (let d = 2; d * d <= n; d++) if (n % d === 0) return false; return true }
  const fraction = (n: number) => Math.floor((n - Math.floor(n)) * 2 ** 32)
  for (let n = 2, at = 0; at < 64; n++) if (isPrime(n)) {
    if (at < 8) START[at] = fraction(n ** (1 / 2))
    K[at++] = fraction(n ** (1 / 3))
  }
}
const turn = (x: number, by: number) => x >>> by | x << 32 - by

/** The hash of a text of one-byte characters. */
export function sha256(text: string): Uint8Array {
  const length = text.length
  const words = new Uint32Array((((length + 8) >> 6) + 1) * 16)
  for (let at = 0; at < length; at++) words[at >> 2] = (words[at >> 2] as number) | text.charCodeAt(at) << 24 - at % 4 * 8
  words[length >> 2] = (words[length >> 2] as number) | 0x80 << 24 - length % 4 * 8
  words[words.length - 1] = length * 8
  const state = Uint32Array.from(START)
  const w = new Uint32Array(64)
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d, e, f, g, hh] = state as unknown as [number, number, number, number, number, number, number, number]
    for (let at = 0; at < 64; at++) {
      if (at < 16) w[at] = words[block + at] as number
      else {
        const x = w[at - 15] as number
        const y = w[at - 2] as number
        w[at] = (w[at - 16] as number) + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + (w[at - 7] as number) + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10)
      }
      const one = hh + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + (K[at] as number) + (w[at] as number) | 0
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0
      hh = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0
    }
    for (const [at, value] of [a, b, c, d, e, f, g, hh].entries()) state[at] = (state[at] as number) + value
  }
  const bytes = new Uint8Array(32)
  for (let at = 0; at < 32; at++) bytes[at] = (state[at >> 2] as number) >>> 24 - at % 4 * 8
  return bytes
}
