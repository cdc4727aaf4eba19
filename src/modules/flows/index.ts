import type { Grant } from '../../kernel/context.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { shipped } from '../../kernel/definitions.ts'
import { answer, defineModule, serve, serveOutside } from '../../kernel/module.ts'
import { FileMayBeRead } from '../files/contract.ts'
import { insideRoles, namesOf } from '../people/index.ts'
import { bpmnReading, flowFiles } from './bpmn/contract.ts'
import { bpmnOf, readBpmn } from './bpmn/serve.ts'
import { beginStep } from './commands/begin-step.ts'
import { cancelRun } from './commands/cancel-run.ts'
import { approveStep, rejectStep } from './commands/decide-step.ts'
import { askException, decideException, reviewException, withdrawException } from './commands/exceptions.ts'
import { moveRun, moveRuns } from './commands/move-run.ts'
import { finishStep, skipStep } from './commands/settle-step.ts'
import { startByHand } from './commands/start-run.ts'
import { ExceptionAsked, ExceptionDecided, ExceptionReviewed, FlowSignedOff, RunCancelled, RunFinished, RunMoved, RunStarted, StepApproved, StepBegun, StepDone, StepOverdue, StepReady, StepReopened, deviations, flows, runs } from './contract.ts'
import './deadlines.ts'
import { flowKind } from './definition.ts'
import { flowForms } from './definitions/forms.ts'
import { stepFlows } from './definitions/index.ts'
import { deviationReport, stepTimes } from './deviations.ts'
import { listExceptions } from './exceptions.ts'
import { flowMetrics } from './facts.ts'
import { tellOverdue } from './listeners.ts'
import { checkFlow, mayPublish, signOff } from './publishing.ts'
import { getRun, listRuns } from './queries.ts'
import './rule-action.ts'
import { ownApproval, ownSignOff } from './separations.ts'
import { settings } from './settings.ts'
import { findRun } from './sight.ts'
import { listFlows, listSubjects } from './summary.ts'
import { runResource, tables } from './tables.ts'

/** Flows: the versioned definitions of how work moves, the reader that says which move is allowed, and the runs that go through their steps. */
export type { FlowDefinition } from './contract.ts'
export { startFlow } from './commands/start-run.ts'
export { flowKind } from './definition.ts'
export { holdSteps } from './hold-steps.ts'
export { followOwners } from './listeners.ts'
export { runsByVersion } from './run-use.ts'
export { flowSubject } from './subjects.ts'
export { flowsStartingOn } from './summary.ts'
export { runResource } from './tables.ts'

const PERMISSIONS = ['run.read', 'run.start', 'run.work', 'run.cancel', 'run.move', 'exception.read', 'exception.decide', 'exception.review', 'flow.sign-off'] as const
const all = (...permissions: (typeof PERMISSIONS)[number][]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))
/** Whoever may have a step to do; what they may do with it is decided by whose it is. */
const works: Grant[] = [...all('run.start', 'run.work'), { permission: 'run.read', scope: 'own' }, { permission: 'run.read', scope: 'team' }, { permission: 'run.cancel', scope: 'own' }]

