import type { Words } from '../../../../kernel/web/words.ts'

/** Seconds as people say them: `3 d 2 h`, `2 h 5 min`, `3 min`, `40 s`. */
export function spanText(seconds: number, t: Words): string {
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor(seconds / 3_600)
  if (days > 1) return hours % 24 > 0 ? t('case.span-days-hours', { d: days, h: hours % 24 }) : t('case.span-days', { d: days })
  const minutes = Math.floor(seconds % 3_600 / 60)
  if (hours > 0) return minutes > 0 ? t('case.span-hours-minutes', { h: hours, m: minutes }) : t('case.span-hours', { h: hours })
  return minutes > 0 ? t('case.span-minutes', { m: minutes }) : t('case.span-seconds', { s: seconds })
}
