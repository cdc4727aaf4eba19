import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'

/** Narrows a list to a tag that stands on somebody. */
export function TagFilter({ value, onChange }: { value?: string; onChange: (value: string | undefined) => void }) {
  const t = useT()
  const known = useQuery({ ...query(customers.tags, { query: {} }), staleTime: 60_000 })
  return <Select {...(value ? { value } : {})} autoFocus defaultOpen showSearch allowClear style={{ width: 200 }} placeholder={t('customer.tags')} options={(known.data?.items ?? []).map((one) => ({ value: one, label: one }))} onChange={(to?: string) => onChange(to)} />
}
export const TagName = ({ id }: { id: string }) => <bdi>{id}</bdi>
