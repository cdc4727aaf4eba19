/** Pure decisions of the portal: codes, colours, states in plain words, sums. Runs on both sides, and on the customer's light pages. */

export const ENTRY_KINDS = ['consultation', 'complaint', 'suggestion', 'request'] as const
/** Questions that the customer's pages can ask: what needs files, signatures or a table is asked by staff. */
export const ASKED_HERE: ReadonlySet<string> = new Set(['scale', 'nps', 'csat', 'slider', 'single', 'multiple', 'yes-no', 'number', 'date', 'time', 'date-time', 'text', 'info'])
export const LANGUAGES = ['zh-CN', 'en'] as const
/** How far a matter is, for whoever waits for it. */
export const STATES = ['received', 'in-progress', 'waiting-you', 'waiting-third', 'solved', 'closed'] as const
export type PlainState = (typeof STATES)[number]

/** A status in plain words: nobody has taken it yet, somebody works on it, and so on. */
export function plainState(status: { class: string; isStart: boolean }, isTaken: boolean): PlainState {
  switch (status.class) {
    case 'waiting-customer': return 'waiting-you'
    case 'waiting-third': return 'waiting-third'
    case 'resolved': return 'solved'
    case 'closed': return 'closed'
    default: return status.isStart && !isTaken ? 'received' : 'in-progress'
  }
}

// No I, L, O and U: they are read as 1, 1, 0 and V, or make words.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Letters of a tracking code, five bits each: 80 bits. */
export const CODE_LETTERS = 16
/** Ten random bytes as a code that can be read out: `7K3M-9QXA-2TFW-H0BC`. */
export function codeOf(bytes: Uint8Array): string {
  let bits = 0n
  for (const byte of bytes.subarray(0, CODE_LETTERS * 5 / 8)) bits = bits << 8n | BigInt(byte)
  const letters = Array.from({ length: CODE_LETTERS }, (_, at) => LETTERS[Number(bits >> BigInt(5 * (CODE_LETTERS - 1 - at)) & 31n)] as string).join('')
  return dashed(letters)
}
const dashed = (letters: string) => (letters.match(/.{1,4}/g) ?? []).join('-')
/** A code as somebody typed it, in its one form; undefined when it can be none. Letters that look alike are read as the one that is used. */
export function readCode(typed: string): string | undefined {
  const letters = typed.normalize('NFKC').toUpperCase().replace(/[\s\p{Pd}_.]/gu, '').replace(/[IL]/g, '1').replace(/O/g, '0').replace(/U/g, 'V')
  return letters.length === CODE_LETTERS && [...letters].every((letter) => LETTERS.includes(letter)) ? dashed(letters) : undefined
}

/** What stands for a matter in lists: the first line of what the customer wrote, or its beginning. At most 60 characters. */
export function subjectOf(description: string): string {
  const first = description.trim().split(/\r?\n/).map((one) => one.replace(/\s+/g, ' ').trim()).find(Boolean) ?? ''
  const characters = [...first]
  if (characters.length <= 60) return first
  const cut = characters.slice(0, 59).join('')
  const end = Math.max(...['。', '！', '？', '；', '. ', '! ', '? '].map((mark) => cut.lastIndexOf(mark)))
  return end > 12 ? cut.slice(0, end + 1).trim() : `${cut.trim()}…`
}

const channels = (colour: string) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
const luminance = (colour: string) => {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => { const part = value / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4 })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
/** Contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}
/** What WCAG AA asks of words. */
export const ENOUGH = 4.5
export const INK = '#16191f'
export const PAPER = '#ffffff'
/** White where that is readable on this ground, else ink; on the few greys between them black. One of white and black always has 4.5. */
export const inkOn = (ground: string): string => [PAPER, INK].find((ink) => contrast(ink, ground) >= ENOUGH) ?? '#000000'
/** The colour itself, or the nearest shade towards black or white that is readable as words on every one of the grounds. */
export function readable(colour: string, ...grounds: string[]): string {
  const towards = luminance(grounds[0] ?? PAPER) > 0.18 ? 0 : 255
  for (let step = 0; step <= 100; step += 2) {
    const shade = `#${channels(colour).map((value) => Math.round(value + (towards - value) * step / 100).toString(16).padStart(2, '0')).join('')}`
    if (grounds.every((ground) => contrast(shade, ground) >= ENOUGH)) return shade
  }
  return towards ? PAPER : INK
}

/** Whether a hash begins with so many zero bits. */
export function hasZeroBits(hash: Uint8Array, bits: number): boolean {
  for (let at = 0; at < bits; at += 8) {
    const left = Math.min(8, bits - at)
    if ((hash[at / 8] as number) >> (8 - left) !== 0) return false
  }
  return true
}
