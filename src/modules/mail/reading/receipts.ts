import { firstField } from './header-fields.ts'
import type { HeaderField } from './header-fields.ts'
import type { MailPart } from './part-tree.ts'
import type { ReadReceipt } from './read-mail-shape.ts'

/** The read receipt (RFC 8098) a mail is, if it is one. */
export function readReceipt(root: MailPart): ReadReceipt | undefined {
  const part = root.type === 'message/disposition-notification' ? root : root.children.find((child) => child.type === 'message/disposition-notification')
  if (!part) return undefined
  const fields = reportFields(part)
  const id = /<[^<>\s]+>/.exec(firstField(fields, 'original-message-id'))?.[0]
  const recipient = firstField(fields, 'final-recipient').replace(/^[^;]*;\s*/, '').replace(/^<|>$/g, '').trim() || firstField(fields, 'original-recipient').replace(/^[^;]*;\s*/, '').trim()
  const disposition = firstField(fields, 'disposition').split(';').at(-1)?.trim().toLowerCase().replace(/[^a-z-].*$/, '') ?? ''
  return { disposition: disposition || 'displayed', ...id ? { originalMessageId: id } : {}, ...recipient ? { recipient } : {} }
}

/** Fields of a report part, all groups one after the other. */
export const reportFields = (part: MailPart): HeaderField[] => fieldGroups(part.content.toString('latin1', 0, 500_000)).flat()

/** Groups of fields in a report, apart by empty lines. */
export function fieldGroups(text: string): HeaderField[][] {
  const groups: HeaderField[][] = [[]]
  for (const raw of text.slice(0, 500_000).split('\n')) {
    const line = raw.replace(/\r$/, '')
    const group = groups.at(-1) as HeaderField[]
    const match = /^([!-9;-~]{1,100}):[ \t]*/.exec(line)
    if (!line.trim()) { if (group.length) groups.push([]) } else if (match) group.push({ name: (match[1] as string).toLowerCase(), value: line.slice(match[0].length).trim() })
    else if (group.length) (group.at(-1) as HeaderField).value += ` ${line.trim()}`
  }
  return groups.filter((group) => group.length)
}
