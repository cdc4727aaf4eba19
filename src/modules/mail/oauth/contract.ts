import { z } from 'zod'
import { Id, Instant, endpoint, event, line } from '../../../kernel/contract.ts'

/** Mailboxes that sign in by tokens of their provider instead of a password (OAuth 2.0, RFC 6749 with RFC 7636). */

export const OauthProvider = z.enum(['microsoft', 'google', 'other'])
export type OauthProvider = z.output<typeof OauthProvider>
/** `none`: signs in by password. `waiting`: set up, nobody has consented yet. `refused`: the provider takes the consent no longer. */
export const OauthState = z.enum(['none', 'waiting', 'connected', 'refused'])

const Url = z.url({ protocol: /^https?$/ }).max(500)
export const MailboxOauth = z.object({
  state: OauthState, provider: OauthProvider.nullable(), clientId: z.string(), hasSecret: z.boolean(), authorizeUrl: z.string(), tokenUrl: z.string(), scope: z.string(), userName: z.string(),
  connectedAt: Instant.nullable(), expiresAt: Instant.nullable(), /** Why it is refused: a code of the catalogues. */ error: z.string().nullable(), version: z.int(),
}).meta({ id: 'MailboxOauth' })
export type MailboxOauth = z.output<typeof MailboxOauth>

export const ChangeMailboxOauth = z.strictObject({
  /** What is absent stays; provider and client are needed the first time. */
  provider: OauthProvider.optional(), clientId: line(300).optional(),
  clientSecret: line(500).optional(),
  /** For `other`; the known providers have their own. */
  authorizeUrl: Url.optional(), tokenUrl: Url.optional(), scope: line(1_000).optional(),
  /** Whom to sign in as; the mailbox’s address when absent. */
  userName: line(320).optional(), version: z.int(),
})
export type ChangeMailboxOauth = z.output<typeof ChangeMailboxOauth>

export const mailboxOauth = {
  oauth: endpoint('GET', '/mailboxes/:id/oauth', { params: Id, response: MailboxOauth, access: 'mailbox.read', about: 'How a mailbox signs in by tokens; never the tokens. `version` is 0 while it signs in by password.' }),
  changeOauth: endpoint('PATCH', '/mailboxes/:id/oauth', { params: Id, body: ChangeMailboxOauth, response: MailboxOauth, access: 'mailbox.write', about: 'Sets up signing in by tokens. What was consented to before is forgotten when provider, client or user change.' }),
  forgetOauth: endpoint('POST', '/mailboxes/:id/oauth/forget', { params: Id, body: z.strictObject({ version: z.int() }), response: MailboxOauth, access: 'mailbox.write', about: 'Forgets tokens and client: the mailbox signs in by its password again.' }),
  beginOauth: endpoint('POST', '/mailboxes/:id/oauth/begin', { params: Id, body: z.strictObject({ redirectUrl: Url }), response: z.object({ url: z.string() }), access: 'mailbox.write', about: 'Begins a sign-in: the page of the provider on which its holder consents. `redirectUrl` is this house’s page `/mailboxes/connected`, as registered with the provider.' }),
}
export const mailboxConsents = {
  finishOauth: endpoint('POST', '/mailbox-consents', { body: z.strictObject({ state: line(200), code: line(4_000) }), response: z.object({ mailboxId: z.uuid() }), access: 'mailbox.write', about: 'Ends a sign-in with what the provider sent back.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
export const MailboxOauthChanged = event('mailbox.oauth-changed', z.object({ changed: Changed }))
export const MailboxOauthBegun = event('mailbox.oauth-begun', z.object({}))
export const MailboxConnected = event('mailbox.oauth-connected', z.object({ provider: OauthProvider }))
export const MailboxTokensRefreshed = event('mailbox.oauth-refreshed', z.object({ expiresAt: z.iso.datetime() }))
/** The provider takes the consent no longer: somebody has to sign in again. */
export const MailboxOauthRefused = event('mailbox.oauth-refused', z.object({ error: z.string() }))
