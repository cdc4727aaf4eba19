import { z } from 'zod'
import { Bilingual, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { History } from '../../../kernel/shell.ts'

/** The suggestion box: how people who work here would do things better, what shows that it is worth it, and what was decided. */

export const AREAS = ['service', 'process', 'product', 'tools', 'workplace'] as const
export const SUGGESTION_STATES = ['submitted', 'adopted', 'declined', 'duplicate', 'done', 'withdrawn'] as const
export const VERDICTS = ['adopt', 'decline', 'duplicate'] as const
export const EVIDENCE_KINDS = ['metric', 'case', 'document', 'form', 'flow'] as const
const Named = z.object({ id: z.uuid(), name: z.string() })
const State = z.enum(SUGGESTION_STATES)
/** Of a case its number, of everything else its key. */
const EvidenceRef = z.strictObject({ kind: z.enum(EVIDENCE_KINDS), key: line(120) })
export type EvidenceRef = z.output<typeof EvidenceRef>

export const Suggestion = z.object({
  id: z.uuid(), title: z.string(), problem: z.string(), proposal: z.string(), area: z.enum(AREAS), department: Named.nullable(), author: Named, state: State,
  /** The one that said it before. */
  sameAs: z.object({ id: z.uuid(), title: z.string() }).nullable(), dueAt: Instant, overdue: z.boolean(), decidedBy: Named.nullable(), decidedAt: Instant.nullable(), reason: z.string().nullable(),
  owner: Named.nullable(), doneBy: Instant.nullable(), outcome: z.string().nullable(), endedAt: Instant.nullable(),
  evidence: z.array(z.object({ id: z.uuid(), kind: z.enum(EVIDENCE_KINDS), key: z.string(), /** Null when it is not there any more. */ name: Bilingual.nullable(), path: z.string().nullable() })),
  /** How many others said the same after it. */
  twins: z.int(), createdAt: Instant, version: z.int(), may: z.array(z.enum(['change', 'add-evidence', 'decide', 'finish', 'withdraw'])),
}).meta({ id: 'Suggestion' })
export type Suggestion = z.output<typeof Suggestion>
export const SuggestionQuery = Listing.omit({ q: true }).extend({
  state: z.string().max(100).regex(/^[a-z]+(,[a-z]+)*$/).optional(), area: z.enum(AREAS).optional(), departmentId: z.uuid().optional(), author: z.union([z.uuid(), z.literal('me')]).optional(), owner: z.union([z.uuid(), z.literal('me')]).optional(), overdue: z.enum(['true']).optional(),
})
export type SuggestionQuery = z.output<typeof SuggestionQuery>
const fields = { title: line(200), problem: prose(5_000), proposal: prose(5_000), area: z.enum(AREAS), departmentId: z.uuid().nullable() }
export const Submit = z.strictObject({ ...fields, departmentId: fields.departmentId.optional(), evidence: z.array(EvidenceRef).max(20).default([]) })
export type Submit = z.output<typeof Submit>
export const ChangeSuggestion = z.strictObject({ ...z.object(fields).partial().shape, version: z.int() })
export type ChangeSuggestion = z.output<typeof ChangeSuggestion>
export const Decide = z.strictObject({
  version: z.int(), verdict: z.enum(VERDICTS), reason: prose(2_000).optional(), ownerId: z.uuid().optional(), doneBy: Instant.optional(), sameAs: z.uuid().optional(), evidence: z.array(EvidenceRef).max(20).default([]),
})
export type Decide = z.output<typeof Decide>
export const suggestions = {
  suggestions: endpoint('GET', '/suggestions', { query: SuggestionQuery, response: pageOf(Suggestion), access: 'suggestion.read', about: 'Suggestions of those who work here, newest first.' }),
  alike: endpoint('GET', '/suggestion-candidates', { query: z.strictObject({ text: z.string().trim().min(1).max(500) }), response: z.object({ items: z.array(z.object({ id: z.uuid(), title: z.string(), state: State, author: Named })) }), access: 'suggestion.read', about: 'Suggestions that speak of the same, the nearest first.' }),
  suggestion: endpoint('GET', '/suggestions/:id', { params: Id, response: Suggestion, access: 'suggestion.read', about: 'One suggestion with its evidence and what was decided.' }),
  submit: endpoint('POST', '/suggestions', { body: Submit, response: Suggestion, status: 201, access: 'suggestion.submit', about: 'Puts a suggestion into the box; a decision is due by its deadline.' }),
  changeSuggestion: endpoint('PATCH', '/suggestions/:id', { params: Id, body: ChangeSuggestion, response: Suggestion, access: 'suggestion.submit', about: 'Changes one’s own suggestion before it is decided.' }),
  addEvidence: endpoint('POST', '/suggestions/:id/evidence', { params: Id, body: EvidenceRef, response: Suggestion, status: 201, access: 'suggestion.submit', about: 'Links what shows that it is worth doing: a metric, a document, a form, a flow by key, a case by number.' }),
  dropEvidence: endpoint('DELETE', '/suggestions/:id/evidence/:evidenceId', { params: Id.extend({ evidenceId: z.uuid() }), response: Suggestion, access: 'suggestion.submit', about: 'Takes a link away, before the decision.' }),
  decideSuggestion: endpoint('POST', '/suggestions/:id/decision', { params: Id, body: Decide, response: Suggestion, access: 'suggestion.decide', about: 'Adopts a suggestion with evidence and somebody who carries it out, declines it with a reason, or says that another said it before. Never one’s own.' }),
  finishSuggestion: endpoint('POST', '/suggestions/:id/outcome', { params: Id, body: z.strictObject({ version: z.int(), outcome: prose(5_000) }), response: Suggestion, access: 'suggestion.submit', about: 'Whoever carries it out says what came of it.' }),
  withdrawSuggestion: endpoint('POST', '/suggestions/:id/withdraw', { params: Id, body: z.strictObject({ version: z.int() }), response: Suggestion, access: 'suggestion.submit', about: 'Takes one’s own suggestion back before it is decided.' }),
  suggestionEvents: endpoint('GET', '/suggestions/:id/events', { params: Id, response: History, access: 'suggestion.read', about: 'The history, oldest first.' }),
}
/** What can be linked, for whoever writes; cases are named by their number. */
export const linkables = {
  evidenceChoices: endpoint('GET', '/suggestion-evidence', { query: z.strictObject({ kind: z.enum(['metric', 'document', 'form', 'flow']) }), response: z.object({ items: z.array(z.object({ kind: z.string(), key: z.string(), name: Bilingual })) }), access: 'suggestion.read', about: 'Metrics, documents, forms and flows that can be linked as evidence.' }),
}
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }).partial())
export const SuggestionSubmitted = event('suggestion.submitted', z.object({ area: z.enum(AREAS), departmentId: z.uuid().nullable(), evidence: z.int() }))
export const SuggestionChanged = event('suggestion.changed', z.object({ changed: Changed }))
export const EvidenceAdded = event('suggestion.evidence-added', z.object({ kind: z.string(), key: z.string() }))
export const EvidenceDropped = event('suggestion.evidence-dropped', z.object({ kind: z.string(), key: z.string() }))
export const SuggestionDecided = event('suggestion.decided', z.object({ verdict: z.enum(VERDICTS), ownerId: z.uuid().nullable(), sameAs: z.uuid().nullable(), changed: Changed }))
export const SuggestionDone = event('suggestion.done', z.object({ changed: Changed }))
export const SuggestionWithdrawn = event('suggestion.withdrawn', z.object({ changed: Changed }))
export const suggestionEvents = [SuggestionSubmitted, SuggestionChanged, EvidenceAdded, EvidenceDropped, SuggestionDecided, SuggestionDone, SuggestionWithdrawn]
