import { InputNumber, Select, Space } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'

const UNITS = [['minutes', 60], ['hours', 3_600], ['days', 86_400]] as const

/** A length of time, in the largest unit that fits. */
export function LengthField({ value, change }: { value: number; change: (seconds: number) => void }) {
  const t = useT()
  const [unit, size] = UNITS.toReversed().find(([, seconds]) => value >= seconds && value % seconds === 0) ?? UNITS[0]
  return (
    <Space.Compact className="rule-length">
      <InputNumber aria-label={t('rule.length')} min={1} precision={0} value={Math.round(value / size)} onChange={(next) => change(Math.max(1, next ?? 1) * size)} />
      <Select aria-label={t('rule.unit')} value={unit} popupMatchSelectWidth={false} onChange={(next) => change(Math.max(1, Math.round(value / size)) * (UNITS.find(([one]) => one === next)?.[1] ?? 60))} options={UNITS.map(([one]) => ({ value: one, label: t(`rule.unit.${one}`) }))} />
    </Space.Compact>
  )
}
