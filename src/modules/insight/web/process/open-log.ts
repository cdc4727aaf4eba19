import type { Flow, PetriNet, ProcessEvent } from '../../../../pure/process/index.ts'
import { t } from '../../../../kernel/web/words.ts'
import { named } from '../../../metrics/web/index.ts'
import type { ProcessLog } from '../../process/contract.ts'

/** A log that is being looked at, wherever it came from. */
export interface OpenLog {
  /** Told from others by it: another one is drawn anew. */
  id: string
  events: readonly ProcessEvent[]
  activityName: (activity: string) => string
  caseName: (caseId: string) => string
  /** The page of a case, where it has one here. */
  casePath: (caseId: string) => string | null
  /** Cases that nothing more happens to; null when that is not known. */
  over: ReadonlySet<string> | null
  model: { name: string; flow: Flow | PetriNet } | null
  /** Key of the flow that it should follow, where it is one of ours. */
  flowKey: string | null
  versions: ProcessLog['versions']
  hourlyCost: number | null
  more: boolean
  /** Name of the file it was read from. */
  file: string | null
  window: { from: string; to: string } | null
}

/** A log as the server tells it. */
export function logOfServer(of: ProcessLog, id: string): OpenLog {
  const names = new Map(of.activities.map(({ key, name }) => [key, name ? named(name) : t(`process.activity.${key}`)]))
  const labels = new Map(of.cases.map((one) => [one.id, one.label]))
  const { case: cases, activity, at, startedAt, person } = of.events
  const events = cases.map((c, i): ProcessEvent => {
    const start = startedAt[i] ?? null
    const who = of.people[person[i]!]
    return { caseId: of.cases[c]!.id, activity: of.activities[activity[i]!]!.key, at: at[i]!, ...(start === null ? {} : { startedAt: start }), ...(who ? { resource: who } : {}) }
  })
  return {
    id, events, activityName: (key) => names.get(key) ?? key, caseName: (caseId) => (of.of === 'runs' ? t('process.run-number', { n: labels.get(caseId) ?? '' }) : labels.get(caseId) ?? caseId), casePath: (caseId) => (of.of === 'cases' ? `/cases/${caseId}` : `/runs/${caseId}`),
    over: new Set(of.cases.flatMap((one) => (one.over ? [one.id] : []))), model: of.flow ? { name: named(of.flow.name), flow: of.flow.model as Flow | PetriNet } : null, flowKey: of.flow?.key ?? null, versions: of.versions, hourlyCost: of.hourlyCost, more: of.more, file: null, window: { from: of.from, to: of.to },
  }
}

export const logOfFile = (events: readonly ProcessEvent[], file: string): OpenLog => ({
  id: `${file}:${events.length}`, events, activityName: (activity) => activity, caseName: (caseId) => caseId, casePath: () => null, over: null, model: null, flowKey: null, versions: [], hourlyCost: null, more: false, file, window: null,
})

/** What of the log one model can judge: of cases only the moves from status to status that it knows, of runs those that are over. */
export function judgedEvents(log: OpenLog, events: readonly ProcessEvent[]): readonly ProcessEvent[] {
  const flow = log.model?.flow
  if (!flow || log.file) return events
  if ('transitions' in flow) return log.over ? events.filter(({ caseId }) => log.over!.has(caseId)) : events
  const known = new Set(flow.steps.map(({ activity }) => activity))
  return events.filter(({ activity }) => known.has(activity) || activity.startsWith('status:'))
}
