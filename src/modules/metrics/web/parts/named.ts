import type { Bilingual } from '../../../../kernel/contract.ts'
import { language } from '../../../../kernel/web/words.ts'

/** A name in the reader's language. */
export const named = (name: Bilingual): string => language() === 'en' ? name.en : name.zh
