import { ClockCircleOutlined, DownOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import type { Mode } from './drafts.ts'
import { useStatusClass, useStatusName } from './status-names.ts'

/** Sends, now or later; an answer can take the case to its next state with it. */
export function SendButton({ of, mode, disabled, send, sendAndMove, later }: { of: Case; mode: Mode; disabled: boolean; send: () => void; sendAndMove: (to: string) => void; later: () => void }) {
  const t = useT()
  const nameOf = useStatusName()
  const classOf = useStatusClass()
  const label = t(mode === 'note' ? 'case.add-note' : 'case.send')
  const next = mode === 'note' ? [] : of.next.filter((to) => ['waiting-customer', 'waiting-third', 'resolved'].includes(classOf(to, of.kind) ?? ''))
  if (mode === 'note') return <Button type="primary" disabled={disabled} onClick={send}>{label}</Button>
  return (
    <Space.Compact>
      <Button type="primary" disabled={disabled} onClick={send}>{label}</Button>
      <Menu placement="topRight" disabled={disabled} menu={{ items: [...next.map((to) => ({ key: to, label: t('case.send-and', { status: nameOf(to, of.kind) }), onClick: () => sendAndMove(to) })), { key: 'later', icon: <ClockCircleOutlined aria-hidden />, label: t('case.send-later'), onClick: later }] }}>
        <Button type="primary" disabled={disabled} icon={<DownOutlined />} aria-label={t('case.send-and-more')} />
      </Menu>
    </Space.Compact>
  )
}
