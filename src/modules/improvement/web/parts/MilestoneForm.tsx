import { Input, InputNumber, Segmented } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { DayField } from '../../../../kernel/web/form/DayField.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { changes, EditMilestone, PlanMilestone } from '../../contract.ts'
import type { Change, Milestone } from '../../contract.ts'

function AudienceField({ value, onChange, id }: { value?: string | null; onChange?: (value: string) => void; id?: string }) {
  const t = useT()
  return <Segmented {...(id ? { id } : {})} block value={value ?? 'staff'} onChange={(to) => onChange?.(to)} options={(['staff', 'customers'] as const).map((one) => ({ value: one, label: t(`process-change.audience.${one}`) }))} />
}

/** A milestone, a training session or an announcement: who, from when to when, with what. */
export function MilestoneForm({ of, sort, milestone, close }: { of: Change; sort: Milestone['sort']; milestone?: Milestone; close: () => void }) {
  const fields: FormField[] = [
    { name: 'title', label: 'process-change.title', input: <Input maxLength={200} autoComplete="off" /> },
    ...(sort === 'announcement' && !milestone ? [{ name: 'audience', label: 'process-change.audience', input: <AudienceField /> }] : []),
    { name: 'startsOn', label: 'process-change.startsOn', half: true, input: <DayField /> },
    { name: 'dueOn', label: 'process-change.dueOn', half: true, input: <DayField /> },
    { name: 'ownerId', label: 'process-change.ownerId', input: <StaffPicker /> },
    ...(sort === 'training' ? [{ name: 'seats', label: 'process-change.seats', input: <InputNumber min={1} max={10_000} style={{ width: '100%' }} /> }] : []),
    ...(sort === 'announcement' ? [{ name: 'body', label: 'process-change.body', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5_000} /> }] : []),
    { name: 'resources', label: 'process-change.resources', help: 'process-change.resources-help', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={1_000} /> },
  ]
  if (milestone) return <FormDrawer open close={close} title={`process-change.sort.${sort}`} body={EditMilestone} fields={fields} values={{ ...milestone, ownerId: milestone.owner.id }} version={milestone.version} said="process-change.was-saved" save={(body) => call(changes.editMilestone, { params: { id: of.id, milestoneId: milestone.id }, body })} />
  return <FormDrawer open close={close} title={`process-change.sort.${sort}`} body={PlanMilestone} fields={fields} values={{ sort, ownerId: of.owner.id, ...(sort === 'announcement' ? { audience: 'staff' } : {}) }} said="process-change.was-saved" save={(body: object) => call(changes.addMilestone, { params: { id: of.id }, body: { audience: sort === 'announcement' ? 'staff' : undefined, ...body, sort } as never })} />
}
