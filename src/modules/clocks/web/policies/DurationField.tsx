import { InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'

const UNITS = { s: 1, m: 60, h: 3_600 } as const
type Unit = keyof typeof UNITS
const unitOf = (seconds: number | null): Unit => !seconds ? 'h' : seconds % UNITS.h === 0 ? 'h' : seconds % UNITS.m === 0 ? 'm' : 's'

/** Working time: so many hours, minutes or seconds. */
export function DurationField({ value, change, label, invalid, optional, readOnly }: { value: number | null; change: (to: number | null) => void; label: string; invalid?: boolean; optional?: boolean; readOnly?: boolean }) {
  const t = useT()
  const [chosen, setChosen] = useState<Unit | null>(null)
  const unit = chosen ?? unitOf(value)
  const put = (count: number | null, of: Unit) => change(count === null || count <= 0 ? null : Math.max(1, Math.round(count * UNITS[of])))
  const count = value === null ? null : Math.round(value / UNITS[unit] * 100) / 100
  return (
    <Space.Compact className="policy-duration">
      <InputNumber min={0} value={count} disabled={readOnly ?? false} controls={false} aria-label={label} placeholder={optional ? '–' : ''} {...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {})} onChange={(to) => put(to, unit)} />
      <Select value={unit} disabled={readOnly ?? false} aria-label={`${label} · ${t('policy.unit')}`} popupMatchSelectWidth={false} suffixIcon={null} options={(Object.keys(UNITS) as Unit[]).map((key) => ({ value: key, label: t(`policy.unit.${key}`) }))} onChange={(to) => { setChosen(to); put(count, to) }} />
    </Space.Compact>
  )
}
