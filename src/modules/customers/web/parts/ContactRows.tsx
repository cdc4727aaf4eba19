import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { ContactKind } from '../../contract.ts'
import { CONTACT_KINDS } from '../../rules.ts'

interface NewPoint { kind: ContactKind; value: string }
const EMPTY: NewPoint = { kind: 'phone', value: '' }

/** Contact points of a customer who is just being added. A line left empty counts for nothing. */
export function ContactRows({ value = [], onChange, id }: { value?: readonly NewPoint[]; onChange?: (value: NewPoint[] | undefined) => void; id?: string }) {
  const t = useT()
  const rows = value.length > 0 ? value : [EMPTY]
  const tell = (next: NewPoint[]) => onChange?.(next.length === 1 && next[0]?.value === '' && next[0].kind === 'phone' ? undefined : next)
  return (
    <div className="customer-rows">
      {rows.map((row, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="customer-row">
          <Select value={row.kind} aria-label={t('contact-point.kind')} options={CONTACT_KINDS.map((kind) => ({ value: kind, label: t(`contact-point.kind.${kind}`) }))} onChange={(kind) => tell(rows.map((one, n) => n === at ? { ...one, kind } : one))} />
          <Input {...(id && at === 0 ? { id } : {})} value={row.value} aria-label={t('contact-point.value')} maxLength={500} autoComplete="off" onChange={(event) => tell(rows.map((one, n) => n === at ? { ...one, value: event.target.value } : one))} />
          <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t('contact-point.remove')} disabled={rows.length === 1 && row.value === ''} onClick={() => tell(rows.length === 1 ? [EMPTY] : rows.filter((_, n) => n !== at))} />
        </div>
      ))}
      <div><Button size="small" icon={<PlusOutlined aria-hidden />} disabled={rows.length >= 30} onClick={() => tell([...rows, { ...EMPTY, kind: rows.at(-1)?.kind === 'phone' ? 'email' : 'phone' }])}>{t('contact-point.add')}</Button></div>
    </div>
  )
}
