import { language } from '../../../../kernel/web/words.ts'
import type { Words } from '../../../../kernel/web/words.ts'

const UNITS = [['days', 172_800, 86_400], ['hours', 5_400, 3_600], ['minutes', 90, 60]] as const

/** A duration in seconds in the unit people would use for it; a dash for none. */
export function durationText(t: Words, seconds: number): string {
  if (!Number.isFinite(seconds)) return '–'
  const [unit, , size] = UNITS.find(([, from]) => Math.abs(seconds) >= from) ?? ['seconds', 0, 1]
  return t(`process.${unit}`, { n: numberText(seconds / size, Math.abs(seconds / size) < 10 ? 1 : 0) })
}

const formats = new Map<string, Intl.NumberFormat>()
export function numberText(value: number, digits = 0): string {
  const key = `${language()}:${digits}`
  let format = formats.get(key)
  if (!format) formats.set(key, format = new Intl.NumberFormat(language(), { maximumFractionDigits: digits }))
  return format.format(value)
}
/** A part of one, in percent; a dash where it is not known. */
export const shareText = (share: number): string => (Number.isFinite(share) ? `${numberText(share * 100, share > 0 && share < .1 ? 1 : 0)}%` : '–')
