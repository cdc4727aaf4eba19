import { PauseCircleOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { workspace } from '../../desk/contract.ts'
import { WORKSPACE_READS } from './use-workspace.ts'

/** That a case is put aside, until when, and how it is taken up again. */
export function SnoozeBar({ of }: { of: Case }) {
  const t = useT()
  const wake = useCall(workspace.wake, { said: 'case.woken', refresh: WORKSPACE_READS })
  if (!of.snoozed) return null
  return (
    <div className="snooze-bar" role="status">
      <PauseCircleOutlined aria-hidden />
      <span className="clip">{of.snoozed.until ? <>{t('case.snoozed-until')} <Moment at={of.snoozed.until} /></> : t('case.snoozed-customer')}</span>
      {of.may.includes('change') ? <Button size="small" loading={wake.busy} onClick={() => void wake.run({ params: { id: of.id }, body: {} })}>{t('case.wake')}</Button> : null}
    </div>
  )
}
