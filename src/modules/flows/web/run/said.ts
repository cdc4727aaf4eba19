import { language } from '../../../../kernel/web/words.ts'

/** Words of a definition in the reader's language. */
export const said = (words: { zh: string; en: string }): string => language() === 'en' ? words.en : words.zh
