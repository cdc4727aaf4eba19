import type { MailPart } from './part-tree.ts'
import type { ForwardedMail } from './read-mail-shape.ts'

export function readForwarded(_root: MailPart, _mail: { subject: string; text: string; hint: string }): ForwardedMail | undefined {
  return undefined
}
