import { useQuery } from '@tanstack/react-query'
import { Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { DayField } from '../../../../kernel/web/form/DayField.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker, TeamPicker } from '../../../people/web/index.ts'
import { ChangeGoal, goals, metrics, SetGoal } from '../../contract.ts'
import type { Goal } from '../../contract.ts'
import { MetricField, TargetField } from './measure-fields.tsx'

interface FieldProps<T> { value?: T | null; onChange?: (value: T | undefined) => void; id?: string }
function DirectionField({ value, onChange, id }: FieldProps<string>) {
  const t = useT()
  return <Segmented {...(id ? { id } : {})} block value={value ?? 'at-least'} onChange={(to) => onChange?.(to)} options={(['at-least', 'at-most'] as const).map((one) => ({ value: one, label: t(`goal.direction.${one}`) }))} />
}
function ParentField({ value, onChange, id, without }: FieldProps<string> & { without?: string }) {
  const found = useQuery(query(goals.all, { query: {} }))
  return <Select {...(id ? { id } : {})} value={value ?? undefined} allowClear style={{ width: '100%' }} showSearch={{ optionFilterProp: 'label' }} onChange={(to?: string) => onChange?.(to)} options={(found.data?.items ?? []).filter((one) => one.id !== without).map((one) => ({ value: one.id, label: one.name }))} />
}

/** Sets a goal, or changes one; `metric` stands there at first where it is begun from a metric. */
export function GoalForm({ open, close, of, metric, saved }: { open: boolean; close: () => void; of?: Goal; metric?: string; saved?: (goal: Goal) => void }) {
  const t = useT()
  const { company, staff } = useSession()
  const all = useQuery({ ...query(metrics.list, {}), staleTime: 60_000 }).data?.items ?? []
  const [chosen, setChosen] = useState(of?.metric ?? metric)
  const unit = of?.unit ?? all.find(({ key }) => key === chosen)?.unit
  const text = <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1_000} />
  const fields: FormField[] = [
    { name: 'name', label: 'goal.name', input: <Input maxLength={200} autoComplete="off" /> },
    { name: 'specific', label: 'goal.specific', help: 'goal.specific-help', input: text },
    ...(of ? [] : [{ name: 'metric', label: 'goal.metric', input: <MetricField told={setChosen} all={all} /> }]),
    { name: 'direction', label: 'goal.direction', half: true, input: <DirectionField /> },
    { name: 'target', label: 'goal.target', half: true, input: <TargetField unit={unit} /> },
    { name: 'attainable', label: 'goal.attainable', help: 'goal.attainable-help', input: text },
    { name: 'relevant', label: 'goal.relevant', help: 'goal.relevant-help', input: text },
    { name: 'from', label: 'goal.from', half: true, input: <DayField /> },
    { name: 'deadline', label: 'goal.deadline', half: true, input: <DayField /> },
    { name: 'ownerId', label: 'goal.owner', half: true, input: <StaffPicker /> },
    ...(of ? [] : [{ name: 'teamId', label: 'goal.team', half: true as const, input: <TeamPicker placeholder={t('goal.whole-company')} /> }]),
    { name: 'parentId', label: 'goal.parent', input: <ParentField {...(of ? { without: of.id } : {})} /> },
  ]
  const shared = { open, close, fields, width: 560, ...(saved ? { saved } : {}) }
  if (of) return <FormDrawer {...shared} title="goal.change" body={ChangeGoal} values={{ ...of, ownerId: of.owner.id, parentId: of.parent?.id ?? null }} version={of.version} said="goal.was-changed" save={(body) => call(goals.change, { params: { id: of.id }, body })} />
  const today = dayIn(company.zone)
  return <FormDrawer {...shared} title="goal.add" body={SetGoal} values={{ direction: 'at-least', from: today, ...(metric ? { metric } : {}), ...(staff ? { ownerId: staff.id } : {}) }} saveLabel="goal.add" said="goal.was-set" save={(body) => call(goals.set, { body })} />
}
