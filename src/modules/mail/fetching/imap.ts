import { ImapFlow } from 'imapflow'
import { TokenFault } from '../oauth/token-endpoint.ts'
import type { MailServer } from '../mailboxes/server-url.ts'

/** A connection to a mailbox's server, not yet made. Nothing of what passes over it is logged: it is all personal. */
export function openImap({ host, port, secure, user, password, token, anyCertificate }: MailServer, timeoutMs = 30_000): ImapFlow {
  const client = new ImapFlow({
    host, port, secure, auth: token ? { user, accessToken: token } : { user, pass: password ?? '' }, logger: false, disableAutoIdle: true, clientInfo: { name: 'Shouwen' },
    tls: { rejectUnauthorized: !anyCertificate }, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: 10 * 60_000, maxIdleTime: 5 * 60_000, maxLiteralSize: 1024 * 1024 * 1024,
  })
  // What breaks is told by the command that was under way, and by `close`.
  client.on('error', () => {})
  return client
}

interface Told { code?: string; authenticationFailed?: boolean; responseStatus?: string; serverResponseCode?: string; mailboxMissing?: boolean; message?: string }
/** Why a server could not be used, as a code with a sentence in the catalogues. What the server said is not kept: it may hold anything. */
export function codeOf(error: unknown): string {
  if (error instanceof TokenFault) return error.code
  const { code = '', authenticationFailed, serverResponseCode = '', mailboxMissing, message = '' } = error as Told
  if (authenticationFailed || code === 'EAUTH' || serverResponseCode === 'AUTHENTICATIONFAILED') return 'mailbox.error.sign-in'
  if (mailboxMissing || serverResponseCode === 'NONEXISTENT' || serverResponseCode === 'TRYCREATE') return 'mailbox.error.folder'
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY|TLS|SSL/i.test(code) || /certificate/i.test(message)) return 'mailbox.error.certificate'
  if (/^(ENOTFOUND|EAI_AGAIN|EDNS|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ETIMEOUT|ECONNECTION|ESOCKET|ECONNRESET|EPIPE|NoConnection|EConnectionClosed|CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT)$/.test(code)) return 'mailbox.error.unreachable'
  return 'mailbox.error.other'
}
