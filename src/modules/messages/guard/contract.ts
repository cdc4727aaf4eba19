import { z } from 'zod'
import { endpoint, line } from '../../../kernel/contract.ts'
import { APOLOGY_RULES, LEVELS, LEXICON_KINDS, OVERRIDES } from './rules.ts'

/** What a composer needs to hint while one types: the lexicons in force, fetched once, and what an apology costs on the record one writes about. */

const Words = z.object({ zh: z.string(), en: z.string() })
export const GuardLexicon = z.object({
  key: z.string(), finds: z.enum(LEXICON_KINDS), level: z.enum(LEVELS), override: z.enum(OVERRIDES), suggestion: Words,
  entries: z.array(z.object({ phrase: z.string(), instead: z.string().optional(), level: z.enum(LEVELS).optional() })), harmless: z.array(z.string()),
}).meta({ id: 'GuardLexicon' })
export const textGuard = {
  lexicons: endpoint('GET', '/text-guard/lexicons', { response: z.object({ items: z.array(GuardLexicon) }), access: 'signed-in', about: 'The lexicons of the text guard that are in force.' }),
  apologyRule: endpoint('GET', '/text-guard/apology-rule', { query: z.strictObject({ kind: line(60), id: z.uuid() }), response: z.object({ rule: z.enum(APOLOGY_RULES) }), access: 'signed-in', about: 'What an apology costs in a text about this record.' }),
}
