import { z } from 'zod'
import { Bilingual, Day, endpoint, line } from '../../../kernel/contract.ts'

/** How work really went: the log of cases or of runs of one flow, in the form that process mining reads. */

export const LOG_SOURCES = ['cases', 'runs'] as const
export const ProcessLogQuery = z.strictObject({
  of: z.enum(LOG_SOURCES).default('cases'),
  /** Kinds of cases, separated by commas; all when absent. */
  kind: line(200).regex(/^[a-z-]+(,[a-z-]+)*$/).optional(),
  channel: line(60).optional(), teamId: z.uuid().optional(),
  /** Whose runs. */
  flow: line(120).optional(),
  /** Cases opened and runs started on these days; the last ninety when absent. */
  from: Day.optional(), to: Day.optional(),
}).refine(({ of, flow }) => of !== 'runs' || flow !== undefined, { error: 'process.which-flow', path: ['flow'] })
export type ProcessLogQuery = z.output<typeof ProcessLogQuery>

const Keys = z.array(z.string())
/** How it should go, as the published version in force has it: steps with what may follow, or a net where steps run side by side. */
export const ProcessModel = z.discriminatedUnion('as', [
  z.object({ as: z.literal('steps'), steps: z.array(z.object({ activity: z.string(), next: Keys })), start: Keys, end: Keys }),
  z.object({
    as: z.literal('net'), places: Keys, transitions: z.array(z.object({ id: z.string(), activity: z.string().nullable() })),
    arcs: z.array(z.object({ from: z.string(), to: z.string() })), initial: z.record(z.string(), z.int()), final: z.record(z.string(), z.int()),
  }),
])
export type ProcessModel = z.output<typeof ProcessModel>

export const ProcessLog = z.object({
  of: z.enum(LOG_SOURCES), from: Day, to: Day,
  /** `name` of what is named in a definition; what the product itself names has none. */
  activities: z.array(z.object({ key: z.string(), name: Bilingual.nullable() })),
  /** Who did it. Customers and the system are nobody here. */
  people: z.array(z.string()),
  /** `over`: nothing more comes. */
  cases: z.array(z.object({ id: z.uuid(), label: z.string(), over: z.boolean() })),
  /** Column by column, by case and time. `at` and `startedAt` are milliseconds since 1970; `person` is −1 for nobody. */
  events: z.object({ case: z.array(z.int()), activity: z.array(z.int()), at: z.array(z.int()), startedAt: z.array(z.int().nullable()), person: z.array(z.int()) }),
  /** There are more cases in the window than were read; these are the newest. */
  more: z.boolean(),
  flow: z.object({ key: z.string(), name: Bilingual, version: z.int(), model: ProcessModel }).nullable(),
  /** Versions of that flow that were or are in force, with the day from which. */
  versions: z.array(z.object({ version: z.int(), from: Day })),
  /** What an hour of work costs; null until the company has said so. */
  hourlyCost: z.number().nullable(),
}).meta({ id: 'ProcessLog' })
export type ProcessLog = z.output<typeof ProcessLog>

export const processLogs = {
  processLog: endpoint('GET', '/process-log', { query: ProcessLogQuery, response: ProcessLog, access: 'process.read', about: 'What happened to the cases, or in the runs of a flow, that one may see: an event log for process mining, with the flow it should have followed.' }),
}
