import { z } from 'zod'
import { Instant, endpoint, event } from '../../../kernel/contract.ts'

/** By which key the mails of a domain of ours are signed (DKIM, RFC 6376). */

export const SigningFound = z.enum(['matches', 'differs', 'missing', 'unreachable'])
export const MailDomain = z.object({
  domain: z.string(), mailboxes: z.int(),
  /** Null while the domain has no key. */
  key: z.object({
    selector: z.string(), active: z.boolean(),
    /** What has to stand in the DNS: a TXT record of this name with this value. */
    recordName: z.string(), recordValue: z.string(),
    /** What was found there at the last look. */
    found: SigningFound.nullable(), checkedAt: Instant.nullable(), createdAt: Instant, version: z.int(),
  }).nullable(),
}).meta({ id: 'MailDomain' })
export type MailDomain = z.output<typeof MailDomain>

const Domain = z.strictObject({ domain: z.string().trim().toLowerCase().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/).max(253) })
const Versioned = z.strictObject({ version: z.int() })
export const mailSigning = {
  domains: endpoint('GET', '/mail-domains', { response: z.object({ items: z.array(MailDomain) }), access: 'mailbox.read', about: 'Domains of our mailboxes, and the key that signs their mails.' }),
  makeKey: endpoint('POST', '/mail-domains/:domain/key', { params: Domain, body: z.strictObject({ version: z.int().default(0) }), response: MailDomain, access: 'mailbox.write', about: 'Makes a key under a new selector; it signs once it is switched on. `version` is that of the key it replaces, 0 without one.' }),
  switchKey: endpoint('POST', '/mail-domains/:domain/key/active', { params: Domain, body: Versioned.extend({ active: z.boolean() }), response: MailDomain, access: 'mailbox.write', about: 'Begins or stops signing. It begins only when the record in the DNS was seen to match.' }),
}
export const mailSigningLooks = {
  lookUpKey: endpoint('POST', '/mail-domains/:domain/key/look', { params: Domain, body: z.strictObject({}), response: MailDomain, access: 'mailbox.write', about: 'Looks whether the record stands in the DNS.' }),
}
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
/** The subject of these is one of the domain’s mailboxes. */
export const SigningKeyMade = event('mailbox.signing-key-made', z.object({ domain: z.string(), selector: z.string() }))
export const SigningSwitched = event('mailbox.signing-switched', z.object({ domain: z.string(), changed: Changed }))
export const SigningLookedUp = event('mailbox.signing-looked-up', z.object({ domain: z.string(), found: SigningFound }))
