import { z } from 'zod'
import type { Actor } from './context.ts'
import type { Fault } from './errors.ts'
import { say } from './i18n/catalogue.ts'

/** What a schema finds wrong, as faults in the reader's language. */

/** Words for what is wrong: the frequent ones ours, so that they say what to do; the others the library's. */
export const sayIssue = (locale: Actor['locale']): z.core.$ZodErrorMap => {
  const others = (locale === 'zh-CN' ? z.locales.zhCN() : z.locales.en()).localeError
  return (issue) => {
    const ours = wordsOf(issue)
    return ours ? say(locale, ours[0], ours[1]) : others(issue)
  }
}
function wordsOf(issue: Parameters<z.core.$ZodErrorMap>[0]): [string, Record<string, unknown>?] | null {
  switch (issue.code) {
    case 'invalid_type': return issue.input === undefined ? ['request.missing'] : TYPES.has(issue.expected) ? [`request.type-${issue.expected}`] : null
    case 'too_small': return issue.origin === 'string' ? issue.minimum === 1 ? ['text.empty'] : ['request.too-short', { n: issue.minimum }] : issue.origin === 'array' ? ['request.too-few-items', { n: issue.minimum }] : NUMBERS.has(issue.origin) ? [issue.inclusive ? 'request.too-little' : 'request.not-above', { n: issue.minimum }] : null
    case 'too_big': return issue.origin === 'string' ? ['request.too-long', { n: issue.maximum }] : issue.origin === 'array' ? ['request.too-many-items', { n: issue.maximum }] : NUMBERS.has(issue.origin) ? [issue.inclusive ? 'request.too-much' : 'request.not-below', { n: issue.maximum }] : null
    case 'invalid_value': return ['request.choose-one', { values: issue.values.join(', ') }]
    case 'unrecognized_keys': return ['request.unknown-field']
    case 'invalid_format': return FORMATS.has(issue.format) ? [`request.format-${issue.format}`] : null
    default: return null
  }
}
const NUMBERS = new Set<string>(['number', 'int', 'bigint'])
const TYPES = new Set<string>(['string', 'number', 'int', 'boolean', 'array', 'object'])
const FORMATS = new Set<string>(['date', 'datetime', 'uuid', 'email'])

/** Each issue at its path, behind the steps of `under`. A message that is a code of ours becomes its sentence; parse with `sayIssue` for the others. */
export function faultsOf(error: z.ZodError, under: readonly string[], locale: Actor['locale']): Fault[] {
  return error.issues.map((issue) => {
    const own = issue.code === 'custom' && /^[a-z-]+\.[a-z-]+$/.test(issue.message)
    const path = [...under, ...issue.path, ...(issue.code === 'unrecognized_keys' ? [issue.keys.join(',')] : [])].join('.')
    return { path, code: own ? issue.message : issue.code.replaceAll('_', '-'), message: own ? say(locale, issue.message) : issue.message }
  })
}
