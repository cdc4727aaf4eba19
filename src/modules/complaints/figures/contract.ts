import { z } from 'zod'
import { Bilingual, Day, Instant, endpoint } from '../../../kernel/contract.ts'
import { MetricValue } from '../../metrics/contract.ts'

/** The board of complaints: how many against what, why, how they went, and what the handbook claims beside what is. */

const Tile = z.object({ value: MetricValue, name: Bilingual, formula: z.object({ zh: z.string(), en: z.string() }), better: z.enum(['higher', 'lower', 'neither']), /** A line the handbook draws, in the metric's unit. */ reference: z.number().nullable() })
export type BoardTile = z.output<typeof Tile>
export const ComplaintBoard = z.object({
  at: Instant, from: Day, to: Day, base: z.enum(['contacts', 'cases', 'customers', 'orders']), timeBy: z.enum(['calendar', 'working']),
  volume: z.array(Tile), handling: z.array(Tile), people: z.array(Tile), after: z.array(Tile),
  /** Causes by their branch, the most frequent first, with what is not coded last; `rate` is against the same base as the complaint rate. */
  causes: z.array(z.object({ branch: z.string().nullable(), name: Bilingual.nullable(), n: z.int(), share: z.number(), cumulative: z.number(), rate: z.number().nullable(), causes: z.array(z.object({ key: z.string(), name: Bilingual.nullable(), n: z.int() })) })),
  teams: z.array(z.object({ id: z.string().nullable(), name: z.string().nullable(), n: z.int(), rate: z.number().nullable() })), products: z.array(z.object({ product: z.string().nullable(), n: z.int(), rate: z.number().nullable() })),
  /** What the rate of a part is against. */
  over: z.int().nullable(),
  /** By month, the last twelve. */
  months: z.array(z.object({ from: Day, n: z.int(), rate: z.number().nullable() })),
  claims: z.array(z.object({ key: z.string(), where: z.string(), claimed: z.number(), year: z.int().nullable(), of: z.enum(['share', 'change']), own: z.number().nullable(), n: z.int(), metric: z.string() })),
}).meta({ id: 'ComplaintBoard' })
export type ComplaintBoard = z.output<typeof ComplaintBoard>

export const complaintFigures = {
  board: endpoint('GET', '/complaint-board', { query: z.strictObject({ from: Day.optional(), to: Day.optional() }), response: ComplaintBoard, access: 'complaint.book', about: 'Figures about complaints in a window (the last 90 days when none is said), over the cases one may see.' }),
}
