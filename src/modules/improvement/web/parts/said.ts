import { language } from '../../../../kernel/web/words.ts'

/** A name in the reader's language. */
export const named = (name: { zh: string; en: string }): string => language() === 'en' ? name.en : name.zh
