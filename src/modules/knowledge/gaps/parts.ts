import { beat, serve } from '../../../kernel/module.ts'
import { hashed } from '../help/visitor.ts'
import { GapSearched, GapSettled, gaps, helpGaps } from './contract.ts'
import { keepMiss } from './keep.ts'
import { answerGap, dismissGap, listGaps, lookAgain, reopenGap } from './settle.ts'

const TEN_MINUTES = 600

/** What gaps add to the module. */
export const gapParts = {
  events: [GapSearched, GapSettled],
  beats: [beat('knowledge.gaps', TEN_MINUTES, lookAgain)],
  serves: [serve(gaps, {
    listGaps: (ctx, { query }) => listGaps(ctx, query),
    miss: (ctx, { body }) => keepMiss(ctx, body.q, { staff_id: ctx.actor.id as string, visitor: null }, { unhelpful: body.unhelpful }),
    answerGap: (ctx, { params, body }) => answerGap(ctx, params.id, body),
    dismissGap: (ctx, { params, body }) => dismissGap(ctx, params.id, body),
    reopenGap: (ctx, { params, body }) => reopenGap(ctx, params.id, body),
  }), serve(helpGaps, {
    missHelp: async (ctx, { body }) => { await keepMiss(ctx, body.q, { staff_id: null, visitor: hashed(body.visitor) }); return null },
  })],
}
