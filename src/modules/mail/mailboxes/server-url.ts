import { invalid } from '../../../kernel/errors.ts'

/** Where a mailbox is fetched from, or sent by. `password` is null for servers that ask for none. */
export interface MailServer { host: string; port: number; secure: boolean; user: string; password: string | null; /** Take a certificate that nobody vouches for: for servers of one's own house. */ anyCertificate: boolean; /** The access token to sign in by instead of the password. */ token?: string }

const PORTS: Readonly<Record<string, { port: number; secure: boolean }>> = {
  'imaps:': { port: 993, secure: true }, 'imap:': { port: 143, secure: false }, 'smtps:': { port: 465, secure: true }, 'smtp:': { port: 587, secure: false },
}

/**
 * Reads `imaps://user:password@host:port`, `imap://…` (STARTTLS where offered), `smtps://…`, `smtp://…`; user and password percent-encoded.
 * `?certificate=any` takes a certificate that nobody vouches for.
 * @throws AppError invalid at `path` with `mailbox.bad-url`
 */
export function readServerUrl(text: string, kind: 'imap' | 'smtp', path: string): MailServer {
  const bad = () => invalid(path, 'mailbox.bad-url', { kind })
  let url: URL
  try { url = new URL(text) } catch { throw bad() }
  const scheme = PORTS[url.protocol]
  if (!scheme || !url.protocol.startsWith(kind) || !url.hostname || (url.pathname !== '' && url.pathname !== '/')) throw bad()
  let user: string
  let password: string
  try { user = decodeURIComponent(url.username); password = decodeURIComponent(url.password) } catch { throw bad() }
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port ? Number(url.port) : scheme.port, secure: scheme.secure, user, password: password || null, anyCertificate: url.searchParams.get('certificate') === 'any' }
}

/** A URL without a password keeps the one that stood there for the same user on the same host. */
export function withKnownPassword(text: string, before: string | null, kind: 'imap' | 'smtp', path: string): string {
  const now = readServerUrl(text, kind, path)
  if (now.password !== null || before === null) return text
  const was = readServerUrl(before, kind, path)
  if (was.password === null || was.host !== now.host || was.user !== now.user) return text
  const url = new URL(text)
  url.password = encodeURIComponent(was.password)
  return url.href
}
