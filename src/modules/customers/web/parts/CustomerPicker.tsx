import '../customers.css'
import { UserAddOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useCan, useSession } from '../../../../kernel/web/session.tsx'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import type { Customer } from '../../contract.ts'
import { TypeMark } from './names.tsx'
import { shownContact } from './shown-contact.ts'

const AddCustomerForm = lazy(() => import('./AddCustomerForm.tsx').then((file) => ({ default: file.AddCustomerForm })))

interface PickerProps { value?: string | null; onChange?: (value: string | undefined) => void; id?: string; placeholder?: string; autoFocus?: boolean; /** False where a list is narrowed: nobody is added there. */ canAdd?: boolean }

/** Finds a customer by whatever one has: name, pinyin, initials, the last digits of a number, an address. One who isn't there yet is added without leaving. */
export function CustomerPicker({ value, onChange, id, placeholder, autoFocus = false, canAdd = true }: PickerProps) {
  const t = useT()
  const can = useCan()
  const { company } = useSession()
  const [typed, setTyped] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [adding, setAdding] = useState<string | null>(null)
  const q = useSettled(typed.trim(), 200)
  const found = useQuery({ ...query(customers.list, { query: { limit: 20, ...(q ? { q } : {}) } }), placeholderData: keepPreviousData, enabled: isOpen })
  const items = found.data?.items ?? []
  const isKnown = !value || items.some((one) => one.id === value)
  const chosen = useQuery({ ...query(customers.get, { params: { id: value ?? '' } }), staleTime: 60_000, enabled: !isKnown })
  const option = (one: Customer) => ({ value: one.id, label: one.name, type: one.type, hint: [one.region, ...one.contactPoints.slice(0, 1).map((point) => shownContact(point.kind, point.value, company.country))].filter(Boolean).join(' · ') })
  return (
    <>
      <Select
        {...(id ? { id } : {})} value={value ?? undefined} onChange={(to?: string) => onChange?.(to)} allowClear autoFocus={autoFocus} defaultOpen={autoFocus} style={{ width: '100%' }} placeholder={placeholder ?? t('customer.pick')} loading={found.isFetching}
        onOpenChange={setIsOpen} showSearch={{ filterOption: false, onSearch: setTyped }} notFoundContent={found.isPending ? null : t('customer.none-found')}
        options={[...items, ...(chosen.data && !isKnown ? [chosen.data] : [])].map(option)}
        optionRender={(one) => { const { type, hint } = one.data as ReturnType<typeof option>; return <span className="customer-found"><TypeMark type={type} /><bdi className="clip">{one.label}</bdi><span className="quiet clip num">{hint}</span></span> }}
        popupMatchSelectWidth={340} popupRender={(menu) => canAdd && can('customer.write') ? <>{menu}<div className="customer-found-foot"><Button type="link" size="small" icon={<UserAddOutlined aria-hidden />} onMouseDown={(event) => event.preventDefault()} onClick={() => setAdding(typed.trim())}>{typed.trim() ? t('customer.add-named', { name: typed.trim() }) : t('customer.add')}</Button></div></> : menu}
      />
      {adding === null ? null : <Suspense><AddCustomerForm open name={/\d{4}|@/.test(adding) ? '' : adding} close={() => setAdding(null)} added={(customer) => { onChange?.(customer.id); setTyped('') }} /></Suspense>}
    </>
  )
}

export function CustomerName({ id }: { id: string }) {
  const found = useQuery({ ...query(customers.get, { params: { id } }), staleTime: 60_000 })
  return <bdi>{found.data?.name ?? '…'}</bdi>
}
