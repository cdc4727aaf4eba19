import type { Words } from '../../../../kernel/web/words.ts'
import { hasWord } from '../../../../kernel/web/words.ts'
import type { PolicyVocabulary } from '../../contract.ts'
import type { FactWords } from '../clock-words.ts'
import { nameIn } from '../clock-words.ts'

type Field = PolicyVocabulary['fields'][number]
export const choiceText = (t: Words, { value, name, word }: Field['choices'][number]): string => name ? nameIn(name) : word && hasWord(word) ? t(word) : value
/** How the facts of a policy are called in sentences. */
export const factWordsOf = (t: Words, fields: PolicyVocabulary['fields']): FactWords => ({
  field: (name) => { const field = fields.find(({ key }) => key === name); return field ? nameIn(field.name) : name },
  value: (name, value) => { const choice = fields.find(({ key }) => key === name)?.choices.find((one) => one.value === value); return choice ? choiceText(t, choice) : String(value) },
})
export const signalText = (t: Words, subject: string, signal: string): string => hasWord(`clock.signal.${subject}.${signal}`) ? t(`clock.signal.${subject}.${signal}`) : signal
