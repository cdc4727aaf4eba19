import type { InvitationAnswer } from './contract.ts'

/** An answer to an invitation, as calendars read it. */
export interface Reply {
  uid: string; sequence: number
  /** The whole property line of the one of a series that it is about; null for all. */
  recurrence: string | null
  organizer: string; attendee: string; attendeeName: string | null; answer: InvitationAnswer
  start: Date | null; end: Date | null; wholeDay: boolean; summary: string; comment: string; now: Date
}

const PARTSTAT: Record<InvitationAnswer, string> = { accepted: 'ACCEPTED', tentative: 'TENTATIVE', declined: 'DECLINED' }

/** The calendar text of an answer: RFC 5546 3.2.3, lines folded as RFC 5545 3.1 asks. */
export function replyText(of: Reply): string {
  const name = of.attendeeName ? `;CN="${of.attendeeName.replace(/["\p{Cc}]/gu, '')}"` : ''
  return [
    'BEGIN:VCALENDAR', 'PRODID:-//Shouwen//Mail//EN', 'VERSION:2.0', 'METHOD:REPLY', 'BEGIN:VEVENT',
    `UID:${escaped(of.uid)}`, `SEQUENCE:${of.sequence}`, `DTSTAMP:${utc(of.now)}`, ...of.recurrence ? [of.recurrence] : [],
    ...of.start ? [of.wholeDay ? `DTSTART;VALUE=DATE:${utc(of.start).slice(0, 8)}` : `DTSTART:${utc(of.start)}`] : [], ...of.end ? [of.wholeDay ? `DTEND;VALUE=DATE:${utc(of.end).slice(0, 8)}` : `DTEND:${utc(of.end)}`] : [],
    `SUMMARY:${escaped(of.summary)}`, `ORGANIZER:mailto:${address(of.organizer)}`, `ATTENDEE;PARTSTAT=${PARTSTAT[of.answer]}${name}:mailto:${address(of.attendee)}`,
    ...of.comment ? [`COMMENT:${escaped(of.comment)}`] : [], 'END:VEVENT', 'END:VCALENDAR', '',
  ].map(folded).join('\r\n')
}

const utc = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '')
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n').replace(/\p{Cc}/gu, ' ')
const address = (text: string): string => text.replace(/[\s\p{Cc}<>"]/gu, '')

/** At most 75 bytes a line, never cut within a character. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let size = 0
  for (const character of line) {
    const bytes = Buffer.byteLength(character)
    if (size + bytes > 74) { parts.push(part); part = ''; size = 0 }
    part += character
    size += bytes
  }
  return [...parts, part].join('\r\n ')
}
