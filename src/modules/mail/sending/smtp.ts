import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import type { MailServer } from '../mailboxes/server-url.ts'

/** One conversation with an outgoing mail server, over which mails go one after the other. */
export interface SmtpLine {
  /**
   * Hands over one mail. `handing` is called when the server has taken every address and waits for the text, before its first byte leaves;
   * answering false there stops it. Never throws.
   */
  send: (envelope: { from: string; to: readonly string[] }, raw: Buffer, handing: () => Promise<boolean>) => Promise<Handed>
  /** False once nothing more can go over it. */
  open: () => boolean
  close: () => void
}
/** What became of a mail. `stopped`: `handing` said no, nothing left. */
export type Handed =
  | { outcome: 'sent'; response: string; refused: { address: string; code: string; gone: boolean }[] }
  | { outcome: 'temporary' | 'permanent'; reason: string; code: string | null; response: string; gone: string[] }
  | { outcome: 'unknown' | 'stopped'; response: string }

/** Why no conversation came about. */
export class NoLine extends Error {
  readonly reason: 'message.server-unreachable' | 'message.sign-in-refused'
  constructor(reason: NoLine['reason'], detail: string, cause?: unknown) {
    super(detail, { cause })
    this.name = 'NoLine'
    this.reason = reason
  }
}

const CONNECT_MS = 20_000
const SILENCE_MS = 60_000
/** Well within the lease of a message. */
const WHOLE_MS = 240_000

interface SmtpFault { message: string; code?: string | undefined; response?: string | undefined; responseCode?: number | undefined; rejectedErrors?: (SmtpFault & { recipient?: string })[] | undefined }

/** Connects and signs in. @param waitMs how long each step may take  @throws NoLine */
export async function openLine(server: MailServer, { waitMs = CONNECT_MS }: { waitMs?: number } = {}): Promise<SmtpLine> {
  const connection = new SMTPConnection({
    host: server.host, port: server.port, secure: server.secure, connectionTimeout: waitMs, greetingTimeout: waitMs, socketTimeout: SILENCE_MS, dnsTimeout: waitMs,
    ...(server.anyCertificate ? { tls: { rejectUnauthorized: false } } : {}),
  })
  let lost: SmtpFault | undefined
  let broken: (fault: SmtpFault) => void = () => {}
  let closed = false
  // The connection tells its own end here, and not to whoever waits for an answer.
  connection.on('error', (error: SmtpFault) => { lost = error; broken(error) })
  connection.on('end', () => { closed = true; broken(lost ?? { message: 'the connection ended' }) })

  const step = (run: (done: (error?: SmtpFault | null) => void) => void) => new Promise<void>((resolve, reject) => {
    broken = reject
    run((error) => error ? reject(error) : resolve())
  }).finally(() => { broken = () => {} })
  try {
    await step((done) => { connection.connect((error) => done(error)) })
    const { token } = server
    if (token !== undefined) await step((done) => { connection.login({ user: server.user, oauth2: byToken(server.user, token) } as never, (error) => done(error)) })
    else if (server.password !== null) await step((done) => { connection.login({ credentials: { user: server.user, pass: server.password as string } } as never, (error) => done(error)) })
  } catch (error) {
    const fault = error as SmtpFault
    connection.close()
    throw new NoLine(fault.code === 'EAUTH' && (fault.responseCode ?? 500) >= 500 ? 'message.sign-in-refused' : 'message.server-unreachable', fault.response ?? fault.message, error)
  }
  return {
    open: () => !closed && !lost,
    close: () => { if (closed || lost) connection.close(); else connection.quit() },
    async send(envelope, raw, handing) {
      const handed = await handOver(connection, envelope, raw, handing, (on) => { broken = on; if (lost) on(lost) })
      // What the server refused half-way is still open in it: the next mail needs a clean table.
      if (handed.outcome !== 'sent' && !closed && !lost) await step((done) => { connection.reset((error) => done(error)) }).catch(() => connection.close())
      return handed
    },
  }
}

/** What the connection asks for a sign-in by token; another try with the same token would be refused again. */
const byToken = (user: string, token: string) => ({
  getToken: (again: boolean, done: (error: Error | null, token?: string) => void) => again ? done(new Error('the token was refused')) : done(null, token),
  buildXOAuth2Token: (bearer: string) => Buffer.from(`user=${user}\u0001auth=Bearer ${bearer}\u0001\u0001`).toString('base64'),
})

