import '../messages.css'
import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, ExclamationCircleFilled, MinusCircleOutlined, PauseCircleOutlined, QuestionCircleFilled, RollbackOutlined, SyncOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import type { OutgoingMessage } from '../../contract.ts'

const ICONS: Record<OutgoingMessage['state'], ReactNode> = {
  queued: <ClockCircleOutlined aria-hidden />, sending: <SyncOutlined aria-hidden />, sent: <CheckCircleFilled aria-hidden />, failed: <CloseCircleFilled aria-hidden />, bounced: <RollbackOutlined aria-hidden />,
  refused: <ExclamationCircleFilled aria-hidden />, held: <PauseCircleOutlined aria-hidden />, unknown: <QuestionCircleFilled aria-hidden />, cancelled: <MinusCircleOutlined aria-hidden />,
}

/** How a message stands, in a word and a colour; why, on hover. */
export function StateMark({ of }: { of: Pick<OutgoingMessage, 'state' | 'reason'> }) {
  const t = useT()
  const mark = <span className="message-state" data-state={of.state}>{ICONS[of.state]}{t(`message.state.${of.state}`)}</span>
  return of.reason && hasWord(of.reason) ? <Tooltip title={t(of.reason)}>{mark}</Tooltip> : mark
}
/** The sentence for a reason, which a person may have written by hand. */
export const reasonText = (t: (key: string) => string, reason: string | null): string | null => reason && hasWord(reason) ? t(reason) : reason
