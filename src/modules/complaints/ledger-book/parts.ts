import type { Grant } from '../../../kernel/context.ts'
import { serve } from '../../../kernel/module.ts'
import { causesInTree } from '../../cases/index.ts'
import { complaintBoard } from '../figures/board.ts'
import { complaintFigures } from '../figures/contract.ts'
import { complaintMetrics } from '../figures/metrics.ts'
import { figureSettings } from '../figures/settings.ts'
import { RecurrenceFound, RecurrenceGrown, RecurrenceSettled, RecurrenceTied, recurrences } from '../recurrence/contract.ts'
import { findRecurrences } from '../recurrence/find.ts'
import { listRecurrences, settleRecurrence } from '../recurrence/recurrences.ts'
import { recurrenceRules } from '../recurrence/settings.ts'
import { listBook } from './book.ts'
import { DigestIssued, complaintBook } from './contract.ts'
import { digestBeat, issueDigest, listDigests, readDigest, tellDigest } from './digest.ts'

const PERMISSIONS = ['complaint.book', 'complaint.digest', 'complaint.settle-recurrence'] as const
const all = (...permissions: (typeof PERMISSIONS)[number][]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))
const leads: Grant[] = ['own', 'team', 'queue'].map((scope) => ({ permission: 'complaint.book', scope }))

/** What the book of complaints, its figures and recurrences add to the module. */
export const bookParts = {
  permissions: PERMISSIONS,
  grants: { cs_manager: all(...PERMISSIONS), cs_supervisor: all(...PERMISSIONS), team_lead: leads, clerk: all('complaint.book', 'complaint.digest'), management: all('complaint.book'), evaluator: all('complaint.book'), improvement_owner: all('complaint.book', 'complaint.settle-recurrence'), supervision: [{ permission: 'complaint.book', scope: 'line' } as Grant, ...leads] } satisfies Record<string, Grant[]>,
  events: [RecurrenceFound, RecurrenceGrown, RecurrenceSettled, RecurrenceTied, DigestIssued],
  settings: [...figureSettings, recurrenceRules],
  definitions: complaintMetrics,
  listeners: [findRecurrences, tellDigest],
  beats: [digestBeat],
  serves: [serve(complaintBook, {
    entries: (ctx, { query }) => listBook(ctx, query),
    causes: async (ctx) => ({ items: causesInTree(ctx) }),
    digest: (ctx, { params }) => readDigest(ctx, params.month),
    digests: async (ctx) => ({ items: await listDigests(ctx) }),
    issue: (ctx, { params, body }) => issueDigest(ctx, params.month, body),
  }), serve(complaintFigures, {
    board: (ctx, { query }) => complaintBoard(ctx, query),
  }), serve(recurrences, {
    recurrences: (ctx, { query }) => listRecurrences(ctx, query),
    settleRecurrence: (ctx, { params, body }) => settleRecurrence(ctx, params.id, body),
  })],
}
