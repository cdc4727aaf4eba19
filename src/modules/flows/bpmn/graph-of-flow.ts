import type { FlowBody, FlowStep } from '../contract.ts'
import type { Line, Node, Picture } from './model.ts'

/**
 * The graph of a flow: a task for each step; parallel gateways where several are waited for or begin together; an exclusive gateway with a way around
 * where a step has a condition, and after an approval that may lead back or end; a timer at each task that has a deadline.
 */
export function graphOf({ steps }: Pick<FlowBody, 'steps'>): Picture {
  const nodes: Node[] = []
  const lines: Line[] = []
  const node = (one: Node): string => { nodes.push(one); return one.id }
  const line = (from: string, to: string, more: Pick<Line, 'name' | 'condition'> = {}): string => { const id = `Flow_${lines.length + 1}`; lines.push({ id, from, to, ...more }); return id }

  const followers = (key: string | null) => steps.filter(({ after }) => key === null ? !after.length : after.includes(key))
  /** The node that a step begins at, and the one that it ends at. */
  const ways = new Map(steps.map((step) => [step.key, {
    entry: step.after.length > 1 ? `Join_${step.key}` : step.when ? `Choice_${step.key}` : `Step_${step.key}`,
    exit: followers(step.key).length > 1 ? `Fork_${step.key}` : leavesByGateway(step) ? `Merge_${step.key}` : decides(step) ? `Decision_${step.key}` : `Step_${step.key}`,
  }]))
  const entry = (key: string) => ways.get(key)?.entry as string

  node({ id: 'Start', kind: 'start', name: '', step: null, slot: 'before' })
  const first = followers(null)
  if (first.length > 1) { node({ id: 'Fork', kind: 'parallel', name: '', step: null, slot: 'after' }); line('Start', 'Fork') }
  for (const { key } of first) line(first.length > 1 ? 'Fork' : 'Start', entry(key))

  for (const step of steps) {
    const { key } = step
    const task = `Step_${key}`
    if (step.after.length > 1) { node({ id: `Join_${key}`, kind: 'parallel', name: '', step: key, slot: 'before' }); line(`Join_${key}`, step.when ? `Choice_${key}` : task) }
    if (step.when) {
      line(`Choice_${key}`, task, { condition: JSON.stringify(step.when) })
      node({ id: `Choice_${key}`, kind: 'exclusive', name: '', step: key, slot: 'choice', fallback: line(`Choice_${key}`, `Merge_${key}`) })
    }
    node({ id: task, kind: step.kind === 'approval' ? 'approval' : 'task', name: step.name.zh, step: key, slot: 'task' })
    if (step.deadline) {
      node({ id: `Timer_${key}`, kind: 'timer', name: '', step: key, slot: 'task', seconds: step.deadline.seconds, at: task })
      node({ id: `Overdue_${key}`, kind: 'end', name: '', step: key, slot: 'task' })
      line(`Timer_${key}`, `Overdue_${key}`)
    }
    let at = task
    if (decides(step)) {
      const decision = `Decision_${key}`
      line(task, decision)
      reject(step, decision)
      at = decision
    }
    if (leavesByGateway(step)) { node({ id: `Merge_${key}`, kind: 'exclusive', name: '', step: key, slot: 'merge' }); pass(step, at, `Merge_${key}`); at = `Merge_${key}` }
    const next = followers(key)
    if (next.length > 1) { node({ id: `Fork_${key}`, kind: 'parallel', name: '', step: key, slot: 'after' }); pass(step, at, `Fork_${key}`); for (const one of next) line(`Fork_${key}`, entry(one.key)) }
    else if (next[0]) pass(step, at, entry(next[0].key))
    else { node({ id: `End_${key}`, kind: 'end', name: '', step: key, slot: 'after' }); pass(step, at, `End_${key}`) }
  }
  return { nodes, lines }

  /** The way on; from a decision it is the one that approval takes. */
  function pass(step: FlowStep, from: string, to: string) {
    const id = line(from, to, from === `Decision_${step.key}` ? { name: 'approved' } : {})
    if (from !== `Decision_${step.key}`) return
    const decision = nodes.find((one) => one.id === from)
    if (decision) decision.fallback = id
  }
  function reject(step: FlowStep, decision: string) {
    node({ id: decision, kind: 'exclusive', name: '', step: step.key, slot: 'decision' })
    const no = { name: 'rejected', condition: JSON.stringify({ field: `step.${step.key}`, is: 'equal', value: 'rejected' }) }
    if (step.rejected === 'end') { node({ id: `Rejected_${step.key}`, kind: 'terminate', name: '', step: step.key, slot: 'decision' }); line(decision, `Rejected_${step.key}`, no); return }
    const back = step.back ? [step.back] : step.after
    // Right at what is done again: whatever was waited for before it has been waited for.
    const again = (key: string) => steps.find((one) => one.key === key)?.when ? `Choice_${key}` : `Step_${key}`
    if (back.length === 1) { line(decision, again(back[0] as string), no); return }
    node({ id: `Back_${step.key}`, kind: 'parallel', name: '', step: step.key, slot: 'decision' })
    line(decision, `Back_${step.key}`, no)
    for (const key of back) line(`Back_${step.key}`, again(key))
  }
}
/** After its task a rejection leads elsewhere. */
export const decides = (step: FlowStep): boolean => step.kind === 'approval' && step.rejected !== 'on' && (step.rejected === 'end' || step.after.length > 0)
const leavesByGateway = (step: FlowStep): boolean => step.when !== undefined
