import { Input } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { language } from '../../../../kernel/web/words.ts'
import { ChangeTask as Body, tasks } from '../../contract.ts'
import type { Task } from '../../contract.ts'
import { titleIn } from '../../rules.ts'

export function ChangeTask({ open, of, close }: { open: boolean; of: Task; close: () => void }) {
  return (
    <FormDrawer
      open={open} close={close} title="task.change" body={Body} version={of.version} said="task.changed" values={{ title: titleIn(of.title, language()), note: of.note, dueAt: of.dueAt?.toISOString() ?? null }}
      save={(body) => call(tasks.change, { params: { id: of.id }, body })}
      fields={[
        { name: 'title', label: 'task.title', input: <Input maxLength={200} /> },
        { name: 'dueAt', label: 'task.dueAt', input: <MomentInput ahead /> },
        { name: 'note', label: 'task.note', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4_000} /> },
      ]}
    />
  )
}
