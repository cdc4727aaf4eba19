import { historyEntries } from '../../../kernel/frame.ts'
import { answer, serve } from '../../../kernel/module.ts'
import { FileMayBeRead } from '../../files/contract.ts'
import { namesOf } from '../../people/index.ts'
import { askPaper, deliverPaper, withdrawPaper } from './ask.ts'
import { paperEvents, papers } from './contract.ts'
import { findPaper, listPapers, paperResource } from './queries.ts'

/** What papers that were asked for add to their module. */
export const paperParts = {
  permissions: ['paper-request.read', 'paper-request.ask'] as const,
  events: paperEvents, resources: [paperResource],
  answers: [answer(FileMayBeRead, 'teamwork.paper-files', async (ctx, { ownerKind, ownerId }) => ownerKind !== 'paper-request' ? [] : await findPaper(ctx, ownerId).then(() => [{ may: true }], () => []))],
  invariants: [{ name: 'what was delivered has its stamp', sql: `select id from paper_request where (state = 'delivered') <> (delivered_at is not null)` }],
  serves: [serve(papers, {
    papers: (ctx, { query }) => listPapers(ctx, query),
    paper: (ctx, { params }) => findPaper(ctx, params.id),
    askPaper: (ctx, { body }) => askPaper(ctx, body),
    deliverPaper: (ctx, { params, body }) => deliverPaper(ctx, params.id, body),
    withdrawPaper: (ctx, { params, body }) => withdrawPaper(ctx, params.id, body.version),
    paperEvents: async (ctx, { params }) => historyEntries(ctx, [(await findPaper(ctx, params.id)).id], namesOf),
  })],
}
