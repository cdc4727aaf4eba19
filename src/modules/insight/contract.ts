import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'
import { Better, Comparison, Direction, MetricRecord, MetricValue, Unit } from '../metrics/contract.ts'

/** What is shown to whoever leads: boards of figures, the wall, reports and decisions. Every number is a metric's, and opens what it was made of. */

const Key = line(60)
/** Longer than a name. */
const Sentence = z.object({ zh: z.string(), en: z.string() })
/** Whose figures: one team, one channel; everything in sight when absent. */
export const Filters = z.strictObject({ teamId: z.uuid().optional(), channel: Key.optional() })
export type Filters = z.output<typeof Filters>
const Window = { from: Day.optional(), to: Day.optional() }

export const TileValue = z.object({
  key: z.string(), title: Bilingual, group: Bilingual.nullable(),
  metric: z.object({ key: z.string(), name: Bilingual, formula: Sentence, unit: Unit, better: Better, noun: Bilingual, minimum: z.int(), enough: z.int().optional(), definitionVersion: z.int() }),
  from: z.iso.date(), to: z.iso.date(),
  value: z.number().nullable(),
  /** The records it was made of: the list behind the tile has exactly so many. */
  n: z.int(), numerator: z.number().nullable(), denominator: z.number().nullable(),
  interval: MetricValue.shape.interval, few: MetricValue.shape.few,
  comparison: Comparison.nullable(),
  series: z.array(z.object({ from: z.iso.date(), value: z.number().nullable(), n: z.int() })),
  goal: z.object({ id: z.uuid(), name: z.string(), direction: Direction, target: z.number(), state: z.enum(['green', 'amber', 'red', 'none']), gap: z.number().nullable() }).nullable(),
  /** What the metric was narrowed to, by field. */
  where: z.record(z.string(), z.string()),
  /** Filters that were asked for and that this metric is not divided by: its value is that of all. */
  unfiltered: z.array(z.enum(['teamId', 'channel'])),
}).meta({ id: 'TileValue' })
export type TileValue = z.output<typeof TileValue>

export const WINDOWS = ['today', '7-days', '30-days', '90-days', 'this-month', 'last-month', 'this-quarter', 'this-year', '12-months'] as const
export const DashboardSummary = z.object({ key: z.string(), name: Bilingual, about: Bilingual, window: z.enum(WINDOWS), mine: z.boolean(), tiles: z.int() })
export type DashboardSummary = z.output<typeof DashboardSummary>
export const Dashboard = z.object({
  key: z.string(), name: Bilingual, about: Bilingual, definitionVersion: z.int(), from: z.iso.date(), to: z.iso.date(), against: z.enum(['previous', 'year']), at: Instant,
  tiles: z.array(TileValue),
}).meta({ id: 'Dashboard' })
export type Dashboard = z.output<typeof Dashboard>

export const DashboardQuery = Filters.extend({ ...Window, against: z.enum(['previous', 'year']).optional() })
export type DashboardQuery = z.output<typeof DashboardQuery>
export const dashboards = {
  boards: endpoint('GET', '/dashboards', { response: z.object({ items: z.array(DashboardSummary) }), access: 'dashboard.read', about: 'The dashboards one may open, that of one’s own role first.' }),
  board: endpoint('GET', '/dashboards/:key', { params: z.strictObject({ key: Key }), query: DashboardQuery, response: Dashboard, access: 'dashboard.read', about: 'All tiles of a dashboard in one window, over the records one may see: value, n, interval, comparison, course and goal.' }),
  tileRecords: endpoint('GET', '/dashboards/:key/tiles/:tile/records', { params: z.strictObject({ key: Key, tile: Key }), query: Filters.extend({ ...Window, ...Listing.pick({ limit: true, cursor: true }).shape }), response: pageOf(MetricRecord), access: 'dashboard.read', about: 'The records a tile’s value was made of, newest first: exactly `n` of them.' }),
}

/** The wall in the room: what is going on now. Nothing in it names a customer. */
export const Wall = z.object({
  at: Instant, team: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** `since`: the moment the oldest of them has waited from, or was due. */
  now: z.array(z.object({ key: z.enum(['waiting', 'overdue', 'due-soon', 'silent', 'unaccepted', 'open']), n: z.int(), since: Instant.nullable() })),
  queues: z.array(z.object({ channel: z.string(), waiting: z.int(), open: z.int(), overdue: z.int(), since: Instant.nullable() })),
  teams: z.array(z.object({ id: z.uuid(), name: z.string(), waiting: z.int(), open: z.int(), overdue: z.int(), people: z.int() })),
  /** Members of staff whose browser is connected to this server. */
  connected: z.int(),
  today: z.array(TileValue),
}).meta({ id: 'Wall' })
export type Wall = z.output<typeof Wall>
export const wall = {
  now: endpoint('GET', '/wallboard', { query: Filters.pick({ teamId: true }), response: Wall, access: 'wall.read', about: 'What waits, is overdue, silent or unaccepted now, and the figures of today. It holds no name of a customer.' }),
}

