import { ImapFlow } from 'imapflow'
import type { MailServer } from '../mailboxes/server-url.ts'

/**
 * Looks for a mail of ours by its Message-ID in the folder where the server keeps what was sent.
 * @throws when the server can't be asked: then nothing is proven
 */
export async function isAmongSent(server: MailServer, folder: string, messageId: string): Promise<boolean> {
  const client = new ImapFlow({
    host: server.host, port: server.port, secure: server.secure, auth: server.token ? { user: server.user, accessToken: server.token } : { user: server.user, pass: server.password ?? '' }, logger: false, connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000,
    ...(server.anyCertificate ? { tls: { rejectUnauthorized: false } } : {}),
  })
  // Errors of the connection are told by the step that runs into them.
  client.on('error', () => {})
  await client.connect()
  try {
    const lock = await client.getMailboxLock(folder, { readOnly: true })
    try {
      const found = await client.search({ header: { 'message-id': messageId } }, { uid: true })
      if (found === false) throw new Error('the server did not search')
      return found.length > 0
    } finally { lock.release() }
  } finally { await client.logout().catch(() => client.close()) }
}
