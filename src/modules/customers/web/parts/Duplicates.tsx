import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import type { Customer } from '../../contract.ts'
import { CustomerLink } from './names.tsx'

/** Other records that may be the same customer, and what is alike; each can become part of this one. Nothing when there are none. */
export function Duplicates({ of }: { of: Customer }) {
  const t = useT()
  const found = useQuery(query(customers.duplicates, { params: { id: of.id } }))
  const merge = useCall(customers.merge, { said: 'customer.was-merged' })
  const askMerge = async (other: Customer) => {
    if (await ask({ title: t('customer.merge-ask', { name: other.name }), text: t('customer.merge-text'), yes: t('customer.merge-do') })) await merge.run({ params: { id: other.id }, body: { intoId: of.id, version: other.version } })
  }
  if (!found.data?.items.length) return null
  return (
    <Block title="customer.duplicates">
      <ul className="customer-alike">
        {found.data.items.map(({ customer, alike }) => <li key={customer.id}><CustomerLink of={customer} />{alike.map((one) => <Tag key={one}>{t(`customer.alike.${one}`)}</Tag>)}{of.may.includes('merge') && customer.may.includes('merge') && customer.type === of.type ? <Button size="small" loading={merge.busy} onClick={() => void askMerge(customer)}>{t('customer.merge-this')}</Button> : null}</li>)}
      </ul>
    </Block>
  )
}
