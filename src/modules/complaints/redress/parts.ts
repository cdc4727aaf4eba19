import type { Grant } from '../../../kernel/context.ts'
import { on, serve } from '../../../kernel/module.ts'
import { CouponReturned } from '../../ledger/contract.ts'
import { changeBudget, grantBudget, listBudgets, makeBudget } from './budgets.ts'
import { answerRemedy, carryOutRemedy, offerRemedy, withdrawRemedy } from './commands/carry-out.ts'
import { decideRemedy, proposerNeverDecides } from './commands/decide.ts'
import { proposeRemedy } from './commands/propose.ts'
import * as told from './contract.ts'
import { budgets, remedies } from './contract.ts'
import { followCustomer, followMerged } from './follow-customer.ts'
import { free } from './money.ts'
import { optionKind } from './option-kind.ts'
import { shippedOptions } from './options.ts'
import { backgroundOf, getRemedy, listRemedies, redressOfCustomer, remediesOfCase } from './queries.ts'
import { redressSettings } from './settings.ts'
import { remedyResource, tables } from './tables.ts'

const PERMISSIONS = ['remedy.read', 'remedy.propose', 'remedy.decide', 'remedy.carry-out', 'compensation-budget.read', 'compensation-budget.write'] as const
type Word = (typeof PERMISSIONS)[number]
const all = (...permissions: Word[]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))
const near: Grant[] = [{ permission: 'remedy.read', scope: 'own' }, { permission: 'remedy.read', scope: 'team' }]
const works = [...near, ...all('remedy.propose', 'remedy.carry-out')]

/** A coupon that nobody redeemed frees its money for others. */
const freeReturned = on(CouponReturned, 'complaints.free-returned', async (ctx, events) => {
  for (const { data } of events) {
    if (data.aboutKind !== 'remedy' || !data.aboutId) continue
    const row = await tables(ctx).selectFrom('complaint_remedy').selectAll().where('id', '=', data.aboutId).executeTakeFirst()
    if (row) await free(ctx, row)
  }
})

/** What redress adds to the module. */
export const redressParts = {
  permissions: PERMISSIONS,
  grants: {
    cs_manager: all(...PERMISSIONS), cs_supervisor: all('remedy.read', 'remedy.propose', 'remedy.decide', 'remedy.carry-out', 'compensation-budget.read'), team_lead: [...works, ...all('remedy.decide', 'compensation-budget.read')], agent: works, after_sales: works,
    supervision: [...works, ...all('remedy.decide')], management: all('remedy.read', 'remedy.decide', 'compensation-budget.read', 'compensation-budget.write'), clerk: all('remedy.read', 'remedy.carry-out', 'compensation-budget.read'), evaluator: all('remedy.read'), mediator: near,
  } as Record<string, Grant[]>,
  separations: [proposerNeverDecides],
  events: Object.values(told).filter((one): one is typeof told.RemedyProposed => typeof one === 'object' && 'kind' in one && 'subject' in one),
  settings: redressSettings, kinds: [optionKind], definitions: shippedOptions, resources: [remedyResource], listeners: [freeReturned, followCustomer, followMerged],
  invariants: [
    { name: 'what a solution sets aside is what its account holds', sql: `select r.id from complaint_remedy r left join ledger_account a on a.owner_kind = 'remedy' and a.owner_id = r.id where coalesce(a.balance, 0) <> case when r.state in ('ready', 'offered', 'accepted') then coalesce(r.amount, 0) else 0 end` },
    { name: 'nobody decides about a solution of their own', sql: 'select id from complaint_remedy where decided_by = proposer_id' },
    { name: 'beyond the proposer’s limit stands somebody else’s yes', sql: `select id from complaint_remedy where amount > authority and decided_by is null and state not in ('asked', 'withdrawn')` },
  ],
  serves: [serve(remedies, {
    remediesOfCase: (ctx, { params }) => remediesOfCase(ctx, params.id),
    proposeRemedy: (ctx, { params, body }) => proposeRemedy(ctx, params.id, body),
    listRemedies: (ctx, { query }) => listRemedies(ctx, query),
    getRemedy: (ctx, { params }) => getRemedy(ctx, params.id),
    remedyBackground: (ctx, { params }) => backgroundOf(ctx, params.id),
    decideRemedy: (ctx, { params, body }) => decideRemedy(ctx, params.id, body),
    offerRemedy: (ctx, { params, body }) => offerRemedy(ctx, params.id, body),
    answerRemedy: (ctx, { params, body }) => answerRemedy(ctx, params.id, body),
    carryOutRemedy: (ctx, { params, body }) => carryOutRemedy(ctx, params.id, body),
    withdrawRemedy: (ctx, { params, body }) => withdrawRemedy(ctx, params.id, body),
    redressOfCustomer: (ctx, { params }) => redressOfCustomer(ctx, params.id),
  }), serve(budgets, {
    listBudgets: async (ctx) => ({ items: await listBudgets(ctx) }),
    makeBudget: (ctx, { body }) => makeBudget(ctx, body),
    grantBudget: (ctx, { params, body }) => grantBudget(ctx, params.id, body),
    changeBudget: (ctx, { params, body }) => changeBudget(ctx, params.id, body),
  })],
}
