import { language } from '../../../../kernel/web/words.ts'
import { LANGUAGES } from '../../contract.ts'
import type { DocumentItem, TextLanguage } from '../../contract.ts'

/** A name in the reader's language. */
export const named = (name: { zh: string; en: string }): string => language() === 'en' ? name.en : name.zh
/** The title in the reader's language, else in the other. */
export const titleOf = ({ title, key }: Pick<DocumentItem, 'title' | 'key'>): string => (language() === 'en' ? title.en ?? title.zh : title.zh ?? title.en) ?? key
/** The languages a version is written in, the reader's own first. */
export const writtenIn = (texts: { zh?: unknown; en?: unknown }): TextLanguage[] => {
  const own: TextLanguage = language() === 'en' ? 'en' : 'zh'
  return LANGUAGES.filter((one) => texts[one]).toSorted((a, b) => Number(b === own) - Number(a === own))
}
export const LANGUAGE_TAG: Readonly<Record<TextLanguage, string>> = { zh: 'zh-CN', en: 'en' }
