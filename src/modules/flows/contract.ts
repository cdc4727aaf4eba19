import { z } from 'zod'
import { Bilingual, endpoint } from '../../kernel/contract.ts'

/** What a status means to clocks, lists and figures, whatever it is called. */
export const StatusClass = z.enum(['open', 'waiting-customer', 'waiting-third', 'resolved', 'closed'])
export type StatusClass = z.output<typeof StatusClass>

/** The words of statuses for lists and filters: every flow in force, in its own order. */
export const FlowSummary = z.object({
  key: z.string(), version: z.int(), name: Bilingual,
  statuses: z.array(z.object({ key: z.string(), class: StatusClass, name: Bilingual })),
}).meta({ id: 'FlowSummary' })
export type FlowSummary = z.output<typeof FlowSummary>

export const flows = {
  list: endpoint('GET', '/flows', { response: z.object({ items: z.array(FlowSummary) }), access: 'signed-in', about: 'The flows in force with their statuses.' }),
}