function handOver(connection: SMTPConnection, envelope: { from: string; to: readonly string[] }, raw: Buffer, handing: () => Promise<boolean>, onBroken: (run: (fault: SmtpFault) => void) => void): Promise<Handed> {
  return new Promise((resolve) => {
    // Up to here the server can't have taken it: it has not seen its end.
    let handed = false
    let stopped = false
    let settled = false
    const settle = (result: Handed) => {
      if (settled) return
      settled = true
      clearTimeout(guard)
      onBroken(() => {})
      resolve(result)
    }
    const lostAt = (fault: SmtpFault) => settle(
      stopped ? { outcome: 'stopped', response: '' }
        : handed ? { outcome: 'unknown', response: fault.response ?? fault.message }
          : { outcome: 'temporary', reason: 'message.server-unreachable', code: null, response: fault.response ?? fault.message, gone: [] })
    const guard = setTimeout(() => { lostAt({ message: 'no answer in time' }); connection.close() }, WHOLE_MS)
    onBroken(lostAt)
    // Read for the first time when the server has answered DATA; when it refused the addresses before, it is read only to be thrown away.
    const text = new Readable({
      read() {
        if (settled) { this.push(null); return }
        handing().then((mayGo) => {
          if (!mayGo) { stopped = true; settle({ outcome: 'stopped', response: '' }); connection.close(); return }
          if (settled) return
          handed = true
          this.push(raw)
          this.push(null)
        }, (error: Error) => { stopped = true; settle({ outcome: 'temporary', reason: 'message.interrupted', code: null, response: error.message, gone: [] }); connection.close() })
      },
    })
    connection.send({ from: envelope.from, to: [...envelope.to], size: raw.length } as never, text, (error, info) => {
      if (error) settle(judged(error as SmtpFault, handed))
      else settle({ outcome: 'sent', response: info.response, refused: ((info as { rejectedErrors?: SmtpFault['rejectedErrors'] }).rejectedErrors ?? []).map((one) => ({ address: one.recipient ?? '', code: codeIn(one) ?? '', gone: isGone(one) })) })
    })
  })
}

/** What an SMTP answer means: 4xx may go better later, 5xx never will; no answer after the text was handed over means that nobody knows. */
export function judged(fault: SmtpFault, handed: boolean): Handed {
  const response = fault.response ?? fault.message
  const single = fault.rejectedErrors?.length ? fault.rejectedErrors : [fault]
  const codes = single.map((one) => one.responseCode ?? 0)
  if (codes.every((code) => code === 0)) {
    if (fault.code === 'EMESSAGE' && /larger than allowed/.test(fault.message)) return { outcome: 'permanent', reason: 'message.too-large', code: null, response, gone: [] }
    if (fault.code === 'EENVELOPE') return { outcome: 'permanent', reason: 'message.bad-address', code: null, response, gone: [] }
    return handed ? { outcome: 'unknown', response } : { outcome: 'temporary', reason: 'message.server-unreachable', code: null, response, gone: [] }
  }
  const code = codeIn(single[0] as SmtpFault)
  // One address that may be taken later is reason enough to try again; and 503 speaks of the conversation, not of the mail.
  if (codes.some((one) => (one > 0 && one < 500) || one === 503)) return { outcome: 'temporary', reason: 'message.server-busy', code, response, gone: [] }
  const tooLarge = codes[0] === 552 || /\b5\.3\.4\b/.test(response)
  return { outcome: 'permanent', reason: tooLarge ? 'message.too-large' : 'message.server-refused', code, response, gone: single.filter(isGone).flatMap((one) => (one as { recipient?: string }).recipient ?? []) }
}

/** `550 5.1.1`, as far as the server says it. */
function codeIn({ response = '', responseCode }: SmtpFault): string | null {
  const [, basic, enhanced] = /^(\d{3})(?:[ -]([245]\.\d{1,3}\.\d{1,3}))?/.exec(response) ?? []
  return basic ? [basic, enhanced].filter(Boolean).join(' ') : responseCode ? String(responseCode) : null
}
/** The address itself is none, as against a refusal for what is said or by whom. */
function isGone(fault: SmtpFault): boolean {
  if ((fault.responseCode ?? 0) < 500) return false
  const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(fault.response ?? '')
  if (enhanced) return enhanced[1] === '1' ? enhanced[2] !== '7' && enhanced[2] !== '8' : enhanced[1] === '2' && enhanced[2] === '1'
  return /(user|recipient|mailbox|account|address)[^.]{0,40}(unknown|not found|does ?n[o']t exist|no longer|invalid|disabled|unavailable)|no such (user|recipient|mailbox)|unknown (user|recipient|local)/i.test(fault.response ?? '')
}
