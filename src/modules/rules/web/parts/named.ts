import { language } from '../../../../kernel/web/words.ts'

/** A name in the reader's language. */
export const named = (words: { zh: string; en: string }): string => language() === 'en' ? words.en : words.zh
