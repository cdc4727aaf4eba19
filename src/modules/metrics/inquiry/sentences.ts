import type { Ctx } from '../../../kernel/context.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import type { Bilingual } from '../../../kernel/contract.ts'
import type { Test, Unit, Value } from '../contract.ts'
import type { z } from 'zod'
import type { Metric } from '../definition.ts'
import { differenceText, figureText, pText } from '../rules.ts'

/** What a comparison says, in words, in both languages. */

export type Sentence = { zh: string; en: string }
type Locale = Ctx['actor']['locale']
/** The same sentence in both languages; `params` gives what fills it, in each. */
export const inBoth = (key: string, params: (locale: Locale) => Record<string, unknown> = () => ({})): Sentence => ({ zh: say('zh-CN', key, params('zh-CN')), en: say('en', key, params('en')) })
const wordOf = (of: Bilingual | Sentence, locale: Locale) => locale === 'en' ? of.en : of.zh

export interface Judged { difference: number | null; p: number | null; test: z.output<typeof Test> | null; real: boolean | null }
/** `X: A 82.0% (n = 50), B 60.0% (n = 50), 22.0 pp more. Tested by two proportions, p = 0.015: more than chance.` Which of the two is more is the caller's affair: a group is named before the others, what was before what came after. */
export function contrastSentence(metric: Pick<Metric, 'name' | 'unit'>, a: { name: Bilingual; value: Value }, b: { name: Bilingual; value: Value }, { difference, p, test, real }: Judged): Sentence {
  if (difference === null) return inBoth('metric.said.nothing', (locale) => ({ metric: wordOf(metric.name, locale), which: wordOf(a.value.value === null ? a.name : b.name, locale) }))
  return inBoth('metric.said.contrast', (locale) => ({
    metric: wordOf(metric.name, locale), a: wordOf(a.name, locale), b: wordOf(b.name, locale), of: figureText(locale, metric.unit, a.value.value), other: figureText(locale, metric.unit, b.value.value), n: a.value.n, m: b.value.n,
    difference: differenceIn(locale, metric.unit, difference), judged: judgedIn(locale, { p, test, real }),
  }))
}
export const differenceIn = (locale: Locale, unit: Unit, difference: number): string =>
  difference === 0 ? say(locale, 'metric.said.same') : say(locale, difference > 0 ? 'metric.said.more' : 'metric.said.less', { difference: differenceText(locale, unit, difference, say(locale, 'metric.points')) })
export const judgedIn = (locale: Locale, { p, test, real }: Pick<Judged, 'p' | 'test' | 'real'>): string =>
  p === null || test === null ? say(locale, 'metric.said.untested') : say(locale, real ? 'metric.said.real' : 'metric.said.chance', { test: say(locale, `metric.test.${test}`), p: pText(p) })
