import { CheckOutlined, ClockCircleOutlined, ExclamationCircleFilled, PauseCircleOutlined, QuestionCircleOutlined, StopOutlined, UndoOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { call } from '../../../../kernel/client.ts'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useCan, useSession } from '../../../../kernel/web/session.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import { outbox } from '../../../messages/contract.ts'
import { cases } from '../../contract.ts'
import type { Delivery } from '../../contract.ts'

const MARKS: Record<Delivery['state'], ReactNode> = {
  queued: <ClockCircleOutlined aria-hidden />, sending: <ClockCircleOutlined aria-hidden />, sent: <CheckOutlined aria-hidden />, failed: <ExclamationCircleFilled aria-hidden />, bounced: <UndoOutlined aria-hidden />,
  refused: <StopOutlined aria-hidden />, held: <PauseCircleOutlined aria-hidden />, unknown: <QuestionCircleOutlined aria-hidden />, cancelled: <StopOutlined aria-hidden />,
}
/** What a person can mend by sending it once more; what is held goes by itself when something carries it. */
const AGAIN: ReadonlySet<Delivery['state']> = new Set(['failed', 'bounced', 'refused', 'unknown'])

/** How an answer fares on its way to the customer; where it did not arrive, why, and a way to send it again. */
export function DeliveryMark({ delivery }: { delivery: Delivery }) {
  const t = useT()
  const can = useCan()
  const cache = useQueryClient()
  const { zone } = useSession().company
  const [busy, setBusy] = useState(false)
  const { state, at, reason, messageId } = delivery
  const why = reason && hasWord(reason) ? t(reason) : reason
  const again = async () => {
    setBusy(true)
    try {
      const { version } = await call(outbox.get, { params: { id: messageId } })
      await call(outbox.sendAgain, { params: { id: messageId }, body: { version } })
      toast.done(t('case.sent-again'))
    } catch (error) { toast.fault(error) }
    await cache.invalidateQueries({ queryKey: [cases.messages.path] })
    setBusy(false)
  }
  return (
    <div className="delivery" data-state={state} role={AGAIN.has(state) ? 'status' : undefined}>
      <Tooltip title={momentText(at, zone, 'exact')}><span className="delivery-state">{MARKS[state]} {t(`message.state.${state}`)}</span></Tooltip>
      {why && state !== 'sent' ? <span className="delivery-why">{why}</span> : null}
      {AGAIN.has(state) && can('message.steer') ? <Button size="small" loading={busy} onClick={() => void again()}>{t('case.send-again')}</Button> : null}
    </div>
  )
}
