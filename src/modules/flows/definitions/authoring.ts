import type { Condition } from '../../../pure/conditions/index.ts'
import type { FlowDefinition } from '../contract.ts'

/** The short hand in which shipped flows are written: `中文|English` for a text, `4h` for a deadline, one line a step. */

type Goals = Partial<Record<NonNullable<FlowDefinition['goals']>[number]['kind'], string>>
type Step = NonNullable<FlowDefinition['steps']>[number]
type Person = 'first-responder' | 'handler' | 'starter' | 'line-manager'
type Role = 'agent' | 'after_sales' | 'clerk' | 'cs_manager' | 'cs_supervisor' | 'department_liaison' | 'evaluator' | 'hr' | 'info_specialist' | 'installer' | 'privacy_officer' | 'team_lead' | 'trainer'

interface More {
  kind?: 'approval'
  value?: Step['value']
  /** The metric that measures this step; when absent the flow's first goal, of a flow on no record its steps done in time. */
  metric?: string
  form?: string
  optional?: true
  evidence?: true
  /** The step before in the list when absent; `[]` begins with the run. */
  after?: string[]
  when?: Condition
  rejected?: 'on' | 'end'
  back?: string
  compensation?: string
  attainable?: string
}
interface Drafted { key: string; name: string; owner: Person | Role; within: string; guide: string; done: string; output: string; more: More }
interface About { subject: 'case' | 'free'; goals: Goals; relevant: string; attainable: string; steps: readonly Drafted[] }

const two = (text: string): { zh: string; en: string } => {
  const [zh, en, more] = text.split('|')
  if (!zh || !en || more !== undefined) throw new Error(`'${text}' is not one text in two languages`)
  return { zh, en }
}

const MINUTE = 60
const HOUR = 60 * MINUTE
/** A working day of the calendar `standard`, less its pause. */
const WORKING_DAY = 8 * HOUR
const DAY = 24 * HOUR
/** `30m`, `4h` and `2d` are working time; `7D` are days by the calendar, weekends too. */
function deadlineOf(within: string): NonNullable<Step['deadline']> {
  const [, count, unit] = /^(\d+)([mhdD])$/.exec(within) ?? []
  if (!count || !unit) throw new Error(`'${within}' is no deadline`)
  const seconds = Number(count) * { m: MINUTE, h: HOUR, d: WORKING_DAY, D: DAY }[unit as 'm' | 'h' | 'd' | 'D']
  return { seconds, calendar: unit === 'D' ? 'always' : 'standard', ...(seconds >= HOUR ? { warnBefore: [Math.round(seconds / 4)] } : {}) }
}

const PEOPLE: readonly string[] = ['first-responder', 'handler', 'starter'] satisfies Person[]
const ownerOf = (owner: Person | Role): Step['owner'] =>
  owner === 'line-manager' ? { by: 'line-manager' } : PEOPLE.includes(owner) ? { by: owner as 'handler' } : { by: 'role', role: owner }

/** One step: what it is called, whose it is, by when; what to do, how one sees that it is done, and what comes out of it. */
export const step = (key: string, name: string, owner: Person | Role, within: string, guide: string, done: string, output: string, more: More = {}): Drafted =>
  ({ key, name, owner, within, guide, done, output, more })

/** A shipped flow under its key. Each step comes after the one before it unless it says otherwise. */
export function flow(key: string, name: string, about: string, { subject, goals, relevant, attainable, steps }: About): { key: string; body: FlowDefinition } {
  const metrics = Object.entries(goals) as [keyof Goals, string][]
  const [first] = metrics
  if (!first) throw new Error(`${key} has no goal`)
  const body = {
    name: two(name), about: two(about), subject,
    goals: metrics.map(([kind, metric]) => ({ kind, metric })),
    steps: steps.map(({ key, name, owner, within, guide, done, output, more: { metric, after, compensation, attainable: own, ...more } }, at) => ({
      ...more,
      key, name: two(name), guide: two(guide), owner: ownerOf(owner), deadline: deadlineOf(within), outputs: [two(output)],
      after: after ?? (at ? [steps[at - 1]?.key ?? ''] : []),
      smart: { specific: two(done), measure: { metric: metric ?? (subject === 'free' ? 'flow-steps-in-time' : first[1]) }, attainable: two(own ?? attainable), relevant: two(relevant) },
      ...(compensation ? { compensation: { title: two(compensation) } } : {}),
    })),
  } satisfies FlowDefinition
  return { key, body }
}
