import type { Ctx } from '../../kernel/context.ts'
import type { Fault } from '../../kernel/errors.ts'
import { companyCountry } from '../../kernel/frame.ts'
import { normaliseEmail, normalisePhone } from '../../pure/text/index.ts'
import type { ContactKind } from './contract.ts'
import type { TokenKind } from './tables.ts'

/** A contact value in its one form, and the values by whose tokens it is found. */
export interface ContactValue { value: string; tokens: readonly { kind: TokenKind; value: string }[] }

const WECHAT = /^[\p{L}\p{N}_.@+-]{2,64}$/u

/** The value in its one form; undefined when it is none of its kind. Numbers without a country code are read as the company's country dials them. */
export function contactValue(ctx: Pick<Ctx, 'settings'>, kind: ContactKind, value: string): ContactValue | undefined {
  switch (kind) {
    case 'phone': case 'sms': {
      const phone = normalisePhone(value, ctx.settings.get(companyCountry))
      return phone && { value: phone.e164, tokens: [{ kind: 'phone', value: phone.e164 }, { kind: 'phone-tail', value: phone.tail4 }] }
    }
    case 'email': {
      const email = normaliseEmail(value)
      return email && { value: email.address, tokens: [{ kind: 'email', value: email.key }, { kind: 'email-local', value: email.key.slice(0, email.key.lastIndexOf('@')) }, { kind: 'email-domain', value: email.domain }] }
    }
    case 'wechat': {
      const id = value.trim()
      return WECHAT.test(id) ? { value: id, tokens: [{ kind: 'wechat', value: id.toLowerCase() }] } : undefined
    }
    default: return { value: value.trim(), tokens: [] }
  }
}

export const badValue = (kind: ContactKind, path: string): Fault => ({ path, code: kind === 'email' ? 'contact-point.bad-email' : kind === 'wechat' ? 'contact-point.bad-wechat' : 'contact-point.bad-phone' })

/** The rows that make a contact point findable. */
export const tokenRows = (ctx: Pick<Ctx, 'vault'>, tokens: ContactValue['tokens'], contactPointId: string, customerId: string) =>
  tokens.map(({ kind, value }) => ({ token: ctx.vault.token(kind, value), kind, contact_point_id: contactPointId, customer_id: customerId }))
