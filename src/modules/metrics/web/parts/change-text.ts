import type { Words } from '../../../../kernel/web/words.ts'
import type { Better, Comparison, Unit } from '../../contract.ts'
import { differenceText } from './figure-text.ts'

export interface Change { text: string; /** Whether it went the way one wants; quiet where it may be chance. */ tone: 'good' | 'bad' | 'plain' | 'quiet'; way: 'up' | 'down' | 'none' }

/** One sentence on how a value differs from an earlier window, and whether that is more than chance. `span` names that window. */
export function changeText(t: Words, locale: string, { unit, better }: { unit: Unit; better: Better }, comparison: Comparison, span: string): Change {
  const { difference, real } = comparison
  if (difference === null) return { text: t('metric.change.nothing', { span }), tone: 'quiet', way: 'none' }
  const said = differenceText(locale, unit, difference, t('metric.points'))
  if (difference === 0 || said === differenceText(locale, unit, 0, t('metric.points'))) return { text: t('metric.change.same', { span }), tone: 'quiet', way: 'none' }
  const way = difference > 0 ? 'up' : 'down'
  const text = t(`metric.change.${way}`, { span, difference: said, real: t(real === null ? 'metric.change.untested' : real ? 'metric.change.real' : 'metric.change.chance') })
  if (!real) return { text, tone: 'quiet', way }
  return { text, way, tone: better === 'neither' ? 'plain' : (better === 'higher') === (difference > 0) ? 'good' : 'bad' }
}

/** How many days a window has, both ends in it. */
export const daysOf = ({ from, to }: { from: string; to: string }) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
/** What the window compared with is called: `the 30 days before`. */
export const spanName = (t: Words, window: { from: string; to: string }, against: 'previous' | 'year') =>
  against === 'year' ? t('metric.span.year') : daysOf(window) === 1 ? t('metric.span.day') : t('metric.span.previous', { days: daysOf(window) })
/** A p-value as it is printed. */
export const pText = (p: number) => p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`
