import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { call, query } from '../../../../kernel/client.ts'
import { DayField } from '../../../../kernel/web/form/DayField.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { changes, EditChange, PlanChange } from '../../contract.ts'
import type { Change } from '../../contract.ts'
import { named } from './said.ts'

interface FieldProps<T> { value?: T | null; onChange?: (value: T | undefined) => void; id?: string }
/** Picks a flow, or a training, form or metric to link. */
export function LinkPicker({ kind, value, onChange, id, placeholder }: FieldProps<string> & { kind: 'flow' | 'document' | 'form' | 'metric'; placeholder?: string }) {
  const found = useQuery({ ...query(changes.linkable, { query: { kind } }), staleTime: 60_000 })
  return <Select {...(id ? { id } : {})} value={value ?? null} style={{ width: '100%' }} placeholder={placeholder} loading={found.isFetching} showSearch={{ optionFilterProp: 'label' }} options={(found.data?.items ?? []).map((one) => ({ value: one.key, label: named(one.name) }))} onChange={(to: string | null) => onChange?.(to ?? undefined)} />
}

/** Plans a change, or changes one. Which version of the flow it brings is chosen once the change is there. */
export function ChangeForm({ open, close, of, saved }: { open: boolean; close: () => void; of?: Change; saved?: (of: Change) => void }) {
  const t = useT()
  const isLive = of?.state === 'live'
  const fields: FormField[] = [
    { name: 'title', label: 'process-change.title', input: <Input maxLength={200} autoComplete="off" /> },
    ...(isLive ? [] : [{ name: 'flowKey', label: 'process-change.flowKey', input: <LinkPicker kind="flow" /> }]),
    { name: 'reason', label: 'process-change.reason', help: 'process-change.reason-help', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={5_000} /> },
    { name: 'description', label: 'process-change.description', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={20_000} /> },
    ...(isLive ? [] : [{ name: 'plannedOn', label: 'process-change.plannedOn', half: true as const, input: <DayField /> }]),
    { name: 'ownerId', label: 'process-change.ownerId', half: true, input: <StaffPicker /> },
    ...(of && !isLive ? [{ name: 'definitionId', label: 'process-change.definitionId', help: 'process-change.version-help', input: <Select allowClear options={of.versions.map((one) => ({ value: one.id, label: versionText(t, one) }))} /> }] : []),
  ]
  if (of) return <FormDrawer open={open} close={close} title="process-change.edit" body={EditChange} fields={fields} width={560} values={{ ...of, flowKey: of.flow.key, ownerId: of.owner.id, definitionId: of.versions.find(({ chosen }) => chosen)?.id ?? null }} version={of.version} said="process-change.was-saved" save={(body) => call(changes.edit, { params: { id: of.id }, body })} />
  return <FormDrawer open={open} close={close} title="process-change.add" body={PlanChange} fields={fields} width={560} said="process-change.was-planned" {...(saved ? { saved } : {})} save={(body) => call(changes.plan, { body })} />
}
export const versionText = (t: ReturnType<typeof useT>, { version, origin, inForce, state }: Change['versions'][number]) => [`v${version}`, t(`process-change.origin.${origin}`), inForce ? t('process-change.in-force') : t(`definition.state.${state === 'published' ? 'superseded' : state}`)].join(' · ')
