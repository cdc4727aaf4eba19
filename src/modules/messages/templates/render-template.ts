import type { Ctx } from '../../../kernel/context.ts'
import { invalid, refused } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import type { FieldValues, Language } from './rules.ts'
import { examplesOf, faultsIn, fill } from './rules.ts'
import { templateKind } from './template-kind.ts'

export interface TemplateWish { key: string; locale: Language; fields: FieldValues; definitionId?: string | undefined; examples?: boolean }

/**
 * A template's text with its fields filled, as subject, plain text and safe HTML, with the id of the version it came from.
 * @throws AppError refused `template.unknown`; `template.not-filled` with every field that is missing, of a wrong type or of no such name
 */
export function renderTemplate(ctx: Ctx, { key, locale, fields, definitionId, examples = false }: TemplateWish): { subject: string; text: string; html: string; definitionId: string } {
  const known = definitionId !== undefined || ctx.definitions.keys(templateKind, ctx.now).includes(key)
  if (!known) throw refused('template.unknown', [], { params: { key } })
  const template = definitionId ? ctx.definitions.version(templateKind, definitionId) : ctx.definitions.current(templateKind, key, ctx.now)
  const values = examples ? { ...examplesOf(template.is, locale), ...fields } : fields
  const faults = faultsIn(template.is, values)
  const nameOf = (field: string) => template.is.fields.find((one) => one.key === field)?.name[locale === 'en' ? 'en' : 'zh'] ?? field
  if (faults.length) throw refused('template.not-filled', faults.map(({ field, code }) => ({ path: `fields.${field}`, code, message: say(ctx.actor.locale, code, { field: nameOf(field) }) })))
  return { ...fill(template.is, values, locale, ctx.settings.get(companyZone)), definitionId: template.id }
}

/** Field values as a query carries them. @throws AppError invalid `template.bad-fields` */
export function fieldsFrom(json: string): FieldValues {
  const values: unknown = (() => { try { return JSON.parse(json) } catch { return undefined } })()
  if (typeof values !== 'object' || values === null || Array.isArray(values) || !Object.values(values).every((one) => one === null || typeof one === 'string' || typeof one === 'number')) throw invalid('query.fields', 'template.bad-fields')
  return values as FieldValues
}
