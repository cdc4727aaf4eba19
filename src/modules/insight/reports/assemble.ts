import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { Bilingual } from '../../../kernel/contract.ts'
import { startOfDay } from '../../../kernel/days.ts'
import type { Compiled } from '../../../kernel/definitions.ts'
import { invalid, notFound } from '../../../kernel/errors.ts'
import { companyName, companyZone } from '../../../kernel/frame.ts'
import type { Unit } from '../../metrics/contract.ts'
import { listMetrics, metricValues } from '../../metrics/index.ts'
import type { Filters, TileValue } from '../contract.ts'
import { decidedBetween } from '../decisions/queries.ts'
import type { DecidedLine } from '../decisions/queries.ts'
import { tables } from '../tables.ts'
import { wishedTiles, whereOf } from '../tiles.ts'
import { daysLater, daysOf } from '../windows.ts'
import type { Chapter, Template } from './definition.ts'
import { templateKind } from './definition.ts'

/** A report made from live figures: everything it says, in numbers and in both languages, before it is drawn. */
export interface ReportContent {
  template: string; templateId: string; templateVersion: number; title: Bilingual; company: string; from: string; to: string; team: string | null; channel: string | null; at: string; zone: string
  chapters: ChapterContent[]
}
export interface ChapterContent {
  key: string; name: Bilingual; lead: Bilingual
  /** What is said where nothing is recorded. */
  nothing: Bilingual | null
  figures: TileValue[]; beside: TileValue[]
  parts: Part[]; courses: CourseContent[]; decisions: DecidedLine[]
}
export interface Part { metric: string; title: Bilingual; by: Bilingual; words: string | null; unit: Unit; groups: { group: string | null; name: string | null; value: number | null; n: number; few?: true | undefined }[] }
export interface CourseContent { metric: string; title: Bilingual; unit: Unit; every: 'day' | 'month'; points: { from: string; value: number | null; n: number }[] }
export interface ReportWish { template: string; from: string; to: string; chapters?: readonly string[] | undefined; teamId?: string | undefined; channel?: string | undefined }

/** A report's longest time. */
const MOST_DAYS = 400
const MOST_GROUPS = 8
const NOTHING: Bilingual = { zh: '本期没有可统计的记录。', en: 'Nothing was recorded in this period.' }
interface Asked { from: string; to: string; filters: Filters }

/** @throws AppError 404 report-template.not-found */
export function findTemplate(ctx: Ctx, key: string): Compiled<Template> {
  if (!ctx.definitions.keys(templateKind, ctx.now).includes(key)) throw notFound('report-template')
  return ctx.definitions.current(templateKind, key, ctx.now)
}

/**
 * Counts a report over all records, whoever asks: it is the company's.
 * @throws AppError 404 report-template.not-found, 400 report.unknown-chapter, report.window, team.not-found
 */
export async function assemble(asked: Ctx, wish: ReportWish): Promise<ReportContent> {
  const ctx: Ctx = { ...asked, actor: systemActor }
  const { is, id, version, key } = findTemplate(ctx, wish.template)
  const { from, to } = wish
  if (from > to || daysOf({ from, to }) > MOST_DAYS) throw invalid('to', 'report.window', { days: MOST_DAYS })
  const unknown = wish.chapters?.find((one) => !is.chapters.some((chapter) => chapter.key === one))
  if (unknown) throw invalid('chapters', 'report.unknown-chapter', { chapter: unknown })
  const team = wish.teamId ? await tables(ctx).selectFrom('team_ref').select('name').where('id', '=', wish.teamId).executeTakeFirst() : undefined
  if (wish.teamId && !team) throw invalid('teamId', 'team.not-found')
  const filters: Filters = { ...(wish.teamId ? { teamId: wish.teamId } : {}), ...(wish.channel ? { channel: wish.channel } : {}) }
  const chapters: ChapterContent[] = []
  for (const chapter of is.chapters) if (!wish.chapters || wish.chapters.includes(chapter.key)) chapters.push(await chapterOf(ctx, chapter, { from, to, filters }))
  return {
    template: key, templateId: id, templateVersion: version, title: is.name, company: ctx.settings.get(companyName), from, to, team: team?.name ?? null, channel: wish.channel ?? null, at: ctx.now.toISOString(), zone: ctx.settings.get(companyZone), chapters,
  }
}

async function chapterOf(ctx: Ctx, chapter: Chapter, asked: Asked): Promise<ChapterContent> {
  const wish = (figures: Chapter['figures']) => wishedTiles(ctx, figures.map((one) => ({ ...one, key: one.metric })), { ...asked, against: 'previous' })
  const zone = ctx.settings.get(companyZone)
  const [own, beside, parts, courses, decisions] = await Promise.all([
    wish(chapter.figures), wish(chapter.beside), partsOf(ctx, chapter, asked), coursesOf(ctx, chapter, asked),
    chapter.decisions ? decidedBetween(ctx, startOfDay(zone, asked.from), startOfDay(zone, asked.to, 1)) : [],
  ])
  const isRecorded = own.some(({ n }) => n > 0)
  return {
    key: chapter.key, name: chapter.name, lead: chapter.lead, nothing: isRecorded ? null : chapter.nothing ?? NOTHING,
    figures: isRecorded ? own : [], beside: beside.filter(({ n }) => n > 0), parts: isRecorded ? parts : [], courses: isRecorded ? courses : [], decisions,
  }
}

async function partsOf(ctx: Ctx, { parts }: Chapter, { from, to, filters }: Asked): Promise<Part[]> {
  const known = new Map(listMetrics(ctx).items.map((one) => [one.key, one]))
  const plans = parts.flatMap(({ metric, by }) => {
    const of = known.get(metric)
    const field = of?.by.find((one) => one.field === by)
    return of && field ? [{ of, field, where: whereOf({ key: metric, metric }, of, filters).where }] : []
  })
  const values = await metricValues(ctx, plans.map(({ of, field, where }) => ({ key: of.key, query: { from, to, by: field.field, where } })))
  return plans.map(({ of, field }, at) => ({
    metric: of.key, title: of.name, by: field.name, words: field.words, unit: of.unit,
    groups: (values[at]?.groups ?? []).filter(({ n }) => n > 0).slice(0, MOST_GROUPS).map(({ group, name, value, n, few }) => ({ group, name, value, n, ...(few ? { few } : {}) })),
  })).filter(({ groups }) => groups.length > 0)
}

async function coursesOf(ctx: Ctx, { courses }: Chapter, { from, to, filters }: Asked): Promise<CourseContent[]> {
  const known = new Map(listMetrics(ctx).items.map((one) => [one.key, one]))
  const plans = courses.flatMap(({ metric, every }) => {
    const of = known.get(metric)
    // Thirteen months, so that the same month of the year before stands at the left.
    const since = every === 'month' ? `${daysLater(`${to.slice(0, 7)}-01`, -360).slice(0, 7)}-01` : from
    return of ? [{ of, every, since, where: whereOf({ key: metric, metric }, of, filters).where }] : []
  })
  const values = await metricValues(ctx, plans.map(({ of, every, since, where }) => ({ key: of.key, query: { from, to, every, since, where } })))
  return plans.map(({ of, every }, at) => ({ metric: of.key, title: of.name, unit: of.unit, every, points: (values[at]?.series ?? []).map((one) => ({ from: one.from, value: one.value, n: one.n })) })).filter(({ points }) => points.some(({ n }) => n > 0))
}
