import { z } from 'zod'
import { Id, Instant, endpoint, event, line, prose } from '../../../kernel/contract.ts'

/** Why a document was revised: the dissatisfaction of customers, case by case, with the cause that was found and the version that answered it. */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const DocumentCause = z.object({
  id: z.uuid(), document: z.object({ id: z.uuid(), title: z.object({ zh: z.string().nullable(), en: z.string().nullable() }) }),
  /** `seen` says whether the reader may open the case. */
  case: z.object({ id: z.uuid(), number: z.string(), kind: z.string(), seen: z.boolean() }).nullable(), finding: z.string(), addedBy: Named.nullable(), at: Instant,
  /** The version that was put in force because of it; null while it is still to be written. */
  version: z.object({ id: z.uuid(), number: z.int(), beganAt: Instant.nullable() }).nullable(),
}).meta({ id: 'DocumentCause' })
export type DocumentCause = z.output<typeof DocumentCause>
export const AskRevision = z.strictObject({ documentKey: line(120), finding: prose(2_000) })
export type AskRevision = z.output<typeof AskRevision>
const List = z.object({ items: z.array(DocumentCause) })
export const documentCauses = {
  askRevision: endpoint('POST', '/cases/:id/document-revisions', { params: Id, body: AskRevision, response: DocumentCause, status: 201, access: 'process-change.write', about: 'Asks for a revision of a document because of what made a customer dissatisfied; who answers for the document gets the task, and the next version in force answers it.' }),
  revisionsOfCase: endpoint('GET', '/cases/:id/document-revisions', { params: Id, response: List, access: 'process-change.read', about: 'The revisions of documents that a case called for.' }),
  causesOfDocument: endpoint('GET', '/documents/:id/causes', { params: Id, response: List, access: 'process-change.read', about: 'Why a document is as it is: the dissatisfaction behind its versions, newest first.' }),
}
/** The document is the subject. */
export const RevisionAsked = event('document.revision-asked', z.object({ causeId: z.uuid(), caseId: z.uuid() }))
export const RevisionAnswered = event('document.revision-answered', z.object({ versionId: z.uuid(), causes: z.int() }))
