import { TranslationOutlined } from '@ant-design/icons'
import { Button, Input, Tooltip } from 'antd'
import { useState } from 'react'
import { language, useT } from '../../../../kernel/web/words.ts'

interface Both { zh: string; en: string }
interface Props { value: Both | undefined; change: (to: Both) => void; label: string; rows?: number; max: number; placeholder?: string; autoFocus?: boolean; invalid?: boolean }

/** A text in both languages: the reader's own is written, the other follows until somebody translates it. */
export function TwoWords({ value, change, label, rows, max, placeholder, autoFocus, invalid }: Props) {
  const t = useT()
  const [both, setBoth] = useState(false)
  const own = language() === 'en' ? 'en' : 'zh'
  const other = own === 'en' ? 'zh' : 'en'
  const words = value ?? { zh: '', en: '' }
  const translated = words[other] !== '' && words[other] !== words[own]
  const write = (tongue: 'zh' | 'en', text: string) => change(tongue === own && !translated ? { zh: text, en: text } : { ...words, [tongue]: text })
  const input = (tongue: 'zh' | 'en') => {
    const name = tongue === own ? label : `${label} · ${t(`flow.tongue.${tongue}`)}`
    const shared = { value: words[tongue], maxLength: max, lang: tongue === 'zh' ? 'zh-CN' : 'en', 'aria-label': name, placeholder: tongue === own ? placeholder ?? '' : t(`flow.tongue.${tongue}`), ...(invalid && tongue === own ? { status: 'error' as const, 'aria-invalid': true } : {}) }
    return rows
      ? <Input.TextArea {...shared} autoSize={{ minRows: rows, maxRows: 10 }} onChange={(event) => write(tongue, event.target.value)} />
      : <Input {...shared} autoFocus={(autoFocus ?? false) && tongue === own} onChange={(event) => write(tongue, event.target.value)} />
  }
  return (
    <div className="flow-two">
      {input(own)}
      <Tooltip title={t(both ? 'flow.tongue.hide' : translated ? 'flow.tongue.show' : 'flow.tongue.missing', { tongue: t(`flow.tongue.${other}`) })}>
        <Button type="text" icon={<TranslationOutlined aria-hidden />} data-done={translated || undefined} aria-expanded={both} aria-label={`${label} · ${t(`flow.tongue.${other}`)}`} onClick={() => setBoth(!both)} />
      </Tooltip>
      {both ? input(other) : null}
    </div>
  )
}
