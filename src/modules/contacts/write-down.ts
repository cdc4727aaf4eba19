import type { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { invalid } from '../../kernel/errors.ts'
import { customerRefs } from '../customers/index.ts'
import type { WholeInteraction, WriteDown } from './contract.ts'
import { getInteraction, requireContactPoint } from './queries.ts'
import { recordInteraction } from './record-interaction.ts'

/** Clocks of two machines never agree quite. */
const TOLERANCE_MS = 300_000

/**
 * Writes down a contact that the actor had.
 *
 * @throws AppError invalid `customer.not-found`, `contact-point.not-found`, `interaction.in-the-future`, `interaction.ends-before-start`
 */
export async function writeDown(ctx: Ctx, { contactPointId, startedAt, endedAt, topic, outcome, ...told }: z.output<typeof WriteDown>): Promise<z.output<typeof WholeInteraction>> {
  if (startedAt.getTime() > ctx.now.getTime() + TOLERANCE_MS) throw invalid('startedAt', 'interaction.in-the-future')
  if (endedAt && endedAt < startedAt) throw invalid('endedAt', 'interaction.ends-before-start')
  if (!(await customerRefs(ctx, [told.customerId])).get(told.customerId)?.active) throw invalid('customerId', 'customer.not-found')
  if (contactPointId) await requireContactPoint(ctx, told.customerId, contactPointId)
  const id = await recordInteraction(ctx, {
    ...told, agentId: ctx.actor.id, at: startedAt, startedAt, ...(endedAt ? { endedAt } : {}), topic, ...(outcome ? { outcome } : {}),
    parties: contactPointId ? [{ role: told.direction === 'in' ? 'from' : 'to', contactPointId }] : [],
  })
  return getInteraction(ctx, id)
}
