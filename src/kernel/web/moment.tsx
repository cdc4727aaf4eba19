import { useEffect, useState } from 'react'
import { momentText, relativeText, type MomentForm } from './moment-text.ts'
import { useSession } from './session.tsx'
import { language, useT } from './words.ts'

export function Moment({ at, form = 'short' }: { at: Date | null | undefined; form?: MomentForm }) {
  const { company } = useSession()
  if (!at) return <span className="quiet">–</span>
  return <time className="num" dateTime={at.toISOString()} title={`${momentText(at, company.zone, 'exact')} ${company.zone}`}>{momentText(at, company.zone, form)}</time>
}

let ticking: ReturnType<typeof setInterval> | undefined
const tickers = new Set<() => void>()
function useTick(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const tick = () => setNow(Date.now())
    tickers.add(tick)
    ticking ??= setInterval(() => { for (const one of tickers) one() }, 30_000)
    return () => {
      tickers.delete(tick)
      if (tickers.size === 0) { clearInterval(ticking); ticking = undefined }
    }
  }, [])
  return now
}
/** How long ago, or how long still; says the exact moment on hover and keeps itself true. */
export function RelativeTime({ at }: { at: Date | null | undefined }) {
  const t = useT()
  const { company } = useSession()
  const now = useTick()
  if (!at) return <span className="quiet">–</span>
  return <time className="num" dateTime={at.toISOString()} title={`${momentText(at, company.zone, 'exact')} ${company.zone}`}>{relativeText(at, now, language(), t('time.just-now'))}</time>
}
