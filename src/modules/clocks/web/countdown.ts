import type { Clock } from '../contract.ts'

/** What a deadline's badge says at a moment. */

export interface Span { key: 'days' | 'hours' | 'clock'; days: number; hours: number; minutes: number; seconds: number }
export interface Look {
  /** How it is coloured: in time, near, missed and open, or of no urgency. */
  tone: 'calm' | 'near' | 'over' | 'late' | 'quiet'
  /** `clock.WORD` in the catalogue. */
  word: 'left' | 'over' | 'paused' | 'met' | 'stopped-late' | 'no-working-time'
  span: Span | null
}

/** A length of time by its two largest units; below an hour by the minute and second. Parts of a second are left out. */
export function spanOf(seconds: number): Span {
  const whole = Math.max(0, Math.floor(seconds))
  const [days, hours, minutes] = [Math.floor(whole / 86_400), Math.floor(whole / 3_600), Math.floor(whole / 60) % 60]
  return days >= 2 ? { key: 'days', days, hours: hours % 24, minutes, seconds: whole % 60 } : { key: hours ? 'hours' : 'clock', days, hours, minutes, seconds: whole % 60 }
}

/** Looks at the moments themselves, so that a page that stays open turns amber and red by itself. */
export function lookOf({ state, dueAt, warnAt, stoppedAt }: Clock, now: number): Look {
  if (stoppedAt) return state === 'stopped-late' ? { tone: 'late', word: 'stopped-late', span: null } : { tone: 'quiet', word: 'met', span: null }
  if (!dueAt) return state === 'paused' ? { tone: 'quiet', word: 'paused', span: null } : { tone: 'over', word: 'no-working-time', span: null }
  const left = (dueAt.getTime() - now) / 1000
  if (left < 0) return { tone: 'over', word: 'over', span: spanOf(-left) }
  return { tone: warnAt && warnAt.getTime() <= now ? 'near' : 'calm', word: 'left', span: spanOf(Math.ceil(left)) }
}
