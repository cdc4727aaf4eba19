import type { Ctx } from '../../../kernel/context.ts'
import type { Reason } from '../../../kernel/contract.ts'
import { on } from '../../../kernel/module.ts'
import { among } from '../../../kernel/transaction.ts'
import { policyKind } from '../../clocks/index.ts'
import { flowKind } from '../../flows/index.ts'
import { formOf } from '../../forms/index.ts'
import { cancelTask } from '../../tasks/index.ts'
import { openCase } from '../commands/open-case.ts'
import type { Case } from '../contract.ts'
import { CaseRemoved } from '../contract.ts'
import { clockFacts } from '../deadlines.ts'
import { findCase } from '../queries.ts'
import type { RequestService, Service, ServiceOfCase } from './contract.ts'
import { SOURCE, fulfil, serviceOf } from './fulfil.ts'
import { serviceKind } from './service-kind.ts'
import { tables } from './tables.ts'

/** The catalogue as it is in force, each service with what it asks and promises. `portal`: only what customers are offered, as a call of medium priority. */
export function listServices(ctx: Ctx, { portal = false }: { portal?: boolean } = {}): Service[] {
  const policy = ctx.definitions.current(policyKind, 'case', ctx.now).is.byKey.get('solution')
  const known = new Set(ctx.definitions.keys(flowKind, ctx.now))
  return ctx.definitions.keys(serviceKind, ctx.now).map((key) => serviceOf(ctx, key)).filter(({ is }) => !portal || is.portal)
    .toSorted((a, b) => a.is.order - b.is.order || a.is.name.zh.localeCompare(b.is.name.zh, 'zh'))
    .map(({ key, is }) => {
      const form = is.form ? formOf(ctx, is.form) : null
      const facts = clockFacts({ kind: is.kind, channel: portal ? 'portal' : 'phone', priority: is.priority, customer_grade: null, severity: null, service: key })
      return {
        key, name: is.name, about: is.about ?? null, group: is.group ?? null, kind: is.kind, priority: is.priority, form: form && { id: form.id, questions: form.is },
        tasks: is.tasks.map((task) => ({ key: task.key, title: task.title, hours: task.hours ?? null })), flow: is.flow && known.has(is.flow) ? ctx.definitions.current(flowKind, is.flow, ctx.now).is.body.name : null,
        portal: is.portal, solutionSeconds: policy?.rows.find((row) => row.fits(facts))?.seconds ?? null,
      }
    })
}

/**
 * Asks for a service on behalf of a customer: its case, its answers, its tasks and its flow stand after one unit, or nothing does.
 * @throws AppError not-found `service.not-found`, 400 with each wrong answer at `answers.KEY`, and those of `openCase`
 */
export async function requestService(ctx: Ctx, key: string, { answers, description, priority, channel, ...who }: RequestService): Promise<Case> {
  const { is } = serviceOf(ctx, key)
  const name = ctx.actor.locale === 'en' ? is.name.en : is.name.zh
  const opened = await openCase(ctx, { kind: is.kind, subject: name, description: description ?? name, channel, priority: priority ?? is.priority, ...who, ...(is.teamId ? { teamId: is.teamId } : {}) }, key)
  await fulfil(ctx, { caseId: opened.id, service: key, answers, by: { kind: 'staff', id: ctx.actor.id }, via: channel, customerId: opened.customer?.id ?? null })
  return opened
}

/** What a case was asked for, with its tasks in the order in which they were given. @throws AppError not-found `case.not-found` */
export async function serviceOfCase(ctx: Ctx, caseId: string): Promise<ServiceOfCase | null> {
  const found = await findCase(ctx, caseId)
  if (!found.service) return null
  const row = await tables(ctx).selectFrom('case_service').selectAll().where('case_id', '=', found.id).executeTakeFirst()
  if (!row) return null
  const tasks = await tables(ctx).selectFrom('task_ref as t').leftJoin('staff_ref as s', 's.id', 't.owner_id').selectAll('t').select('s.name as owner_name').where('t.source_kind', '=', SOURCE).where('t.source_id', '=', found.id).orderBy('t.id').execute()
  return {
    service: { key: row.service, name: ctx.definitions.version(serviceKind, row.definition_id).is.name }, at: row.at, submissionId: row.submission_id, runId: row.run_id,
    tasks: tasks.map((task) => ({ id: task.id, title: task.title as ServiceOfCase['tasks'][number]['title'], state: task.state, owner: task.owner_id ? { id: task.owner_id, name: task.owner_name ?? '' } : null, dueAt: task.due_at instanceof Date ? task.due_at : null, outcome: task.outcome })),
  }
}

/** A request is solved after its tasks: which of these cases still have open ones, by the case's id. */
export async function openServiceTasks(ctx: Ctx, caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly Reason[]>> {
  if (!caseIds.length) return new Map()
  const rows = await tables(ctx).selectFrom('task_ref').select(['source_id', 'title']).where('source_kind', '=', SOURCE).where(among('source_id', caseIds)).where('state', '=', 'open').orderBy('id').execute()
  const said = (title: unknown) => { const { zh, en } = title as { zh: string; en: string }; return ctx.actor.locale === 'en' ? en : zh }
  return new Map([...Map.groupBy(rows, (row) => row.source_id)].map(([id, open]) => [id, [{ code: 'service.tasks-open', message: open.map(({ title }) => said(title)).join(ctx.actor.locale === 'en' ? ', ' : '、') }]]))
}

/** Nobody works on what lies in the bin. */
export const dropTasks = on(CaseRemoved, 'cases.drop-service-tasks', async (ctx, events) => {
  const rows = await tables(ctx).selectFrom('task_ref').select('key').where('source_kind', '=', SOURCE).where(among('source_id', events.map(({ subjectId }) => subjectId))).where('state', '=', 'open').execute()
  for (const { key } of rows) await cancelTask(ctx, { key }, '—')
})
