import { companyLanguage } from '../../../kernel/frame.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { on } from '../../../kernel/module.ts'
import { CaseMoved } from '../../cases/contract.ts'
import { BY_BULK_QUIETLY, findCase } from '../../cases/index.ts'
import { ContactPointsAsked } from '../../messages/contract.ts'
import { proposeFor, queueMessage } from '../../messages/index.ts'
import { tellsProgress } from '../settings.ts'

/** What a customer is told of, by the status it has come to. */
const TOLD: readonly string[] = ['confirmed', 'resolving', 'waiting-customer', 'waiting-third', 'following-up', 'solved', 'closed']
const KINDS: Readonly<Record<string, readonly string[]>> = { email: ['email'], sms: ['sms', 'phone'], wechat: ['wechat'] }

/** A complaint goes on: its customer hears of it by the channel they like best (CAS-19). Who complained on the portal hears from there. */
export const tellProgressOfComplaints = on(CaseMoved, 'complaints.tell-progress', async (ctx, events) => {
  if (!ctx.settings.get(tellsProgress)) return
  for (const { id, via, subjectId, data } of events) {
    if (data.kind !== 'complaint' || via === BY_BULK_QUIETLY || !data.customerId || !TOLD.includes(data.to)) continue
    const found = await findCase(ctx, subjectId).catch(() => undefined)
    // What is solved by mail is told with the question how it was.
    if (!found || found.removed_at || found.channel === 'portal' || (found.channel === 'email' && data.toClass === 'resolved')) continue
    const { channel } = await proposeFor(ctx, data.customerId, { urgency: found.priority, complexity: 'simple', safety: 'false', purpose: 'service' })
    if (!channel || channel === 'phone') continue
    const point = (await ctx.ask(ContactPointsAsked, { customerId: data.customerId })).find(({ kind, value }) => value !== null && KINDS[channel]?.includes(kind))
    if (!point) continue
    const locale = ctx.settings.get(companyLanguage)
    await queueMessage(ctx, {
      key: `complaint-progress:${id}`, channel, about: { kind: 'case', id: subjectId }, customerId: data.customerId, to: [{ kind: channel, contactPointId: point.id }], automatic: true, purpose: 'service', locale, ...(found.team_id ? { teamId: found.team_id } : {}),
      template: 'complaint-progress', fields: { number: found.number, state: say(locale, `complaint.progress.${data.to}`) },
    })
  }
})
