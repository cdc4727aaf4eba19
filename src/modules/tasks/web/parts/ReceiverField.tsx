import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { staff } from '../../../people/contract.ts'
import { StaffPicker, TeamPicker } from '../../../people/web/index.ts'

/** To whom: exactly one of the three. */
export interface Receiver { ownerId?: string; roleKey?: string; teamId?: string }
const KINDS = ['person', 'role', 'team'] as const
type Kind = (typeof KINDS)[number]
const kindOf = (value: Receiver | undefined): Kind => value?.teamId ? 'team' : value?.roleKey ? 'role' : 'person'

/** A person, a role or a team. */
export function ReceiverField({ value, onChange = () => {}, id }: { value?: Receiver; onChange?: (to: Receiver | undefined) => void; id?: string }) {
  const t = useT()
  const [kind, setKind] = useState<Kind>(kindOf(value))
  const roles = useQuery({ ...query(staff.roles, {}), enabled: kind === 'role', staleTime: 60_000 })
  const to = (key: keyof Receiver) => (of: string | undefined) => onChange(of ? { [key]: of } : undefined)
  const own = id ? { id } : {}
  return (
    <div className="task-to">
      <Segmented<Kind> value={kind} onChange={(now) => { setKind(now); onChange(undefined) }} options={KINDS.map((one) => ({ value: one, label: t(`task.to.${one}`) }))} />
      {kind === 'person' ? <StaffPicker {...own} value={value?.ownerId ?? null} onChange={to('ownerId')} />
        : kind === 'team' ? <TeamPicker {...own} value={value?.teamId ?? null} onChange={to('teamId')} />
        : <Select {...own} value={value?.roleKey ?? null} onChange={to('roleKey')} placeholder={t('task.pick-role')} showSearch={{ optionFilterProp: 'label' }} options={(roles.data?.items ?? []).map((one) => ({ value: one.key, label: language() === 'en' ? one.name.en : one.name.zh }))} />}
    </div>
  )
}
