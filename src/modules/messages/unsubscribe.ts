import type { Ctx } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import { companyName } from '../../kernel/frame.ts'
import { keepConsent } from './consents.ts'
import { ConsentSaid } from './contract.ts'
import type { ConsentPurpose, Purpose } from './rules.ts'
import { publicAddress } from './settings.ts'
import { tables } from './tables.ts'

/** Saying no by a link: the link holds the message's id and a seal that only this house can make, so that nothing is kept for it. */

const sealOf = (ctx: Pick<Ctx, 'vault'>, id: string): string => ctx.vault.token('unsubscribe', id).toString('hex').slice(0, 24)
const tokenFor = (ctx: Pick<Ctx, 'vault'>, id: string): string => `${id.replaceAll('-', '')}${sealOf(ctx, id)}`

/** Where one says no to mails like this one; null without a public address, or where nobody can say no. `page` is for people, else for mail programs. */
export function unsubscribeLink(ctx: Ctx, id: string, purpose: Purpose, page = false): string | null {
  const address = ctx.settings.get(publicAddress).replace(/\/+$/, '')
  return address && purpose !== 'answer' ? `${address}${page ? '' : '/api/v1'}/unsubscribe/${tokenFor(ctx, id)}` : null
}

async function messageOf(ctx: Ctx, token: string) {
  const [, hex, seal] = /^([0-9a-f]{32})([0-9a-f]{24})$/.exec(token) ?? []
  const id = hex?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const row = id && sealOf(ctx, id) === seal ? await tables(ctx).selectFrom('outgoing_message').select(['id', 'purpose', 'channel', 'customer_id']).where('id', '=', id).executeTakeFirst() : undefined
  if (!row || row.purpose === 'answer') throw notFound('message')
  const recipients = await tables(ctx).selectFrom('outgoing_recipient').select('token').where('message_id', '=', row.id).execute()
  return { row, purpose: row.purpose as ConsentPurpose, tokens: recipients.map((one) => one.token) }
}

export interface Unsubscribing { purpose: ConsentPurpose; company: string; withdrawn: boolean }
/** @throws AppError not-found `message.not-found` for a link that is none of ours */
export async function lookAt(ctx: Ctx, token: string): Promise<Unsubscribing> {
  const { purpose, tokens } = await messageOf(ctx, token)
  const said = tokens.length ? await tables(ctx).selectFrom('consent').select('state').where('token', 'in', tokens).where('purpose', '=', purpose).execute() : []
  return { purpose, company: ctx.settings.get(companyName), withdrawn: said.length > 0 && said.every((row) => row.state === 'withdrawn') }
}

/** Says no for every address that the message went to. Doing it twice changes nothing. */
export async function unsubscribe(ctx: Ctx, token: string): Promise<Unsubscribing> {
  const { row, purpose, tokens } = await messageOf(ctx, token)
  const kind = row.channel === 'email' ? 'email' as const : row.channel === 'sms' ? 'sms' as const : 'wechat' as const
  for (const one of tokens) await keepConsent(ctx, { token: one, kind }, { purpose, state: 'withdrawn', source: 'link' })
  await ctx.emit(ConsentSaid, row.customer_id ?? row.id, { contactPointId: null, kind, purpose, state: 'withdrawn', source: 'link' })
  return { purpose, company: ctx.settings.get(companyName), withdrawn: true }
}
