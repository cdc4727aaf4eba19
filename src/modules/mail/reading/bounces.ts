import { firstField } from './header-fields.ts'
import type { MailPart } from './part-tree.ts'
import type { Bounce, MailAddress } from './read-mail-shape.ts'
import { fieldGroups } from './receipts.ts'

export function readBounce(root: MailPart, _mail: { subject: string; from: readonly MailAddress[]; text: string; hint: string }): Bounce | undefined {
  const status = root.children.find((child) => child.type === 'message/delivery-status')
  if (!status) return undefined
  const recipients = fieldGroups(status).filter((group) => firstField(group, 'final-recipient')).map((group) => {
    const code = /[245]\.\d{1,3}\.\d{1,3}/.exec(firstField(group, 'status'))?.[0] ?? ''
    return { address: firstField(group, 'final-recipient').replace(/^[^;]*;\s*/, ''), status: code, permanent: code.startsWith('5'), diagnostic: firstField(group, 'diagnostic-code').slice(0, 2_000) }
  })
  return { recipients, outcome: recipients.every((one) => one.status.startsWith('4')) ? 'delayed' : 'failed' }
}
