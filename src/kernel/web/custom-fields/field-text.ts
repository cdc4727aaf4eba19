import type { CustomField, FieldValue } from '../../custom-fields/contract.ts'
import { language, t } from '../words.ts'

export const wordOf = (name: { zh: string; en: string }) => language() === 'zh-CN' ? name.zh : name.en
const optionWord = (field: CustomField, key: string) => { const option = field.options.find((one) => one.key === key); return option ? wordOf(option.name) : key }

/** A value in plain words, as a list, an export and a record's page show it. */
export function fieldText(field: CustomField, value: FieldValue | undefined): string | number | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return t(value ? 'custom-field.yes' : 'custom-field.no')
  if (Array.isArray(value)) return value.map((one) => optionWord(field, one)).join(t('list.comma'))
  return field.type === 'choice' ? optionWord(field, String(value)) : value
}
