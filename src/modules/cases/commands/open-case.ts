import { sql } from 'kysely'
import { seesRow } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { invalid } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { LOOK_UP } from '../../../kernel/transaction.ts'
import { startClocks } from '../../clocks/index.ts'
import { recordInteraction } from '../../contacts/index.ts'
import { customerRefs, takeCustomer } from '../../customers/index.ts'
import { attachFiles } from '../../files/index.ts'
import { flowKind } from '../../flows/index.ts'
import type { Case, OpenCase } from '../contract.ts'
import { CaseOpened } from '../contract.ts'
import { caseClocks, due } from '../deadlines.ts'
import { caseNumber, firstResponderAtIntake, flowOfKind } from '../rules.ts'
import { shownCase } from '../queries.ts'
import { caseResource, tables } from '../tables.ts'

/** Opens a case: the customer, the case, its first message, the contact that brought it and its clocks, in one unit. */
export async function openCase(ctx: Ctx, body: OpenCase): Promise<Case> {
  const [customer, number, team] = await Promise.all([customerOf(ctx, body), nextNumber(ctx), teamOf(ctx, body.teamId)])
  const flow = ctx.definitions.current(flowKind, flowOfKind(body.kind), ctx.now)
  const { start } = flow.is
  const id = newId()
  const messageId = newId()
  const firstResponderId = firstResponderAtIntake(body.channel, ctx.actor)
  const [started] = await startClocks(ctx, caseClocks, [{ subjectId: id, facts: { channel: body.channel, priority: body.priority, kind: body.kind }, signal: 'opened' }])
  const row = {
    id, number, kind: body.kind, subject: body.subject, channel: body.channel, priority: body.priority, status: start.key, status_class: start.class, flow_id: flow.id,
    customer_id: customer?.id ?? null, first_responder_id: firstResponderId, handler_id: null, team_id: body.teamId ?? null, solution: null,
    due_at: due(started.dueAt), source: null, external_id: null, created_at: ctx.now, changed_at: ctx.now, removed_at: null, version: 1,
  }
  tables.insert(ctx, 'case', row)
  tables.insert(ctx, 'message', { id: messageId, case_id: id, visibility: 'public', author_kind: body.channel === 'internal' ? 'staff' : 'customer', author_id: body.channel === 'internal' ? ctx.actor.id : null, body: body.description, at: ctx.now })
  await recordInteraction(ctx, { channel: body.channel, direction: 'in', customerId: customer?.id ?? null, agentId: firstResponderId, subjectKind: 'case', subjectId: id, at: ctx.now })
  if (body.attachments?.length) await attachFiles(ctx, body.attachments, { kind: 'message', id: messageId })
  await ctx.emit(CaseOpened, id, {
    number, kind: row.kind, channel: row.channel, priority: row.priority, customerId: row.customer_id, firstResponderId, teamId: row.team_id, status: start.key, class: start.class, messageId,
  })
  const may = (verb: 'write' | 'claim' | 'assign') => seesRow(ctx.actor, caseResource, { handlerId: null, firstResponderId, teamId: row.team_id }, `case.${verb}`)
  return shownCase(ctx, {
    ...row, due_at: ctx.now, customer_name: customer?.name ?? null, customer_type: customer?.type ?? null, first_responder_name: firstResponderId && ctx.actor.name, handler_name: null, team_name: team?.name ?? null, may_write: may('write'), may_claim: may('claim'), may_assign: may('assign'),
  }, started.clocks)
}

async function customerOf(ctx: Ctx, { customerId, customer }: OpenCase) {
  if (customer) return takeCustomer(ctx, customer)
  if (!customerId) return null
  const found = (await customerRefs(ctx, [customerId])).get(customerId)
  if (!found) throw invalid('customerId', 'customer.not-found')
  return found
}
async function teamOf(ctx: Ctx, teamId: string | undefined) {
  if (!teamId) return null
  const found = await tables(ctx).selectFrom('team_ref').selectAll().where('id', '=', teamId).executeTakeFirst()
  if (!found) throw invalid('teamId', 'team.not-found')
  return found
}

/** The company's date and one sequence that is never reset: a reset at midnight would meet yesterday's numbers. */
export async function nextNumber(ctx: Ctx): Promise<string> {
  const { rows: [next] } = await sql<{ n: number }>`${sql.raw(LOOK_UP)}select nextval('case_number') as n`.execute(ctx.db)
  return caseNumber(dayIn(ctx.settings.get(companyZone), ctx.now), Number(next?.n))
}
