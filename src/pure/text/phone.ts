import type * as Library from 'libphonenumber-js/max'
import { normal } from './fold.ts'
import { loadPackage } from './load-package.ts'

/** A number as it is stored and searched. `national` is what is dialled inside its country, digits only; `tail4` its last four digits. */
export type Phone = { e164: string; national: string; tail4: string }

/**
 * A telephone number in its one form: +8613812345678 from `138 1234 5678`, `０１３８…`, `0086-138…`, `(+86)138…`. `country` (ISO 3166, two
 * letters) tells where a number without + is dialled. An extension is left out. Undefined for what isn't a number of that country's
 * plan: a landline without its area code, short codes such as 12345, a number too short or too long.
 * Only in Node: the first call loads libphonenumber-js with its full metadata (about 16 MB, 0.1 s), since the smaller sets
 * take 8-digit and 10-digit numbers for Chinese ones and need as much memory.
 */
export function normalisePhone(value: string, country = 'CN'): Phone | undefined {
  const written = normal(value.slice(0, LONGEST)).replace(DASH, '-').replace(/^\(\+(\d{1,3})\)/, '+$1 ')
  const whole = parsed(written, country) ?? parsed(written.replace(EXTENSION, ''), country)
  return value.length > LONGEST || whole === undefined ? undefined : whole
}

function parsed(written: string, country: string): Phone | undefined {
  const library = loadPackage<typeof Library>('libphonenumber-js/max')
  const region = country.toUpperCase()
  const number = library.parsePhoneNumberFromString(written, { extract: false, ...(library.isSupportedCountry(region) && { defaultCountry: region }) })
  if (number === undefined || !number.isValid()) return undefined
  return { e164: number.number, national: number.formatNational().replace(/ ext\. .*$/, '').replace(/\D/g, ''), tail4: number.number.slice(-4) }
}

const LONGEST = 64
const DASH = /[\u2010-\u2015\u2212\uFE58]/gu
const EXTENSION = /\s*(?:转|轉|分机|ext\.?|x|#|-)\s*\d{1,6}$/i
