import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'

/** Risk: calls for help from places that customers visit, whom they reach and how quickly (SAF-05). */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const ALARM_STATES = ['pressed', 'answered', 'over', 'false'] as const

const Step = z.strictObject({ staffIds: z.array(z.uuid()).min(1).max(20) })
export const Place = z.object({
  id: z.uuid(), name: z.string(), location: z.string(), code: z.string(), /** Where the code on the wall leads. */ path: z.string(), team: Named.nullable(),
  /** Whom to tell after whoever is on duty, step by step while nobody answers. */
  tree: z.array(z.object({ staff: z.array(Named) })), active: z.boolean(), may: z.array(z.enum(['change'])), version: z.int(),
}).meta({ id: 'SosPlace' })
export type Place = z.output<typeof Place>
const place = { name: line(80), location: line(200), teamId: z.uuid().nullable(), tree: z.array(Step).max(5), active: z.boolean() }
export const AddPlace = z.strictObject({ ...place, teamId: place.teamId.default(null), tree: place.tree.default([]), active: place.active.default(true) })
export type AddPlace = z.output<typeof AddPlace>
export const ChangePlace = z.strictObject({ ...z.object(place).partial().shape, /** Another code: the one on the wall works no more. */ newCode: z.literal(true).optional(), version: z.int() })
export type ChangePlace = z.output<typeof ChangePlace>

export const Alarm = z.object({
  id: z.uuid(), place: z.object({ id: z.uuid(), name: z.string(), location: z.string() }), state: z.enum(ALARM_STATES), presses: z.int(), words: z.string().nullable(), /** Whole while help is on the way; masked once it is over. */ phone: z.string().nullable(),
  pressedAt: Instant, /** How far up it was told: 0 is whoever is on duty. */ step: z.int(), steps: z.int(), told: z.array(Named), nextAt: Instant.nullable(),
  answered: z.object({ by: Named, at: Instant, seconds: z.int() }).nullable(), ended: z.object({ by: Named, at: Instant }).nullable(), outcome: z.string().nullable(), may: z.array(z.enum(['answer', 'end'])), version: z.int(),
}).meta({ id: 'SosAlarm' })
export type Alarm = z.output<typeof Alarm>

/** What the caller's page shows: no name of staff, nothing of other calls. */
export const Call = z.object({ token: z.string(), state: z.enum(ALARM_STATES), pressedAt: Instant, told: z.int(), answeredAt: Instant.nullable(), saidWords: z.boolean() }).meta({ id: 'SosCall' })
export type Call = z.output<typeof Call>
export const SosPage = z.object({ name: z.string(), location: z.string(), company: z.string(), numbers: z.array(z.object({ zh: z.string(), en: z.string(), number: z.string() })) }).meta({ id: 'SosPage' })
export type SosPage = z.output<typeof SosPage>

const Code = z.strictObject({ code: line(60) })
const Token = z.strictObject({ token: z.string().max(80) })
const Said = { words: prose(1_000).optional(), phone: line(40).optional() }
/** For whoever stands at the place. */
export const sos = {
  page: endpoint('GET', '/sos/:code', { params: Code, response: SosPage, access: 'public', perMinute: 60, about: 'The place that a code on the wall belongs to, and public emergency numbers.' }),
  press: endpoint('POST', '/sos/:code', { params: Code, body: z.strictObject(Said).default({}), response: Call, status: 201, access: 'public', perMinute: 10, about: 'Calls for help: whoever is on duty is told at once. While a call from this place is open, another press joins it.' }),
  call: endpoint('GET', '/sos-calls/:token', { params: Token, response: Call, access: 'public', perMinute: 120, about: 'How far one’s call has come.' }),
  say: endpoint('POST', '/sos-calls/:token/words', { params: Token, body: z.strictObject(Said), response: Call, access: 'public', perMinute: 10, about: 'Adds what happened, or a number to call back.' }),
}
/** For whoever comes to help. */
export const alarms = {
  alarms: endpoint('GET', '/sos-alarms', { query: Listing.pick({ limit: true, cursor: true }).extend({ open: z.enum(['true']).optional(), place: z.uuid().optional() }), response: pageOf(Alarm), access: 'sos.read', about: 'Calls for help, latest first.' }),
  alarm: endpoint('GET', '/sos-alarms/:id', { params: Id, response: Alarm, access: 'sos.read', about: 'One call for help.' }),
  answer: endpoint('POST', '/sos-alarms/:id/answer', { params: Id, body: z.strictObject({ version: z.int().optional() }).default({}), response: Alarm, access: 'sos.answer', about: 'Takes a call for help: exactly one of many wins, and nobody further is told.' }),
  end: endpoint('POST', '/sos-alarms/:id/end', { params: Id, body: z.strictObject({ to: z.enum(['over', 'false']), outcome: prose(2_000), version: z.int().optional() }), response: Alarm, access: 'sos.answer', about: 'Says that it is over, or was a false alarm, and what happened.' }),
  alarmEvents: endpoint('GET', '/sos-alarms/:id/events', { params: Id, response: History, access: 'sos.read', about: 'The history of a call for help, oldest first.' }),
  places: endpoint('GET', '/sos-places', { response: z.object({ items: z.array(Place) }), access: 'sos.read', about: 'Places with a code for help, by name.' }),
  addPlace: endpoint('POST', '/sos-places', { body: AddPlace, response: Place, status: 201, access: 'sos.place', about: 'Sets up a place; its code is made here.' }),
  changePlace: endpoint('PATCH', '/sos-places/:id', { params: Id, body: ChangePlace, response: Place, access: 'sos.place', about: 'Changes a place, or gives it another code.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
export const AlarmRaised = event('sos.raised', z.object({ placeId: z.uuid(), told: z.array(z.uuid()), nextAt: z.iso.datetime().nullable() }))
export const AlarmPressed = event('sos.pressed-again', z.object({ presses: z.int() }))
export const AlarmWords = event('sos.words', z.object({ parts: z.array(z.enum(['words', 'phone'])) }))
export const AlarmEscalated = event('sos.escalated', z.object({ step: z.int(), told: z.array(z.uuid()), nextAt: z.iso.datetime().nullable() }))
export const AlarmAnswered = event('sos.answered', z.object({ seconds: z.int(), changed: Changed }))
export const AlarmEnded = event('sos.ended', z.object({ changed: Changed }))
export const PlaceAdded = event('sos-place.added', z.object({ teamId: z.uuid().nullable() }))
export const PlaceChanged = event('sos-place.changed', z.object({ parts: z.array(z.string()), newCode: z.boolean() }))
