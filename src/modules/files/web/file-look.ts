/** What a file looks like in a list: one of these pictures. */
export type FileKind = 'image' | 'pdf' | 'word' | 'sheet' | 'slides' | 'archive' | 'sound' | 'film' | 'mail' | 'text' | 'other'

const KINDS: readonly [RegExp, FileKind][] = [
  [/^image\//, 'image'], [/^application\/pdf$/, 'pdf'], [/wordprocessing|msword|opendocument\.text|rtf$/, 'word'], [/spreadsheet|ms-excel|^text\/(csv|tab)/, 'sheet'], [/presentation|powerpoint/, 'slides'],
  [/zip|rar|7z|x-tar|bzip|x-xz|zstd/, 'archive'], [/^audio\//, 'sound'], [/^video\//, 'film'], [/rfc822|ms-outlook/, 'mail'], [/^text\/|json|xml/, 'text'],
]
export const kindOf = (type: string): FileKind => KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'other'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
/** `1.2 MB`, by steps of 1,024. */
export function sizeText(bytes: number, language: string): string {
  let value = bytes
  let unit = 0
  while (value >= 1_024 && unit < UNITS.length - 1) { value /= 1_024; unit++ }
  return new Intl.NumberFormat(language, { style: 'unit', unit: UNITS[unit] as string, unitDisplay: unit ? 'short' : 'narrow', maximumFractionDigits: value < 10 && unit ? 1 : 0 }).format(value)
}
