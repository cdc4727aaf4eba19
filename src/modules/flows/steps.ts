import type { Ctx } from '../../kernel/context.ts'
import type { Compiled } from '../../kernel/definitions.ts'
import { AppError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { startClock, stopClocks } from '../clocks/index.ts'
import { answersOf, formOf } from '../forms/index.ts'
import { addTask, cancelTask } from '../tasks/index.ts'
import type { FlowStep } from './contract.ts'
import { RunFinished, StepDone, StepOverdue, StepReady } from './contract.ts'
import { stepPolicy } from './deadlines.ts'
import type { Flow } from './definition.ts'
import { flowKind } from './definition.ts'
import type { Receiver } from './owners.ts'
import { receiverOf } from './owners.ts'
import type { Outcome, RunState } from './rules.ts'
import { nextSteps, stepOf } from './rules.ts'
import type { Subject } from './sight.ts'
import { tellSubject } from './sight.ts'
import { subjectOf } from './subjects.ts'
import type { RunRow, StepRow } from './tables.ts'
import { tables } from './tables.ts'
import type { Selectable } from 'kysely'

/** What every command on a run does: hold the run, look at where it stands, and let the steps whose turn has come begin. */

export type LiveStep = Selectable<StepRow>
export interface HeldRun { row: RunRow; flow: Compiled<Flow>; subject: Subject; live: LiveStep[] }
export const taskKey = ({ id, hand }: Pick<LiveStep, 'id' | 'hand'>) => `flow-step:${id}:${hand}`
/** Where a run is worked on: the page of its record, else its own. */
export const pathOf = ({ row, subject }: Pick<HeldRun, 'row' | 'subject'>) => subject.path || `/runs/${row.id}`
const about = (row: RunRow) => ({ kind: row.about_kind, id: row.about_id })
export const toldRun = (row: RunRow) => ({ runId: row.id, flow: row.flow_key, flowId: row.flow_id, about: about(row) })
export const toldStep = (row: RunRow, step: Pick<LiveStep, 'id' | 'key' | 'round'>) => ({ ...toldRun(row), stepId: step.id, step: step.key, round: step.round })

/** Says once that a step is past its deadline: when its clock has rung, or, where it is settled late before anybody heard the bell, as it is settled. */
export async function tellLate(ctx: Ctx, stepId: string, dueAt: Date): Promise<void> {
  const step = await tables(ctx).updateTable('flow_step').set({ overdue_at: ctx.now }).where('id', '=', stepId).where('overdue_at', 'is', null).returningAll().executeTakeFirst()
  if (!step) return
  const run = await tables(ctx).selectFrom('flow_run').selectAll().where('id', '=', step.run_id).executeTakeFirstOrThrow()
  await ctx.emit(StepOverdue, run.id, { ...toldStep(run, step), dueAt: dueAt.toISOString() })
}

/**
 * Holds a running run: its row is locked until the unit ends, so that of two people at once the second sees what the first has made of it.
 * @throws AppError conflict `run.over`
 */
export async function holdRun(ctx: Ctx, id: string): Promise<HeldRun> {
  const row = await tables(ctx).updateTable('flow_run').set((eb) => ({ version: eb('version', '+', 1), changed_at: ctx.now })).where('id', '=', id).where('state', '=', 'running').returningAll().executeTakeFirst()
  if (!row) throw new AppError('conflict', 'run.over')
  return { row, flow: ctx.definitions.version(flowKind, row.flow_id), subject: await tellSubject(ctx, about(row)), live: await liveSteps(ctx, id) }
}
export const liveSteps = (ctx: Ctx, runId: string): Promise<LiveStep[]> => tables(ctx).selectFrom('flow_step').selectAll().where('run_id', '=', runId).where('live', '=', true).orderBy('id').execute()

/** The definition of a live step. Every row's step is in the version that its run is on. */
export const definedAs = (flow: Compiled<Flow>, key: string): FlowStep => stepOf(flow.is.body, key) as FlowStep

async function stateOf(ctx: Ctx, { live, subject }: Pick<HeldRun, 'live' | 'subject'>): Promise<RunState> {
  const given = await answersOf(ctx, live.flatMap((step) => step.submission_id ?? []))
  return {
    subject: subject.facts,
    settled: Object.fromEntries(live.filter((step) => step.state !== 'ready').map((step) => [step.key, step.state as Outcome])),
    answers: Object.fromEntries(live.flatMap((step) => { const found = step.submission_id ? given.get(step.submission_id) : undefined; return found ? [[step.key, found.answers]] : [] })),
  }
}

/** Lets the steps whose turn has come begin, passes those that do not apply, and ends a run that has nothing left to do. */
export async function proceed(ctx: Ctx, run: HeldRun): Promise<void> {
  const live = await liveSteps(ctx, run.row.id)
  const { body } = run.flow.is
  const next = nextSteps(body, await stateOf(ctx, { live, subject: run.subject }), subjectOf(body.subject)?.fields, new Set(live.filter(({ state }) => state === 'ready').map(({ key }) => key)))
  const rounds = new Map((await tables(ctx).selectFrom('flow_step').select((eb) => ['key', eb.fn.max('round').as('round')]).where('run_id', '=', run.row.id).groupBy('key').execute()).map(({ key, round }) => [key, Number(round)]))
  const roundOf = (key: string) => (rounds.get(key) ?? 0) + 1
  for (const key of next.passed) {
    const row = { ...blank(ctx, run.row.id, key, roundOf(key)), state: 'not-applicable' as const, settled_at: ctx.now }
    tables.insert(ctx, 'flow_step', row)
    await ctx.emit(StepDone, run.row.id, { ...toldStep(run.row, row), outcome: 'not-applicable', late: false, moves: null })
  }
  for (const key of next.ready.filter((one) => !live.some((step) => step.key === one))) await begin(ctx, run, live, definedAs(run.flow, key), roundOf(key))
  if (next.finished) await endRun(ctx, run.row, 'finished')
}

const blank = (ctx: Ctx, runId: string, key: string, round: number) =>
  ({ id: newId(), run_id: runId, key, round, form_id: null as string | null, submission_id: null, note: null, ready_at: ctx.now, due_at: null as Date | null, overdue_at: null, settled_by: null, begun_at: null, begun_by: null, deviation: null })

/** The class of status that the record of a run stands in, where its module tells one. */
const stateTold = ({ facts: { statusClass } }: Subject) => typeof statusClass === 'string' ? statusClass : undefined

async function begin(ctx: Ctx, run: HeldRun, live: readonly LiveStep[], step: FlowStep, round: number): Promise<void> {
  const receiver = await receiverOf(ctx, step, { subject: run.subject, startedBy: run.row.started_by, doers: doersBefore(live, step) })
  const row = blank(ctx, run.row.id, step.key, round)
  const clock = await startClock(ctx, { subject: 'step', subjectId: row.id, policy: stepPolicy(run.flow), key: step.key, state: stateTold(run.subject) })
  row.due_at = clock?.dueAt ?? null
  if (step.form) row.form_id = formOf(ctx, step.form, run.flow.pins[`form/${step.form}`]).id
  tables.insert(ctx, 'flow_step', { ...row, state: 'ready', settled_at: null, level: receiver.level, levels: receiver.levels, substitute: receiver.substitute })
  await give(ctx, run, step, { ...row, hand: 1 }, receiver)
}
/** Who did the steps right before it. */
export const doersBefore = (live: readonly LiveStep[], step: FlowStep): string[] => live.flatMap((one) => step.after.includes(one.key) && one.settled_by ? [one.settled_by] : [])

/** Makes a step, or a level of its approval, somebody's task, and tells of it. */
export async function give(ctx: Ctx, run: HeldRun, step: FlowStep, row: Pick<LiveStep, 'id' | 'key' | 'round' | 'hand' | 'due_at'>, { ownerId, roleKey, teamId, level, substitute }: Receiver): Promise<void> {
  const { body } = run.flow.is
  const label = run.subject.label ? ` · ${run.subject.label}` : ''
  const cut = (text: string) => text.slice(0, 120)
  await addTask(ctx, {
    key: taskKey(row), title: { zh: cut(`${step.name.zh} · ${body.name.zh}${label}`), en: cut(`${step.name.en} · ${body.name.en}${label}`) }, ownerId, roleKey, teamId,
    dueAt: row.due_at ?? undefined, about: about(run.row), source: { kind: 'run', id: run.row.id }, path: pathOf(run), byHand: false,
  })
  await ctx.emit(StepReady, run.row.id, { ...toldStep(run.row, row), ownerId: ownerId ?? null, roleKey: roleKey ?? null, teamId: teamId ?? null, dueAt: row.due_at?.toISOString() ?? null, level, substitute })
}

/** Takes open steps back: their tasks, clocks and what was asked about them. */
export async function withdrawSteps(ctx: Ctx, steps: readonly LiveStep[], reason: string): Promise<void> {
  if (!steps.length) return
  const ids = steps.map(({ id }) => id)
  await tables(ctx).updateTable('flow_step').set((eb) => ({ state: 'withdrawn' as const, live: false, settled_at: ctx.now, settled_by: ctx.actor.id, version: eb('version', '+', 1) })).where('id', 'in', ids).where('state', '=', 'ready').execute()
  const asked = await tables(ctx).updateTable('flow_exception').set((eb) => ({ state: 'withdrawn' as const, version: eb('version', '+', 1) })).where('step_id', 'in', ids).where('state', '=', 'asked').returning('id').execute()
  await stopClocks(ctx, 'step', ids)
  for (const step of steps) await cancelTask(ctx, { key: taskKey(step) }, reason)
  for (const { id } of asked) await cancelTask(ctx, { key: `flow-exception:${id}` }, reason)
}

/** Ends a run for good; steps still open are withdrawn. */
export async function endRun(ctx: Ctx, row: RunRow, state: 'finished' | 'rejected'): Promise<void> {
  await withdrawSteps(ctx, (await liveSteps(ctx, row.id)).filter((step) => step.state === 'ready'), state)
  await tables(ctx).updateTable('flow_run').set({ state, ended_at: ctx.now, ended_by: ctx.actor.id }).where('id', '=', row.id).execute()
  await ctx.emit(RunFinished, row.id, { ...toldRun(row), state })
}
