import { InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { FlowStep } from '../../contract.ts'
import type { FlowNames } from './flow-names.ts'
import { UNITS, unitOf } from './flow-words.ts'
import type { Unit } from './flow-words.ts'

type Deadline = NonNullable<FlowStep['deadline']>
const NONE = { calendar: 'standard', warnBefore: [] as number[] }
/** Most of a deadline's time is over when the warning comes: a quarter is left, where it is worth one. */
const warningsOf = (seconds: number) => seconds >= UNITS.h ? [Math.round(seconds / 4)] : []

/** By when a step is done: working time by a calendar, or days that count whole. */
export function DeadlineField({ value, change, names, label }: { value: Deadline | undefined; change: (to: Deadline | undefined) => void; names: FlowNames; label: string }) {
  const t = useT()
  const [unit, setUnit] = useState<Unit>(value ? unitOf(value) : 'h')
  const calendar = value?.calendar ?? NONE.calendar
  const put = (count: number | null, of: Unit, by: string) => {
    if (!count) return change(undefined)
    const seconds = Math.round(count * UNITS[of])
    change({ seconds, calendar: of === 'D' ? 'always' : by === 'always' && of === 'd' ? 'standard' : by, warnBefore: warningsOf(seconds) })
  }
  const count = value ? Math.round(value.seconds / UNITS[unit] * 100) / 100 : null
  return (
    <div className="flow-deadline">
      <InputNumber min={0} value={count} onChange={(to) => put(to, unit, calendar)} aria-label={label} />
      <Select value={unit} onChange={(to) => { setUnit(to); put(count, to, calendar) }} options={(Object.keys(UNITS) as Unit[]).map((key) => ({ value: key, label: t(`flow.unit.${key}`) }))} aria-label={t('flow.unit')} popupMatchSelectWidth={false} />
      <Select value={calendar} disabled={unit === 'D' || !value} onChange={(by) => put(count, unit, by)} options={[...names.calendars].map(([key, name]) => ({ value: key, label: name }))} aria-label={t('flow.calendar')} popupMatchSelectWidth={false} />
    </div>
  )
}
