import type { Ctx, Locale } from '../../../kernel/context.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { on } from '../../../kernel/module.ts'
import { CaseMoved } from '../../cases/contract.ts'
import { BY_BULK_QUIETLY, findCase } from '../../cases/index.ts'
import type { CaseFound } from '../../cases/index.ts'
import { ClockRevised } from '../../clocks/contract.ts'
import { clocksOf } from '../../clocks/index.ts'
import { ContactPointsAsked } from '../../messages/contract.ts'
import { proposeFor, queueMessage } from '../../messages/index.ts'
import { languageOf } from './language.ts'
import { rowOf } from '../queries.ts'
import { tellsProgress } from '../settings.ts'
import { tables } from '../tables.ts'

/** What a customer is told of, by the status it has come to. */
const TOLD: readonly string[] = ['confirmed', 'resolving', 'waiting-customer', 'waiting-third', 'following-up', 'solved', 'closed']
const KINDS: Readonly<Record<string, readonly string[]>> = { email: ['email'], sms: ['sms', 'phone'], wechat: ['wechat'] }

/**
 * Tells a customer one piece of news by the channel they like best; nobody is told who can only be called. Who complained on the portal hears from there.
 * @param key of the message, once
 */
async function tell(ctx: Ctx, found: CaseFound, customerId: string, key: string, newsIn: (locale: Locale) => string): Promise<void> {
  const { channel } = await proposeFor(ctx, customerId, { urgency: found.priority, complexity: 'simple', safety: 'false', purpose: 'service' })
  if (!channel || channel === 'phone') return
  const point = (await ctx.ask(ContactPointsAsked, { customerId })).find(({ kind, value }) => value !== null && KINDS[channel]?.includes(kind))
  if (!point) return
  const locale = await languageOf(ctx, found)
  await queueMessage(ctx, {
    key, channel, about: { kind: 'case', id: found.id }, customerId, to: [{ kind: channel, contactPointId: point.id }], automatic: true, purpose: 'service', locale, ...(found.team_id ? { teamId: found.team_id } : {}),
    template: 'complaint-progress', fields: { number: found.number, state: newsIn(locale) },
  })
}
/** Until when the decision is told, in words. */
const byWhen = (ctx: Ctx, locale: Locale, at: Date) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: ctx.settings.get(companyZone) }).format(at)

/** Stages at which the decision is still to come. */
const UNDECIDED: readonly string[] = ['confirmed', 'resolving', 'waiting-third']

/** A complaint goes on: its customer hears how far it is, and until when it is decided (CAS-19). */
export const tellProgressOfComplaints = on(CaseMoved, 'complaints.tell-progress', async (ctx, events) => {
  if (!ctx.settings.get(tellsProgress)) return
  for (const { id, via, subjectId, data } of events) {
    if (data.kind !== 'complaint' || via === BY_BULK_QUIETLY || !data.customerId || !TOLD.includes(data.to)) continue
    const found = await findCase(ctx, subjectId).catch(() => undefined)
    // What is solved by mail is told with the question how it was.
    if (!found || found.removed_at || found.channel === 'portal' || (found.channel === 'email' && data.toClass === 'resolved')) continue
    const row = UNDECIDED.includes(data.to) ? await rowOf(ctx, subjectId) : undefined
    const decision = row ? (await clocksOf(ctx, [row.id])).get(row.id)?.find(({ key, stoppedAt }) => key === 'decision' && !stoppedAt) : undefined
    const until = decision?.dueAt && decision.dueAt > ctx.now ? decision.dueAt : null
    await tell(ctx, found, data.customerId, `complaint-progress:${id}`, (locale) => `${say(locale, `complaint.progress.${data.to}`)}${until ? `\n${say(locale, 'complaint.progress.until', { at: byWhen(ctx, locale, until) })}` : ''}`)
  }
})

/** Another time applies to the decision: whoever was told the old one hears the new one. */
export const tellNewTimes = on(ClockRevised, 'complaints.tell-new-time', async (ctx, events) => {
  if (!ctx.settings.get(tellsProgress)) return
  for (const { id, subjectId, data } of events) {
    const due = data.subjectKind === 'complaint' ? data.clocks.find(({ key }) => key === 'decision')?.dueAt : undefined
    if (!due || new Date(due) <= ctx.now) continue
    const row = await tables(ctx).selectFrom('complaint').select(['case_id', 'decided_at']).where('id', '=', subjectId).executeTakeFirst()
    const found = row && !row.decided_at ? await findCase(ctx, row.case_id).catch(() => undefined) : undefined
    if (!found?.customer_id || found.removed_at || found.kind !== 'complaint' || found.channel === 'portal' || !UNDECIDED.includes(found.status)) continue
    await tell(ctx, found, found.customer_id, `complaint-new-time:${id}`, (locale) => say(locale, 'complaint.progress.new-time', { at: byWhen(ctx, locale, new Date(due)) }))
  }
})
