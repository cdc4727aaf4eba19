import { InputNumber, Select } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { MetricSummary, Unit } from '../../contract.ts'
import { named } from './named.ts'

interface FieldProps<T> { value?: T | null; onChange?: (value: T | undefined) => void; id?: string }
const SIGN: Partial<Record<Unit, string>> = { percent: '%', 'per-thousand': '‰' }

/** Chooses a metric, and tells which. */
export function MetricField({ value, onChange, id, told, all }: FieldProps<string> & { told: (metric: string | undefined) => void; all: readonly MetricSummary[] }) {
  return <Select {...(id ? { id } : {})} value={value ?? undefined} showSearch={{ optionFilterProp: 'label' }} style={{ width: '100%' }} onChange={(to?: string) => { onChange?.(to); told(to) }} options={all.map((one) => ({ value: one.key, label: named(one.name) }))} />
}
/** The target in the unit people say it in: times in hours. */
export function TargetField({ value, onChange, id, unit }: FieldProps<number> & { unit: Unit | undefined }) {
  const t = useT()
  const scale = unit === 'seconds' ? 3_600 : 1
  const sign = unit === 'seconds' ? t('goal.hours') : unit ? SIGN[unit] : undefined
  return <InputNumber<number> {...(id ? { id } : {})} style={{ width: '100%' }} value={typeof value === 'number' ? value / scale : null} {...(sign ? { suffix: sign } : {})} onChange={(to) => onChange?.(to === null ? undefined : Math.round(to * scale * 1e6) / 1e6)} />
}
