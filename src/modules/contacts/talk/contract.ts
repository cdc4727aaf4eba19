import { z } from 'zod'
import { Id, Instant, endpoint, event, prose } from '../../../kernel/contract.ts'

/** Who spoke when in a call, as the telephone system tells it: interruptions, and the time a customer had to speak their mind (CMP-07). */

const Seconds = z.number().min(0).max(86_400)
export const Talk = z.object({
  interactionId: z.uuid(), interruptions: z.int(),
  /** Seconds from the beginning of the call. */
  brokeInAt: z.array(z.number()), overlapSeconds: z.number(), ventingSeconds: z.number(), customerSeconds: z.number(), agentSeconds: z.number(),
  /** Broken in on so often that quality assurance looks at it. */
  flagged: z.boolean(),
  /** Of our words, where a transcript came with it. */
  manners: z.object({ greeting: z.boolean(), please: z.boolean(), thanks: z.boolean(), score: z.int() }).nullable(), toldAt: Instant,
}).meta({ id: 'CallTalk' })
export type Talk = z.output<typeof Talk>
const Stretch = z.strictObject({ speaker: z.enum(['agent', 'customer']), from: Seconds, until: Seconds }).refine(({ from, until }) => until > from, { path: ['until'], error: 'interaction.ends-before-start' })
export const TellTalk = z.strictObject({
  /** Every stretch of speech, in seconds from the beginning of the call. */
  stretches: z.array(Stretch).min(1).max(10_000),
  /** What we said; only which parts of politeness it holds is kept. */
  transcript: prose(200_000).optional(),
})
export type TellTalk = z.output<typeof TellTalk>

export const talks = {
  talk: endpoint('GET', '/interactions/:id/talk', { params: Id, response: z.object({ talk: Talk.nullable() }), access: 'interaction.read', about: 'Interruptions of a call and how long the customer could speak their mind; null where nobody told who spoke when.' }),
  tellTalk: endpoint('POST', '/interactions/:id/talk', { params: Id, body: TellTalk, response: z.object({ talk: Talk }), status: 201, access: 'interaction.talk', about: 'Takes in who spoke when in a call. Told again it replaces what was told before.' }),
}
/** Who spoke when became known; `flagged` calls are looked at. */
export const TalkTold = event('interaction.talk-told', z.object({ interruptions: z.int(), ventingSeconds: z.number(), flagged: z.boolean() }))
