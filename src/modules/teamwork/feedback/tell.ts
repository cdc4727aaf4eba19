import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { companyLanguage } from '../../../kernel/frame.ts'
import { shipped } from '../../../kernel/definitions.ts'
import { ContactPointsAsked } from '../../messages/contract.ts'
import { checkText, deliveriesOf, proposeFor, queueMessage, templateKind } from '../../messages/index.ts'
import type { TemplateBody } from '../../messages/index.ts'
import { addTask } from '../../tasks/index.ts'
import { tables } from '../tables.ts'
import type { Feedback } from './contract.ts'

/** What is answered to a customer's praise or criticism goes to that customer, by the channel they like best; who can only be called is called. */

const keyOf = (id: string) => `feedback-reply:${id}`
const callKey = (id: string) => `feedback-call:${id}`
const KINDS: Readonly<Record<string, readonly string[]>> = { email: ['email'], sms: ['sms', 'phone'], wechat: ['wechat'] }
/** Days in which somebody who can't be written to is called. */
const CALL_DAYS = 2

/** Sends the answer, or has somebody call. @throws AppError refused `text-guard.*`, where its words may not leave */
export async function tellCustomer(ctx: Ctx, of: Feedback, text: string): Promise<void> {
  const customerId = (await tables(ctx).selectFrom('feedback').select('customer_id').where('id', '=', of.id).executeTakeFirstOrThrow()).customer_id
  if (of.source !== 'customer' || !customerId) return
  // Whoever answers for a department need not see the customer's addresses for the answer to reach them.
  const house: Ctx = { ...ctx, actor: { ...systemActor, locale: ctx.actor.locale } }
  const { channel } = await proposeFor(house, customerId, { urgency: 'normal', complexity: 'simple', safety: 'false', purpose: 'answer' })
  const point = channel && channel !== 'phone' ? (await house.ask(ContactPointsAsked, { customerId })).find(({ kind, value }) => value !== null && KINDS[channel]?.includes(kind)) : undefined
  if (channel && channel !== 'phone' && point) {
    await checkText(ctx, { text, about: of.case ? { kind: 'case', id: of.case.id } : { kind: 'feedback', id: of.id } })
    const { state } = await queueMessage(house, {
      key: keyOf(of.id), channel, about: { kind: 'feedback', id: of.id }, customerId, to: [{ kind: channel, contactPointId: point.id }], purpose: 'answer', locale: ctx.settings.get(companyLanguage), template: 'feedback-reply', fields: { said: of.words.slice(0, 200), reply: text }, isJudged: true,
    })
    if (state !== 'refused' && state !== 'held') return
  }
  // Nothing that is written reaches them.
  const owner = of.takenBy?.id ?? ctx.actor.id
  await addTask(ctx, { key: callKey(of.id), title: { zh: `把答复告诉客户：${of.words.slice(0, 60)}`, en: `Tell the customer our answer: ${of.words.slice(0, 60)}` }, ...(owner ? { ownerId: owner } : { roleKey: 'cs_manager' }), dueAt: new Date(ctx.now.getTime() + CALL_DAYS * 86_400_000), about: { kind: 'feedback', id: of.id }, source: { kind: 'feedback', id: of.id }, path: `/feedback/${of.id}` })
}

/** How the answers to these fare on their way to their customers; those that were not written to anybody are missing. */
export async function tellingsOf(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, NonNullable<Feedback['told']>>> {
  const found = await deliveriesOf(ctx, ids.map(keyOf))
  return new Map(ids.flatMap((id) => {
    const of = found.get(keyOf(id))
    return of ? [[id, { state: of.state, at: of.sentAt ?? of.at }] as const] : []
  }))
}

const body: TemplateBody = {
  name: { zh: '答复客户的表扬、批评和意见', en: 'Answer to praise, criticism or an idea' }, category: 'solution', channels: ['email', 'sms', 'wechat'], purpose: 'answer',
  fields: [
    { key: 'said', name: { zh: '客户说的', en: 'What they said' }, type: 'lines', example: { zh: '送货的人不打电话就把冰箱放在楼下。', en: 'The refrigerator was left downstairs without a call.' } },
    { key: 'reply', name: { zh: '答复', en: 'Answer' }, type: 'lines', example: { zh: '已与承运方确认：送达前半小时必须打电话。', en: 'The carrier now calls half an hour ahead.' } },
  ],
  subject: { zh: '您反映的情况，我们的答复', en: 'Our answer to what you told us' },
  text: { zh: '您好：\n\n您曾对我们说：“{{said}}”\n\n我们的答复：{{reply}}\n\n谢谢您告诉我们。', en: 'Hello,\n\nyou told us: “{{said}}”\n\nOur answer: {{reply}}\n\nThank you for telling us.' },
}
export const feedbackReply = shipped(templateKind as never, 'feedback-reply', body)
