import { AutoComplete } from 'antd'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { regionsOf } from './regions.ts'

/** A region: one that is known, or any other. */
export function RegionPicker({ value, onChange, id }: { value?: string | null; onChange?: (value: string | undefined) => void; id?: string }) {
  const t = useT()
  const { company } = useSession()
  return (
    <AutoComplete {...(id ? { id } : {})} value={value ?? ''} allowClear maxLength={100} placeholder={t('customer.region-pick')} style={{ width: '100%' }} options={regionsOf(company.country).map((region) => ({ value: region }))}
      showSearch={{ filterOption: (typed, option) => String(option?.value).includes(typed) }} onChange={(text?: string) => onChange?.(text || undefined)} />
  )
}
/** The same for narrowing a list: takes effect when one is chosen or entered, not at each letter. */
export function RegionFilter({ value, onChange }: { value?: string; onChange: (value: string | undefined) => void }) {
  const t = useT()
  const { company } = useSession()
  return (
    <AutoComplete defaultValue={value ?? ''} allowClear autoFocus defaultOpen maxLength={100} placeholder={t('customer.region-pick')} style={{ width: 220 }} options={regionsOf(company.country).map((region) => ({ value: region }))}
      showSearch={{ filterOption: (typed, option) => String(option?.value).includes(typed) }} onSelect={(text: string) => onChange(text)} onClear={() => onChange(undefined)} onKeyDown={(event) => { if (event.key === 'Enter') onChange((event.target as HTMLInputElement).value.trim() || undefined) }} />
  )
}
export const RegionName = ({ id }: { id: string }) => <>{id}</>
