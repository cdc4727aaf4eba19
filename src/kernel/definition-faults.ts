import type { Locale } from './context.ts'
import { catalogues, say } from './i18n/catalogue.ts'

/** What makes a definition unfit for its engine, as `compile` says it, in the reader's language. */

/** A fault by its key in the catalogues, for kinds whose editor says it as well. */
export interface CodedFault { path: string; code: string; params: Readonly<Record<string, unknown>> }
/** Thrown by `compile`; the message says the same in English for whoever writes definitions by hand. */
export class DefinitionFaults extends Error {
  readonly faults: readonly CodedFault[]
  constructor(faults: readonly CodedFault[], message: string) {
    super(message)
    this.faults = faults
  }
}

const PATH = '[a-zA-Z][\\w-]*(?:\\.[\\w-]+|\\[\\d+\\])*'
const NEXT_FAULT = new RegExp(`; (?=${PATH}: )`)
const FAULT = new RegExp(`^(${PATH}): (.+)$`, 's')

/** Every fault of what `compile` has thrown, at its path in the body. */
export function saidFaults(locale: Locale, error: Error): { path: string; message: string }[] {
  if (error instanceof DefinitionFaults) return error.faults.map(({ path, code, params }) => ({ path, message: say(locale, code, 'what' in params ? { ...params, what: sayFault(locale, String(params['what'])) } : params) }))
  return error.message.split(NEXT_FAULT).map((part) => {
    const [, path = '', what = part] = FAULT.exec(part) ?? []
    return { path: path.replace(/\[(\d+)\]/g, '.$1'), message: sayFault(locale, what) }
  })
}

const PREFIX = 'definition.fault.'
interface Form { key: string; pattern: RegExp; names: readonly string[] }
let forms: readonly Form[] | undefined
/** The English sentences of the catalogue as patterns, those with most words of their own first. */
function formsOf(): readonly Form[] {
  return forms ??= Object.entries(catalogues().en).filter(([key]) => key.startsWith(PREFIX)).sort(([, a], [, b]) => plain(b).length - plain(a).length).map(([key, text]) => ({
    key, names: [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string),
    pattern: new RegExp(`^${text.split(/\{\{\w+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)')}$`, 's'),
  }))
}
const plain = (text: string) => text.replace(/\{\{\w+\}\}/g, '')

/** One sentence of `compile` in the reader's language: as the catalogue has it under `definition.fault.…`; one that it doesn't know stays as it is. */
export function sayFault(locale: Locale, sentence: string): string {
  for (const { key, pattern, names } of formsOf()) {
    const found = pattern.exec(sentence)
    if (found) return say(locale, key, Object.fromEntries(names.map((name, at) => [name, found[at + 1]])))
  }
  return sentence
}
