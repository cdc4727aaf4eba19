import { language } from '../../../../kernel/web/words.ts'

/** What is written in both languages, in the reader's, else in the other. */
export const said = (of: { zh: string | null; en: string | null }): string => (language() === 'en' ? of.en ?? of.zh : of.zh ?? of.en) ?? ''
/** The language an article is shown in. */
export const spoken = (of: { zh: string | null; en: string | null }): 'zh' | 'en' => language() === 'en' ? of.en === null ? 'zh' : 'en' : of.zh === null ? 'en' : 'zh'
