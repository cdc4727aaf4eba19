import { z } from 'zod'
import { Bilingual } from '../../../kernel/contract.ts'
import { definitionKind } from '../../../kernel/definitions.ts'
import { Kind } from '../../cases/contract.ts'
import { strayIn } from '../scripts/rules.ts'

const Key = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/)
const Body = z.strictObject({
  name: Bilingual,
  /** The kinds of case it is for; without any it is for every call that no other names. */
  kinds: z.array(Kind).max(20).default([]),
  stages: z.array(z.strictObject({
    key: Key, name: Bilingual, always: z.boolean(), says: z.strictObject({ zh: z.string().trim().min(1).max(1_000), en: z.string().trim().min(1).max(1_000) }),
    steps: z.array(z.strictObject({ key: Key, words: Bilingual })).min(1).max(12),
  })).min(1).max(12),
})
export type CallScriptBody = z.input<typeof Body>
export const callScriptKind = definitionKind('call-script', Body as unknown as z.ZodType<z.output<typeof Body>>, (body) => {
  const twice = (keys: readonly string[]) => keys.find((key, at) => keys.indexOf(key) !== at)
  const faults = [
    ...(twice(body.stages.map(({ key }) => key)) ? ['stages: a key stands there twice'] : []),
    ...body.stages.flatMap((stage, at) => [...(twice(stage.steps.map(({ key }) => key)) ? [`stages.${at}.steps: a key stands there twice`] : []), ...strayIn({ text: stage.says, fields: [] }).map((name) => `stages.${at}.says: nothing fills '${name}'`)]),
  ]
  if (faults.length) throw new Error(faults.join('; '))
  return body
})
