import { z } from 'zod'
import { Bilingual } from '../../../kernel/contract.ts'
import { definitionKind } from '../../../kernel/definitions.ts'
import { OutChannel, Purpose } from '../contract.ts'
import { CATEGORIES, FIELD_TYPES, examplesOf, faultsIn, placesIn } from './rules.ts'

const Text = (max: number) => z.strictObject({ zh: z.string().trim().min(1).max(max), en: z.string().trim().min(1).max(max) })
const TemplateBody = z.strictObject({
  name: Bilingual, category: z.enum(CATEGORIES), channels: z.array(OutChannel).min(1).max(3), purpose: Purpose,
  fields: z.array(z.strictObject({
    key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/), name: Bilingual, type: z.enum(FIELD_TYPES), required: z.boolean().default(true),
    /** What a preview shows. */
    example: Text(500),
  })).max(40),
  subject: Text(200).refine(({ zh, en }) => !/[\r\n]/.test(zh + en), { error: 'text.one-line' }), text: Text(20_000),
})
export type TemplateBody = z.input<typeof TemplateBody>
export type CompiledTemplate = z.output<typeof TemplateBody>

/** Refuses a text that asks for a field the template has not, a field of a name twice, and examples of a wrong type. */
function compile(body: z.output<typeof TemplateBody>): CompiledTemplate {
  const keys = body.fields.map((field) => field.key)
  const faults = [
    ...keys.flatMap((key, at) => keys.indexOf(key) < at ? [`fields.${at}.key: '${key}' stands here twice`] : []),
    ...(['subject', 'text'] as const).flatMap((part) => (['zh', 'en'] as const).flatMap((language) =>
      placesIn(body[part][language]).filter((name) => !keys.includes(name)).map((name) => `${part}.${language}: no field '${name}'`))),
    ...(['zh-CN', 'en'] as const).flatMap((language) => faultsIn(body, examplesOf(body, language)).map(({ field }) => `fields.${keys.indexOf(field)}.example.${language === 'en' ? 'en' : 'zh'}: no value of this type`)),
  ]
  if (faults.length) throw new Error(faults.join('; '))
  return body
}
export const templateKind = definitionKind('template', TemplateBody as unknown as z.ZodType<z.output<typeof TemplateBody>>, compile)
