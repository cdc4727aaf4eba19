import './draft-desk.css'
import { Input } from 'antd'
import type { Bilingual } from '../../contract.ts'
import { useT } from '../words.ts'

/** A name in both languages. `label` is said with the language to whoever hears the page. */
export function TwoNames({ label, value, maxLength, wanting, change }: { label: string; value: Bilingual; maxLength: number; wanting?: boolean; change: (value: Bilingual) => void }) {
  const t = useT()
  return (
    <div className="two-names">{(['zh', 'en'] as const).map((tongue) => (
      <Input key={tongue} value={value[tongue]} maxLength={maxLength} lang={tongue === 'zh' ? 'zh-CN' : 'en'} addonBefore={t(`definition.tongue.${tongue}`)} aria-label={`${label} · ${t(`definition.tongue.${tongue}`)}`}
        status={wanting && !value[tongue].trim() ? 'error' : ''} onChange={(event) => change({ ...value, [tongue]: event.target.value })} />
    ))}</div>
  )
}
