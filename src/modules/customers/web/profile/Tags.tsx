import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Tag } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import type { Customer } from '../../contract.ts'
import { profiles } from '../../profile/contract.ts'

/** The tags of a customer; who may change the customer puts others on and takes some off. */
export function Tags({ of }: { of: Customer }) {
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const known = useQuery({ ...query(customers.tags, { query: {} }), staleTime: 60_000, enabled: typed !== null })
  const tag = useCall(customers.tag, { refresh: [customers.get, customers.tags, profiles.profile] })
  const mayChange = of.may.includes('change')
  const put = (word: string) => {
    setTyped(null)
    if (word.trim() && !of.tags.includes(word.trim())) void tag.run({ params: { id: of.id }, body: { add: [word.trim()] } })
  }
  if (of.tags.length === 0 && !mayChange) return null
  return (
    <div className="customer-tags">
      {of.tags.map((one) => <Tag key={one} closable={mayChange ? { 'aria-label': t('customer.untag', { tag: one }) } : false} onClose={(event) => { event.preventDefault(); void tag.run({ params: { id: of.id }, body: { remove: [one] } }) }}><bdi>{one}</bdi></Tag>)}
      {!mayChange ? null : typed === null
        ? <Button size="small" type="dashed" icon={<PlusOutlined aria-hidden />} loading={tag.busy} onClick={() => setTyped('')}>{t('customer.tag')}</Button>
        : <AutoComplete size="small" autoFocus defaultOpen maxLength={40} value={typed} style={{ width: 150 }} placeholder={t('customer.tag')} options={(known.data?.items ?? []).filter((one) => !of.tags.includes(one) && one.includes(typed)).map((value) => ({ value }))} onChange={setTyped} onSelect={put} onBlur={() => setTyped(null)} onKeyDown={(event) => { if (isComposing(event.nativeEvent)) return; if (event.key === 'Enter') put(typed); if (event.key === 'Escape') setTyped(null) }} />}
    </div>
  )
}
