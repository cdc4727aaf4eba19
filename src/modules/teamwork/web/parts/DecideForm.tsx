import { Input, Select } from 'antd'
import { z } from 'zod'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { Decide, NewAction, decisions } from '../../contract.ts'
import type { Decision } from '../../contract.ts'
import { RowsField } from './RowsField.tsx'

const { version: _, ...shape } = Decide.shape
const Body = z.strictObject(shape)
const MoreActions = z.strictObject({ actions: z.array(NewAction).min(1).max(50) })

/** Decides, and gives what follows to its owners. */
export function DecideForm({ open, of, close }: { open: boolean; of: Decision; close: () => void }) {
  return (
    <FormDrawer
      open={open} close={close} width={600} title="decision.decide" body={Body} said="decision.made" saveLabel="decision.decide" values={{ chosenId: of.options[0]?.id, actions: [] }}
      save={((body: z.input<typeof Body>) => call(decisions.decide, { params: { id: of.id }, body: { ...body, version: of.version } })) as never}
      fields={[
        { name: 'chosenId', label: 'decision.chosen', input: <Select allowClear options={of.options.map((one) => ({ value: one.id, label: one.text }))} />, help: 'decision.chosen-help' },
        { name: 'outcome', label: 'decision.outcome', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4_000} /> },
        { name: 'rationale', label: 'decision.rationale', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={10_000} /> },
        { name: 'actions', label: 'decision.actions', input: <ActionsField />, help: 'decision.actions-help' },
      ]}
    />
  )
}

/** Adds actions to what was decided. */
export function ActForm({ open, of, close }: { open: boolean; of: Decision; close: () => void }) {
  return (
    <FormDrawer
      open={open} close={close} width={600} title="decision.add-actions" body={MoreActions} said="decision.actions-given" values={{ actions: [{}] }} save={((body: z.input<typeof MoreActions>) => call(decisions.act, { params: { id: of.id }, body })) as never}
      fields={[{ name: 'actions', label: 'decision.actions', input: <ActionsField />, help: 'decision.actions-help' }]}
    />
  )
}

type Row = Partial<z.input<typeof NewAction>>
function ActionsField({ value = [], onChange = () => {} }: { value?: Row[]; onChange?: (rows: Row[]) => void }) {
  const t = useT()
  return (
    <RowsField<Row> value={value} onChange={onChange} most={50} add="decision.add-action" blank={() => ({})}
      row={(of, set) => (
        <div className="teamwork-action-row">
          <Input value={of.title ?? ''} maxLength={200} aria-label={t('task.title')} placeholder={t('task.title')} onChange={(event) => set({ ...of, title: event.target.value })} />
          <StaffPicker value={of.ownerId ?? null} onChange={(ownerId) => set({ ...of, ...(ownerId ? { ownerId } : {}) })} />
          <MomentInput value={of.dueAt ?? null} ahead onChange={(dueAt) => set({ ...of, ...(dueAt ? { dueAt: dueAt.toISOString() } : {}) })} />
        </div>
      )} />
  )
}
