import type { Ctx } from '../../kernel/context.ts'
import { companyCountry } from '../../kernel/frame.ts'
import { normaliseEmail, normalisePhone } from '../../pure/text/index.ts'
import type { AddressKind } from './contract.ts'
import { ContactPointsAsked } from './contract.ts'
import type { OutChannel } from './rules.ts'

/** An address as whoever sends gives it: its value, or the contact point that holds it. */
export type Addressed = { kind: AddressKind; value: string; name?: string } | { kind: AddressKind; contactPointId: string; name?: string }
export interface Address { kind: AddressKind; value: string; name: string | null; contactPointId: string | null; customerId: string | null }

const CARRIES: Record<OutChannel, readonly AddressKind[]> = { email: ['email'], sms: ['sms', 'phone'], wechat: ['wechat'] }

/** The one form of a value and what it is fingerprinted by; undefined when it is none of its kind. */
export function addressOf(ctx: Pick<Ctx, 'settings'>, kind: AddressKind, value: string): { value: string; key: string } | undefined {
  switch (kind) {
    case 'email': { const email = normaliseEmail(value); return email && { value: email.address, key: email.key } }
    case 'sms': case 'phone': { const phone = normalisePhone(value, ctx.settings.get(companyCountry)); return phone && { value: phone.e164, key: phone.e164 } }
    case 'wechat': { const id = value.trim(); return /^[\p{L}\p{N}_.@+-]{2,64}$/u.test(id) ? { value: id, key: id.toLowerCase() } : undefined }
  }
}
/** The fingerprint by which limits, blocks and consent know an address without reading it. A number is one, whether it is called or texted. */
export const tokenOf = (ctx: Pick<Ctx, 'vault'>, kind: AddressKind, key: string): Buffer => ctx.vault.token(`message-${kind === 'sms' ? 'phone' : kind}`, key)

/** Addresses in their one form, or the code of why one of them can't be written to. */
export async function resolve(ctx: Ctx, channel: OutChannel, given: readonly Addressed[]): Promise<{ addresses: Address[] } | { fault: string }> {
  const ids = given.flatMap((one) => 'contactPointId' in one ? one.contactPointId : [])
  const points = new Map(ids.length ? (await ctx.ask(ContactPointsAsked, { ids })).map((point) => [point.id, point]) : [])
  const addresses: Address[] = []
  for (const one of given) {
    const point = 'contactPointId' in one ? points.get(one.contactPointId) : undefined
    const value = 'value' in one ? one.value : point?.value
    if (!value) return { fault: 'message.no-address' }
    if (!CARRIES[channel].includes(one.kind)) return { fault: 'message.wrong-kind' }
    const known = addressOf(ctx, one.kind, value)
    if (!known) return { fault: 'message.bad-address' }
    addresses.push({ kind: one.kind, value: known.value, name: oneLine(one.name), contactPointId: point?.id ?? null, customerId: point?.customerId ?? null })
  }
  return { addresses }
}

/** Text that stands in one header line: no line ends, no controls, no unseen characters. */
export const oneLine = (text: string | null | undefined): string | null => text?.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim().slice(0, 200) || null
