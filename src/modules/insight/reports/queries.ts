import type { Ctx, Locale } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/listing.ts'
import type { Download } from '../../../kernel/module.ts'
import { deliveriesOf } from '../../messages/index.ts'
import { namesOf } from '../../people/index.ts'
import type { FORMATS, Report, ReportTemplate } from '../contract.ts'
import type { ReportRow } from '../tables.ts'
import { tables } from '../tables.ts'
import type { ReportContent, ReportWish } from './assemble.ts'
import { assemble } from './assemble.ts'
import { templateKind } from './definition.ts'
import { pageOf } from './page.ts'
import { tableOf } from './table.ts'

export const listTemplates = (ctx: Ctx): { items: ReportTemplate[] } => ({
  items: ctx.definitions.keys(templateKind, ctx.now).map((key) => {
    const { is } = ctx.definitions.current(templateKind, key, ctx.now)
    return { key, name: is.name, about: is.about, every: is.every, chapters: is.chapters.map((chapter) => ({ key: chapter.key, name: chapter.name })) }
  }).sort((a, b) => b.chapters.length - a.chapters.length),
})

const SHOWN = ['id', 'title', 'template_key', 'starts_on', 'ends_on', 'team_name', 'channel', 'chapters', 'published_at', 'published_by', 'schedule_id', 'hash'] as const
async function shownReports(ctx: Ctx, rows: readonly Pick<ReportRow, (typeof SHOWN)[number]>[]): Promise<Report[]> {
  if (!rows.length) return []
  const receivers = await tables(ctx).selectFrom('insight_report_receiver').selectAll().where('report_id', 'in', rows.map(({ id }) => id)).orderBy('at').execute()
  const [names, states] = await Promise.all([
    namesOf(ctx, [...receivers.map((one) => one.staff_id), ...rows.flatMap((row) => row.published_by ?? [])]), deliveriesOf(ctx, receivers.map((one) => one.message_key)),
  ])
  return rows.map((row) => ({
    id: row.id, title: row.title, template: row.template_key, from: row.starts_on, to: row.ends_on, team: row.team_name, channel: row.channel, chapters: row.chapters, publishedAt: row.published_at,
    publishedBy: row.published_by ? { id: row.published_by, name: names.get(row.published_by) ?? '' } : null, scheduleId: row.schedule_id, hash: row.hash.toString('hex'),
    receivers: receivers.filter((one) => one.report_id === row.id).map((one) => ({ staff: { id: one.staff_id, name: names.get(one.staff_id) ?? '' }, at: one.at, state: states.get(one.message_key)?.state ?? 'waiting', reason: states.get(one.message_key)?.reason ?? null })),
  }))
}

export async function listReports(ctx: Ctx, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<{ items: Report[]; nextCursor: string | null }> {
  const mark = cursor ? decodeCursor(cursor, '-publishedAt', 'timestamptz') : null
  let select = tables(ctx).selectFrom('insight_report').select(SHOWN)
  if (mark) select = select.where((eb) => eb(eb.refTuple('published_at', 'id'), '<', eb.tuple(new Date(String(mark.v)), mark.id)))
  const rows = await select.orderBy('published_at', 'desc').orderBy('id', 'desc').limit(limit + 1).execute()
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return { items: await shownReports(ctx, kept), nextCursor: rows.length > limit && last ? encodeCursor({ s: '-publishedAt', v: last.published_at.toISOString(), id: last.id }) : null }
}

/** @throws AppError 404 report.not-found */
export async function getReport(ctx: Ctx, id: string): Promise<Report> {
  const [found] = await shownReports(ctx, await tables(ctx).selectFrom('insight_report').select(SHOWN).where('id', '=', id).execute())
  if (!found) throw notFound('report')
  return found
}

interface As { as: (typeof FORMATS)[number]; lang: Locale; inline: 'true' | 'false' }
/** A page may be shown within ours and printed from there; it runs no script and loads nothing. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-same-origin allow-modals"
function fileOf(content: ReportContent, page: string, { as, lang, inline }: As): Download {
  const name = `${lang === 'en' ? content.title.en : content.title.zh} ${content.from} ${content.to}.${as}`
  return as === 'csv' ? { bytes: Buffer.from(tableOf(content, lang)), type: 'text/csv; charset=utf-8', name } : { bytes: Buffer.from(page), type: 'text/html; charset=utf-8', name, inline: inline === 'true', policy: PAGE_POLICY }
}

/** The frozen copy, as it was drawn when it was published. @throws AppError 404 report.not-found */
export async function reportFile(ctx: Ctx, id: string, as: As): Promise<Download> {
  const row = await tables(ctx).selectFrom('insight_report').select(['content', 'page_zh', 'page_en']).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('report')
  return fileOf(row.content as ReportContent, as.lang === 'en' ? row.page_en : row.page_zh, as)
}

/** A report as it would be now. @throws as `assemble` */
export async function previewReport(ctx: Ctx, { as, lang, inline, ...wish }: ReportWish & As): Promise<Download> {
  const content = await assemble(ctx, wish)
  return fileOf(content, pageOf(content, lang, { draft: true }), { as, lang, inline })
}
