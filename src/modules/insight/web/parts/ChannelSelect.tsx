import { Select } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import { CHANNELS } from '../../../cases/contract.ts'

/** One of the channels by which customers come. */
export function ChannelSelect({ value, onChange, id, placeholder }: { value?: string | null; onChange?: (value: string | undefined) => void; id?: string; placeholder?: string }) {
  const t = useT()
  return <Select {...(id ? { id } : {})} value={value ?? undefined} allowClear style={{ width: '100%' }} {...(placeholder ? { placeholder } : {})} onChange={(to?: string) => onChange?.(to)} options={CHANNELS.map((one) => ({ value: one, label: t(`case.channel.${one}`) }))} />
}
