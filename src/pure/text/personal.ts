import { maskEmail, masked, maskPhone } from './masks.ts'
import { type PersonalKind, shapes } from './personal-shapes.ts'

/** A personal value in a text; `start` and `end` count UTF-16 code units of the text as given, and `value` is what stands between. */
export type Personal = { kind: PersonalKind; start: number; end: number; value: string }

/**
 * Personal values in a text, by their place, none overlapping another:
 * - `phone`: Chinese mobile numbers, also with +86, gaps, dashes, an extension; landlines with their area code; numbers with + of any country.
 * - `email`: addresses in ASCII.
 * - `id-card`: of 18 characters with a right check character, of 15 digits with a possible date of birth.
 * - `bank-card`: 14 to 19 digits with the beginning and length of a card organisation and a right Luhn digit, also in groups.
 * - `passport`: Chinese passports in their form (E12345678); any passport or permit number named as one (护照号：…, 通行证…).
 * - `plate`: number plates of the mainland.
 * Full-width characters, other dashes and spaces, and zero-width characters inside a value are seen through. A number next to a letter,
 * an underscore or a further part of a longer number doesn't count, nor one named as of an order, case, parcel or invoice
 * (订单号：…); so case numbers, dates, amounts and identifiers aren't found. Not found: numbers spelt in words, landlines
 * without area code, names, addresses. Linear in the length.
 */
export function detectPersonal(text: string): Personal[] {
  const { plain, origin } = aligned(text)
  const taken = new Uint8Array(plain.length)
  const found: Personal[] = []
  for (const { kind, pattern, accepts } of shapes) {
    if (kind === 'email' && !plain.includes('@')) continue
    for (const [from, to] of places(plain, pattern, accepts)) {
      if (taken.subarray(from, to).includes(1)) continue
      taken.fill(1, from, to)
      const start = origin === undefined ? from : (origin[from] as number)
      const end = origin === undefined ? to : (origin[to - 1] as number) + 1
      found.push({ kind, start, end, value: text.slice(start, end) })
    }
  }
  return found.sort((one, other) => one.start - other.start)
}

/** The text with its personal values masked: 138****5678, z***@example.com, 1101**********1234, 京A***45. */
export function maskPersonal(text: string): string {
  return replaced(text, ({ kind, value }) => MASKS[kind](value))
}

/** The text with a space for each personal value: what a search index may hold. */
export function withoutPersonal(text: string): string {
  return replaced(text, () => ' ')
}

const MASKS: Record<PersonalKind, (value: string) => string> = {
  phone: maskPhone,
  email: (value) => maskEmail(value.normalize('NFKC')),
  'id-card': (value) => masked(value, 4, length(value) - 4),
  'bank-card': (value) => masked(value, 4, length(value) - 4),
  passport: (value) => masked(value, 1, length(value) - 3),
  plate: (value) => masked(value, 2, length(value) - 2),
}
const length = (value: string) => value.match(/[\p{L}\p{N}]/gu)?.length ?? 0

function replaced(text: string, replacement: (personal: Personal) => string): string {
  const kept: string[] = []
  let from = 0
  for (const personal of detectPersonal(text)) {
    kept.push(text.slice(from, personal.start), replacement(personal))
    from = personal.end
  }
  return kept.join('') + text.slice(from)
}

function* places(plain: string, pattern: RegExp, accepts: (found: string, before: string) => boolean = () => true): Generator<[number, number]> {
  pattern.lastIndex = 0
  for (let match = pattern.exec(plain); match !== null; match = pattern.exec(plain)) {
    const end = match.index + match[0].length
    if (accepts(match[0], plain.slice(Math.max(0, match.index - 24), match.index))) yield [match.index, end]
    else pattern.lastIndex = match.index + 1
  }
}

/** The text as the patterns read it, and where its characters stood when some were left out. */
function aligned(text: string): { plain: string; origin?: Uint32Array } {
  const half = text.replace(/[\uFF01-\uFF5E]+/g, (run) => run.normalize('NFKC')).replace(SPACES, ' ').replace(DASHES, '-')
  const unseen = /\p{Default_Ignorable_Code_Point}/u
  if (!unseen.test(half)) return { plain: half }
  const origin = new Uint32Array(half.length)
  const kept: string[] = []
  let length = 0
  for (let at = 0; at < half.length; at += 1) {
    const character = half[at] as string
    if (unseen.test(character)) continue
    origin[length] = at
    length += 1
    kept.push(character)
  }
  return { plain: kept.join(''), origin }
}

const SPACES = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63]/g
