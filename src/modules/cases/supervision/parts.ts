import { serve } from '../../../kernel/module.ts'
import { boardNow } from './board.ts'
import { CaseSteppedIn, HelpAsked, HelpSettled, supervision } from './contract.ts'
import { callForHelp, callsOf, settleCall, stepIn } from './help-calls.ts'
import { tellHelp } from './notices.ts'

/** What supervision adds to the module. */
export const supervisionParts = {
  events: [HelpAsked, HelpSettled, CaseSteppedIn],
  listeners: [tellHelp],
  serves: [serve(supervision, {
    board: (ctx, { query }) => boardNow(ctx, query),
    calls: async (ctx, { params }) => ({ items: await callsOf(ctx, params.id) }),
    call: (ctx, { params, body }) => callForHelp(ctx, params.id, body),
    settle: (ctx, { params, body }) => settleCall(ctx, params.id, body),
    stepIn: (ctx, { params, body }) => stepIn(ctx, params.id, body),
  })],
}
