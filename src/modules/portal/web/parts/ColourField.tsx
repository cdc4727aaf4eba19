import { CheckCircleOutlined, InfoCircleOutlined } from '@ant-design/icons'
import { ColorPicker, Input } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import { contrast, inkOn } from '../../rules.ts'
import { lookOf } from '../pages/look.ts'

const HEX = /^#[0-9a-f]{6}$/
/** A colour, picked or typed; `judged` says how well it is read, and what stands in for it where it is not. */
export function ColourField({ label, value, onChange, judged }: { label: string; value: string; onChange: (value: string) => void; judged?: true }) {
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const change = (text: string) => {
    const colour = text.trim().toLowerCase()
    setTyped(HEX.test(colour) ? null : text)
    if (HEX.test(colour)) onChange(colour)
  }
  const { word } = lookOf({ accent: value, banner: '#ffffff' }, false)
  return (
    <>
      <span className="portal-colour">
        <ColorPicker value={value} disabledAlpha format="hex" onChange={(colour) => change(colour.toHexString().slice(0, 7))}><button type="button" className="portal-swatch" style={{ background: value }} aria-label={label} /></ColorPicker>
        <Input className="num" value={typed ?? value} maxLength={7} aria-label={`${label} · #rrggbb`} {...(typed === null ? {} : { status: 'error' as const })} onChange={(event) => change(event.target.value)} />
      </span>
      {judged ? <p className="quiet portal-judged"><CheckCircleOutlined aria-hidden /> {t('portal-brand.contrast', { ratio: (Math.floor(contrast(inkOn(value), value) * 10) / 10).toFixed(1) })}</p> : null}
      {judged && word !== value ? <p className="quiet portal-judged"><InfoCircleOutlined aria-hidden /> {t('portal-brand.contrast.links', { shade: word })}<i style={{ background: word }} /></p> : null}
    </>
  )
}