export const FORMATS = ['html', 'csv'] as const
const Chapters = z.array(Key).min(1).max(40)
const ReportWish = Filters.extend({
  template: Key, from: Day, to: Day,
  /** Those of the template in its order when absent. */
  chapters: Chapters.optional(),
})
export const ReportTemplate = z.object({ key: z.string(), name: Bilingual, about: Bilingual, every: z.enum(['week', 'month', 'quarter', 'year']), chapters: z.array(z.object({ key: z.string(), name: Bilingual })) }).meta({ id: 'ReportTemplate' })
export type ReportTemplate = z.output<typeof ReportTemplate>

const Named = z.object({ id: z.uuid(), name: z.string() })
export const Report = z.object({
  id: z.uuid(), title: Bilingual, template: z.string(), from: z.iso.date(), to: z.iso.date(), team: z.string().nullable(), channel: z.string().nullable(), chapters: z.array(z.string()),
  publishedAt: Instant, publishedBy: Named.nullable(), scheduleId: z.uuid().nullable(),
  /** Of everything that was counted, as it was frozen. */
  hash: z.string(),
  receivers: z.array(z.object({ staff: Named, at: Instant, state: z.string(), reason: z.string().nullable() })),
}).meta({ id: 'Report' })
export type Report = z.output<typeof Report>

const Schedule = z.object({ name: line(120), template: Key, chapters: Chapters.nullish(), teamId: z.uuid().nullish(), channel: Key.nullish(), every: z.enum(['week', 'month', 'quarter']),
  /** On which day: of the week from Monday 1, of the month or quarter from 1. */
  day: z.int().min(1).max(28), hour: z.int().min(0).max(23), formats: z.array(z.enum(FORMATS)).min(1), receivers: z.array(z.uuid()).min(1).max(100) })
export const NewSchedule = z.strictObject(Schedule.shape)
export type NewSchedule = z.output<typeof NewSchedule>
export const ReportSchedule = Schedule.extend({ id: z.uuid(), nextAt: Instant.nullable(), active: z.boolean(), lastReportId: z.uuid().nullable(), fault: z.string().nullable(), people: z.array(Named), madeBy: Named, version: z.int() }).meta({ id: 'ReportSchedule' })
export type ReportSchedule = z.output<typeof ReportSchedule>
const Language = z.enum(['zh-CN', 'en'])
const As = { as: z.enum(FORMATS).default('html'), lang: Language.default('zh-CN'), inline: z.enum(['true', 'false']).default('false') }
export const reports = {
  templates: endpoint('GET', '/report-templates', { response: z.object({ items: z.array(ReportTemplate) }), access: 'report.read', about: 'What reports can be made: their chapters and how often.' }),
  preview: endpoint('GET', '/report-previews', { query: ReportWish.extend({ ...As, chapters: z.string().max(2_000).transform((text) => text.split(',')).pipe(Chapters).optional() }), response: z.null(), download: true, access: 'report.prepare', about: 'A report as it would be now, from live figures of all records; nothing is kept.' }),
  published: endpoint('GET', '/reports', { query: Listing.omit({ q: true, sort: true }), response: pageOf(Report), access: 'report.read', about: 'Published reports, newest first.' }),
  report: endpoint('GET', '/reports/:id', { params: Id, response: Report, access: 'report.read', about: 'One published report and to whom it was sent.' }),
  file: endpoint('GET', '/reports/:id/file', { params: Id, query: z.strictObject(As), response: z.null(), download: true, access: 'report.read', about: 'The frozen copy, as a page or as a table of its figures.' }),
  publish: endpoint('POST', '/reports', { body: ReportWish, response: Report, status: 201, access: 'report.publish', about: 'Freezes a report with the figures of this moment. It is never changed again.' }),
  send: endpoint('POST', '/reports/:id/send', { params: Id, body: z.strictObject({ receivers: z.array(z.uuid()).min(1).max(100), formats: z.array(z.enum(FORMATS)).min(1).default(['html']), lang: Language.optional() }), response: Report, access: 'report.publish', about: 'Sends the frozen copy to people by e-mail and tells them; every receiver is kept.' }),
  reportEvents: endpoint('GET', '/reports/:id/events', { params: Id, response: History, access: 'report.read', about: 'The history of a report, oldest first.' }),
  schedules: endpoint('GET', '/report-schedules', { response: z.object({ items: z.array(ReportSchedule) }), access: 'report.read', about: 'Reports that make themselves.' }),
  schedule: endpoint('POST', '/report-schedules', { body: NewSchedule, response: ReportSchedule, status: 201, access: 'report.publish', about: 'Has a report of the last whole week, month or quarter made at its time and sent.' }),
  changeSchedule: endpoint('PATCH', '/report-schedules/:id', { params: Id, body: z.strictObject(Schedule.partial().shape).extend({ version: z.int(), active: z.boolean().optional() }), response: ReportSchedule, access: 'report.publish', about: 'Changes a schedule, or stops it.' }),
}

