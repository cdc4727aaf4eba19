import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { DAY_UNITS, OUTCOMES, STAGES, TERM_DAYS } from './rules.ts'

/** Complaints that a regulator hands to the company (12315, 12345), with the days by which it is answered and settled. */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const RegulatorCase = z.object({
  id: z.uuid(), case: z.object({ id: z.uuid(), number: z.string(), subject: z.string() }), authority: z.object({ key: z.string(), name: Bilingual }), number: z.string(), contact: z.string().nullable(), receivedOn: Day,
  /** The last day on which it is in time; `late` once that is over without it. */
  answerDueOn: Day, answeredAt: Instant.nullable(), answeredBy: Named.nullable(), answer: z.string().nullable(), answerLate: z.boolean(),
  settleDueOn: Day, settledAt: Instant.nullable(), settledBy: Named.nullable(), settlement: z.string().nullable(), outcome: z.enum(OUTCOMES).nullable(), settleLate: z.boolean(), may: z.array(z.enum(STAGES)), version: z.int(),
}).meta({ id: 'RegulatorCase' })
export type RegulatorCase = z.output<typeof RegulatorCase>
export const Authority = z.object({ key: z.string(), name: Bilingual, answer: z.object({ days: z.int(), unit: z.string() }), settle: z.object({ days: z.int(), unit: z.string() }), basis: Bilingual }).meta({ id: 'RegulatorAuthority' })

/** Why a day is the last one: the term of the authority laid along the company's working calendar; `days` is empty where the notice named the day itself. */
export const TermShown = z.object({ stage: z.enum(STAGES), dueOn: Day, term: z.object({ days: z.int(), unit: z.enum(DAY_UNITS) }).nullable(), days: z.array(z.object({ from: Day, to: Day, kind: z.enum(TERM_DAYS), first: z.int().nullable(), last: z.int().nullable() })) }).meta({ id: 'RegulatorTerm' })
export type TermShown = z.output<typeof TermShown>

export const RegisterRegulator = z.strictObject({
  authority: line(60), number: line(80), receivedOn: Day, subject: line(300), description: prose(100_000), customerName: line(200).optional(), customerPhone: line(60).optional(), contact: line(120).optional(),
  /** As the notice names them; by the authority's terms when absent. */
  answerDueOn: Day.optional(), settleDueOn: Day.optional(),
})
export type RegisterRegulator = z.output<typeof RegisterRegulator>
export const RecordReply = z.strictObject({ stage: z.enum(STAGES), words: prose(10_000), outcome: z.enum(OUTCOMES).optional(), version: z.int() })
export type RecordReply = z.output<typeof RecordReply>
export const ImportReport = z.object({ rows: z.int(), imported: z.int(), known: z.int(), rejected: z.array(z.object({ line: z.int(), field: z.string(), code: z.string(), message: z.string() })) }).meta({ id: 'RegulatorImport' })

export const regulators = {
  authorities: endpoint('GET', '/regulator-authorities', { response: z.object({ items: z.array(Authority) }), access: 'regulator-case.read', about: 'Regulators and hotlines with their terms.' }),
  listRegulatorCases: endpoint('GET', '/regulator-cases', { query: Listing.omit({ q: true }).extend({ authority: line(120).optional(), open: z.enum(['true', 'false']).optional() }), response: pageOf(RegulatorCase), access: 'regulator-case.read', about: 'Regulators’ cases, the nearest day first; `open` leaves out what is settled.' }),
  regulatorOfCase: endpoint('GET', '/cases/:id/regulator', { params: Id, response: z.object({ item: RegulatorCase.nullable() }), access: 'complaint.read', about: 'What a regulator wants of this complaint; null when none does.' }),
  regulatorTerms: endpoint('GET', '/cases/:id/regulator-terms', { params: Id, response: z.object({ items: z.array(TermShown) }), access: 'complaint.read', about: 'Why a regulator’s case is due on its days: which days count, which are off, and where a term ends on a day off; none when no regulator handed it on.' }),
  registerRegulatorCase: endpoint('POST', '/regulator-cases', { body: RegisterRegulator, response: RegulatorCase, status: 201, access: 'regulator-case.write', about: 'Registers a regulator’s case: a complaint is opened, and both days become tasks.' }),
  importRegulatorCases: endpoint('POST', '/regulator-cases/import', { body: z.strictObject({ csv: prose(2_000_000) }), response: ImportReport, access: 'regulator-case.write', about: 'Takes a table in CSV with the headers authority, number, receivedOn, subject, description, customerName, customerPhone, contact, answerDueOn, settleDueOn, or their Chinese names; a number that is known is taken once.' }),
  recordReply: endpoint('POST', '/regulator-cases/:id/replies', { params: Id, body: RecordReply, response: RegulatorCase, access: 'complaint.write', about: 'Writes down what the regulator was told: the answer, or how it was settled.' }),
}
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
/** The complaint is the subject. */
export const RegulatorRegistered = event('complaint.regulator-registered', z.object({ regulatorCaseId: z.uuid(), authority: z.string(), number: z.string(), answerDueOn: Day, settleDueOn: Day }))
export const RegulatorReplied = event('complaint.regulator-replied', z.object({ regulatorCaseId: z.uuid(), stage: z.enum(STAGES), late: z.boolean(), changed: Changed }))
/** A table was taken in, whatever came of its rows. */
export const RegulatorsImported = event('regulator-case.imported', z.object({ rows: z.int(), imported: z.int(), known: z.int(), rejected: z.int() }))
