import { z } from 'zod'
import { Bilingual, Day, endpoint, line } from '../../../kernel/contract.ts'
import { Direction, Goal, MetricValue, Sentence } from '../contract.ts'

/** Metrics in the order of what they are for: trees of objectives, and the card of a post. Nothing of it is written by hand. */

const Window = z.strictObject({ from: Day.optional(), to: Day.optional() })
/** A metric in its place. Null for a value that the reader may not see, or whose module is not there. */
export const Figure = z.object({
  metric: z.string(), name: Bilingual.nullable(), formula: Sentence.nullable(), better: z.enum(['higher', 'lower', 'neither']).nullable(), value: MetricValue.nullable(),
  /** What it is held against, when the card or a goal in force says so. */
  target: z.object({ direction: Direction, value: z.number(), goalId: z.uuid().nullable(), state: Goal.shape.standing.shape.state, gap: z.number().nullable() }).nullable(),
})
export type Figure = z.output<typeof Figure>
export const Branch = z.object({ key: z.string(), name: Bilingual, about: Sentence, figures: z.array(Figure) })
export const Tree = z.object({ key: z.string(), name: Bilingual, about: Sentence, source: z.string(), from: z.iso.date(), to: z.iso.date(), branches: z.array(Branch) }).meta({ id: 'MetricTree' })
export type Tree = z.output<typeof Tree>
export const Card = z.object({
  key: z.string(), role: z.string(), name: Bilingual, from: z.iso.date(), to: z.iso.date(),
  /** Whose own records are counted; null for all that the reader may see. */
  of: z.object({ id: z.uuid(), name: z.string() }).nullable(), figures: z.array(Figure),
}).meta({ id: 'MetricCard' })
export type Card = z.output<typeof Card>

export const objectives = {
  trees: endpoint('GET', '/metric-trees', { response: z.object({ items: z.array(z.object({ key: z.string(), name: Bilingual, about: Sentence, source: z.string() })) }), access: 'metric.read', about: 'The trees of objectives in force.' }),
  tree: endpoint('GET', '/metric-trees/:key', { params: z.strictObject({ key: line(60) }), query: Window, response: Tree, access: 'metric.read', about: 'A tree of objectives with the value of every metric in it.' }),
  cards: endpoint('GET', '/metric-cards', { response: z.object({ items: z.array(z.object({ key: z.string(), role: z.string(), name: Bilingual, personal: z.boolean() })) }), access: 'metric.read', about: 'The cards of posts in force.' }),
  card: endpoint('GET', '/metric-cards/:key', { params: z.strictObject({ key: line(60) }), query: Window.extend({ staffId: z.uuid().optional() }), response: Card, access: 'metric.read', about: 'The figures of a post, of one person’s own records when it is a personal card: by `staffId`, else of whoever asks. Read only: every value is the metric’s.' }),
}
