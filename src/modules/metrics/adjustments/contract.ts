import { z } from 'zod'
import { Day, Id, Instant, endpoint, event, line, prose } from '../../../kernel/contract.ts'
import { Unit } from '../contract.ts'

/** Corrections: a value is never written by hand. What somebody knows to be wrong stands beside it, with who says so, why, and what shows it. */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const Adjustment = z.object({
  id: z.uuid(), metric: z.string(), unit: Unit, from: z.iso.date(), to: z.iso.date(),
  /** To be added to the value, in the metric's unit. */
  amount: z.number(), reason: z.string(),
  /** The record that shows it, or the paper. */
  source: z.object({ kind: z.string(), id: z.uuid().nullable(), text: z.string().nullable() }),
  by: Named, at: Instant, withdrawnAt: Instant.nullable(), withdrawnBy: Named.nullable(), withdrawnReason: z.string().nullable(), version: z.int(), may: z.array(z.enum(['withdraw'])),
}).meta({ id: 'MetricAdjustment' })
export type Adjustment = z.output<typeof Adjustment>
export const AddAdjustment = z.strictObject({
  from: Day, to: Day, amount: z.number().refine((amount) => amount !== 0, { error: 'adjustment.nothing' }), reason: prose(1_000),
  source: z.strictObject({ kind: line(60), id: z.uuid().optional(), text: line(200).optional() }).refine(({ id, text }) => id !== undefined || text !== undefined, { error: 'adjustment.no-source' }),
})
export type AddAdjustment = z.output<typeof AddAdjustment>
const Key = z.strictObject({ key: line(60) })

export const adjustments = {
  of: endpoint('GET', '/metrics/:key/adjustments', { params: Key, query: z.strictObject({ from: Day.optional(), to: Day.optional() }), response: z.object({ items: z.array(Adjustment) }), access: 'metric.read', about: 'The corrections that touch a window, the newest first, withdrawn ones too.' }),
  add: endpoint('POST', '/metrics/:key/adjustments', { params: Key, body: AddAdjustment, response: Adjustment, status: 201, access: 'metric.adjust', about: 'Writes a correction beside the value, which itself stays what was counted.' }),
  withdrawAdjustment: endpoint('POST', '/metric-adjustments/:id/withdraw', { params: Id, body: z.strictObject({ version: z.int(), reason: prose(500) }), response: Adjustment, access: 'metric.adjust', about: 'Takes a correction back. It stays to be read.' }),
}
const Told = { metric: z.string(), from: z.iso.date(), to: z.iso.date(), amount: z.number(), sourceKind: z.string(), sourceId: z.uuid().nullable() }
/** Reasons stay with the correction, for they may name anybody. */
export const AdjustmentMade = event('metric-adjustment.made', z.object(Told))
export const AdjustmentWithdrawn = event('metric-adjustment.withdrawn', z.object({ metric: z.string() }))
