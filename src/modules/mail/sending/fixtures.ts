import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerOptions } from 'smtp-server'

/** A real SMTP server on loopback that keeps what it took, for tests. */
export interface Post { from: string; to: string[]; raw: Buffer }
export async function openPost(options: SMTPServerOptions & { refuse?: (to: string) => Error | null; after?: (post: Post) => Error | null | Promise<Error | null> } = {}) {
  const { refuse, after, ...more } = options
  const taken: Post[] = []
  let arrived: (() => void)[] = []
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false, allowInsecureAuth: true,
    onAuth: ({ password }, _session, done) => password === 'right' ? done(null, { user: 'mailbox' }) : done(Object.assign(new Error('5.7.8 wrong password'), { responseCode: 535 })),
    onRcptTo: ({ address }, _session, done) => done(refuse?.(address) ?? null),
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const envelope = session.envelope
        const post = { from: envelope.mailFrom ? envelope.mailFrom.address : '', to: envelope.rcptTo.map((one) => one.address), raw: Buffer.concat(parts) }
        void Promise.resolve(after?.(post) ?? null).then((error) => {
          if (!error) taken.push(post)
          done(error)
          for (const wake of arrived) wake()
          arrived = []
        })
      })
    },
    ...more,
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    taken, port, url: (user = 'support', password = 'right') => `smtp://${user}:${password}@127.0.0.1:${port}`,
    /** Resolves once so many mails were taken. */
    async took(count: number) { while (taken.length < count) await new Promise<void>((resolve) => arrived.push(resolve)) },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
/** An answer of the server. */
export const saying = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })
