import { lookup } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import { isNamed, isOpened, isPublic, plainAddress } from './addresses.ts'

/** One call to the outside, to an address that has been looked at. */

/** Why a call was not made or had no answer; a key of the catalogues. */
export type CallFault = 'webhook.bad-address' | 'webhook.not-https' | 'webhook.private-address' | 'webhook.unknown-host' | 'webhook.timeout' | 'webhook.no-connection' | 'webhook.redirected'
export interface CallAnswer { status: number | null; fault: CallFault | null; tookMs: number; retryAfterSeconds: number | null }
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>

const resolveAll: Resolve = (host) => lookup(host, { all: true, verbatim: true })
const TIMEOUT_MS = 15_000
const MOST_BYTES = 65_536

/** The host of an address a webhook may have. @returns the fault when its form alone forbids it */
export function readAddress(text: string, opened: readonly string[]): { url: URL; host: string } | CallFault {
  let url: URL
  try { url = new URL(text) } catch { return 'webhook.bad-address' }
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password || url.hash) return 'webhook.bad-address'
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase()
  const isOpen = isNamed(opened, host) || (isIP(host) !== 0 && isOpened(opened, host, host))
  if (url.protocol === 'http:' && !isOpen) return 'webhook.not-https'
  if (isIP(host) && !isPublic(host) && !isOpen) return 'webhook.private-address'
  return { url, host }
}

/**
 * Posts a body. The name is resolved once; when any of its addresses is private, nothing is sent; the connection goes to the address
 * that was looked at, whatever the name says a moment later. Redirects are not followed.
 */
export async function post(text: string, body: string, headers: Readonly<Record<string, string>>, { opened, resolve = resolveAll, timeoutMs = TIMEOUT_MS }: { opened: readonly string[]; resolve?: Resolve; timeoutMs?: number }): Promise<CallAnswer> {
  const begun = performance.now()
  const answer = (status: number | null, fault: CallFault | null, retryAfterSeconds: number | null = null): CallAnswer => ({ status, fault, retryAfterSeconds, tookMs: Math.round(performance.now() - begun) })
  const read = readAddress(text, opened)
  if (typeof read === 'string') return answer(null, read)
  const { url, host } = read
  let found: readonly { address: string; family: number }[]
  try { found = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host) } catch { return answer(null, 'webhook.unknown-host') }
  const [first] = found
  if (!first) return answer(null, 'webhook.unknown-host')
  if (found.some(({ address }) => !isPublic(address) && !isOpened(opened, host, address))) return answer(null, 'webhook.private-address')
  return new Promise((done) => {
    const send = url.protocol === 'https:' ? tlsRequest : plainRequest
    // Node's own race of address families would connect elsewhere than was looked at.
    const pinned: RequestOptions & { autoSelectFamily: boolean } = {
      method: 'POST', agent: false, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }, signal: AbortSignal.timeout(timeoutMs),
      autoSelectFamily: false, family: first.family, ...(isIP(host) ? {} : { servername: host }),
      lookup: (_name, _options, told) => told(null, first.address, first.family),
    }
    const call = send(url, pinned, (response) => {
      let size = 0
      response.on('data', (part: Buffer) => { size += part.length; if (size > MOST_BYTES) response.destroy() })
      const status = response.statusCode ?? 0
      const wait = Number(response.headers['retry-after'])
      const end = () => done(answer(status, status >= 300 && status < 400 ? 'webhook.redirected' : null, Number.isFinite(wait) && wait > 0 ? wait : null))
      response.on('end', end)
      response.on('close', end)
      response.on('error', end)
    })
    // The pinned address is where it went; were it ever another, nothing is sent.
    call.on('socket', (socket) => socket.once('connect', () => { if (socket.remoteAddress && plainAddress(socket.remoteAddress) !== plainAddress(first.address)) socket.destroy(new Error('connected elsewhere')) }))
    call.on('error', (error: Error) => done(answer(null, error.name === 'AbortError' || error.name === 'TimeoutError' ? 'webhook.timeout' : 'webhook.no-connection')))
    call.end(body)
  })
}
