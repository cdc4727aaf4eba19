import '../tasks.css'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Task } from '../../contract.ts'

/** The state in words, with a mark; what is late says so. */
export function TaskStateTag({ of: { state, overdue, escalationLevel } }: { of: Pick<Task, 'state' | 'overdue' | 'escalationLevel'> }) {
  const t = useT()
  const shown = overdue ? 'overdue' : state
  return <span className="task-state" data-state={shown} title={escalationLevel ? t('task.escalation', { level: escalationLevel }) : undefined}><i aria-hidden />{t(overdue ? 'task.overdue' : `task.state.${state}`)}</span>
}

export function DueText({ of: { dueAt, overdue } }: { of: Pick<Task, 'dueAt' | 'overdue'> }) {
  return <span className={overdue ? 'task-late' : undefined}><Moment at={dueAt} /></span>
}

/** Whose it is, in words: the owner, and who stands in; else the role or team that it waits for. */
export function ownerWords(t: (key: string, values?: Record<string, unknown>) => string, { owner, standIn, role, team }: Pick<Task, 'owner' | 'standIn' | 'role' | 'team'>): string {
  if (owner) return standIn ? t('task.owner-away', { owner: owner.name, name: standIn.name }) : owner.name
  return t('task.waits-for', { name: [role && (language() === 'en' ? role.name.en : role.name.zh), team?.name].filter(Boolean).join(' · ') })
}
export function OwnerText({ of }: { of: Pick<Task, 'owner' | 'standIn' | 'role' | 'team'> }) {
  return <span className="clip">{ownerWords(useT(), of)}</span>
}
