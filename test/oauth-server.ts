import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A provider's authorisation server on loopback (RFC 6749 with PKCE, RFC 7636): consents by itself, renews and turns refresh tokens over, and can take a consent back. */
export interface OauthServer {
  authorizeUrl: string; tokenUrl: string
  /** Whom an access token is good for; undefined when it is none or over. */
  userOf: (token: string) => string | undefined
  /** What was asked of the token endpoint, in order: the grant types. */
  asked: string[]
  /** Makes every access token given so far worthless, as a changed password does; refresh tokens stay. */
  endAccess: () => void
  /** Takes all consent back. */
  revoke: () => void
  /** Answers the next so many requests with 503. */
  fail: (times: number) => void
  close: () => Promise<void>
}

export async function openOauthServer({ clientId = 'client-1', clientSecret = 'hush', seconds = 3_600 } = {}): Promise<OauthServer> {
  const codes = new Map<string, { user: string; challenge: string; redirect: string }>()
  const access = new Map<string, string>()
  const refresh = new Map<string, string>()
  const asked: string[] = []
  let failures = 0
  const fresh = () => randomBytes(18).toString('base64url')
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const tell = (status: number, body: object) => { response.writeHead(status, { 'content-type': 'application/json' }); response.end(JSON.stringify(body)) }
    if (url.pathname === '/authorize') {
      const of = (name: string) => url.searchParams.get(name) ?? ''
      if (of('client_id') !== clientId || of('response_type') !== 'code' || of('code_challenge_method') !== 'S256') { tell(400, { error: 'invalid_request' }); return }
      const code = fresh()
      codes.set(code, { user: of('login_hint'), challenge: of('code_challenge'), redirect: of('redirect_uri') })
      const back = new URL(of('redirect_uri'))
      back.searchParams.set('code', code)
      back.searchParams.set('state', of('state'))
      response.writeHead(302, { location: back.href })
      response.end()
      return
    }
    let text = ''
    request.on('data', (part: Buffer) => { text += part.toString() })
    request.on('end', () => {
      const form = new URLSearchParams(text)
      const grant = form.get('grant_type') ?? ''
      asked.push(grant)
      if (failures > 0) { failures -= 1; tell(503, {}); return }
      if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) { tell(401, { error: 'invalid_client' }); return }
      const give = (user: string) => {
        const [token, next] = [fresh(), fresh()]
        access.set(token, user)
        refresh.set(next, user)
        tell(200, { token_type: 'Bearer', access_token: token, refresh_token: next, expires_in: seconds })
      }
      if (grant === 'authorization_code') {
        const code = codes.get(form.get('code') ?? '')
        codes.delete(form.get('code') ?? '')
        const proven = code && createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') === code.challenge && code.redirect === form.get('redirect_uri')
        if (code && proven) give(code.user)
        else tell(400, { error: 'invalid_grant' })
      } else {
        const user = refresh.get(form.get('refresh_token') ?? '')
        refresh.delete(form.get('refresh_token') ?? '')
        if (user) give(user)
        else tell(400, { error: 'invalid_grant' })
      }
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    authorizeUrl: `${base}/authorize`, tokenUrl: `${base}/token`, asked, userOf: (token) => access.get(token), endAccess: () => access.clear(), revoke: () => { access.clear(); refresh.clear() }, fail: (times) => { failures = times },
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections() }),
  }
}
