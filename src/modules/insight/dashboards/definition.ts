import { z } from 'zod'
import { Bilingual, line } from '../../../kernel/contract.ts'
import { definitionKind } from '../../../kernel/definitions.ts'
import { WINDOWS } from '../contract.ts'

/** A board of figures for people of some roles. Every tile is a metric in force, perhaps narrowed to some of its records. */

const Key = line(60)
const Tile = z.strictObject({
  key: Key, metric: Key,
  /** The metric's own name when absent. */
  title: Bilingual.optional(),
  /** Tiles that follow each other under the same heading stand together. */
  group: Bilingual.optional(),
  /** Only the records with these values: field and value, of those the metric may be divided by. */
  where: z.record(Key, Key).default({}),
})
export const DashboardDefinition = z.strictObject({
  name: Bilingual, about: Bilingual,
  /** Whose board it is; the first of their roles that has one decides. */
  roles: z.array(Key).max(40),
  /** A page that one opens, or the day's figures on the wall. */
  place: z.enum(['page', 'wall']).default('page'),
  window: z.enum(WINDOWS).default('30-days'), against: z.enum(['previous', 'year']).default('previous'),
  /** Lower stands first where somebody may open several. */
  order: z.int().min(0).max(1_000).default(100),
  tiles: z.array(Tile).min(1).max(24),
}).refine(({ tiles }) => new Set(tiles.map(({ key }) => key)).size === tiles.length, { path: ['tiles'], error: 'dashboard.tile-twice' })
export type DashboardBody = z.input<typeof DashboardDefinition>
export type Board = z.output<typeof DashboardDefinition>

export const dashboardKind = definitionKind<Board, Board>('dashboard', DashboardDefinition as unknown as z.ZodType<Board>, (body) => body,
  ({ tiles, roles }) => [...tiles.map(({ metric }, at) => ({ kind: 'metric', key: metric, path: `tiles.${at}.metric` })), ...roles.map((key, at) => ({ kind: 'role', key, path: `roles.${at}` }))])
