import { Segmented } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { language as spoken, useT } from '../../../../kernel/web/words.ts'
import type { Form } from '../../questions/contract.ts'
import { TONGUES } from './both-words.ts'
import type { PreviewTold } from './preview-told.ts'

// Our own page under our own content policy: what it is kept from is leaving the frame.
const OURS = 'allow-scripts allow-same-origin'
type Width = 'phone' | 'desktop' | 'both'

/** A form as it will be filled, on a phone and at a desk, in either language, while it is being built. */
export function LivePreview({ form, wide = false }: { form: Form; wide?: boolean }) {
  const t = useT()
  const [width, setWidth] = useState<Width>(wide ? 'both' : 'phone')
  const [language, setLanguage] = useState<'zh-CN' | 'en'>(spoken())
  return (
    <div className="form-preview">
      <div className="form-preview-bar">
        <Segmented size="small" value={width} onChange={(next) => setWidth(next as Width)} options={(wide ? ['phone', 'desktop', 'both'] : ['phone', 'desktop']).map((value) => ({ value, label: t(`form.preview.${value}`) }))} />
        <Segmented size="small" value={language} onChange={(next) => setLanguage(next as 'en')} options={TONGUES.map(({ tag, name }) => ({ value: tag, label: name }))} />
      </div>
      <div className="form-preview-frames" data-width={width}>
        {width === 'desktop' ? null : <Frame form={form} language={language} look="phone" label={t('form.preview.phone')} />}
        {width === 'phone' ? null : <Frame form={form} language={language} look="desktop" label={t('form.preview.desktop')} />}
      </div>
    </div>
  )
}

function Frame({ form, language, look, label }: { form: Form; language: 'zh-CN' | 'en'; look: 'phone' | 'desktop'; label: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [seed] = useState(() => Math.floor(Math.random() * 2 ** 32))
  const tell = useCallback(() => frame.current?.contentWindow?.postMessage({ formPreview: true, form, language, seed } satisfies PreviewTold, location.origin), [form, language, seed])
  useEffect(() => {
    tell()
    const asked = (event: MessageEvent) => { if (event.source === frame.current?.contentWindow && event.data === 'form-preview') tell() }
    addEventListener('message', asked)
    return () => removeEventListener('message', asked)
  }, [tell])
  return <iframe ref={frame} src="/form-preview" title={label} sandbox={OURS} data-look={look} />
}
