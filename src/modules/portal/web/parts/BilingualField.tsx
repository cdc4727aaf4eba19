import { Input } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Language } from '../../contract.ts'

interface Words { zh: string | null; en: string | null }
interface Props { label: string; value: Words; onChange: (value: Words) => void; languages: readonly Language[]; most: number; rows?: number }

/** A text in the languages that the pages speak; left empty, the product's own stands there. */
export function BilingualField({ label, value, onChange, languages, most, rows }: Props) {
  const t = useT()
  return (
    <div className="portal-both">{(['zh', 'en'] as const).filter((one) => languages.includes(one === 'zh' ? 'zh-CN' : 'en')).map((one) => {
      const name = t(`portal-brand.${one}`)
      const shared = { value: value[one] ?? '', maxLength: most, placeholder: name, 'aria-label': `${label} · ${name}` }
      const change = (text: string) => onChange({ ...value, [one]: text.trim() === '' ? null : text })
      return rows
        ? <Input.TextArea key={one} {...shared} autoSize={{ minRows: rows, maxRows: 14 }} onChange={(event) => change(event.target.value)} />
        : <Input key={one} {...shared} onChange={(event) => change(event.target.value)} />
    })}</div>
  )
}
