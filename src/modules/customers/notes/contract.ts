import { z } from 'zod'
import { Day, Id, Instant, endpoint, event, prose } from '../../../kernel/contract.ts'

/** What is to be remembered at the next contact with a customer. */

export const Note = z.object({
  id: z.uuid(), customerId: z.uuid(), text: z.string(),
  /** False: for the next contact alone, until somebody has read it. True: for everybody's next contact, until it is ended. */
  lasting: z.boolean(),
  /** The last day on which it is shown. */
  until: z.string().nullable(),
  by: z.object({ id: z.uuid(), name: z.string() }).nullable(), at: Instant, endedAt: Instant.nullable(),
  readBy: z.array(z.object({ id: z.uuid(), name: z.string(), at: Instant })),
  /** Whether the reader still has to say that they have read it. Who wrote it today need not. */
  pending: z.boolean(), version: z.int(),
}).meta({ id: 'CustomerNote' })
export type Note = z.output<typeof Note>

export const AddNote = z.strictObject({ text: prose(1_000), lasting: z.boolean().default(false), until: Day.optional() })

export const notes = {
  listNotes: endpoint('GET', '/customers/:id/notes', { params: Id, response: z.object({ items: z.array(Note) }), access: 'customer.read', about: 'What is to be remembered of a customer, newest first: what stands, and the last that were.' }),
  addNote: endpoint('POST', '/customers/:id/notes', { params: Id, body: AddNote, response: Note, status: 201, access: 'customer.write', about: 'Leaves a note for the next contact.' }),
  acknowledgeNote: endpoint('POST', '/customer-notes/:id/acknowledge', { params: Id, response: Note, access: 'customer.write', about: 'Says that one has read it. A note for the next contact alone ends with that.' }),
  endNote: endpoint('POST', '/customer-notes/:id/end', { params: Id, body: z.strictObject({ version: z.int() }), response: Note, access: 'customer.write', about: 'Ends a note before its time.' }),
}

export const NoteAdded = event('customer.noted', z.object({ noteId: z.uuid(), lasting: z.boolean() }))
export const NoteAcknowledged = event('customer.note-read', z.object({ noteId: z.uuid() }))
export const NoteEnded = event('customer.note-ended', z.object({ noteId: z.uuid() }))
