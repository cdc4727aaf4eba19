import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { serve } from '../../../kernel/module.ts'
import { proposeFor } from '../../messages/index.ts'
import { findCase } from '../queries.ts'
import { CaseNeedsVoice, reach } from './contract.ts'
import type { Reach } from './contract.ts'

/** Matters that words on a screen seldom settle. */
const INVOLVED: ReadonlySet<string> = new Set(['complaint', 'grumble'])

/** The channel to answer a case by, and why; null where it has no customer or no way to reach them. @throws AppError not-found `case.not-found` */
async function reachOf(ctx: Ctx, caseId: string): Promise<z.output<typeof Reach>> {
  const found = await findCase(ctx, caseId)
  const told = await ctx.ask(CaseNeedsVoice, { caseId: found.id })
  const safety = told.some((one) => one.safety)
  // A case that went from hand to hand is explained better than written about once more.
  const complexity = INVOLVED.has(found.kind) || found.transfers > 1 || told.some((one) => one.complex) ? 'complex' as const : 'simple' as const
  const urgency = found.priority
  const proposal = found.customer_id ? await proposeFor(ctx, found.customer_id, { urgency, complexity, safety: safety ? 'true' : 'false', purpose: 'answer' }) : { channel: null, reason: null, ways: [] }
  return { ...proposal, urgency, complexity, safety }
}
export const reachServes = [serve(reach, { reach: (ctx, { params }) => reachOf(ctx, params.id) })]
