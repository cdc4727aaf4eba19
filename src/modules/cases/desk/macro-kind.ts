import { z } from 'zod'
import { Bilingual } from '../../../kernel/contract.ts'
import { definitionKind } from '../../../kernel/definitions.ts'
import { Channel, Kind, Priority } from '../contract.ts'
import { MACRO_PLACES } from './rules.ts'

/** Deeds that agents repeat, under one name. */

const Text = z.strictObject({ zh: z.string().trim().min(1).max(20_000), en: z.string().trim().min(1).max(20_000) })
const MacroBody = z.strictObject({
  name: Bilingual, about: Bilingual.optional(),
  /** For which cases it is offered; all when absent. */
  kinds: z.array(Kind).min(1).optional(), channels: z.array(Channel).min(1).optional(),
  /** What goes into the composer, with places such as `{{name}}`; the agent reads it and sends it. */
  words: Text.optional(), visibility: z.enum(['public', 'internal']).default('public'),
  deeds: z.strictObject({
    priority: Priority.optional(), kind: Kind.optional(),
    handler: z.enum(['me', 'nobody']).optional(), teamId: z.uuid().optional(),
    /** A status of the flow. Where there are words for the customer it is done when they are sent. */
    move: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/).optional(),
    snooze: z.enum(['hour', 'tomorrow', 'three-days', 'customer']).optional(), watch: z.literal(true).optional(),
  }).default({}),
})
export type MacroBody = z.input<typeof MacroBody>
export type CompiledMacro = z.output<typeof MacroBody>

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g
function compile(body: CompiledMacro): CompiledMacro {
  if (!body.words && !Object.keys(body.deeds).length) throw new Error('deeds: neither a deed nor words')
  const strange = (['zh', 'en'] as const).flatMap((language) => [...(body.words?.[language] ?? '').matchAll(PLACE)].map(([, name]) => name as string).filter((name) => !(MACRO_PLACES as readonly string[]).includes(name)).map((name) => `words.${language}: no place '${name}'`))
  if (strange.length) throw new Error(strange.join('; '))
  return body
}
export const macroKind = definitionKind('macro', MacroBody as unknown as z.ZodType<CompiledMacro>, compile)
