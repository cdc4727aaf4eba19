import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { staff } from '../../../people/contract.ts'

/** Several people by name. `known` are those whose names the page has already. */
export function PeoplePicker({ value = [], onChange, id, known = [] }: { value?: string[]; onChange?: (ids: string[]) => void; id?: string; known?: readonly { id: string; name: string }[] }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [met, setMet] = useState<ReadonlyMap<string, string>>(() => new Map(known.map((one) => [one.id, one.name])))
  const q = useSettled(typed.trim(), 200)
  const found = useQuery({ ...query(staff.list, { query: { limit: 30, ...(q ? { q } : {}) } }), placeholderData: keepPreviousData })
  const items = found.data?.items ?? []
  const options = [...items.map((one) => ({ value: one.id, label: one.name })), ...value.filter((one) => !items.some((item) => item.id === one)).map((one) => ({ value: one, label: met.get(one) ?? '…' }))]
  return (
    <Select<string[]>
      {...(id ? { id } : {})} mode="multiple" value={value} placeholder={t('teamwork.pick-people')} loading={found.isFetching} options={options} style={{ width: '100%' }} showSearch={{ filterOption: false, onSearch: setTyped }}
      onChange={(ids) => { setMet(new Map([...met, ...items.map((one) => [one.id, one.name] as const)])); onChange?.(ids) }}
    />
  )
}