export const flowsModule = defineModule({
  name: 'flows',
  permissions: PERMISSIONS,
  grants: {
    ...Object.fromEntries(insideRoles.map((role) => [role, works])),
    cs_supervisor: all('run.read', 'run.start', 'run.work', 'run.cancel', 'exception.read', 'exception.decide', 'flow.sign-off'),
    cs_manager: all(...PERMISSIONS), management: [...works, ...all('flow.sign-off', 'exception.read', 'exception.decide', 'exception.review')],
  },
  separations: [ownApproval, ownSignOff],
  events: [RunStarted, RunFinished, RunCancelled, RunMoved, StepReady, StepBegun, StepDone, StepApproved, StepReopened, StepOverdue, ExceptionAsked, ExceptionDecided, ExceptionReviewed, FlowSignedOff],
  settings,
  kinds: [flowKind],
  definitions: [...flowMetrics, ...flowForms, ...stepFlows.map(({ key, body }) => shipped(flowKind, key, body as never))],
  resources: [runResource],
  listeners: [tellOverdue],
  answers: [mayPublish, answer(FileMayBeRead, 'flows.files', async (ctx, { ownerKind, ownerId }) => {
    if (ownerKind !== 'flow-step') return []
    const step = await tables(ctx).selectFrom('flow_step').select('run_id').where('id', '=', ownerId).executeTakeFirst()
    return step && ctx.actor.can('run.read') ? await findRun(ctx, step.run_id).then(() => [{ may: true }], () => []) : []
  })],
  invariants: [
    { name: 'a run that goes on has something to do', sql: `select id from flow_run r where state = 'running' and not exists (select from flow_step s where s.run_id = r.id and s.live and s.state = 'ready')` },
    { name: 'nothing is to do in a run that is over', sql: `select s.id from flow_step s join flow_run r on r.id = s.run_id where s.state = 'ready' and r.state <> 'running'` },
    { name: 'an approval was never passed over', sql: `select s.id from flow_step s where s.state = 'approved' and not exists (select from flow_approval a where a.step_id = s.id and a.level = s.levels and a.decision = 'approved')` },
    { name: 'an open step is somebody’s task', sql: `select s.id from flow_step s where s.state = 'ready' and not exists (select from task_ref t where t.key = 'flow-step:' || s.id || ':' || s.hand and t.state = 'open')` },
    { name: 'a mandatory step that was passed over has leave for it', sql: `select s.id from flow_step s where s.deviation = 'skipped' and not exists (select from flow_exception e where e.step_id = s.id and e.state = 'granted')` },
    { name: 'no clock of a settled step still runs', sql: `select s.id from flow_step s join clock_ref k on k.subject_id = s.id where s.state <> 'ready' and k.stopped_at is null` },
  ],
  serves: [serve(flows, {
    list: async (ctx) => ({ items: listFlows(ctx) }),
    subjects: async () => ({ items: listSubjects() }),
    check: (ctx, { params }) => checkFlow(ctx, params.id),
    signOff: (ctx, { params, body }) => signOff(ctx, params.id, body),
    times: (ctx, { params }) => stepTimes(ctx, params.id),
  }), serve(runs, {
    all: (ctx, { query }) => listRuns(ctx, query),
    get: (ctx, { params }) => getRun(ctx, params.id),
    start: (ctx, { body }) => startByHand(ctx, body),
    finish: (ctx, { params, body }) => finishStep(ctx, { runId: params.id, stepId: params.stepId, ...body }),
    approve: (ctx, { params, body }) => approveStep(ctx, { runId: params.id, stepId: params.stepId, ...body }),
    reject: (ctx, { params, body }) => rejectStep(ctx, { runId: params.id, stepId: params.stepId, ...body }),
    begin: (ctx, { params }) => beginStep(ctx, { runId: params.id, stepId: params.stepId }),
    skip: (ctx, { params, body }) => skipStep(ctx, { runId: params.id, stepId: params.stepId, ...body }),
    askException: (ctx, { params, body }) => askException(ctx, { runId: params.id, stepId: params.stepId, ...body }),
    cancel: (ctx, { params, body }) => cancelRun(ctx, params.id, body),
    move: (ctx, { params, body }) => moveRun(ctx, params.id, body),
    moveAll: (ctx, { params, body }) => moveRuns(ctx, params.id, body),
    events: async (ctx, { params }) => historyEntries(ctx, [(await findRun(ctx, params.id)).id], namesOf),
  }), serve(deviations, {
    exceptions: async (ctx, { query }) => ({ items: await listExceptions(ctx, query) }),
    decide: (ctx, { params, body }) => decideException(ctx, params.id, body),
    review: (ctx, { params, body }) => reviewException(ctx, params.id, body),
    withdraw: (ctx, { params, body }) => withdrawException(ctx, params.id, body.version),
    report: (ctx, { query }) => deviationReport(ctx, query),
  }), serve(flowFiles, {
    bpmn: (ctx, { params }) => bpmnOf(ctx, params.id),
  }), serveOutside(bpmnReading, {
    read: async (_work, _actor, { body }) => readBpmn(body.text),
  })],
})
