import ICAL from 'ical.js'
import type { CalendarPart, MailAddress } from './read-mail-shape.ts'

const MOST = 200_000
const MOST_ATTENDEES = 200

/** The first event of the calendar parts; undefined when there is none or it can’t be read. Times without a known zone are read as UTC. */
export function readCalendar(parts: readonly { text: string; method: string }[]): CalendarPart | undefined {
  for (const { text, method } of parts) {
    const read = readOne(text.slice(0, MOST), method)
    if (read) return read
  }
  return undefined
}

function readOne(text: string, method: string): CalendarPart | undefined {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text.replace(/^\ufeff/, '').trim()) as unknown[] as never)
    const component = calendar.getFirstSubcomponent('vevent') ?? calendar.getFirstSubcomponent('vtodo')
    if (!component) return undefined
    const value = (name: string) => component.getFirstPropertyValue(name)
    const start = value('dtstart')
    const duration = value('duration')
    const end = value('dtend') ?? value('due') ?? (start instanceof ICAL.Time && duration instanceof ICAL.Duration ? withDuration(start, duration) : null)
    const organizer = component.getFirstProperty('organizer')
    const location = plain(value('location'))
    const uid = plain(value('uid'))
    const recurrence = component.getFirstProperty('recurrence-id')?.toICALString().replace(/\r?\n[ \t]?/g, '').slice(0, 300)
    return {
      method: (plain(calendar.getFirstPropertyValue('method')) || method || 'PUBLISH').toUpperCase().slice(0, 40), summary: plain(value('summary')).slice(0, 1_000),
      start: instantOf(start, calendar), end: instantOf(end, calendar),
      organizer: organizer ? { name: plain(organizer.getFirstParameter('cn')).slice(0, 500), address: plain(organizer.getFirstValue()).replace(/^mailto:/i, '').slice(0, 320) } satisfies MailAddress : null,
      sequence: sequenceOf(value('sequence')), repeats: value('rrule') !== null, wholeDay: start instanceof ICAL.Time && start.isDate, ...recurrence ? { recurrence } : {},
      attendees: component.getAllProperties('attendee').slice(0, MOST_ATTENDEES).map((one) => ({ address: plain(one.getFirstValue()).replace(/^mailto:/i, '').slice(0, 320), name: plain(one.getFirstParameter('cn')).slice(0, 200), answer: (plain(one.getFirstParameter('partstat')) || 'NEEDS-ACTION').toUpperCase().slice(0, 40) })),
      ...location ? { location: location.slice(0, 1_000) } : {}, ...uid ? { uid: uid.slice(0, 1_000) } : {},
    }
  } catch {
    return undefined
  }
}

const sequenceOf = (value: unknown): number => Number.isSafeInteger(Number(value)) ? Math.max(0, Number(value)) : 0
const plain = (value: unknown): string => typeof value === 'string' ? value.trim() : ''

function withDuration(start: InstanceType<typeof ICAL.Time>, duration: InstanceType<typeof ICAL.Duration>): InstanceType<typeof ICAL.Time> {
  const end = start.clone()
  end.addDuration(duration)
  return end
}

/** The instant of a time in its zone: the zone the calendar itself describes, else the one the runtime knows by that name. */
function instantOf(time: unknown, calendar: InstanceType<typeof ICAL.Component>): Date | null {
  if (!(time instanceof ICAL.Time)) return null
  const name = (time as { timezone?: string }).timezone ?? ''
  const described = name ? calendar.getAllSubcomponents('vtimezone').find((zone) => zone.getFirstPropertyValue('tzid') === name) : undefined
  if (described) time.zone = new ICAL.Timezone(described)
  else if (name && name !== 'Z' && name !== 'UTC') return inNamedZone(time, name)
  const at = described || time.zone === ICAL.Timezone.utcTimezone ? time.toUnixTime() * 1_000 : Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
  return Number.isFinite(at) ? new Date(at) : null
}

function inNamedZone(time: InstanceType<typeof ICAL.Time>, name: string): Date {
  const guess = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: WINDOWS_ZONES[name] ?? name, timeZoneName: 'longOffset' })
    const offset = /GMT([+-])(\d{2}):(\d{2})/.exec(format.format(guess))
    return new Date(guess - (offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) * 60_000 : 0))
  } catch {
    return new Date(guess)
  }
}

/** What Outlook calls the zones of our customers. */
const WINDOWS_ZONES: Readonly<Record<string, string>> = { 'China Standard Time': 'Asia/Shanghai', 'Taipei Standard Time': 'Asia/Taipei', 'Singapore Standard Time': 'Asia/Singapore', 'Tokyo Standard Time': 'Asia/Tokyo', 'Korea Standard Time': 'Asia/Seoul', 'W. Europe Standard Time': 'Europe/Berlin', 'Romance Standard Time': 'Europe/Paris', 'GMT Standard Time': 'Europe/London', 'Eastern Standard Time': 'America/New_York', 'Central Standard Time': 'America/Chicago', 'Pacific Standard Time': 'America/Los_Angeles', 'Mountain Standard Time': 'America/Denver', 'India Standard Time': 'Asia/Kolkata', 'Russian Standard Time': 'Europe/Moscow' }
