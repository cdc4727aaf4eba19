import './mail.css'
import { useNavigate } from '@tanstack/react-router'
import { Button, Result, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../../kernel/client.ts'
import { faultText } from '../../../kernel/web/problem.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { mailboxConsents } from '../oauth/contract.ts'

/** A code serves once: what drew twice must not ask twice. */
const asked = new Set<string>()

/** Where a provider sends the browser back to after its holder has consented, or has not. */
export function MailboxConnected() {
  const t = useT()
  const navigate = useNavigate()
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    const told = new URLSearchParams(location.search)
    const [state, code] = [told.get('state') ?? '', told.get('code') ?? '']
    if (!state || !code) { setFault(t('mailbox.oauth-not-consented')); return }
    if (asked.has(state)) return
    asked.add(state)
    call(mailboxConsents.finishOauth, { body: { state, code } }).then(({ mailboxId }) => navigate({ to: `/mailboxes/${mailboxId}` as string, replace: true }), (error: unknown) => setFault(faultText(error)))
  }, [navigate, t])
  if (fault) return <Result status="warning" title={t('mailbox.oauth-not-connected')} subTitle={fault} extra={<Button type="primary" onClick={() => void navigate({ to: '/mailboxes' as string })}>{t('mailbox.plural')}</Button>} />
  return <div className="mail-connecting" role="status"><Spin /><p>{t('mailbox.oauth-connecting')}</p></div>
}
