import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Measure } from '../../diagnosis/rules.ts'

/** A question that is answered by a figure: typed, and said with Enter. */
export function Figure({ of: { unit, min, max }, may, busy, say }: { of: Measure; may: boolean; busy: boolean; say: (value: number) => void }) {
  const t = useT()
  const [value, setValue] = useState<number | null>(null)
  const isIn = value !== null && value >= min && value <= max
  return (
    <div className="diagnosis-figure">
      <InputNumber size="small" autoFocus value={value} disabled={!may} status={value === null || isIn ? '' : 'error'} suffix={language() === 'en' ? unit.en : unit.zh} aria-label={t('diagnosis.figure-between', { min, max })} placeholder={`${min}–${max}`} onChange={setValue} onPressEnter={() => { if (isIn) say(value) }} />
      <Button size="small" type="primary" disabled={!may || !isIn} loading={busy} onClick={() => { if (isIn) say(value) }}>{t('diagnosis.say')}</Button>
    </div>
  )
}
