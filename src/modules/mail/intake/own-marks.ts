import type { Ctx } from '../../../kernel/context.ts'
import { normaliseEmail } from '../../../pure/text/index.ts'
import { tables } from '../tables.ts'

/** The marks our mails bear, by which their answers, their returns and their loops are known again. Each holds a fingerprint that only this house can make. */

type Keyed = Pick<Ctx, 'vault'>
const mark = (ctx: Keyed, kind: string, id: string, hexDigits: number): string => ctx.vault.token(`mail-${kind}`, id).toString('hex').slice(0, hexDigits)
const bare = (uuid: string): string => uuid.replaceAll('-', '').toLowerCase()
const dashed = (hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`

/** The Message-ID of an outgoing message, always the same one: a mail that is sent twice by accident is one mail to every reader. */
export const ownMessageId = (ctx: Keyed, outgoingId: string, domain: string): string => `<sw.${bare(outgoingId)}.${mark(ctx, 'id', outgoingId, 16)}@${domain}>`
/** The outgoing message that a Message-ID of ours names; null when we did not make it. */
export function outgoingOf(ctx: Keyed, messageId: string): string | null {
  const [, hex, sign] = /^<?sw\.([0-9a-f]{32})\.([0-9a-f]{16})@/i.exec(messageId.trim()) ?? []
  if (!hex || !sign) return null
  const id = dashed(hex.toLowerCase())
  return mark(ctx, 'id', id, 16) === sign.toLowerCase() ? id : null
}

/** What stands behind the `+` of a reply address of a case: 35 letters and digits. */
export const replyTag = (ctx: Keyed, caseId: string): string => `c${BigInt(`0x${bare(caseId)}`).toString(36).padStart(25, '0')}${mark(ctx, 'reply', caseId, 9)}`
/** The case that a reply tag names; null when we did not make it. */
export function caseOfTag(ctx: Keyed, tag: string): string | null {
  const [, digits, sign] = /^c([0-9a-z]{25})([0-9a-f]{9})$/i.exec(tag) ?? []
  if (!digits || !sign) return null
  let value = 0n
  for (const digit of digits.toLowerCase()) value = value * 36n + BigInt(parseInt(digit, 36))
  const hex = value.toString(16).padStart(32, '0')
  if (hex.length > 32) return null
  const id = dashed(hex)
  return mark(ctx, 'reply', id, 9) === sign.toLowerCase() ? id : null
}

/** Stands in every mail we send: whoever sends it back to us unchanged has made a loop. */
export const LOOP_HEADER = 'X-Shouwen-Loop'
export const loopMark = (ctx: Keyed): string => mark(ctx, 'loop', 'house', 32)

/** The fingerprints by which message ids and addresses are found without being read. */
export const messageToken = (ctx: Keyed, messageId: string): Buffer => ctx.vault.token('message-id', messageId.trim())
export const addressToken = (ctx: Keyed, key: string): Buffer => ctx.vault.token('mail-address', key)
export const domainToken = (ctx: Keyed, domain: string): Buffer => ctx.vault.token('mail-domain', domain)

/**
 * Keeps that a mail of ours about a case has left, so that its answers find the case, and whoever it went to is known on it.
 * @param sent.messageId as in the header; `to` every receiver's address
 */
export async function rememberSent(ctx: Ctx, { messageId, caseId, to }: { messageId: string; caseId: string; to: readonly string[] }): Promise<void> {
  await tables(ctx).insertInto('mail_thread').values({ token: messageToken(ctx, messageId), case_id: caseId, role: 'sent', at: ctx.now }).onConflict((c) => c.doNothing()).execute()
  rememberCorrespondents(ctx, caseId, to)
}

/** Who wrote or was written to about a case. Addresses that are none are passed over. */
export function rememberCorrespondents(ctx: Ctx, caseId: string, addresses: readonly string[]): void {
  const rows = new Map(addresses.slice(0, 100).flatMap((address) => {
    const email = normaliseEmail(address)
    return email ? [[email.key, { case_id: caseId, token: addressToken(ctx, email.key), domain: domainToken(ctx, email.domain) }] as const] : []
  }))
  if (rows.size) ctx.send(tables(ctx).insertInto('mail_correspondent').values([...rows.values()]).onConflict((c) => c.doNothing()))
}
