import { TeamOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Select, Tag } from 'antd'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { query } from '../../../../kernel/client.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import type { Customer } from '../../contract.ts'
import { segments } from '../../segments/contract.ts'

const useSegments = () => useQuery({ ...query(segments.listSegments, {}), staleTime: 60_000 }).data?.items ?? []

/** Narrows a list to a segment. */
export function SegmentFilter({ value, onChange }: { value?: string; onChange: (value: string | undefined) => void }) {
  const t = useT()
  return <Select {...(value ? { value } : {})} autoFocus defaultOpen allowClear style={{ width: 220 }} placeholder={t('customer.segments')} showSearch={{ optionFilterProp: 'label' }} options={useSegments().map((one) => ({ value: one.id, label: one.name }))} onChange={(to?: string) => onChange(to)} />
}
export const SegmentName = ({ id }: { id: string }) => <bdi>{useSegments().find((one) => one.id === id)?.name ?? '…'}</bdi>

/** The segments a customer stands in; into those that are filled by hand they can be put here, and out of them. */
export function CustomerSegments({ of }: { of: Customer }) {
  const t = useT()
  const all = useSegments()
  const set = useCall(segments.setMembers, { refresh: [customers.get, segments.listSegments] })
  const mayChange = of.may.includes('change')
  const open = all.filter((one) => one.condition === null && of.segments.every((own) => own.id !== one.id))
  if (of.segments.length === 0 && !(mayChange && open.length > 0)) return null
  const isManual = (id: string) => all.some((one) => one.id === id && one.condition === null)
  return (
    <div className="customer-tags">
      {of.segments.map((one) => <Tag key={one.id} icon={<TeamOutlined aria-hidden />} closable={mayChange && isManual(one.id) ? { 'aria-label': t('customer.untag', { tag: one.name }) } : false} onClose={(event) => { event.preventDefault(); void set.run({ params: { id: one.id }, body: { remove: [of.id] } }) }}><bdi>{one.name}</bdi></Tag>)}
      {mayChange && open.length > 0 ? <Menu menu={{ items: open.map((one) => ({ key: one.id, label: one.name, onClick: () => void set.run({ params: { id: one.id }, body: { add: [of.id] } }) })) }}><Button size="small" type="dashed" loading={set.busy}>{t('customer-segment.join')}</Button></Menu> : null}
    </div>
  )
}
