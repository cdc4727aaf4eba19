import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../../../kernel/client.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { gaps } from '../../gaps/contract.ts'

/** Whoever typed no further for so long has looked for it. */
const MISSED_MS = 2_000

/** Keeps that a search found nothing, once it is typed to its end. A fault there is not the reader's matter. */
export function useMiss(q: string | null): void {
  useEffect(() => {
    if (!q) return
    const timer = setTimeout(() => void call(gaps.miss, { body: { q } }).catch(() => {}), MISSED_MS)
    return () => clearTimeout(timer)
  }, [q])
}

/** Says that what was found is not what was looked for. */
export function TellGap({ q }: { q: string }) {
  const t = useT()
  const [isTold, setTold] = useState(false)
  if (isTold) return <span role="status">{t('gap.told')}</span>
  return <Button size="small" type="link" className="knowledge-tell" onClick={() => void call(gaps.miss, { body: { q, unhelpful: true } }).then(() => setTold(true), () => setTold(true))}>{t('gap.tell')}</Button>
}
