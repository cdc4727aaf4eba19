import type { z } from 'zod'
import { hasWord, t } from '../words.ts'

type Issue = z.core.$ZodIssue
const FORMATS = ['email', 'url', 'uuid', 'date', 'datetime', 'time']

/** A schema's complaint as one says it to a person; what has no sentence of ours keeps the schema's. */
export function issueText(issue: Issue, valueIsMissing: boolean): string {
  if (hasWord(issue.message)) return t(issue.message)
  if (valueIsMissing || (issue.code === 'too_small' && Number(issue.minimum) === 1 && issue.origin !== 'number' && issue.origin !== 'int')) return t('form.required')
  if (issue.code === 'too_big') return t(issue.origin === 'string' ? 'form.too-long' : issue.origin === 'array' ? 'form.too-many' : 'form.too-big', { n: Number(issue.maximum) })
  if (issue.code === 'too_small') return t(issue.origin === 'string' ? 'form.too-short' : issue.origin === 'array' ? 'form.too-few' : 'form.too-small', { n: Number(issue.minimum) })
  if (issue.code === 'invalid_value') return t('form.choose')
  if (issue.code === 'invalid_format' && FORMATS.includes(issue.format)) return t(`form.format.${issue.format}`)
  return issue.message
}
