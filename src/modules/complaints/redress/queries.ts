import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import { among } from '../../../kernel/transaction.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { findCase } from '../../cases/index.ts'
import { customerFamily, customerRefs, findCustomer, isOfCustomer } from '../../customers/index.ts'
import { balanceOf, couponsOf } from '../../ledger/index.ts'
import { limitsOf, namesOf } from '../../people/index.ts'
import { findComplaint, rowOf } from '../queries.ts'
import { COMPLAINT_KINDS } from '../rules.ts'
import { recordOf, sheetsOf } from '../sheet.ts'
import { allowanceOf } from './allowance.ts'
import { leftOf } from './budgets.ts'
import type { CaseRemedies, CustomerRedress, Remedy, RemedyBackground, RemedyQuery } from './contract.ts'
import { optionKind, optionsOf } from './option-kind.ts'
import { GRANTED, nextOf, toFen, toYuan } from './rules.ts'
import type { RemedyDeed } from './rules.ts'
import { pointsPerYuan, recordFirst } from './settings.ts'
import type { RemedyRow } from './tables.ts'
import { remedyResource, tables } from './tables.ts'

/** What somebody may grant alone, in fen. */
export const authorityOf = async (ctx: Ctx, staffId: string): Promise<number> => toFen((await limitsOf(ctx, [staffId])).get(staffId)?.compensation ?? 0)
/** What has been granted on complaints so far, in fen: a limit is of a whole complaint, for many small solutions would walk round it. */
export async function grantedOn(ctx: Ctx, caseIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tables(ctx).selectFrom('complaint_remedy').select(['case_id', sql<string>`sum(amount)`.as('sum')]).where(among('case_id', [...new Set(caseIds)])).where('state', 'in', GRANTED).where('amount', 'is not', null).groupBy('case_id').execute()
  return new Map(rows.map((row) => [row.case_id, Number(row.sum)]))
}
/** What somebody may still grant alone on a complaint, in fen. */
export const leftFor = async (ctx: Ctx, staffId: string, caseId: string): Promise<number> =>
  Math.max(0, await authorityOf(ctx, staffId) - ((await grantedOn(ctx, [caseId])).get(caseId) ?? 0))

/** Solutions as readers see them, in this order. `writes`: on which cases the reader works. */
export async function shownRemedies(ctx: Ctx, rows: readonly RemedyRow[], writes: (caseId: string) => boolean): Promise<Remedy[]> {
  if (!rows.length) return []
  const me = ctx.actor.id
  const [cases, customers, names, coupons, budgetRows, sheets, granted, authority] = await Promise.all([
    tables(ctx).selectFrom('case_ref').select(['id', 'number', 'subject']).where(among('id', [...new Set(rows.map((row) => row.case_id))])).execute(),
    customerRefs(ctx, [...new Set(rows.flatMap((row) => row.customer_id ?? []))]),
    namesOf(ctx, [...new Set(rows.flatMap((row) => [row.proposer_id, row.approver_id, row.decided_by, row.done_by, row.withdrawn_by].filter((id) => id !== null)))]),
    couponsOf(ctx, { aboutKind: 'remedy', aboutIds: rows.map((row) => row.id) }),
    tables(ctx).selectFrom('compensation_budget').select(['id', 'name']).where(among('id', [...new Set(rows.flatMap((row) => row.budget_id ?? []))])).execute(),
    sheetsOf(ctx, [...new Set(rows.map((row) => row.case_id))]),
    grantedOn(ctx, rows.map((row) => row.case_id)),
    me ? authorityOf(ctx, me) : 0,
  ])
  const caseOf = new Map(cases.map((one) => [one.id, one]))
  const couponOf = new Map(coupons.map((one) => [one.id, one]))
  const budgetOf = new Map(budgetRows.map((one) => [one.id, one]))
  const named = (id: string | null) => id ? { id, name: names.get(id) ?? '' } : null
  const money = (fen: number | null) => fen === null ? null : toYuan(fen)
  return rows.map((row) => {
    const option = ctx.definitions.version(optionKind, row.option_id).is
    const isAccused = sheets.get(row.case_id)?.accused.includes(me ?? '') ?? false
    const allowed: Record<RemedyDeed, boolean> = {
      decide: ctx.actor.can('remedy.decide') && row.proposer_id !== me && (row.amount === null || row.amount + (granted.get(row.case_id) ?? 0) <= authority), offer: ctx.actor.can('remedy.propose') && writes(row.case_id), answer: ctx.actor.can('remedy.propose') && writes(row.case_id),
      'carry-out': ctx.actor.can('remedy.carry-out') && writes(row.case_id), withdraw: ctx.actor.can('remedy.propose') && writes(row.case_id),
    }
    const customer = row.customer_id ? customers.get(row.customer_id) : undefined
    const of = caseOf.get(row.case_id)
    return {
      id: row.id, case: { id: row.case_id, number: of?.number ?? '', subject: of?.subject ?? '' }, customer: row.customer_id ? { id: row.customer_id, name: customer?.name ?? '' } : null, option: { key: row.option_key, name: option.name, goodwill: option.goodwill }, plan: row.plan, state: row.state,
      way: row.way, asked: money(row.asked), amount: money(row.amount), accepted: row.answer === 'accepted' ? money(row.amount) : null, points: row.points, gift: row.gift, condition: row.condition, budget: row.budget_id ? budgetOf.get(row.budget_id) ?? null : null,
      proposer: named(row.proposer_id) as { id: string; name: string }, proposedAt: row.proposed_at, limit: toYuan(row.authority), support: row.support, approver: named(row.approver_id), decidedBy: named(row.decided_by), decidedAt: row.decided_at, decisionNote: row.decision_note,
      offeredAt: row.offered_at, answer: row.answer, answeredAt: row.answered_at, answerWords: row.answer_words, doneBy: named(row.done_by), doneAt: row.done_at, doneNote: row.done_note, coupon: row.coupon_id ? couponOf.get(row.coupon_id) ?? null : null,
      withdrawnBy: named(row.withdrawn_by), withdrawnAt: row.withdrawn_at, withdrawnWhy: row.withdrawn_why,
      may: isAccused ? [] : (Object.keys(allowed) as RemedyDeed[]).filter((deed) => allowed[deed] && nextOf(deed, row.state, option.goodwill)), version: row.version,
    }
  })
}

