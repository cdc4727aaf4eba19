import { z } from 'zod'
import { Bilingual } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { definitionKind } from '../../kernel/definitions.ts'
import { Field, LANGUAGES, LinkRule, Section, SeenBy, Standard } from './contract.ts'
import type { Kind } from './contract.ts'

/** What a kind of document is made of, and the rules its documents live by. */
const KindBody = z.strictObject({
  name: Bilingual, about: Bilingual.optional(),
  sections: z.array(Section).min(1).max(20),
  fields: z.array(Field).max(30).default([]),
  /** What each document of it must lead to: a service standard to at least one flow. */
  links: z.array(LinkRule).max(10).default([]),
  /** The languages each document of it is written in. */
  languages: z.array(z.enum(LANGUAGES)).min(1).default(['zh']),
  approval: z.boolean().default(true),
  /** Those who have to know it say that they read it, version by version. */
  confirm: z.boolean().default(false),
  /** Customers are shown to nobody who has to know it and has not confirmed the version in force. */
  beforeCustomers: z.boolean().default(false),
  /** How long a version stays in force unless it says otherwise; how often it is looked at again. */
  validDays: z.int().min(1).max(36_500).optional(),
  reviewDays: z.int().min(1).max(3_650).optional(),
  standard: Standard.optional(),
  seenBy: SeenBy.default('everyone'),
  /** The roles that have to know it; none means everybody who works here. */
  readers: z.array(z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/)).max(50).default([]),
})
export type DocumentKindDefinition = z.input<typeof KindBody>

const twice = (keys: readonly string[]) => keys.find((key, at) => keys.indexOf(key) !== at)
export const documentKind = definitionKind('document-kind', KindBody as unknown as z.ZodType<z.output<typeof KindBody>>, (body, { key }): Kind => {
  for (const part of ['sections', 'fields'] as const) {
    const double = twice(body[part].map((one) => one.key))
    if (double) throw new Error(`${part}: '${double}' stands there twice`)
  }
  if (body.beforeCustomers && !body.confirm) throw new Error('beforeCustomers: only what is confirmed can be confirmed first')
  for (const [at, field] of body.fields.entries()) if ((field.kind === 'choice') !== (field.options !== undefined)) throw new Error(`fields.${at}.options: a choice has options, and nothing else has`)
  return { ...body, key, about: body.about ?? null, validDays: body.validDays ?? null, reviewDays: body.reviewDays ?? null, standard: body.standard ?? null }
})

/** Every kind in force. */
export const kindsOf = (ctx: Pick<Ctx, 'definitions' | 'now'>): Kind[] => ctx.definitions.keys(documentKind, ctx.now).map((key) => ctx.definitions.current(documentKind, key, ctx.now).is)
