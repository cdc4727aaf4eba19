import { z } from 'zod'
import { Bilingual, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { History } from '../../../kernel/shell.ts'
import { FileView } from '../../files/contract.ts'

/** Papers that somebody who leads asks for, such as a report: a task with a due date, and a delivery with its stamp. */

export const PAPER_STATES = ['open', 'delivered', 'withdrawn'] as const
const Named = z.object({ id: z.uuid(), name: z.string() })
export const Paper = z.object({
  id: z.uuid(), title: z.string(), note: z.string().nullable(), askedBy: Named,
  /** One person, or whoever of a role takes it. */
  owner: Named.nullable(), role: z.object({ key: z.string(), name: Bilingual }).nullable(),
  dueAt: Instant, overdue: z.boolean(), state: z.enum(PAPER_STATES),
  /** The stamp: who delivered it, when, and whether that was in time. */
  deliveredBy: Named.nullable(), deliveredAt: Instant.nullable(), late: z.boolean().nullable(), delivery: z.string().nullable(), files: z.array(FileView),
  createdAt: Instant, version: z.int(), may: z.array(z.enum(['deliver', 'withdraw'])),
}).meta({ id: 'PaperRequest' })
export type Paper = z.output<typeof Paper>
export const PaperQuery = Listing.omit({ q: true }).extend({ state: z.enum(PAPER_STATES).optional(), mine: z.enum(['asked', 'to-deliver']).optional() })
export type PaperQuery = z.output<typeof PaperQuery>
export const AskPaper = z.strictObject({ title: line(200), note: prose(4_000).optional(), dueAt: Instant, ownerId: z.uuid().optional(), roleKey: line(60).optional() })
  .refine((body) => !(body.ownerId && body.roleKey), { error: 'task.one-receiver', path: ['ownerId'] })
export type AskPaper = z.output<typeof AskPaper>
export const DeliverPaper = z.strictObject({ version: z.int(), text: prose(4_000).optional(), files: z.array(z.uuid()).max(20).default([]) })
  .refine((body) => body.text !== undefined || body.files.length > 0, { error: 'paper-request.nothing-delivered', path: ['files'] })
export type DeliverPaper = z.output<typeof DeliverPaper>

export const papers = {
  papers: endpoint('GET', '/paper-requests', { query: PaperQuery, response: pageOf(Paper), access: 'paper-request.read', about: 'Papers that were asked for, the newest first.' }),
  paper: endpoint('GET', '/paper-requests/:id', { params: Id, response: Paper, access: 'paper-request.read', about: 'One paper that was asked for, with its files.' }),
  askPaper: endpoint('POST', '/paper-requests', { body: AskPaper, response: Paper, status: 201, access: 'paper-request.ask', about: 'Asks somebody, or the clerks, for a paper by a moment: a task of theirs.' }),
  deliverPaper: endpoint('POST', '/paper-requests/:id/delivery', { params: Id, body: DeliverPaper, response: Paper, access: 'paper-request.read', about: 'Delivers it: files or words, stamped with who, when and whether in time.' }),
  withdrawPaper: endpoint('POST', '/paper-requests/:id/withdraw', { params: Id, body: z.strictObject({ version: z.int() }), response: Paper, access: 'paper-request.ask', about: 'Takes the wish back.' }),
  paperEvents: endpoint('GET', '/paper-requests/:id/events', { params: Id, response: History, access: 'paper-request.read', about: 'The history, oldest first.' }),
}
export const PaperAsked = event('paper-request.made', z.object({ ownerId: z.uuid().nullable(), roleKey: z.string().nullable(), dueAt: z.string() }))
export const PaperDelivered = event('paper-request.delivered', z.object({ late: z.boolean(), files: z.int() }))
export const PaperWithdrawn = event('paper-request.withdrawn', z.object({}))
export const paperEvents = [PaperAsked, PaperDelivered, PaperWithdrawn]
