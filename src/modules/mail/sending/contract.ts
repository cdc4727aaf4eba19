import { z } from 'zod'
import { Id, endpoint, event, line } from '../../../kernel/contract.ts'

/** How a mailbox sends: beside what stands at the mailbox itself. */
export const MailboxSending = z.strictObject({
  /** Its server takes mail for `support+anything@`: answers then carry their case in the address. */
  plusAddresses: z.boolean(),
  /** The folder in which its server keeps a copy of all that is sent; null when it keeps none. */
  sentFolder: line(200).nullable(),
  /** Conversations with the server at once. */
  connections: z.int().min(1).max(10),
  version: z.int(),
}).meta({ id: 'MailboxSending' })
export type MailboxSending = z.output<typeof MailboxSending>

export const ChangeMailboxSending = z.strictObject({ ...MailboxSending.omit({ version: true }).partial().shape, version: z.int() })
export type ChangeMailboxSending = z.output<typeof ChangeMailboxSending>

export const mailboxSending = {
  sending: endpoint('GET', '/mailboxes/:id/sending', { params: Id, response: MailboxSending, access: 'mailbox.read', about: 'How a mailbox sends; `version` is 0 while nobody has set it up.' }),
  changeSending: endpoint('PATCH', '/mailboxes/:id/sending', { params: Id, body: ChangeMailboxSending, response: MailboxSending, access: 'mailbox.write', about: 'Sets how a mailbox sends: answers’ own addresses, the folder of copies and conversations at once.' }),
}
export const MailboxSendingChanged = event('mailbox.sending-changed', z.object({ changed: z.record(z.string(), z.object({ from: z.json(), to: z.json() })) }))
