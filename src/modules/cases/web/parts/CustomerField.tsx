import { Button, Input } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import { CustomerPicker } from '../../../customers/web/index.ts'

/** A customer who is known, or what one says of oneself. */
type Value = { id: string } | { name: string; phone?: string; email?: string }
type Told = Exclude<Value, { id: string }>

/** Who asks: found among the known customers, or taken down anew; the server takes the known one who has exactly this number or address. */
export function CustomerField({ value, onChange = () => {}, id }: { value?: Value; onChange?: (value: Value | undefined) => void; id?: string }) {
  const t = useT()
  const [isNew, setIsNew] = useState(value !== undefined && !('id' in value))
  const told: Told = value && !('id' in value) ? value : { name: '' }
  const tell = (change: Partial<Told>) => {
    const next = Object.fromEntries(Object.entries({ ...told, ...change }).filter(([key, text]) => key === 'name' || text)) as Told
    onChange(next.name || next.phone || next.email ? next : undefined)
  }
  const turn = () => { setIsNew(!isNew); onChange(undefined) }
  if (!isNew) {
    return (
      <div className="customer-field">
        <CustomerPicker {...(id ? { id } : {})} {...(value && 'id' in value ? { value: value.id } : {})} onChange={(chosen) => onChange(chosen ? { id: chosen } : undefined)} />
        <Button type="link" size="small" onClick={turn}>{t('case.new-customer')}</Button>
      </div>
    )
  }
  return (
    <div className="customer-field" data-new>
      <Input {...(id ? { id } : {})} autoFocus value={told.name} maxLength={200} placeholder={t('case.customer-name')} aria-label={t('case.customer-name')} onChange={(event) => tell({ name: event.target.value })} />
      <Input value={told.phone ?? ''} maxLength={60} type="tel" placeholder={t('case.customer-phone')} aria-label={t('case.customer-phone')} onChange={(event) => tell({ phone: event.target.value })} />
      <Input value={told.email ?? ''} maxLength={320} type="email" placeholder={t('case.customer-email')} aria-label={t('case.customer-email')} onChange={(event) => tell({ email: event.target.value })} />
      <Button type="link" size="small" onClick={turn}>{t('case.known-customer')}</Button>
    </div>
  )
}
