import { Tag } from 'antd'
import { useMemo } from 'react'
import type { CustomField, FieldValues } from '../../custom-fields/contract.ts'
import type { Column } from '../list/list-types.ts'
import { fieldText, wordOf } from './field-text.ts'
import { useFields } from './use-fields.ts'

/** A column for each of the company's own fields, shown when the reader chooses it; an export writes what they say. */
export function useFieldColumns<T extends { fields: FieldValues }>(of: CustomField['of']): readonly Column<T>[] {
  const fields = useFields(of)
  return useMemo(() => fields.map((field): Column<T> => ({
    key: `fields.${field.key}`, out: { of: `fields.${field.key}` as never }, title: wordOf(field.name), width: field.type === 'text' || field.type === 'tags' ? 160 : 110, optional: true, text: (row) => fieldText(field, row.fields[field.key]),
    ...(field.type === 'number' ? { figures: true } : {}),
    ...(field.type === 'tags' ? { cell: (row) => { const words = row.fields[field.key]; return Array.isArray(words) ? <span className="clip">{words.map((word) => <Tag key={word}>{word}</Tag>)}</span> : null } } : {}),
  })), [fields])
}
