import type { Words } from '../../../../kernel/web/words.ts'

/** How long something has waited, in the two steps that are read from afar: `12:05` minutes and seconds under an hour, then hours and minutes, then days. */
export function ageText(t: Words, seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  if (whole < 3_600) return `${Math.floor(whole / 60)}:${two(whole % 60)}`
  if (whole < 86_400) return t('wall.hours', { hours: Math.floor(whole / 3_600), minutes: two(Math.floor(whole % 3_600 / 60)) })
  return t('wall.days', { days: Math.floor(whole / 86_400), hours: Math.floor(whole % 86_400 / 3_600) })
}
