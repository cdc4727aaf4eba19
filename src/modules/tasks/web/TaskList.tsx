import { CheckOutlined, PlusOutlined, SwapOutlined, UserAddOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { call } from '../../../kernel/client.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, choices, days, pick } from '../../../kernel/web/list/list-types.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { StaffName, StaffPicker, TeamName, TeamPicker } from '../../people/web/index.ts'
import { TASK_STATES, tasks, WHOSE } from '../contract.ts'
import type { Task } from '../contract.ts'
import { eachTask } from './parts/each-task.ts'
import { GiveTask } from './parts/GiveTask.tsx'
import { ReassignDialog } from './parts/ReassignDialog.tsx'
import { useTaskColumns } from './parts/task-columns.tsx'

const VIEWS = [
  { key: 'mine', label: 'task.view.mine', query: { whose: 'mine', snoozed: 'false' } }, { key: 'claimable', label: 'task.view.claimable', query: { whose: 'claimable' } },
  { key: 'team', label: 'task.view.team', query: { whose: 'team' } }, { key: 'handed-out', label: 'task.view.handed-out', query: { whose: 'handed-out' } },
  { key: 'overdue', label: 'task.view.overdue', query: { overdue: 'true' } }, { key: 'done', label: 'task.view.done', query: { whose: 'mine', state: 'done', sort: '-createdAt' } },
]

/** The inbox: what waits for the reader, their team, and what they handed out. */
export function TaskList() {
  const t = useT()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const search = useSearch({ strict: false }) as Record<string, string>
  const columns = useTaskColumns()
  const [moving, setMoving] = useState<{ rows: readonly Task[]; over: () => void } | null>(null)
  const filters = useMemo(() => [
    choice('whose', 'task.whose', WHOSE.map((value) => ({ value, label: t(`task.view.${value}`) }))),
    choices('state', 'task.state', TASK_STATES.map((value) => ({ value, label: t(`task.state.${value}`) }))),
    choice('overdue', 'task.due', [{ value: 'true', label: t('task.overdue') }, { value: 'false', label: t('task.not-overdue') }]),
    choice('snoozed', 'task.snooze', [{ value: 'false', label: t('task.snoozed.hide') }, { value: 'true', label: t('task.snoozed.only') }]),
    pick('ownerId', 'task.owner', StaffPicker, StaffName), pick('teamId', 'task.team', TeamPicker, TeamName), days('dueAt', 'task.dueAt', 'dueFrom', 'dueTo'),
    // Words change with the language only.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t])
  const setNew = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined })) as never })
  const each = (deed: (row: Task) => Promise<unknown>) => async (rows: readonly Task[]) => { await eachTask(rows, deed); await cache.invalidateQueries() }
  const give = <Can permission="task.add"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('task.give')}</Button></Can>
  return (
    <>
      <ListPage
        list="tasks" endpoint={tasks.list} entity="task" title="task.plural" defaultSort="dueAt" to={(row) => `/tasks/${row.id}`} columns={columns} filters={filters} views={VIEWS} actions={give}
        bulk={[
          { key: 'claim', label: 'task.claim', icon: <UserAddOutlined aria-hidden />, permission: 'task.work', run: each((row) => call(tasks.claim, { params: { id: row.id }, body: {} })) },
          { key: 'finish', label: 'task.finish', icon: <CheckOutlined aria-hidden />, permission: 'task.work', run: each((row) => call(tasks.finish, { params: { id: row.id }, body: { version: row.version } })) },
          { key: 'reassign', label: 'task.reassign', icon: <SwapOutlined aria-hidden />, permission: 'task.work', run: (rows) => new Promise<void>((over) => setMoving({ rows, over })) },
        ]}
        empty={{ title: 'task.list-empty', text: 'task.list-empty-text', action: give }}
      />
      <GiveTask open={search['new'] === '1'} close={() => setNew(false)} />
      {moving ? <ReassignDialog of={t('task.bulk-of', { n: moving.rows.length })} done={async (to) => { await each((row) => call(tasks.reassign, { params: { id: row.id }, body: { ...to, version: row.version } }))(moving.rows) }} close={() => { moving.over(); setMoving(null) }} /> : null}
    </>
  )
}
