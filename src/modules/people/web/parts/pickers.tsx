import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import type { Permission } from '../../../../kernel/contract.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { staff, units } from '../../contract.ts'
import { own } from './role-words.ts'

interface PickerProps { value?: string | null; onChange?: (value: string | undefined) => void; id?: string; /** Not offered: the person whose record is open. */ without?: string; placeholder?: string }
const KEPT = { staleTime: 60_000 }

/** Finds somebody who works here by name, e-mail or telephone; only those whose roles give a right, where one is named. */
export function StaffPicker({ value, onChange, id, without, placeholder, permission }: PickerProps & { permission?: Permission }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 200)
  const found = useQuery({ ...query(staff.list, { query: { limit: 20, ...(q ? { q } : {}), ...(permission ? { permission } : {}) } }), placeholderData: keepPreviousData })
  const items = (found.data?.items ?? []).filter((one) => one.id !== without)
  const known = !value || items.some((one) => one.id === value)
  const chosen = useQuery({ ...query(staff.get, { params: { id: value ?? '' } }), ...KEPT, enabled: !known })
  return (
    <Select
      {...(id ? { id } : {})} value={value ?? undefined} onChange={(to?: string) => onChange?.(to)} allowClear style={{ width: '100%' }} placeholder={placeholder ?? t('staff.pick')} loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }} notFoundContent={found.isPending ? null : t('staff.none-found')}
      options={[...items, ...(chosen.data && !known ? [chosen.data] : [])].map((one) => ({ value: one.id, label: one.name, hint: one.department?.name ?? one.email }))}
      optionRender={(option) => <span style={{ display: 'flex', gap: 8 }}><span className="clip">{option.label}</span><span className="quiet clip" style={{ marginLeft: 'auto' }}>{(option.data as { hint: string }).hint}</span></span>}
    />
  )
}

export function StaffName({ id }: { id: string }) {
  const found = useQuery({ ...query(staff.get, { params: { id } }), ...KEPT })
  return <>{found.data?.name ?? '…'}</>
}

interface Choice { id: string; name: string }
function Picker({ value, onChange, id, without, placeholder, choices }: PickerProps & { choices: readonly Choice[] | undefined }) {
  return (
    <Select {...(id ? { id } : {})} value={value ?? undefined} onChange={(to?: string) => onChange?.(to)} allowClear style={{ width: '100%' }} placeholder={placeholder} loading={!choices} showSearch={{ optionFilterProp: 'label' }}
      options={(choices ?? []).filter((one) => one.id !== without).map((one) => ({ value: one.id, label: one.name }))} />
  )
}
export const useTeams = () => useQuery({ ...query(units.teams, {}), ...KEPT })
export const useDepartments = () => useQuery({ ...query(units.departments, {}), ...KEPT })
export const useLines = () => useQuery({ ...query(units.lines, {}), ...KEPT })

export function TeamPicker(props: PickerProps) {
  const t = useT()
  return <Picker {...props} placeholder={props.placeholder ?? t('team.pick')} choices={useTeams().data?.items} />
}
const useCalendars = () => useQuery({ ...query(units.calendars, {}), ...KEPT })
/** By which calendar a team or a line works. */
export function CalendarPicker({ value, onChange, id }: PickerProps) {
  const t = useT()
  return <Picker {...(id ? { id } : {})} value={value ?? null} onChange={(to) => onChange?.(to ?? (null as never))} placeholder={t('team.calendar-company')} choices={useCalendars().data?.items.map(({ key, name }) => ({ id: key, name: own(name) }))} />
}
export function TeamName({ id }: { id: string }) {
  return <>{useTeams().data?.items.find((one) => one.id === id)?.name ?? '…'}</>
}
export function DepartmentPicker(props: PickerProps) {
  const t = useT()
  return <Picker {...props} placeholder={props.placeholder ?? t('department.pick')} choices={useDepartments().data?.items} />
}
export function DepartmentName({ id }: { id: string }) {
  return <>{useDepartments().data?.items.find((one) => one.id === id)?.name ?? '…'}</>
}
export function LinePicker(props: PickerProps) {
  const t = useT()
  return <Picker {...props} placeholder={props.placeholder ?? t('line.pick')} choices={useLines().data?.items} />
}