/** A figure as it stood when something was decided. */
export const FrozenFigure = z.object({
  metric: z.string(), name: Bilingual, formula: Sentence, unit: Unit, better: Better, definitionVersion: z.int(), from: z.iso.date(), to: z.iso.date(), where: z.record(z.string(), z.string()),
  value: z.number().nullable(), n: z.int(), numerator: z.number().nullable(), denominator: z.number().nullable(), interval: MetricValue.shape.interval, at: Instant,
})
export type FrozenFigure = z.output<typeof FrozenFigure>
const FigureWish = z.strictObject({ metric: Key, from: Day, to: Day, where: z.record(Key, line(200)).default({}) })
export const Decide = z.strictObject({
  question: line(300), options: z.array(line(300)).min(2).max(10),
  /** Its place among the options, from 0. */
  chosen: z.int().min(0), reasons: prose(4_000), reviewOn: Day, deciderId: z.uuid().optional(), figures: z.array(FigureWish).min(1).max(8),
}).refine(({ options, chosen }) => chosen < options.length, { path: ['chosen'], error: 'decision.unknown-option' })
export type Decide = z.output<typeof Decide>
export const DecisionState = z.enum(['open', 'due', 'reviewed'])
export const Decision = z.object({
  id: z.uuid(), question: z.string(), options: z.array(z.string()), chosen: z.int(), reasons: z.string(), decider: Named, decidedAt: Instant, reviewOn: z.iso.date(), state: DecisionState,
  reviewedAt: Instant.nullable(), outcome: z.string().nullable(), verdict: z.enum(['kept', 'changed', 'withdrawn']).nullable(),
  figures: z.array(z.object({ frozen: FrozenFigure,
    /** The same days as they are counted today. */
    again: MetricValue.pick({ value: true, n: true, interval: true, definitionVersion: true }).nullable(),
    /** As many days up to today. */
    today: MetricValue.pick({ value: true, n: true, interval: true, from: true, to: true }).nullable() })),
  version: z.int(), may: z.array(z.enum(['review'])),
}).meta({ id: 'InsightDecision' })
export type Decision = z.output<typeof Decision>
export const DecisionRow = Decision.omit({ figures: true }).extend({ figures: z.array(FrozenFigure) })
export type DecisionRow = z.output<typeof DecisionRow>
export const decisions = {
  decided: endpoint('GET', '/decision-log', { query: Listing.omit({ q: true, sort: true }).extend({ state: DecisionState.optional() }), response: pageOf(DecisionRow), access: 'decision-log.read', about: 'What was decided, newest first, with the figures of the moment.' }),
  decision: endpoint('GET', '/decision-log/:id', { params: Id, response: Decision, access: 'decision-log.read', about: 'One decision: its figures as they were frozen, as the same days are counted now, and as they stand today.' }),
  decide: endpoint('POST', '/decision-log', { body: Decide, response: Decision, status: 201, access: 'decision-log.write', about: 'Keeps a decision with its reasons and the figures of this moment, and sets the task to look at it again.' }),
  review: endpoint('POST', '/decision-log/:id/review', { params: Id, body: z.strictObject({ version: z.int(), verdict: z.enum(['kept', 'changed', 'withdrawn']), outcome: prose(4_000) }), response: Decision, access: 'decision-log.write', about: 'Says what became of a decision.' }),
  decisionEvents: endpoint('GET', '/decision-log/:id/events', { params: Id, response: History, access: 'decision-log.read', about: 'The history of a decision, oldest first.' }),
}

export const ReportPublished = event('report.published', z.object({ template: z.string(), from: z.iso.date(), to: z.iso.date(), hash: z.string(), scheduleId: z.uuid().nullable() }))
export const ReportSent = event('report.sent', z.object({ receivers: z.array(z.uuid()), formats: z.array(z.enum(FORMATS)) }))
const Changed = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }).partial())
export const ScheduleMade = event('report-schedule.made', z.object({ template: z.string(), every: z.string() }))
export const ScheduleChanged = event('report-schedule.changed', z.object({ changed: Changed }))
/** It came round, and what became of it. */
export const ScheduleRan = event('report-schedule.ran', z.object({ reportId: z.uuid().nullable(), fault: z.string().nullable() }))
/** Of texts only that there are some. */
export const DecisionMade = event('decision-log.made', z.object({ deciderId: z.uuid(), reviewOn: z.iso.date(), metrics: z.array(z.string()) }))
export const DecisionReviewed = event('decision-log.reviewed', z.object({ verdict: z.enum(['kept', 'changed', 'withdrawn']) }))
