import { useQuery } from '@tanstack/react-query'
import { DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { flows } from '../../../flows/contract.ts'
import { forms } from '../../../forms/contract.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { AUDIT_EVERY, ChangeAudit, PlanAudit, audits } from '../../audits/contract.ts'
import type { Audit } from '../../audits/contract.ts'

interface FieldProps { value?: string | null; onChange?: (value: string | null) => void; id?: string }
const named = (name: { zh: string; en: string }) => (language() === 'en' ? name.en : name.zh)
function DayField({ value, onChange, id }: FieldProps) {
  return <DatePicker {...(id ? { id } : {})} style={{ width: '100%' }} minDate={dayjs().startOf('day')} value={value ? dayjs(value) : null} onChange={(day) => onChange?.(day?.format('YYYY-MM-DD') ?? null)} />
}
function FlowField({ value, onChange, id }: FieldProps) {
  const found = useQuery({ ...query(flows.list, {}), staleTime: 300_000 })
  return <Select {...(id ? { id } : {})} allowClear showSearch={{ optionFilterProp: 'label' }} loading={found.isFetching} value={value ?? null} options={(found.data?.items ?? []).map((one) => ({ value: one.key, label: named(one.name) }))} onChange={(to: string | null) => onChange?.(to ?? null)} />
}
function ChecklistField({ value, onChange, id }: FieldProps) {
  const found = useQuery({ ...query(forms.list, {}), staleTime: 300_000 })
  return <Select {...(id ? { id } : {})} showSearch={{ optionFilterProp: 'label' }} loading={found.isFetching} value={value ?? null} options={(found.data?.items ?? []).map((one) => ({ value: one.key, label: named(one.name) }))} onChange={(to: string | null) => onChange?.(to)} />
}

/** Puts an audit into the calendar, or changes one that was not held. */
export function AuditForm({ open, close, of, saved }: { open: boolean; close: () => void; of?: Audit; saved?: (of: Audit) => void }) {
  const t = useT()
  const fields: FormField[] = [
    { name: 'title', label: 'process-audit.title', input: <Input maxLength={200} autoComplete="off" /> }, { name: 'flowKey', label: 'process-audit.flowKey', input: <FlowField /> },
    { name: 'scope', label: 'process-audit.scope', help: 'process-audit.scope-help', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2_000} /> },
    { name: 'auditorId', label: 'process-audit.auditorId', half: true, input: <StaffPicker /> }, { name: 'ownerId', label: 'process-audit.ownerId', half: true, input: <StaffPicker /> },
    { name: 'dueOn', label: 'process-audit.dueOn', half: true, input: <DayField /> }, { name: 'every', label: 'process-audit.every', half: true, input: <Select allowClear placeholder={t('process-audit.every.none')} options={AUDIT_EVERY.map((value) => ({ value, label: t(`process-audit.every.${value}`) }))} /> },
    ...(of ? [] : [{ name: 'formKey', label: 'process-audit.formKey', input: <ChecklistField /> }]),
  ]
  if (of) return <FormDrawer open={open} close={close} title="process-audit.change" body={ChangeAudit} fields={fields} width={560} values={{ title: of.title, scope: of.scope, flowKey: of.flow, auditorId: of.auditor.id, ownerId: of.owner.id, dueOn: of.dueOn, every: of.every }} version={of.version} said="process-audit.was-changed" save={(body) => call(audits.changeAudit, { params: { id: of.id }, body })} />
  return <FormDrawer<Audit> open={open} close={close} title="process-audit.plan" body={PlanAudit} fields={fields} width={560} values={{ formKey: 'process-audit' }} said="process-audit.was-planned" {...(saved ? { saved } : {})} save={(body) => call(audits.planAudit, { body })} />
}
