import { CheckCircleFilled, CloudSyncOutlined, ExclamationCircleFilled, MinusCircleOutlined, PauseCircleOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Mailbox } from '../../contract.ts'

/** One word for how the fetching stands. */
export const stateOf = (of: Pick<Mailbox, 'active' | 'imap' | 'fetching'>): string => !of.active ? 'off' : !of.imap ? 'none' : of.fetching?.state ?? 'waiting'

const ICONS: Record<string, React.ReactNode> = {
  off: <PauseCircleOutlined aria-hidden />, none: <MinusCircleOutlined aria-hidden />, retrying: <ExclamationCircleFilled aria-hidden />, idle: <CheckCircleFilled aria-hidden />, polling: <CheckCircleFilled aria-hidden />,
}

/** How a mailbox is fetched, in a word and a colour; why not, on hover. */
export function FetchMark({ of }: { of: Mailbox }) {
  const t = useT()
  const state = stateOf(of)
  const mark = <span className="mail-state" data-state={state}>{ICONS[state] ?? <CloudSyncOutlined aria-hidden />}<span className="clip">{t(`mailbox.state.${state}`)}</span></span>
  return of.fetching?.error ? <Tooltip title={t(of.fetching.error)}>{mark}</Tooltip> : mark
}
