import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import { CustomerLink } from './names.tsx'

/** Other records that may be the same customer, and what is alike. Nothing when there are none. */
export function Duplicates({ customerId }: { customerId: string }) {
  const t = useT()
  const found = useQuery(query(customers.duplicates, { params: { id: customerId } }))
  if (!found.data?.items.length) return null
  return (
    <Block title="customer.duplicates">
      <ul className="customer-alike">
        {found.data.items.map(({ customer, alike }) => <li key={customer.id}><CustomerLink of={customer} />{alike.map((one) => <Tag key={one}>{t(`customer.alike.${one}`)}</Tag>)}</li>)}
      </ul>
    </Block>
  )
}
