import { z } from 'zod'
import { Id, Instant, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'

/** Emergency cards: what everybody says and does while something out of the ordinary goes on, pinned on every page until it is over. */

const Named = z.object({ id: z.uuid(), name: z.string() })
/** The words of a card in one language; Markdown is not read, lines are. */
const CardWords = z.strictObject({ title: line(120), situation: z.string().max(2_000).default(''), say: prose(2_000), steps: z.string().max(4_000).default('') })
export const EmergencyCard = z.object({ documentId: z.uuid(), key: z.string(), words: z.object({ zh: CardWords, en: CardWords.nullable() }) }).meta({ id: 'EmergencyCard' })
export type EmergencyCard = z.output<typeof EmergencyCard>
export const EmergencyPin = z.object({
  id: z.uuid(), documentId: z.uuid().nullable(), words: z.object({ zh: CardWords, en: CardWords.nullable() }), note: z.string().nullable(), by: Named, at: Instant, endedBy: Named.nullable(), endedAt: Instant.nullable(), may: z.array(z.enum(['end', 'note'])), version: z.int(),
}).meta({ id: 'EmergencyPin' })
export type EmergencyPin = z.output<typeof EmergencyPin>

export const emergencies = {
  active: endpoint('GET', '/emergencies/active', { response: z.object({ items: z.array(EmergencyPin) }), access: 'knowledge.read', about: 'What is pinned now, newest first.' }),
  cards: endpoint('GET', '/emergency-cards', { response: z.object({ items: z.array(EmergencyCard) }), access: 'knowledge.read', about: 'Cards prepared and approved for emergencies.' }),
  past: endpoint('GET', '/emergencies', { query: z.strictObject({ limit: z.coerce.number<number>().int().min(1).max(200).default(50), cursor: z.uuid().optional() }), response: pageOf(EmergencyPin), access: 'knowledge.read', about: 'Everything that was ever pinned, newest first.' }),
  pin: endpoint('POST', '/emergencies', {
    body: z.strictObject({ documentId: z.uuid().optional(), words: z.strictObject({ zh: CardWords, en: CardWords.optional() }).optional(), note: prose(500).optional() }).refine((body) => (body.documentId === undefined) !== (body.words === undefined), { error: 'emergency.one-source', path: ['documentId'] }),
    response: EmergencyPin, status: 201, access: 'knowledge.curate', about: 'Pins a prepared card, or words of the moment, for everybody; they see it at once.',
  }),
  note: endpoint('PATCH', '/emergencies/:id', { params: Id, body: z.strictObject({ note: prose(500), version: z.int() }), response: EmergencyPin, access: 'knowledge.curate', about: 'Says how things stand, such as when it will be over.' }),
  end: endpoint('POST', '/emergencies/:id/end', { params: Id, body: z.strictObject({ version: z.int().optional() }).default({}), response: EmergencyPin, access: 'knowledge.curate', about: 'Takes a card down: it is over.' }),
}
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
export const EmergencyPinned = event('emergency.pinned', z.object({ documentId: z.uuid().nullable(), title: z.string() }))
export const EmergencyNoted = event('emergency.noted', z.object({ changed: Changed }))
export const EmergencyEnded = event('emergency.ended', z.object({ changed: Changed }))
