import { describe } from '../../../pure/conditions/index.ts'
import type { Condition, Literal } from '../../../pure/conditions/index.ts'
import type { Bilingual } from '../../../kernel/contract.ts'
import { hasWord, language } from '../../../kernel/web/words.ts'
import type { Words } from '../../../kernel/web/words.ts'
import type { Span } from './countdown.ts'

/** How deadlines speak. */

export const nameIn = (name: Bilingual): string => language() === 'zh-CN' ? name.zh : name.en

const two = (n: number) => String(n).padStart(2, '0')
export const spanText = (t: Words, span: Span): string => span.key === 'clock' ? `${two(span.minutes)}:${two(span.seconds)}`
  : t(`clock.span.${span.key}`, { days: span.days, hours: span.hours, minutes: two(span.minutes) })

/** Working time, which has no days: `16小时`, `1h 30m`. */
export function durationText(t: Words, seconds: number): string {
  const whole = Math.round(seconds)
  const parts = { hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60, seconds: whole % 60 }
  const said = Object.entries(parts).filter(([, n]) => n > 0).map(([unit, n]) => t(`clock.duration.${unit}`, { [unit]: n }))
  return said.join(language() === 'zh-CN' ? '' : ' ') || t('clock.duration.minutes', { minutes: 0 })
}

/** Whoever declares a state that pauses clocks brings `clock.reason.STATE`. */
export const reasonText = (t: Words, reason: string): string => hasWord(`clock.reason.${reason}`) ? t(`clock.reason.${reason}`) : reason

/** How a record calls its facts: the field's name, and a value of it. */
export interface FactWords { field: (name: string) => string; value: (field: string, value: Literal | null) => string }
export const conditionText = (t: Words, condition: Condition, facts: FactWords): string =>
  describe(condition, { ...facts, say: (key, places) => t(`condition.${key}`, places), variable: (name) => name })
