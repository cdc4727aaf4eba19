import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { addWorking } from '../../../pure/worktime/index.ts'
import { calendarKind } from '../../clocks/index.ts'
import { startFlow } from '../../flows/index.ts'
import { submitForm } from '../../forms/index.ts'
import type { Answers, Via } from '../../forms/contract.ts'
import { addTask } from '../../tasks/index.ts'
import { ServiceRequested } from './contract.ts'
import type { CompiledService } from './service-kind.ts'
import { serviceKind } from './service-kind.ts'
import { tables } from './tables.ts'

const HOUR = 3_600
/** What tasks of a request call their source. */
export const SOURCE = 'service-request'

/** A service in force. @throws AppError not-found `service.not-found` */
export function serviceOf(ctx: Pick<Ctx, 'definitions' | 'now'>, key: string): { id: string; key: string; is: CompiledService } {
  if (!ctx.definitions.keys(serviceKind, ctx.now).includes(key)) throw notFound('service')
  return ctx.definitions.current(serviceKind, key, ctx.now)
}

interface Fulfilment {
  caseId: string; service: string; answers: Answers
  by: { kind: 'staff' | 'customer'; id: string | null }; via: Via; customerId: string | null
}
/**
 * Makes of a case just opened what its service promises: keeps the form's answers, gives the tasks and starts the flow, in the same unit.
 * @throws AppError not-found `service.not-found`, 400 with each wrong answer at `answers.KEY`
 */
export async function fulfil(ctx: Ctx, { caseId, service, answers, by, via, customerId }: Fulfilment): Promise<void> {
  const { id: definitionId, is } = serviceOf(ctx, service)
  const about = { kind: 'case', id: caseId }
  const submissionId = is.form ? (await submitForm(ctx, { form: is.form, about, answers, by, via, customerId, teamId: is.teamId ?? null })).id : null
  const { is: week } = ctx.definitions.current(calendarKind, 'standard', ctx.now)
  const calendar = week.inZone(week.zoneIn(ctx.settings.get(companyZone)))
  for (const { key, title, to, hours } of is.tasks) await addTask(ctx, {
    key: `service:${caseId}:${key}`, title, ...('role' in to ? { roleKey: to.role } : { teamId: to.teamId }), ...(hours === undefined ? {} : { dueAt: addWorking(calendar, ctx.now, hours * HOUR) }),
    about, source: { kind: SOURCE, id: caseId }, path: `/cases/${caseId}`,
  })
  const runId = is.flow ? (await startFlow(ctx, { flow: is.flow, about, key: `service:${caseId}` })).runId : null
  tables.insert(ctx, 'case_service', { case_id: caseId, service, definition_id: definitionId, submission_id: submissionId, run_id: runId, at: ctx.now })
  await ctx.emit(ServiceRequested, caseId, { service, definitionId, submissionId, tasks: is.tasks.length, runId })
}
