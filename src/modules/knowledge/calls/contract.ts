import { z } from 'zod'
import { Bilingual, Id, Instant, endpoint, event } from '../../../kernel/contract.ts'

/** The script of a telephone call: what is said at which stage, ticked while one speaks, and how much of it was. */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const CallScript = z.object({
  caseId: z.uuid(), key: z.string(), name: Bilingual,
  /** The language the customer is spoken to in. */
  speaks: z.enum(['zh-CN', 'en']),
  stages: z.array(z.object({
    key: z.string(), name: Bilingual,
    /** Counts in every call; any other stage counts once it was begun. */
    always: z.boolean(),
    /** What one says, filled for this case. */
    says: z.object({ zh: z.string(), en: z.string() }),
    steps: z.array(z.object({ key: z.string(), words: Bilingual, said: z.boolean() })),
  })),
  /** Of the steps this call needs so many percent were said. */
  coverage: z.number(), needed: z.int(), done: z.int(), by: Named.nullable(), begunAt: Instant.nullable(), may: z.array(z.enum(['tick'])), version: z.int(),
}).meta({ id: 'CallScript' })
export type CallScript = z.output<typeof CallScript>

export const calls = {
  callScript: endpoint('GET', '/cases/:id/call-script', { params: Id, response: CallScript, access: 'knowledge.read', about: 'The script of the call on this case with the steps already said; 422 for a case that did not come by telephone.' }),
  tickSteps: endpoint('PATCH', '/cases/:id/call-script', { params: Id, body: z.strictObject({ said: z.array(z.string().max(120)).max(100), version: z.int().optional() }), response: CallScript, access: 'knowledge.read', about: 'Says which steps were said, as `stage.step`; takes the place of what was ticked before. `version` 0 before the first.' }),
}
/** The case is the subject. */
export const CallTicked = event('case.call-ticked', z.object({ said: z.array(z.string()), coverage: z.number() }))
