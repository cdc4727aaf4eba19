import { firstField } from './header-fields.ts'
import type { HeaderField } from './header-fields.ts'
import type { Bounce, MailAddress, MailKind, ReadReceipt } from './read-mail-shape.ts'

export function kindOf(mail: { fields: readonly HeaderField[]; subject: string; from: readonly MailAddress[]; newText: string; bounce: Bounce | undefined; receipt: ReadReceipt | undefined; hint: string }): { kind: MailKind; kindEvidence: string } {
  if (mail.bounce) return { kind: 'bounce', kindEvidence: 'delivery report' }
  if (mail.receipt) return { kind: 'receipt', kindEvidence: 'disposition notification' }
  const submitted = firstField(mail.fields, 'auto-submitted')
  if (/^auto-replied/i.test(submitted)) return { kind: 'auto-reply', kindEvidence: `Auto-Submitted: ${submitted}` }
  return { kind: 'message', kindEvidence: '' }
}