/** One row in the reader's sight: their own to propose or decide, of a case they see. @throws AppError not-found `remedy.not-found` */
export async function findRemedy(ctx: Ctx, id: string): Promise<RemedyRow & { may_write: boolean }> {
  const row = await tables(ctx).selectFrom('complaint_remedy as t').selectAll().select(inSight(ctx, remedyResource, 'remedy.read', 't').as('seen')).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('remedy')
  const found = await findCase(ctx, row.case_id).catch(() => undefined)
  if (!row.seen && !found) throw notFound('remedy')
  return { ...row, may_write: found !== undefined && found.may_write && !found.removed_at && !found.merged_into_id }
}
export async function getRemedy(ctx: Ctx, id: string): Promise<Remedy> {
  const row = await findRemedy(ctx, id)
  return (await shownRemedies(ctx, [row], () => row.may_write))[0] as Remedy
}
const MOST = 100
/** Solutions of a complaint, latest first. Who may see the case is for the caller to have decided. */
export const remedyRowsOf = (ctx: Ctx, caseId: string): Promise<RemedyRow[]> => tables(ctx).selectFrom('complaint_remedy').selectAll().where('case_id', '=', caseId).orderBy('id', 'desc').limit(MOST).execute()

export async function remediesOfCase(ctx: Ctx, caseId: string): Promise<CaseRemedies> {
  const found = await findComplaint(ctx, caseId)
  const [rows, record, row, budgetRows, authority] = await Promise.all([remedyRowsOf(ctx, caseId), recordOf(ctx, caseId), rowOf(ctx, caseId), tables(ctx).selectFrom('compensation_budget').select(['id', 'name']).where('active', '=', true).orderBy('id').execute(), ctx.actor.id ? leftFor(ctx, ctx.actor.id, caseId) : 0])
  const works = found.may_write && !found.removed_at && !found.merged_into_id && !record.accused.includes(ctx.actor.id ?? '') && !row?.archived_at
  return {
    items: await shownRemedies(ctx, rows, () => works), options: optionsOf(ctx).map(({ key, name, about, ways, alwaysAsks, goodwill }) => ({ key, name, about, ways, alwaysAsks, goodwill })), budgets: budgetRows, allowance: found.customer_id ? await allowanceOf(ctx, found.customer_id) : null,
    limit: toYuan(authority), pointsPerYuan: ctx.settings.get(pointsPerYuan), missing: found.kind === 'complaint' && ctx.settings.get(recordFirst) ? record.missing : [], listening: found.status === 'listening', may: works && found.status_class !== 'closed' && ctx.actor.can('remedy.propose') ? ['propose'] : [],
  }
}

