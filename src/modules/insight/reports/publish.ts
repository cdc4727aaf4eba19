import { createHash } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { invalid, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { on, outsideJob } from '../../../kernel/module.ts'
import { schedule } from '../../../kernel/jobs.ts'
import { systemActor } from '../../../kernel/actors.ts'
import { z } from 'zod'
import { filesOf, keepOriginals, receiveBytes } from '../../files/index.ts'
import { publicAddress, queueMessage } from '../../messages/index.ts'
import { mailAddressesOf, notify, requireStaff, staffWithout } from '../../people/index.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import type { Report } from '../contract.ts'
import type { FORMATS } from '../contract.ts'
import { ReportPublished, ReportSent } from '../contract.ts'
import { tables } from '../tables.ts'
import type { ReportContent, ReportWish } from './assemble.ts'
import { assemble } from './assemble.ts'
import { pageOf } from './page.ts'
import { getReport } from './queries.ts'
import { tableOf } from './table.ts'

/** Freezes a report: what it says, both of its pages, and the hash of it all. @throws as `assemble` */
export async function publishReport(ctx: Ctx, wish: ReportWish, scheduleId: string | null = null): Promise<string> {
  const content = await assemble(ctx, wish)
  const id = newId()
  const text = JSON.stringify(content)
  const hash = createHash('sha256').update(text).digest()
  tables.insert(ctx, 'insight_report', {
    id, template_key: content.template, template_id: content.templateId, title: JSON.stringify(content.title) as never, starts_on: content.from, ends_on: content.to, team_id: wish.teamId ?? null, team_name: content.team, channel: content.channel, chapters: content.chapters.map(({ key }) => key),
    content: text, page_zh: pageOf(content, 'zh-CN', { draft: false }), page_en: pageOf(content, 'en', { draft: false }), hash, schedule_id: scheduleId, published_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null, published_at: ctx.now,
  })
  await ctx.emit(ReportPublished, id, { template: content.template, from: content.from, to: content.to, hash: hash.toString('hex'), scheduleId })
  return id
}

/** A report goes only to people who may read reports. @throws AppError refused `staff.unknown`, `staff.has-left`, `report.receiver-may-not-read`, each at its place in `receivers` */
export async function requireReaders(ctx: Ctx, receivers: readonly string[]): Promise<void> {
  for (const [at, staffId] of receivers.entries()) await requireStaff(ctx, staffId, `receivers.${at}`)
  const against = new Set(await staffWithout(ctx, 'report.read', receivers))
  if (against.size) throw refused('report.receiver-may-not-read', receivers.flatMap((id, at) => against.has(id) ? [{ path: `receivers.${at}`, code: 'report.receiver-may-not-read' }] : []))
}

/** Writes down who gets it; what leaves the house leaves after the unit. @throws AppError 404 report.not-found; as `requireReaders` */
export async function sendReport(ctx: Ctx, id: string, { receivers, formats }: { receivers: readonly string[]; formats: readonly (typeof FORMATS)[number][] }): Promise<Report> {
  await getReport(ctx, id)
  const people = [...new Set(receivers)]
  if (!people.length) throw invalid('receivers', 'report.no-receiver')
  await requireReaders(ctx, people)
  tables.insert(ctx, 'insight_report_receiver', people.map((staffId) => {
    const receiverId = newId()
    return { id: receiverId, report_id: id, staff_id: staffId, message_key: `report:${receiverId}`, formats: [...formats], sent_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null, at: ctx.now }
  }))
  await ctx.emit(ReportSent, id, { receivers: people, formats: [...formats] })
  return getReport(ctx, id)
}

/** Puts the frozen copy into the outbox for everybody who is to have it and has not; the same receiver gets the same message, however often it runs. */
export const carryReports = outsideJob('insight.carry-report', { payload: z.object({ reportId: z.uuid() }) }, async (work, { reportId }) => {
  const row = await work.read(systemActor, 'insight.carry-report', (ctx) => tables(ctx).selectFrom('insight_report').selectAll().where('id', '=', reportId).executeTakeFirst())
  if (!row) return
  const content = row.content as ReportContent
  const name = (locale: 'zh-CN' | 'en', ending: string) => `${locale === 'en' ? content.title.en : content.title.zh} ${content.from} ${content.to}.${ending}`
  const files = [
    { key: 'zh-CN html', name: name('zh-CN', 'html'), type: 'text/html', bytes: row.page_zh }, { key: 'en html', name: name('en', 'html'), type: 'text/html', bytes: row.page_en },
    { key: 'zh-CN csv', name: name('zh-CN', 'csv'), type: 'text/csv', bytes: tableOf(content, 'zh-CN') }, { key: 'en csv', name: name('en', 'csv'), type: 'text/csv', bytes: tableOf(content, 'en') },
  ]
  const known = await work.read(systemActor, 'insight.carry-report', (ctx) => filesOf(ctx, [reportId]))
  const originals = known.get(reportId)?.length ? [] : await Promise.all(files.map(async (one) => ({ received: await receiveBytes(Buffer.from(one.bytes)), name: one.name, type: one.type, owner: { kind: 'report', id: reportId } })))
  if (originals.length) await work.unit(systemActor, 'insight.carry-report', (ctx) => keepOriginals(ctx, originals))
  await work.unit(systemActor, 'insight.carry-report', async (ctx) => {
    const kept = (await filesOf(ctx, [reportId])).get(reportId) ?? []
    const receivers = await tables(ctx).selectFrom('insight_report_receiver').selectAll().where('report_id', '=', reportId).execute()
    const addresses = await mailAddressesOf(ctx, receivers.map(({ staff_id }) => staff_id))
    for (const one of receivers) {
      const to = addresses.get(one.staff_id)
      if (!to) continue
      const title = to.locale === 'en' ? content.title.en : content.title.zh
      const link = ctx.settings.get(publicAddress)
      await queueMessage(ctx, {
        key: one.message_key, channel: 'email', about: { kind: 'report', id: reportId }, to: [{ kind: 'email', value: to.email, name: to.name }], automatic: true, locale: to.locale,
        subject: say(to.locale, 'report.mail-subject', { title, from: content.from, to: content.to }),
        text: say(to.locale, link ? 'report.mail-text-link' : 'report.mail-text', { name: to.name, title, from: content.from, to: content.to, company: content.company, link: `${link}/reports/${reportId}` }),
        attachments: one.formats.flatMap((format) => kept.find((file) => file.name === name(to.locale, format))?.id ?? []),
      })
    }
  })
})
/** Those who get it are told under the bell at once, and by e-mail as soon as the outbox takes it. */
export const tellReceivers = on(ReportSent, 'insight.tell-receivers', async (ctx, events) => {
  for (const { subjectId, data, actor } of events) {
    const row = await tables(ctx).selectFrom('insight_report').select(['title', 'starts_on', 'ends_on']).where('id', '=', subjectId).executeTakeFirst()
    if (row) await notify(ctx, data.receivers.filter((id) => id !== actor.id), { code: 'report.notice', subjectKind: 'report', subjectId, params: { title: row.title.zh, titleEn: row.title.en, from: row.starts_on, to: row.ends_on } })
  }
  await schedule(ctx, carryReports, [...new Set(events.map(({ subjectId }) => subjectId))].map((reportId) => ({ payload: { reportId }, key: reportId })))
})
