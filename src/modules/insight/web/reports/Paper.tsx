import { useEffect, useRef, useState, type RefObject } from 'react'
import { useT } from '../../../../kernel/web/words.ts'

/** The report's own page within ours, as high as it is; it loads nothing and runs nothing. */
export function Paper({ src, title, frame }: { src: string; title: string; frame?: RefObject<HTMLIFrameElement | null> }) {
  const t = useT()
  const own = useRef<HTMLIFrameElement>(null)
  const of = frame ?? own
  const [height, setHeight] = useState(900)
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading')
  useEffect(() => setState('loading'), [src])
  const measure = () => {
    const page = of.current?.contentDocument
    const isPage = page?.querySelector('.cover') != null
    setState(isPage ? 'shown' : 'failed')
    if (page && isPage) setHeight(page.documentElement.scrollHeight)
  }
  useEffect(() => {
    const again = () => { const page = of.current?.contentDocument; if (page?.querySelector('.cover')) setHeight(page.documentElement.scrollHeight) }
    addEventListener('resize', again)
    return () => removeEventListener('resize', again)
  }, [of])
  return (
    <div className="paper" data-state={state} aria-busy={state === 'loading'}>
      {state === 'failed' ? <p role="alert" className="paper-fault">{t('report.not-drawn')}</p> : null}
      <iframe ref={of} sandbox="allow-same-origin allow-modals" title={title} src={src} style={{ height }} onLoad={measure} />
    </div>
  )
}