export async function listRemedies(ctx: Ctx, query: RemedyQuery): Promise<{ items: Remedy[]; nextCursor: string | null }> {
  const oneOf = (field: string, words: string | undefined): Condition[] => words ? [{ field, is: 'one-of', value: words.split(',') }] : []
  const person = (field: string, who: string | undefined): Condition[] => who ? [{ field, is: 'equal', value: who === 'me' ? { var: 'me' } : who }] : []
  const filter: Condition = { all: [...oneOf('state', query.state), ...oneOf('way', query.way), ...oneOf('optionKey', query.option), ...person('proposerId', query.proposer), ...person('approverId', query.approver), ...(query.customerId ? [await isOfCustomer(ctx, 'customerId', query.customerId)] : [])] }
  const page = await listIds(ctx, { table: 'complaint_remedy', resource: remedyResource, permission: 'remedy.read', sorts: { proposedAt: { column: 'id', type: 'uuid' } }, sort: '-proposedAt' }, query, filter)
  const rows = page.ids.length ? await tables(ctx).selectFrom('complaint_remedy').selectAll().where('id', 'in', page.ids).execute() : []
  return { items: await shownRemedies(ctx, inOrder(page.ids, rows), () => false), nextCursor: page.nextCursor }
}

/** What a customer has been granted. @throws AppError not-found `customer.not-found` */
export async function redressOfCustomer(ctx: Ctx, customerId: string): Promise<CustomerRedress> {
  await findCustomer(ctx, customerId)
  const family = await customerFamily(ctx, customerId)
  const rows = await tables(ctx).selectFrom('complaint_remedy').selectAll().where(among('customer_id', family)).where('way', 'is not', null).orderBy('id', 'desc').limit(MOST).execute()
  const balances = await Promise.all(family.map((ownerId) => balanceOf(ctx, { kind: 'points', ownerKind: 'customer', ownerId, unit: 'points' })))
  const [next] = balances.flatMap((one) => one.next ?? []).sort((a, b) => a.at.getTime() - b.at.getTime())
  return { allowance: await allowanceOf(ctx, customerId), points: { balance: balances.reduce((sum, one) => sum + one.balance, 0), next: next ?? null }, coupons: await couponsOf(ctx, { holderKind: 'customer', holderIds: family }), items: await shownRemedies(ctx, rows, () => false) }
}

/** What whoever decides about a solution should have read. */
export async function backgroundOf(ctx: Ctx, id: string): Promise<RemedyBackground> {
  const row = await findRemedy(ctx, id)
  const [record, judged] = await Promise.all([recordOf(ctx, row.case_id), rowOf(ctx, row.case_id)])
  const family = row.customer_id ? await customerFamily(ctx, row.customer_id) : []
  const [ofCase, ofCustomer, complaints, names, allowance, budget] = await Promise.all([
    remedyRowsOf(ctx, row.case_id),
    family.length ? tables(ctx).selectFrom('complaint_remedy').selectAll().where(among('customer_id', family)).where('case_id', '<>', row.case_id).orderBy('id', 'desc').limit(20).execute() : [],
    family.length ? sql<{ n: number }>`select count(*)::int as n from case_ref where customer_id = any(${family}::uuid[]) and kind = any(${COMPLAINT_KINDS}::text[]) and removed_at is null and created_at > ${ctx.now}::timestamptz - interval '1 year'`.execute(ctx.db) : { rows: [{ n: 1 }] },
    namesOf(ctx, [...record.accused]), row.customer_id ? allowanceOf(ctx, row.customer_id) : null, row.budget_id ? leftOf(ctx, row.budget_id) : null,
  ])
  return {
    demand: record.demand, interest: record.interest, severity: record.severity, liability: judged?.liability ?? 'undetermined', accused: record.accused.map((one) => ({ id: one, name: names.get(one) ?? '' })),
    ofCase: await shownRemedies(ctx, ofCase.filter((one) => one.id !== id), () => false), ofCustomer: await shownRemedies(ctx, ofCustomer, () => false), allowance, complaints: complaints.rows[0]?.n ?? 0, budget,
  }
}
