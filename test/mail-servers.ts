import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { openImapServer } from './imap-server.ts'
import type { ImapServer, StoredMail } from './imap-server.ts'

/**
 * Mail servers on loopback: what the SMTP server takes for an address lies in that address’s INBOX at once. SMTP is `smtp-server` of npm, IMAP the small
 * server beside this file; both speak over real sockets.
 */
export interface MailServers {
  /** Which servers these are, for the report of a run. */
  ran: string
  smtp: { host: string; port: number }; imap: ImapServer
  /** Makes an account and answers the URLs a mailbox is set up with; an address that gets a mail has one anyway. */
  account: (address: string) => { imapUrl: string; smtpUrl: string }
  /** Mails of a folder, oldest first. */
  mails: (address: string, folder?: string) => readonly StoredMail[]
  /** Until a mail that fits lies in the INBOX. @throws when none comes in time */
  waitForMail: (address: string, fits?: (raw: string) => boolean, ms?: number) => Promise<StoredMail>
  /** Everything the SMTP server took, in order, with its envelope. */
  taken: { from: string; to: string[]; raw: Buffer }[]
  /** What the SMTP server answers to a receiver instead of taking it; undefined takes it. */
  refuse: (answer: (address: string) => { code: number; text: string } | undefined) => void
  close: () => Promise<void>
}

const PASSWORD = 'post office'
const key = (address: string) => address.toLowerCase().replace(/\+[^@]*@/, '@')

export async function openMailServers(options: Parameters<typeof openImapServer>[0] = {}): Promise<MailServers> {
  const imap = await openImapServer(options)
  const taken: MailServers['taken'] = []
  let refusal: Parameters<MailServers['refuse']>[0] = () => undefined
  const listeners = new Set<() => void>()
  const smtp = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], allowInsecureAuth: true, size: 100 * 1024 * 1024, logger: false, disableReverseLookup: true,
    ...(options.tokens ? { authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'] } : {}),
    onAuth: ({ method, username, password, accessToken }, _session, done) => (method === 'XOAUTH2' ? username !== undefined && options.tokens?.(accessToken ?? '') === username : password === PASSWORD) ? done(null, { user: 'anybody' }) : done(new Error('wrong password')),
    onRcptTo: ({ address }, _session, done) => { const no = refusal(address); return no ? done(Object.assign(new Error(no.text), { responseCode: no.code })) : done() },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => void parts.push(part))
      stream.on('end', () => {
        const raw = Buffer.concat(parts)
        const to = session.envelope.rcptTo.map((one) => one.address)
        taken.push({ from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '', to, raw })
        for (const address of to) {
          if (!imap.has(key(address))) imap.account(key(address), PASSWORD)
          imap.deliver(key(address), Buffer.concat([Buffer.from(`Delivered-To: ${address}\r\n`), raw]))
        }
        done()
        for (const tell of listeners) tell()
      })
    },
  })
  smtp.on('error', () => {})
  await new Promise<void>((resolve) => { smtp.listen(0, '127.0.0.1', () => resolve()) })
  const port = (smtp.server.address() as AddressInfo).port
  const url = (scheme: string, user: string, at: number) => `${scheme}://${encodeURIComponent(user)}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${at}`
  return {
    ran: 'smtp-server (npm) and the test IMAP server', smtp: { host: '127.0.0.1', port }, imap, taken,
    account(address) {
      if (!imap.has(key(address))) imap.account(key(address), PASSWORD)
      return { imapUrl: url('imap', key(address), imap.port), smtpUrl: url('smtp', key(address), port) }
    },
    mails: (address, folder) => imap.mails(key(address), folder),
    waitForMail: (address, fits = () => true, ms = 15_000) => new Promise((resolve, reject) => {
      const look = () => {
        const found = imap.mails(key(address)).find((mail) => fits(mail.raw.toString('utf8')))
        if (!found) return
        clearTimeout(timer)
        listeners.delete(look)
        resolve(found)
      }
      const timer = setTimeout(() => { listeners.delete(look); reject(new Error(`no such mail came for ${address} within ${ms} ms`)) }, ms)
      listeners.add(look)
      look()
    }),
    refuse: (answer) => { refusal = answer },
    close: async () => { await new Promise<void>((resolve) => { smtp.close(() => resolve()) }); await imap.close() },
  }
}
