import type { Ctx } from '../../../kernel/context.ts'
import { sendersOf } from '../../contacts/index.ts'
import { filesOf } from '../../files/index.ts'
import { ContactPointsAsked } from '../../messages/contract.ts'
import { deliveriesOf, escapeHtml, htmlOf, queueMessage } from '../../messages/index.ts'
import type { Wish } from '../../messages/index.ts'
import type { Delivery, Message } from '../contract.ts'
import { imagePlace, imagesNamed } from '../desk/rules.ts'
import type { CaseFound } from '../queries.ts'
import { answersByMail } from '../rules.ts'
import { tables } from '../tables.ts'

const keyOf = (messageId: string) => `case-message:${messageId}`

/**
 * Hands an answer to the outbox when the customer's last word came by mail, or by the portal with an address left there. It goes to
 * whom that word came from. What can't leave is kept there with its reason and shown at the message; the answer itself stands either way.
 */
export async function sendReply(ctx: Ctx, found: CaseFound, { messageId, body, attachments }: { messageId: string; body: string; attachments: readonly string[] }): Promise<Delivery | null> {
  const { channel, to } = await answerBy(ctx, found)
  if (!answersByMail(channel)) return null
  if (!to.length && channel !== 'email') return null
  const queued = await queueMessage(ctx, {
    key: keyOf(messageId), channel: 'email', about: { kind: 'case', id: found.id }, customerId: found.customer_id, to, subject: found.subject, ...await wordsOf(ctx, messageId, body, attachments), attachments, teamId: found.team_id, isJudged: true,
  })
  return { messageId: queued.id, state: queued.state, at: ctx.now, reason: queued.reason }
}

/** The words as they leave: where a picture of the answer has its place among them, the mail shows it there. */
async function wordsOf(ctx: Ctx, messageId: string, body: string, attachments: readonly string[]): Promise<{ text: string; html?: string }> {
  const pictures = attachments.length && body.includes('![') ? ((await filesOf(ctx, [messageId])).get(messageId) ?? []).filter(({ type, name }) => type.startsWith('image/') && body.includes(imagePlace(name))) : []
  if (!pictures.length) return { text: body }
  return {
    text: imagesNamed(body, pictures.map(({ name }) => name)),
    html: pictures.reduce((html, { id, name }) => html.replaceAll(escapeHtml(imagePlace(name)), () => `<img src="cid:${id}" alt="${escapeHtml(name)}" style="max-width:100%">`), htmlOf(body)),
  }
}

/** By which channel the customer last spoke on a case, and the address that an answer by mail goes to; none when none is known. */
export async function answerBy(ctx: Ctx, found: Pick<CaseFound, 'id' | 'channel' | 'customer_id'>): Promise<{ channel: string; to: Wish['to'] }> {
  const last = await tables(ctx).selectFrom('message').select(['interaction_id', 'channel']).where('case_id', '=', found.id).where('author_kind', '=', 'customer').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return { channel: last?.channel ?? found.channel, to: await addressesOf(ctx, last?.interaction_id ?? null, found.customer_id) }
}

async function addressesOf(ctx: Ctx, interactionId: string | null, customerId: string | null): Promise<Wish['to']> {
  const [sender] = interactionId ? await sendersOf(ctx, interactionId, 'email') : []
  if (sender) return [{ ...sender, kind: 'email' }]
  const points = customerId ? await ctx.ask(ContactPointsAsked, { customerId }) : []
  const point = points.find((one) => one.kind === 'email' && one.value !== null)
  return point ? [{ kind: 'email', contactPointId: point.id }] : []
}

/** How the answers among these messages fare on their way out, by message. */
export async function deliveriesByMessage(ctx: Ctx, messages: readonly { id: string; visibility: Message['visibility']; author_kind: string }[]): Promise<ReadonlyMap<string, Delivery>> {
  const sent = messages.filter((one) => one.visibility === 'public' && one.author_kind === 'staff').map((one) => one.id)
  const byKey = await deliveriesOf(ctx, sent.map(keyOf))
  return new Map(sent.flatMap((id) => {
    const of = byKey.get(keyOf(id))
    return of ? [[id, { messageId: of.messageId, state: of.state, at: of.at, reason: of.reason }] as const] : []
  }))
}
/** The message of a case that an outgoing message's key speaks of. */
export const messageOfKey = (key: string): string | undefined => key.startsWith('case-message:') ? key.slice('case-message:'.length) : undefined
