import type { Condition, FieldType, Operator, Test } from '../../../../pure/conditions/index.ts'
import { operators, operatorsFor } from '../../../../pure/conditions/index.ts'
import type { Form, Question, Words } from '../../questions/contract.ts'
import { OTHER, fieldsOfQuestion } from '../../questions/rules.ts'

/** Conditions as the builder edits them: a row of tests of which all or any must hold. */

/** What a condition may ask of, as a reader knows it. */
export interface Askable { name: string; type: FieldType; words: Words; options: { key: string; words: Words }[] }
export interface Row { field: string; is: Operator; value?: unknown }
export interface Rows { join: 'all' | 'any'; rows: Row[] }

/** What may be asked before a place: of questions outside repeated sections, and of those before it in its own. `own`: and of itself. */
export function askableBefore(form: Form, section: number, question: number | null, own = false): Askable[] {
  const until = question === null ? -1 : own ? question : question - 1
  return form.sections.slice(0, section + 1).flatMap((one, at) => {
    if (at < section) return one.repeat ? [] : one.questions
    return one.questions.slice(0, until + 1)
  }).flatMap(askablesOf)
}
function askablesOf(question: Question): Askable[] {
  return Object.entries(fieldsOfQuestion(question)).map(([name, { type }]) => {
    const part = name === question.key ? undefined : name.slice(question.key.length + 1)
    const row = part === undefined ? undefined : (question.kind === 'matrix' ? question.rows : question.kind === 'sum' ? question.options : []).find(({ key }) => key === part)
    const list = question.kind === 'matrix' ? question.columns ?? [] : 'options' in question ? question.options : []
    const options = type === 'choice' || type === 'tags' ? [...list.map((option) => ({ key: option.key, words: option.text })), ...('other' in question && question.other ? [{ key: OTHER, words: { zh: '其他', en: 'Other' } }] : [])] : []
    return { name, type, words: row ? { zh: `${question.text.zh || question.text.en} › ${row.text.zh || row.text.en}`, en: `${question.text.en || question.text.zh} › ${row.text.en || row.text.zh}` } : question.text, options }
  })
}

const isTest = (condition: Condition): condition is Test => 'field' in condition
/** The rows of a condition; undefined where it is nested deeper than rows can say. */
export function rowsOf(condition: Condition | undefined): Rows | undefined {
  if (!condition) return { join: 'all', rows: [] }
  if (isTest(condition)) return { join: 'all', rows: [condition as Row] }
  if ('not' in condition) return undefined
  const parts = 'all' in condition ? condition.all : condition.any
  return parts.every(isTest) ? { join: 'all' in condition ? 'all' : 'any', rows: parts as unknown as Row[] } : undefined
}
export function conditionOf({ join, rows }: Rows): Condition | undefined {
  if (!rows.length) return undefined
  return (rows.length === 1 ? rows[0] : { [join]: rows }) as Condition
}
/** A test that can be answered at once, for a question that has just been chosen. */
export function firstTest({ name, type, options }: Askable): Row {
  switch (type) {
    case 'choice': return { field: name, is: 'equal', value: options[0]?.key ?? '' }
    case 'tags': return { field: name, is: 'has-any', value: options[0] ? [options[0].key] : [] }
    case 'boolean': return { field: name, is: 'equal', value: true }
    case 'number': return { field: name, is: 'at-least', value: 0 }
    default: return { field: name, is: 'not-empty' }
  }
}
/** The same test with another operator, its value kept where it still fits. */
export function withOperator(row: Row, is: Operator, askable: Askable): Row {
  const arity = operators[is].arity
  if (arity === 'none') return { field: row.field, is }
  const first = Array.isArray(row.value) ? row.value[0] as unknown : row.value
  const value = first ?? blankOf(askable)
  return { field: row.field, is, value: arity === 'list' ? (Array.isArray(row.value) ? row.value : [value]) : arity === 'pair' ? [value, value] : value }
}
const blankOf = ({ type, options }: Askable): unknown => type === 'number' ? 0 : type === 'boolean' ? true : type === 'date' ? '2026-01-01' : type === 'instant' ? '2026-01-01T00:00:00Z' : options[0]?.key ?? ''
export const operatorsOf = (type: FieldType): Operator[] => operatorsFor(type)
