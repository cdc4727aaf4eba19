import type { ServiceBody } from '../../services/contract.ts'

/** A service as its form holds it: every field there, empty where nothing is meant. */
type Both = { zh: string; en: string }
export interface TaskDraft { key: string; title: Both; roleKey: string | null; /** Kept as it stands when the task goes to a team. */ teamId: string | null; hours: number | null }
export interface ServiceDraft {
  name: Both; about: Both; group: Both; order: number; kind: string; priority: string; teamId: string | null; form: string | null; flow: string | null; portal: boolean; tasks: TaskDraft[]
}
export const newService = (): ServiceDraft => ({ name: { zh: '', en: '' }, about: { zh: '', en: '' }, group: { zh: '', en: '' }, order: 100, kind: 'request', priority: 'normal', teamId: null, form: null, flow: null, portal: false, tasks: [] })
export const newTask = (): TaskDraft => ({ key: `t${Math.random().toString(36).slice(2, 10)}`, title: { zh: '', en: '' }, roleKey: null, teamId: null, hours: 9 })

export function draftOf(body: unknown): ServiceDraft {
  const { name, about, group, order, kind, priority, teamId, form, flow, portal, tasks } = body as ServiceBody
  return {
    ...newService(), name, about: about ?? { zh: '', en: '' }, group: group ?? { zh: '', en: '' }, order: order ?? 100, kind: kind ?? 'request', priority: priority ?? 'normal', teamId: teamId ?? null, form: form ?? null, flow: flow ?? null, portal: portal ?? false,
    tasks: (tasks ?? []).map((task) => ({ key: task.key, title: task.title, roleKey: 'role' in task.to ? task.to.role : null, teamId: 'teamId' in task.to ? task.to.teamId : null, hours: task.hours ?? null })),
  }
}
/** One language stands for both where the other was left empty. */
const both = ({ zh, en }: Both): Both => ({ zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() })
const isSaid = (text: Both) => both(text).zh !== ''
export const bodyOf = (of: ServiceDraft): ServiceBody => ({
  name: both(of.name), ...(isSaid(of.about) ? { about: both(of.about) } : {}), ...(isSaid(of.group) ? { group: both(of.group) } : {}), order: of.order, kind: of.kind as 'request', priority: of.priority as 'normal',
  ...(of.teamId ? { teamId: of.teamId } : {}), ...(of.form ? { form: of.form } : {}), ...(of.flow ? { flow: of.flow } : {}), portal: of.portal,
  tasks: of.tasks.map(({ key, title, roleKey, teamId, hours }) => ({ key, title: both(title), to: teamId ? { teamId } : { role: roleKey ?? '' }, ...(hours ? { hours } : {}) })),
})
/** What keeps it from being saved; null when nothing does. */
export const faultOf = (of: ServiceDraft): 'service.needs-name' | 'service.needs-task-name' | null =>
  !isSaid(of.name) ? 'service.needs-name' : of.tasks.some(({ title, roleKey, teamId }) => !isSaid(title) || !(roleKey ?? teamId)) ? 'service.needs-task-name' : null
