import { Checkbox, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import { STANDARD, partsOf, urlOf } from './server-parts.ts'
import type { ServerParts } from './server-parts.ts'

/** A server’s host, port, user and password; what it gives is a URL. An empty password keeps the one there is. */
export function ServerInput({ kind, value, onChange, id }: { kind: 'imap' | 'smtp'; value?: unknown; onChange?: (value: string | null) => void; id?: string }) {
  const t = useT()
  const [parts, setParts] = useState<ServerParts>(() => partsOf(kind, value))
  const isKnown = value !== null && typeof value === 'object'
  const set = (more: Partial<ServerParts>) => {
    const next = { ...parts, ...more }
    if (more.secure !== undefined && (parts.port === STANDARD[kind].secure || parts.port === STANDARD[kind].plain)) next.port = STANDARD[kind][more.secure ? 'secure' : 'plain']
    setParts(next)
    onChange?.(urlOf(kind, next))
  }
  return (
    <div className="mail-server">
      <Input {...(id ? { id } : {})} value={parts.host} onChange={(event) => set({ host: event.target.value })} placeholder={`${kind}.example.com`} aria-label={t('mailbox.host')} autoComplete="off" />
      <InputNumber value={parts.port} onChange={(port) => set({ port: Number(port) || STANDARD[kind].secure })} min={1} max={65_535} controls={false} aria-label={t('mailbox.port')} />
      <Checkbox checked={parts.secure} onChange={(event) => set({ secure: event.target.checked })}>TLS</Checkbox>
      <Input value={parts.user} onChange={(event) => set({ user: event.target.value })} placeholder={t('mailbox.user')} aria-label={t('mailbox.user')} autoComplete="off" />
      <Input.Password value={parts.password} onChange={(event) => set({ password: event.target.value })} placeholder={t(isKnown ? 'mailbox.password-kept' : 'mailbox.password')} aria-label={t('mailbox.password')} autoComplete="new-password" />
    </div>
  )
}
