import { Input } from 'antd'
import { z } from 'zod'
import { call } from '../../../../kernel/client.ts'
import { Instant, line, prose } from '../../../../kernel/contract.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import type { RecordRef } from '../../contract.ts'
import { tasks } from '../../contract.ts'
import { ReceiverField } from './ReceiverField.tsx'
import type { Receiver } from './ReceiverField.tsx'

const Body = z.strictObject({ title: line(200), to: z.custom<Receiver>((value) => value !== undefined && value !== null, { error: 'task.one-receiver' }), dueAt: Instant.optional(), note: prose(4_000).optional() })
type Body = z.input<typeof Body>

/** Gives somebody something to do, about a record where one is named. */
export function GiveTask({ open, close, about }: { open: boolean; close: () => void; about?: RecordRef }) {
  return (
    <FormDrawer
      open={open} close={close} title="task.give" body={Body} said="task.given" saveLabel="task.give"
      save={(({ to, ...body }: Body) => call(tasks.add, { body: { ...body, ...to, ...(about ? { about } : {}) } })) as never}
      fields={[
        { name: 'title', label: 'task.title', input: <Input maxLength={200} /> },
        { name: 'to', label: 'task.receiver', input: <ReceiverField />, help: 'task.receiver-help' },
        { name: 'dueAt', label: 'task.dueAt', input: <MomentInput ahead /> },
        { name: 'note', label: 'task.note', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4_000} /> },
      ]}
    />
  )
}
