import { z } from 'zod'
import { Bilingual } from '../../../kernel/contract.ts'
import { definitionKind } from '../../../kernel/definitions.ts'
import { LEVELS, LEXICON_KINDS, OVERRIDES } from './rules.ts'
import type { Lexicon } from './rules.ts'

const Text = z.string().trim().max(500)
const Phrase = z.string().trim().min(1).max(80).refine((phrase) => /[\p{L}\p{N}]/u.test(phrase), { error: 'lexicon.no-letters' }).refine((phrase) => phrase.split('…').length <= 2, { error: 'lexicon.one-gap' })
const LexiconSchema = z.strictObject({
  name: Bilingual, finds: z.enum(LEXICON_KINDS), level: z.enum(LEVELS).default('warn'), override: z.enum(OVERRIDES).default('writer'),
  suggestion: z.strictObject({ zh: Text, en: Text }),
  entries: z.array(z.strictObject({ phrase: Phrase, instead: Text.optional(), level: z.enum(LEVELS).optional() })).min(1).max(10_000),
  harmless: z.array(Phrase).max(5_000).default([]),
  /** Sentences that prove it: found, or left alone. */
  tests: z.array(z.strictObject({ text: z.string().trim().min(1).max(1_000), finds: z.boolean() })).max(2_000).default([]),
})
export type LexiconBody = z.input<typeof LexiconSchema>
export type CompiledLexicon = Lexicon & { tests: readonly { text: string; finds: boolean }[] }

/** Refuses a phrase twice; whether its sentences are judged rightly is asked when it is published. */
function compile(body: z.output<typeof LexiconSchema>): CompiledLexicon {
  const seen = new Map<string, number>()
  const faults = body.entries.flatMap(({ phrase }, at) => {
    const first = seen.get(phrase)
    if (first === undefined) seen.set(phrase, at)
    return first === undefined ? [] : [`entries.${at}.phrase: '${phrase}' stands here twice`]
  })
  if (faults.length) throw new Error(faults.join('; '))
  return body
}
export const lexiconKind = definitionKind('lexicon', LexiconSchema as unknown as z.ZodType<z.output<typeof LexiconSchema>>, compile)
