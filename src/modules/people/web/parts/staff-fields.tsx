import { Checkbox, Input, Select } from 'antd'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { LANGUAGES, useT } from '../../../../kernel/web/words.ts'
import { StaffGrade, Tier } from '../../contract.ts'
import { usePositions, useRoles } from './labels.ts'
import { DepartmentPicker, LinePicker, StaffPicker, useTeams } from './pickers.tsx'

interface Place { id: string; leader?: boolean }
/** Teams, and which of them are led. */
function TeamPlaces({ value = [], onChange, id }: { value?: readonly Place[]; onChange?: (value: Place[]) => void; id?: string }) {
  const t = useT()
  const teams = useTeams().data?.items ?? []
  const nameOf = (team: string) => teams.find((one) => one.id === team)?.name ?? '…'
  return (
    <>
      <Select {...(id ? { id } : {})} mode="multiple" value={value.map((one) => one.id)} placeholder={t('team.pick')} showSearch={{ optionFilterProp: 'label' }} options={teams.map((team) => ({ value: team.id, label: team.name }))}
        onChange={(ids: string[]) => onChange?.(ids.map((team) => value.find((one) => one.id === team) ?? { id: team, leader: false }))} />
      {value.length ? <div className="people-places"><span className="quiet">{t('team.leads')}</span>{value.map((place) => <Checkbox key={place.id} checked={place.leader ?? false} onChange={(event) => onChange?.(value.map((one) => one.id === place.id ? { ...one, leader: event.target.checked } : one))}>{nameOf(place.id)}</Checkbox>)}</div> : null}
    </>
  )
}

/** Roles to begin with. */
export function RoleKeys({ value = [], onChange, id }: { value?: readonly { key: string }[]; onChange?: (value: { key: string }[]) => void; id?: string }) {
  const t = useT()
  return <Select {...(id ? { id } : {})} mode="multiple" value={value.map((one) => one.key)} placeholder={t('role.pick')} showSearch={{ optionFilterProp: 'label' }} options={useRoles().map((role) => ({ value: role.key, label: role.name }))} onChange={(keys: string[]) => onChange?.(keys.map((key) => ({ key })))} />
}

/** What is asked of a person, whoever fills it in. `own` is the person, who can't be their own manager. */
export function useStaffFields(own?: string): FormField[] {
  const t = useT()
  const positions = usePositions()
  return [
    { name: 'name', label: 'staff.name', input: <Input maxLength={80} />, half: true },
    { name: 'phone', label: 'staff.phone', input: <Input type="tel" maxLength={30} />, half: true },
    { name: 'email', label: 'staff.email', input: <Input type="email" maxLength={200} />, half: true },
    { name: 'locale', label: 'staff.locale', input: <Select options={LANGUAGES.map(({ key, name }) => ({ value: key, label: name }))} />, half: true },
    { name: 'workNumber', label: 'staff.workNumber', input: <Input maxLength={20} />, half: true },
    { name: 'position', label: 'staff.position', input: <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={positions.map((one) => ({ value: one.key, label: one.name }))} />, half: true },
    { name: 'tier', label: 'staff.tier', input: <Select allowClear options={Tier.options.map((value) => ({ value, label: t(`staff.tier.${value}`) }))} />, half: true },
    { name: 'grade', label: 'staff.grade', input: <Select allowClear options={StaffGrade.options.map((value) => ({ value, label: t(`staff.grade.${value}`) }))} />, half: true },
    { name: 'managerId', label: 'staff.manager', input: <StaffPicker {...(own ? { without: own } : {})} />, half: true },
    { name: 'departmentId', label: 'staff.department', input: <DepartmentPicker />, half: true },
    { name: 'lineId', label: 'staff.line', input: <LinePicker />, half: true },
    { name: 'teams', label: 'staff.teams', input: <TeamPlaces /> },
  ]
}
