import { Input, Segmented } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { DepartmentPicker, StaffPicker } from '../../../people/web/index.ts'
import { ChangeNeed, FormNeed, needs } from '../../contract.ts'
import type { Need } from '../../contract.ts'
import { VOICE_KINDS } from '../../rules.ts'

/** Forms a need, or changes what one says. */
export function NeedForm({ open, close, of, saved }: { open: boolean; close: () => void; of?: Need; saved?: (id: string) => void }) {
  const t = useT()
  const fields = [
    { name: 'kind', label: 'need.kind', input: <Segmented block options={VOICE_KINDS.map((value) => ({ value, label: t(`need.kind.${value}`) }))} /> },
    { name: 'title', label: 'need.title', input: <Input maxLength={200} autoComplete="off" /> },
    { name: 'summary', label: 'need.summary', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5_000} /> },
    { name: 'product', label: 'need.product', half: true as const, input: <Input maxLength={120} /> }, { name: 'departmentId', label: 'need.departmentId', half: true as const, input: <DepartmentPicker /> },
    { name: 'ownerId', label: 'need.ownerId', input: <StaffPicker /> },
  ]
  if (of) return <FormDrawer<Need> open={open} close={close} title="need.edit" body={ChangeNeed} fields={fields} values={{ ...of, departmentId: of.department?.id ?? null, ownerId: of.owner.id }} version={of.version} said="need.was-changed" save={(body) => call(needs.change, { params: { id: of.id }, body })} />
  return <FormDrawer<Need> open={open} close={close} title="need.form" body={FormNeed} fields={fields} values={{ kind: 'need' }} said="need.was-formed" saveLabel="need.form" save={(body) => call(needs.form, { body })} {...(saved ? { saved: ({ id }: Need) => saved(id) } : {})} />
}
