import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { Coupon } from '../../ledger/contract.ts'
import { LIABILITIES } from '../rules.ts'
import { isMoney, REMEDY_DEEDS, REMEDY_STATES, WAYS } from './rules.ts'

/** Solutions of complaints: what is offered, whose yes it needs, what the customer says, and what is given. Money is in yuan with at most two decimals. */

const Named = z.object({ id: z.uuid(), name: z.string() })
const Money = z.number().min(0).max(100_000_000).refine(isMoney, { error: 'remedy.two-decimals' })
const version = z.int()

export const RemedyOption = z.object({ key: z.string(), name: Bilingual, about: Bilingual, ways: z.array(z.enum(WAYS)), alwaysAsks: z.boolean(), goodwill: z.boolean() }).meta({ id: 'RemedyOption' })
export type RemedyOption = z.output<typeof RemedyOption>

export const Remedy = z.object({
  id: z.uuid(), case: z.object({ id: z.uuid(), number: z.string(), subject: z.string() }), customer: Named.nullable(), option: z.object({ key: z.string(), name: Bilingual, goodwill: z.boolean() }), plan: z.string(), state: z.enum(REMEDY_STATES),
  way: z.enum(WAYS).nullable(), /** What the customer asks for. */ asked: z.number().nullable(), /** What is offered. */ amount: z.number().nullable(), /** What the customer took. */ accepted: z.number().nullable(),
  points: z.int().nullable(), gift: z.string().nullable(), condition: z.string().nullable(), budget: Named.nullable(),
  proposer: Named, proposedAt: Instant, /** What the proposer might have granted alone. */ limit: z.number(), /** What somebody above is asked to help with. */ support: z.string().nullable(),
  approver: Named.nullable(), decidedBy: Named.nullable(), decidedAt: Instant.nullable(), decisionNote: z.string().nullable(), offeredAt: Instant.nullable(),
  answer: z.enum(['accepted', 'declined']).nullable(), answeredAt: Instant.nullable(), answerWords: z.string().nullable(), doneBy: Named.nullable(), doneAt: Instant.nullable(), doneNote: z.string().nullable(), coupon: Coupon.nullable(),
  withdrawnBy: Named.nullable(), withdrawnAt: Instant.nullable(), withdrawnWhy: z.string().nullable(), may: z.array(z.enum(REMEDY_DEEDS)), version,
}).meta({ id: 'Remedy' })
export type Remedy = z.output<typeof Remedy>

/** What a customer has been granted this year, against the cap; null where the company sets none. */
export const Allowance = z.object({ year: z.int(), taken: z.number(), cap: z.number().nullable() })
export type Allowance = z.output<typeof Allowance>
export const CustomerRedress = z.object({ allowance: Allowance, points: z.object({ balance: z.int(), next: z.object({ amount: z.int(), at: Instant }).nullable() }), coupons: z.array(Coupon), items: z.array(Remedy) }).meta({ id: 'CustomerRedress' })
export type CustomerRedress = z.output<typeof CustomerRedress>
/** What whoever decides should have read. */
export const RemedyBackground = z.object({
  demand: z.string().nullable(), interest: z.string().nullable(), severity: z.string().nullable(), liability: z.enum(LIABILITIES), accused: z.array(Named),
  /** Other solutions of the same complaint, and of this customer's other complaints, latest first. */
  ofCase: z.array(Remedy), ofCustomer: z.array(Remedy), allowance: Allowance.nullable(),
  /** Complaints of this customer within the last twelve months, this one among them. */
  complaints: z.int(), budget: z.object({ name: z.string(), left: z.number() }).nullable(),
}).meta({ id: 'RemedyBackground' })
export type RemedyBackground = z.output<typeof RemedyBackground>
export const CaseRemedies = z.object({
  items: z.array(Remedy), options: z.array(RemedyOption), budgets: z.array(Named), allowance: Allowance.nullable(), /** What the reader may grant alone. */ limit: z.number(), pointsPerYuan: z.int(),
  /** What the record still lacks before a solution is proposed. */
  missing: z.array(z.enum(['demand', 'interest'])), /** The customer is still being heard: no solution yet. */ listening: z.boolean(), may: z.array(z.enum(['propose'])),
}).meta({ id: 'CaseRemedies' })
export type CaseRemedies = z.output<typeof CaseRemedies>

export const ProposeRemedy = z.strictObject({
  option: line(60), plan: prose(5_000), way: z.enum(WAYS).optional(), asked: Money.optional(), amount: Money.refine((yuan) => yuan > 0, { error: 'remedy.above-zero' }).optional(), gift: line(200).optional(), condition: line(200).optional(), budgetId: z.uuid().optional(),
  /** Asks somebody above to decide and help, whatever it costs. */
  support: prose(2_000).optional(),
})
export type ProposeRemedy = z.output<typeof ProposeRemedy>

const list = (known: readonly string[], max: number) => z.string().max(max).refine((text) => text.split(',').every((one) => known.includes(one)), { error: 'list.unknown-choice' }).optional()
export const RemedyQuery = Listing.omit({ q: true }).extend({ state: list(REMEDY_STATES, 120), way: list(WAYS, 60), option: line(200).optional(), proposer: z.union([z.literal('me'), z.uuid()]).optional(), approver: z.union([z.literal('me'), z.uuid()]).optional(), customerId: z.uuid().optional() })
export type RemedyQuery = z.output<typeof RemedyQuery>

