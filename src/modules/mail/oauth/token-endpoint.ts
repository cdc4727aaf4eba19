/** Speaks with a provider's token endpoint. Nothing it says is kept but the tokens and the kind of a refusal. */

export interface Tokens { access: string; refresh: string; /** How long the access token holds from now on. */ seconds: number }
export interface Client { tokenUrl: string; clientId: string; clientSecret: string | null }

/** The provider refuses for good (`refused`: nobody but the mailbox's holder can mend it), or could not be asked. */
export class TokenFault extends Error {
  readonly code: 'mailbox.error.sign-in-again' | 'mailbox.error.token-unreachable' | 'mailbox.error.token-refused'
  constructor(code: TokenFault['code']) {
    super(code)
    this.name = 'TokenFault'
    this.code = code
  }
}

const TIMEOUT_MS = 15_000
const MOST_BYTES = 100_000
const HOUR_S = 3_600

/** @throws TokenFault */
export const tokensForCode = (client: Client, { code, verifier, redirectUrl }: { code: string; verifier: string; redirectUrl: string }): Promise<Tokens> =>
  ask(client, { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUrl }, null)
/** @throws TokenFault `mailbox.error.sign-in-again` when the consent is over */
export const tokensForRefresh = (client: Client, refresh: string): Promise<Tokens> => ask(client, { grant_type: 'refresh_token', refresh_token: refresh }, refresh)

async function ask({ tokenUrl, clientId, clientSecret }: Client, fields: Record<string, string>, refresh: string | null): Promise<Tokens> {
  let response: Response
  let text: string
  try {
    response = await fetch(tokenUrl, {
      method: 'POST', redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS), headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ ...fields, client_id: clientId, ...clientSecret ? { client_secret: clientSecret } : {} }),
    })
    text = (await response.text()).slice(0, MOST_BYTES)
  } catch { throw new TokenFault('mailbox.error.token-unreachable') }
  const told = parsed(text)
  if (!response.ok) {
    // RFC 6749 5.2: invalid_grant is the consent; what else a provider refuses lies in how the client is set up.
    if (told['error'] === 'invalid_grant' || told['error'] === 'interaction_required') throw new TokenFault('mailbox.error.sign-in-again')
    throw new TokenFault(response.status >= 500 || response.status === 429 ? 'mailbox.error.token-unreachable' : 'mailbox.error.token-refused')
  }
  const { access_token: access, refresh_token: renewed, expires_in: seconds } = told
  const kept = typeof renewed === 'string' && renewed ? renewed : refresh
  if (typeof access !== 'string' || !access || !kept) throw new TokenFault('mailbox.error.token-refused')
  return { access, refresh: kept, seconds: Number(seconds) > 0 ? Number(seconds) : HOUR_S }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return value && typeof value === 'object' ? value as Record<string, unknown> : {}
  } catch { return {} }
}
