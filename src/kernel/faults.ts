import { z } from 'zod'
import type { Actor } from './context.ts'
import type { Fault } from './errors.ts'
import { say } from './i18n/catalogue.ts'

/** What a schema finds wrong, as faults in the reader's language. */

export const sayIssue = (locale: Actor['locale']): z.core.$ZodErrorMap => (locale === 'zh-CN' ? z.locales.zhCN() : z.locales.en()).localeError

/** Each issue at its path, behind the steps of `under`. A message that is a code of ours becomes its sentence; parse with `sayIssue` for the others. */
export function faultsOf(error: z.ZodError, under: readonly string[], locale: Actor['locale']): Fault[] {
  return error.issues.map((issue) => {
    const own = issue.code === 'custom' && /^[a-z-]+\.[a-z-]+$/.test(issue.message)
    const path = [...under, ...issue.path, ...(issue.code === 'unrecognized_keys' ? [issue.keys.join(',')] : [])].join('.')
    return { path, code: own ? issue.message : issue.code.replaceAll('_', '-'), message: own ? say(locale, issue.message) : issue.message }
  })
}
