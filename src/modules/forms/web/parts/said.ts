import { language } from '../../../../kernel/web/words.ts'
import type { Words } from '../../questions/contract.ts'
import { inLanguage } from '../../questions/rules.ts'

/** Words of a form in the reader's language. */
export const said = (words: Words): string => inLanguage(words, language() === 'en' ? 'en' : 'zh')
