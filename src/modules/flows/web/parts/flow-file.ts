import type { FlowBody } from '../../contract.ts'
import { FlowDefinition } from '../../contract.ts'

/** A flow as a file of JSON: the body under its key, with the mark of the format. */

const FORMAT = 'shouwen.flow'
export const jsonOf = (key: string, body: FlowBody): string => `${JSON.stringify({ format: FORMAT, version: 1, key, body }, null, 2)}\n`

export type ReadFlow = { key: string | null; body: FlowBody } | { wrong: 'not-json' | 'not-a-flow' | 'newer-format'; where?: string }
/** Reads such a file, or the bare body of a flow. */
export function readJsonFlow(text: string): ReadFlow {
  let value: unknown
  try { value = JSON.parse(text) } catch { return { wrong: 'not-json' } }
  const file = value as { format?: unknown; version?: unknown; key?: unknown; body?: unknown } | null
  const wrapped = file?.format === FORMAT
  if (wrapped && file.version !== 1) return { wrong: 'newer-format' }
  const read = FlowDefinition.safeParse(wrapped ? file.body : value)
  if (!read.success) return { wrong: 'not-a-flow', where: read.error.issues[0]?.path.join('.') ?? '' }
  return { key: wrapped && typeof file.key === 'string' ? file.key : null, body: read.data as FlowBody }
}

/** Hands a text to the reader as a file. */
export function saveText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
