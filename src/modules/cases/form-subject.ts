import { answer } from '../../kernel/module.ts'
import { FormSubject } from '../forms/contract.ts'
import { findCase } from './queries.ts'

/** What a form about a case is told of it: its handler's work, their team's, its customer's. Nothing where the case is out of sight. */
export const formsAboutCases = answer(FormSubject, 'cases.form-subject', async (ctx, { kind, id }) => {
  if (kind !== 'case' || !ctx.actor.can('case.read')) return []
  const found = await findCase(ctx, id).catch(() => undefined)
  return found ? [{ title: `${found.number} ${found.subject}`, path: `/cases/${id}`, customerId: found.customer_id, staffId: found.handler_id ?? found.first_responder_id, teamId: found.team_id }] : []
})
