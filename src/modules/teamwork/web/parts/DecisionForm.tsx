import { Input } from 'antd'
import { z } from 'zod'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { OpenDecision, decisions } from '../../contract.ts'
import type { Decision } from '../../contract.ts'
import { RowsField } from './RowsField.tsx'

const { meetingId: _, ...shape } = OpenDecision.shape
const Body = z.strictObject(shape)

/** Puts a question to be decided, with what stands to choose. */
export function DecisionForm({ open, close, meetingId, done = () => {} }: { open: boolean; close: () => void; meetingId?: string; done?: (it: Decision) => void }) {
  return (
    <FormDrawer<Decision>
      open={open} close={close} width={560} title="decision.open" body={Body} said="decision.opened" saveLabel="decision.open" values={{ options: [''] }} saved={done}
      save={((body: z.input<typeof Body>) => call(decisions.openDecision, { body: { ...body, ...(meetingId ? { meetingId } : {}) } })) as never}
      fields={[
        { name: 'title', label: 'decision.title', input: <Input maxLength={200} /> },
        { name: 'background', label: 'decision.background', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={10_000} /> },
        { name: 'options', label: 'decision.options', input: <OptionsField />, help: 'decision.options-help' },
      ]}
    />
  )
}

function OptionsField({ value = [], onChange = () => {} }: { value?: string[]; onChange?: (rows: string[]) => void }) {
  const t = useT()
  return <RowsField<string> value={value} onChange={onChange} most={20} add="decision.add-option" blank={() => ''} row={(of, set, at) => <Input value={of} maxLength={500} aria-label={t('decision.option', { n: at + 1 })} placeholder={t('decision.option', { n: at + 1 })} onChange={(event) => set(event.target.value)} />} />
}
