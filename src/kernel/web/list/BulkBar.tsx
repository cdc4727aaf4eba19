import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { onPageKey } from '../frame/hotkey.ts'
import { useCan } from '../session.tsx'
import { toast } from '../toast.tsx'
import { useT } from '../words.ts'
import type { BulkAction, ListQuery } from './list-types.ts'

interface Props<T> {
  rows: readonly T[]
  actions: readonly BulkAction<T>[]
  /** The list's filters, where more rows match than the page shows and all of the page are chosen. */
  matching: ListQuery | undefined
  letGo: () => void
}
/** What may be done with the chosen rows, or with all that match; stands at the foot while some are chosen. */
export function BulkBar<T>({ rows, actions, matching, letGo }: Props<T>) {
  const t = useT()
  const can = useCan()
  const [busy, setBusy] = useState<string | null>(null)
  const [isWhole, setIsWhole] = useState(false)
  const whole = isWhole ? matching : undefined
  const bar = useRef<HTMLDivElement>(null)
  // From the row that was chosen the foot is fifty rows away.
  useEffect(() => onPageKey((event) => {
    if (event.key !== 'b') return false
    bar.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus()
    return true
  }), [])
  const offered = actions.filter((action) => (!action.permission || can(action.permission)) && (!whole || action.whole))
  const run = async (action: BulkAction<T>) => {
    setBusy(action.key)
    try {
      await (whole ? action.run([], whole) : action.run(rows))
      letGo()
    } catch (error) {
      toast.fault(error)
    } finally {
      setBusy(null)
    }
  }
  return (
    <div ref={bar} className="list-bulk" role="toolbar" aria-label={t('list.bulk')} aria-keyshortcuts="b">
      <span className="num">{whole ? t('list.chosen-all') : t('list.chosen', { n: rows.length })} <kbd aria-hidden>B</kbd></span>
      {matching && actions.some((action) => action.whole) ? <Button size="small" type="link" disabled={busy !== null} onClick={() => setIsWhole(!isWhole)}>{t(whole ? 'list.choose-page' : 'list.choose-matching')}</Button> : null}
      {offered.map((action) => (
        <Button key={action.key} size="small" icon={action.icon} danger={action.danger ?? false} loading={busy === action.key} disabled={busy !== null} onClick={() => void run(action)}>{t(action.label)}</Button>
      ))}
      <Button size="small" type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('list.let-go')} onClick={letGo} />
    </div>
  )
}
