import { z } from 'zod'
import { Day, Id, Instant, endpoint, event } from '../../../kernel/contract.ts'

/** The roster: who works when, whose turn a duty is, and who is on duty now. Being there (connected) and taking work (available) are said elsewhere. */

export const ShiftKind = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), zh: z.string().min(1).max(40), en: z.string().min(1).max(40),
  /** Times of day in the company's zone; an end that is not after the beginning is on the next day. */
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'shift.bad-time'), to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'shift.bad-time'),
  /** Whether it is working time; otherwise a duty beside the work, such as cleaning. */
  works: z.boolean(),
})
export type ShiftKind = z.output<typeof ShiftKind>

const Words = z.object({ zh: z.string(), en: z.string() })
const Person = z.object({ id: z.uuid(), name: z.string() })
export const Shift = z.object({ id: z.uuid(), staff: Person, day: Day, kind: z.string(), name: Words, works: z.boolean(), fromAt: Instant, untilAt: Instant, may: z.array(z.enum(['drop'])) }).meta({ id: 'Shift' })
export type Shift = z.output<typeof Shift>
export const Roster = z.object({
  kinds: z.array(ShiftKind),
  /** Everybody of the team asked for, with or without shifts. `away`: somebody stands in for them on these days. */
  people: z.array(Person.extend({ teams: z.array(z.string()), away: z.array(Day), mayPlan: z.boolean() })),
  items: z.array(Shift),
}).meta({ id: 'Roster' })
export type Roster = z.output<typeof Roster>
export const OnDuty = z.object({ staff: Person, name: Words, works: z.boolean(), untilAt: Instant, teams: z.array(z.string()) })
export type OnDuty = z.output<typeof OnDuty>

export const PlanShifts = z.strictObject({ shifts: z.array(z.strictObject({ staffId: z.uuid(), day: Day, kind: z.string().max(40) })).min(1).max(500) })
export type PlanShifts = z.output<typeof PlanShifts>
const items = <S extends z.ZodType>(of: S) => z.object({ items: z.array(of) })
export const roster = {
  shifts: endpoint('GET', '/shifts', { query: z.strictObject({ from: Day, to: Day, teamId: z.uuid().optional() }), response: Roster, access: 'staff.read', about: 'The roster of at most 42 days, of everybody or of one team.' }),
  onDuty: endpoint('GET', '/on-duty', { query: z.strictObject({ teamId: z.uuid().optional() }), response: items(OnDuty), access: 'staff.read', about: 'Who is on duty now by the roster, and whose turn a duty is.' }),
  plan: endpoint('POST', '/shifts', { body: PlanShifts, response: items(Shift), status: 201, access: 'roster.write', about: 'Gives people shifts; one that stands already stays.' }),
  copyWeek: endpoint('POST', '/shifts/copy', { body: z.strictObject({ from: Day, to: Day, days: z.int().min(1).max(31).default(7), teamId: z.uuid().optional() }), response: z.object({ copied: z.int(), left: z.int() }), status: 201, access: 'roster.write', about: 'Copies the shifts of so many days from one day on to another; what would overlap is left out and counted.' }),
  drop: endpoint('DELETE', '/shifts/:id', { params: Id, response: z.null(), access: 'roster.write', about: 'Takes a shift away.' }),
}

/** What was planned and taken away: one event a person. */
export const RosterChanged = event('roster.changed', z.object({ planned: z.array(z.object({ day: z.string(), kind: z.string() })), dropped: z.array(z.object({ day: z.string(), kind: z.string() })) }))
