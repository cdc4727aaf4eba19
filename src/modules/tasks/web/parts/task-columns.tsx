import { useMemo } from 'react'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { hasWord, language, useT } from '../../../../kernel/web/words.ts'
import type { Task } from '../../contract.ts'
import { titleIn } from '../../rules.ts'
import { About } from './About.tsx'
import { DueText, OwnerText, TaskStateTag, ownerWords } from './tags.tsx'

/** The columns of tasks, here and within other pages. */
export function useTaskColumns(): readonly Column<Task>[] {
  const t = useT()
  const { zone } = useSession().company
  return useMemo(() => [
    { key: 'title', title: 'task.title', width: 280, grow: true, text: (row) => titleIn(row.title, language()), card: 'title' },
    { key: 'state', title: 'task.state', width: 104, text: (row) => t(row.overdue ? 'task.overdue' : `task.state.${row.state}`), cell: (row) => <TaskStateTag of={row} />, card: 'top' },
    { key: 'owner', out: { of: ['owner', 'role', 'team'] }, title: 'task.owner', width: 180, text: (row) => ownerWords(t, row), cell: (row) => <OwnerText of={row} />, card: 'foot' },
    { key: 'dueAt', title: 'task.dueAt', width: 138, sort: 'dueAt', text: (row) => row.dueAt ? momentText(row.dueAt, zone) : '', cell: (row) => <DueText of={row} />, card: 'corner' },
    { key: 'about', out: { of: 'about.kind', words: 'task.kind' }, title: 'task.about', width: 130, text: (row) => row.about.kind === 'task' ? '' : hasWord(`task.kind.${row.about.kind}`) ? t(`task.kind.${row.about.kind}`) : row.about.kind, cell: (row) => <About of={row.about} self={row.id} /> },
    { key: 'madeBy', title: 'task.madeBy', width: 100, text: (row) => row.madeBy?.name, card: 'foot' },
    { key: 'createdAt', title: 'task.createdAt', width: 110, sort: 'createdAt', text: (row) => momentText(row.createdAt, zone), cell: (row) => <RelativeTime at={row.createdAt} /> },
    { key: 'outcome', title: 'task.outcome', width: 180, text: (row) => row.outcome, optional: true },
  ], [t, zone])
}
