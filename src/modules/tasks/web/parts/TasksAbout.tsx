import '../tasks.css'
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { tasks } from '../../contract.ts'
import { GiveTask } from './GiveTask.tsx'
import { useTaskColumns } from './task-columns.tsx'

const ALL = 'open,done,cancelled'
/** The tasks about one record, within its page, and a button that gives another. */
export function TasksAbout({ kind, id }: { kind: string; id: string }) {
  const t = useT()
  const [giving, setGiving] = useState(false)
  const columns = useTaskColumns()
  const shown = useMemo(() => columns.filter(({ key }) => key !== 'about'), [columns])
  return (
    <>
      <ListPage
        within list="tasks-about" endpoint={tasks.list} entity="task" title="task.plural" defaultSort="dueAt" fixed={{ aboutId: id, state: ALL }} search={false} to={(row) => `/tasks/${row.id}`} columns={shown}
        actions={<Can permission="task.add"><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setGiving(true)}>{t('task.give')}</Button></Can>} empty={{ title: 'task.none-about' }}
      />
      <GiveTask open={giving} close={() => setGiving(false)} about={{ kind, id }} />
    </>
  )
}
