import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { staff } from '../../../people/contract.ts'

/** Several people who may read reports, found by name. */
export function PeopleField({ value = [], onChange, id }: { value?: readonly string[] | null; onChange?: (value: string[]) => void; id?: string }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 200)
  const found = useQuery({ ...query(staff.list, { query: { limit: 30, permission: 'report.read', ...(q ? { q } : {}) } }), placeholderData: keepPreviousData })
  const items = found.data?.items ?? []
  const chosen = useQueries({ queries: (value ?? []).filter((one) => !items.some(({ id: known }) => known === one)).map((one) => ({ ...query(staff.get, { params: { id: one } }), staleTime: 60_000 })) })
  return <Select mode="multiple" {...(id ? { id } : {})} value={[...value ?? []]} onChange={(to: string[]) => onChange?.(to)} style={{ width: '100%' }} placeholder={t('staff.pick')} loading={found.isFetching} showSearch={{ filterOption: false, onSearch: setTyped }}
    options={[...items, ...chosen.flatMap(({ data }) => data ?? [])].map((one) => ({ value: one.id, label: one.name }))} />
}