export const Budget = z.object({ id: z.uuid(), name: z.string(), active: z.boolean(), accountId: z.uuid(), /** What can still be granted. */ left: z.number(), /** All that was put in, and all that was granted and not taken back. */ granted: z.number(), spent: z.number(), next: z.object({ amount: z.number(), at: Instant }).nullable(), madeAt: Instant, version }).meta({ id: 'CompensationBudget' })
export type Budget = z.output<typeof Budget>
const grantFields = { amount: Money.refine((yuan) => yuan > 0, { error: 'remedy.above-zero' }), /** The last day on which it can be granted. */ lastDay: Day.optional(), note: prose(500).optional() }
export const MakeBudget = z.strictObject({ name: line(80), ...grantFields })
export type MakeBudget = z.output<typeof MakeBudget>
export const GrantBudget = z.strictObject(grantFields)
export type GrantBudget = z.output<typeof GrantBudget>

export const remedies = {
  remediesOfCase: endpoint('GET', '/cases/:id/remedies', { params: Id, response: CaseRemedies, access: 'remedy.read', about: 'Solutions of a complaint, latest first, with the catalogue and what the reader may grant alone.' }),
  proposeRemedy: endpoint('POST', '/cases/:id/remedies', { params: Id, body: ProposeRemedy, response: Remedy, status: 201, access: 'remedy.propose', about: 'Proposes a solution. Beyond one’s own limit, or when support is asked for, somebody else up the line decides first. Refused without the customer’s demand and interest, beyond the customer’s yearly cap, and beyond the budget.' }),
  listRemedies: endpoint('GET', '/remedies', { query: RemedyQuery, response: pageOf(Remedy), access: 'remedy.read', about: 'Solutions in sight, newest first.' }),
  getRemedy: endpoint('GET', '/remedies/:id', { params: Id, response: Remedy, access: 'remedy.read', about: 'One solution.' }),
  remedyBackground: endpoint('GET', '/remedies/:id/background', { params: Id, response: RemedyBackground, access: 'remedy.read', about: 'What whoever decides should have read: the demand, who is liable, what the customer was granted before.' }),
  decideRemedy: endpoint('POST', '/remedies/:id/decision', { params: Id, body: z.strictObject({ approve: z.boolean(), note: prose(2_000).optional(), version }), response: Remedy, access: 'remedy.decide', about: 'Says yes or no to a proposal of somebody else, within one’s own limit; a no says why.' }),
  offerRemedy: endpoint('POST', '/remedies/:id/offer', { params: Id, body: z.strictObject({ version }), response: Remedy, access: 'remedy.propose', about: 'Notes that the customer was told of it.' }),
  answerRemedy: endpoint('POST', '/remedies/:id/answer', { params: Id, body: z.strictObject({ answer: z.enum(['accepted', 'declined']), words: prose(2_000).optional(), version }), response: Remedy, access: 'remedy.propose', about: 'Notes what the customer says; a no says why, and the money is free again.' }),
  carryOutRemedy: endpoint('POST', '/remedies/:id/carry-out', { params: Id, body: z.strictObject({ note: prose(2_000).optional(), version }), response: Remedy, access: 'remedy.carry-out', about: 'Carries it out: a coupon is issued, points are given, a refund or gift is noted as handed over.' }),
  withdrawRemedy: endpoint('POST', '/remedies/:id/withdraw', { params: Id, body: z.strictObject({ reason: prose(1_000), version }), response: Remedy, access: 'remedy.propose', about: 'Takes back what has not been carried out.' }),
  redressOfCustomer: endpoint('GET', '/customers/:id/redress', { params: Id, response: CustomerRedress, access: 'remedy.read', about: 'What a customer has been granted: this year against the cap, points, coupons, solutions.' }),
}
export const budgets = {
  listBudgets: endpoint('GET', '/compensation-budgets', { response: z.object({ items: z.array(Budget) }), access: 'compensation-budget.read', about: 'Budgets for compensation with what is left of them.' }),
  makeBudget: endpoint('POST', '/compensation-budgets', { body: MakeBudget, response: Budget, status: 201, access: 'compensation-budget.write', about: 'Opens a budget. While a company has any, no compensation goes beyond what is left in one.' }),
  grantBudget: endpoint('POST', '/compensation-budgets/:id/grants', { params: Id, body: GrantBudget, response: Budget, status: 201, access: 'compensation-budget.write', about: 'Puts more money into a budget.' }),
  changeBudget: endpoint('PATCH', '/compensation-budgets/:id', { params: Id, body: z.strictObject({ name: line(80).optional(), active: z.boolean().optional(), version }), response: Budget, access: 'compensation-budget.write', about: 'Renames a budget, or ends it for new compensation.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
/** The case is the subject of what happens to its solutions, so that they stand in its history. Plans and words stay with the record. */
const Told = { remedyId: z.uuid(), option: z.string(), changed: Changed }
export const RemedyProposed = event('complaint.remedy-proposed', z.object({ ...Told, way: z.enum(WAYS).nullable(), amount: z.number().nullable(), approverId: z.uuid().nullable() }))
export const RemedyDecided = event('complaint.remedy-decided', z.object({ ...Told, approved: z.boolean() }))
export const RemedyOffered = event('complaint.remedy-offered', z.object(Told))
export const RemedyAnswered = event('complaint.remedy-answered', z.object({ ...Told, answer: z.enum(['accepted', 'declined']) }))
export const RemedyCarriedOut = event('complaint.remedy-done', z.object({ ...Told, way: z.enum(WAYS).nullable(), amount: z.number().nullable() }))
/** Whoever was to decide it may not any more: somebody else does. */
export const RemedyPassedOn = event('complaint.remedy-passed-on', z.object({ ...Told, approverId: z.uuid() }))
export const RemedyWithdrawn = event('complaint.remedy-withdrawn', z.object(Told))
/** Pushed to whoever sees the solution. */
export const RemedyChanged = event('remedy.changed', z.object({ caseId: z.uuid(), changed: Changed }))
export const BudgetChanged = event('compensation-budget.changed', z.object({ changed: Changed }))
