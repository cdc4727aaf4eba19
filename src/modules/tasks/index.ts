/** Tasks: one inbox for everything somebody has to do, wherever it comes from. */
import { historyEntries } from '../../kernel/frame.ts'
import { answer, defineModule, serve } from '../../kernel/module.ts'
import { among } from '../../kernel/transaction.ts'
import { HeldSettled } from '../people/contract.ts'
import { insideRoles, namesOf } from '../people/index.ts'
import { giveTask } from './commands/add-task.ts'
import { changeTask, reassignTask, snoozeTask } from './commands/change-task.ts'
import { claimTask } from './commands/claim-task.ts'
import { cancelByHand, finishByHand } from './commands/end-task.ts'
import { TaskAdded, TaskCancelled, TaskChanged, TaskClaimed, TaskDone, TaskEscalated, TaskOverdue, TaskReassigned, TaskSnoozed, tasks } from './contract.ts'
import { findableTasks } from './findable.ts'
import { followLeavers } from './leavers.ts'
import { tellGiven } from './notices.ts'
import { countTasks, findTask, getTask, listTasks } from './queries.ts'
import { settings } from './settings.ts'
import { taskResource, tables } from './tables.ts'
import { taskBeat } from './watch.ts'

export { addTask } from './commands/add-task.ts'
export type { NewTask } from './commands/add-task.ts'
export { rescheduleTask } from './commands/change-task.ts'
export { cancelTask, finishTask } from './commands/end-task.ts'
export type { TaskRefRow } from './tables.ts'

const PERMISSIONS = ['task.read', 'task.add', 'task.work', 'task.assign'] as const
/** Everybody has an inbox; whoever leads people sees and moves theirs. */
const everyone = [
  { permission: 'task.read', scope: 'own' }, { permission: 'task.read', scope: 'led' }, { permission: 'task.work', scope: 'own' }, { permission: 'task.add', scope: 'all' }, { permission: 'task.assign', scope: 'led' },
] as const

export const tasksModule = defineModule({
  name: 'tasks',
  permissions: PERMISSIONS,
  grants: { ...Object.fromEntries(insideRoles.map((role) => [role, everyone])), partner: everyone.filter(({ scope }) => scope === 'own'), cs_manager: PERMISSIONS.map((permission) => ({ permission, scope: 'all' })) },
  events: [TaskAdded, TaskClaimed, TaskReassigned, TaskSnoozed, TaskChanged, TaskDone, TaskCancelled, TaskOverdue, TaskEscalated],
  settings,
  resources: [taskResource],
  listeners: [followLeavers, tellGiven, findableTasks],
  beats: [taskBeat],
  answers: [answer(HeldSettled, 'tasks.settled', async (ctx, { kind, ids }) => kind === 'task' ? tables(ctx).selectFrom('task').select('id').where(among('id', ids)).where('state', '<>', 'open').execute() : [])],
  serves: [serve(tasks, {
    list: (ctx, { query }) => listTasks(ctx, query),
    counts: (ctx) => countTasks(ctx),
    get: (ctx, { params }) => getTask(ctx, params.id),
    add: (ctx, { body }) => giveTask(ctx, body),
    claim: (ctx, { params }) => claimTask(ctx, params.id),
    finish: (ctx, { params, body }) => finishByHand(ctx, params.id, body),
    snooze: (ctx, { params, body }) => snoozeTask(ctx, params.id, body),
    reassign: (ctx, { params, body }) => reassignTask(ctx, params.id, body),
    change: (ctx, { params, body }) => changeTask(ctx, params.id, body),
    cancel: (ctx, { params, body }) => cancelByHand(ctx, params.id, body),
    events: async (ctx, { params }) => historyEntries(ctx, [(await findTask(ctx, params.id)).id], namesOf),
  })],
})
