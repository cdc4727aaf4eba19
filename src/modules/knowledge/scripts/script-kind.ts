import { z } from 'zod'
import { Bilingual } from '../../../kernel/contract.ts'
import { definitionKind } from '../../../kernel/definitions.ts'
import { TemplateField, examplesOf, faultsIn } from '../../messages/contract.ts'
import { KNOWN_PLACES, SCENES, SCRIPT_CHANNELS, strayIn } from './rules.ts'

const Body = z.strictObject({
  name: Bilingual, scene: z.enum(SCENES),
  /** The channels it is for; none means any. */
  channels: z.array(z.enum(SCRIPT_CHANNELS)).max(6).default([]),
  /** Blanks that only whoever writes can fill. */
  fields: z.array(TemplateField.extend({ required: z.boolean().default(true) }).strict()).max(10).default([]),
  text: z.strictObject({ zh: z.string().trim().min(1).max(2_000), en: z.string().trim().min(1).max(2_000) }),
  /** Where a handbook says it, by chapter. */
  source: z.string().trim().min(1).max(120).optional(),
  /** The one that is taken by itself where a scene needs words, such as the greeting of a chat. */
  standard: z.boolean().default(false),
})
export type ScriptBody = z.input<typeof Body>
export type CompiledScript = z.output<typeof Body>

/** Refuses places that nobody fills, blanks of a name twice or of a known place's name, and examples of a wrong type. */
function compile(body: CompiledScript): CompiledScript {
  const keys = body.fields.map(({ key }) => key)
  const faults = [
    ...keys.flatMap((key, at) => keys.indexOf(key) < at || (KNOWN_PLACES as readonly string[]).includes(key) ? [`fields.${at}.key: '${key}' stands for something already`] : []),
    ...strayIn(body).map((name) => `text: nothing fills '${name}'`),
    ...(['zh-CN', 'en'] as const).flatMap((language) => faultsIn(body, examplesOf(body, language)).map(({ field }) => `fields.${keys.indexOf(field)}.example.${language === 'en' ? 'en' : 'zh'}: no value of this type`)),
  ]
  if (faults.length) throw new Error([...new Set(faults)].join('; '))
  return body
}
export const scriptKind = definitionKind('script', Body as unknown as z.ZodType<CompiledScript>, compile)
