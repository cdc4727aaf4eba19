import type { z } from 'zod'
import { definitionKind } from '../../kernel/definitions.ts'
import type { Named } from '../../kernel/definitions.ts'
import type { Policy } from '../clocks/index.ts'
import { faultsOfSteps } from './checks/rules.ts'
import type { FlowBody, StatusClass } from './contract.ts'
import { FlowDefinition } from './contract.ts'
import { subjectOf } from './subjects.ts'

export interface Status { key: string; class: StatusClass }
export interface Flow {
  start: Status
  taken: Status
  /** The status of a key; undefined when the flow has none such. */
  status: (key: string) => Status | undefined
  /** The keys a run may move to from here. */
  next: (from: string) => readonly string[]
  /** The guards of one move; undefined when the flow has no such move. */
  guards: (from: string, to: string) => readonly string[] | undefined
  body: FlowBody
  /** One clock a step that has a deadline, by the step's key. */
  deadlines: Policy
}

/** A flow of steps alone leaves its subject where it is. */
const NOWHERE: Status = { key: 'open', class: 'open' }

/** Reads a definition; refuses one with a dead end that is not closed, a status nobody reaches, a circle of steps, or a word it does not know. */
function compile(body: FlowBody): Flow {
  const faults = faultsOfSteps(body, body.subject === 'free' ? { fields: {}, guards: [], kinds: [] } : subjectOf(body.subject))
  if (faults.length) throw new Error(faults.map(({ path, what }) => `${path}: ${what}`).join('; '))
  const statuses = new Map(body.statuses.map(({ key, class: of }) => [key, { key, class: of }]))
  const known = (key: string | undefined, where: string): Status => {
    if (key === undefined) throw new Error(`${where}: a flow with statuses says it`)
    const status = statuses.get(key)
    if (!status) throw new Error(`${where}: no status '${key}'`)
    return status
  }
  const moves = new Map<string, Map<string, readonly string[]>>()
  for (const [at, { from, to, guards }] of body.transitions.entries()) {
    known(to, `transitions.${at}.to`)
    for (const key of from) {
      known(key, `transitions.${at}.from`)
      moves.set(key, (moves.get(key) ?? new Map<string, readonly string[]>()).set(to, guards))
    }
  }
  if (!body.statuses.length && !body.steps.length) throw new Error('steps: a flow has steps, statuses or both')
  const start = body.statuses.length ? known(body.start, 'start') : NOWHERE
  const reached = new Set([start.key])
  for (const key of reached) for (const to of moves.get(key)?.keys() ?? []) reached.add(to)
  for (const status of statuses.values()) {
    if (!reached.has(status.key)) throw new Error(`statuses: '${status.key}' can't be reached from '${start.key}'`)
    if (status.class !== 'closed' && !moves.get(status.key)?.size) throw new Error(`statuses: nothing leads out of '${status.key}', which is not closed`)
  }
  return {
    start, taken: body.statuses.length ? known(body.taken, 'taken') : NOWHERE,
    status: (key) => statuses.get(key),
    next: (from) => [...moves.get(from)?.keys() ?? []],
    guards: (from, to) => moves.get(from)?.get(to),
    body, deadlines: deadlinesOf(body),
  }
}

/** While its record waits for somebody outside, the time of a step stands still. */
const WAITS: ReadonlySet<string> = new Set(['waiting-customer', 'waiting-third'] satisfies StatusClass[])

function deadlinesOf({ name, steps }: FlowBody): Policy {
  const none = new Set<string>()
  const clocks = steps.flatMap((step): Policy['clocks'][number][] => step.deadline ? [{
    key: step.key, name: step.name, calendar: step.deadline.calendar, startOn: none, stopOn: none, pauseOn: WAITS, pauseLimit: undefined, escalateAt: [],
    rows: [{ when: null, fits: () => true, seconds: step.deadline.seconds, warnBefore: step.deadline.warnBefore }],
  }] : [])
  return { name, clocks, byKey: new Map(clocks.map((clock) => [clock.key, clock])) }
}

/** The metrics, forms, calendars and roles that a flow names: they must exist, and a published version keeps theirs. */
function namesIn(body: FlowBody): Named[] {
  const named = (kind: string, key: string | undefined, path: string): Named[] => key ? [{ kind, key, path }] : []
  return [
    ...body.goals.flatMap(({ metric }, at) => named('metric', metric, `goals.${at}.metric`)),
    ...body.steps.flatMap((step, at) => [
      ...named('form', step.form, `steps.${at}.form`), ...named('calendar', step.deadline?.calendar, `steps.${at}.deadline.calendar`),
      ...named('metric', step.smart.measure?.metric, `steps.${at}.smart.measure.metric`), ...(step.owner.by === 'role' ? named('role', step.owner.role, `steps.${at}.owner.role`) : []),
    ]),
  ]
}
export const flowKind = definitionKind('flow', FlowDefinition as unknown as z.ZodType<FlowBody>, compile, namesIn)
