import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useCan } from '../session.tsx'
import { toast } from '../toast.tsx'
import { useT } from '../words.ts'
import type { BulkAction } from './list-types.ts'

/** What may be done with the chosen rows; stands at the foot while some are chosen. */
export function BulkBar<T>({ rows, actions, letGo }: { rows: readonly T[]; actions: readonly BulkAction<T>[]; letGo: () => void }) {
  const t = useT()
  const can = useCan()
  const [busy, setBusy] = useState<string | null>(null)
  const run = async (action: BulkAction<T>) => {
    setBusy(action.key)
    try {
      await action.run(rows)
      letGo()
    } catch (error) {
      toast.fault(error)
    } finally {
      setBusy(null)
    }
  }
  return (
    <div className="list-bulk" role="toolbar" aria-label={t('list.bulk')}>
      <span className="num">{t('list.chosen', { n: rows.length })}</span>
      {actions.filter((action) => !action.permission || can(action.permission)).map((action) => (
        <Button key={action.key} size="small" icon={action.icon} danger={action.danger ?? false} loading={busy === action.key} disabled={busy !== null} onClick={() => void run(action)}>{t(action.label)}</Button>
      ))}
      <Button size="small" type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('list.let-go')} onClick={letGo} />
    </div>
  )
}
