import { language } from '../../../../kernel/web/words.ts'
import type { Course } from '../../course/contract.ts'

/** Causes in the reader's language; one that the tree does not know as it was said. */
export const causeText = (causes: Course['suspectedCauses']): string => causes.map(({ key, name }) => name ? (language() === 'en' ? name.en : name.zh) : key).join(language() === 'en' ? ', ' : '、')
