import { CheckCircleFilled, ClockCircleOutlined, DisconnectOutlined, EditOutlined, LinkOutlined, WarningFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block, Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { ask, toast } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { ChangeMailboxOauth, OauthProvider, mailboxOauth } from '../../oauth/contract.ts'
import type { MailboxOauth } from '../../oauth/contract.ts'

const MARKS = { none: null, waiting: <ClockCircleOutlined aria-hidden />, connected: <CheckCircleFilled aria-hidden />, refused: <WarningFilled aria-hidden /> } as const
/** Where the provider sends its answer to; it must be registered there. */
const redirectUrl = () => `${location.origin}/mailboxes/connected`

/** How a mailbox signs in by tokens of its provider, and the way to its holder's consent. */
export function OauthBlock({ id, address }: { id: string; address: string }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const { data: of } = useQuery(query(mailboxOauth.oauth, { params: { id } }))
  const forget = useCall(mailboxOauth.forgetOauth, { said: 'mailbox.oauth-forgotten', refresh: [mailboxOauth.oauth] })
  if (!of) return null
  const connect = async () => {
    setLeaving(true)
    try { location.assign((await call(mailboxOauth.beginOauth, { params: { id }, body: { redirectUrl: redirectUrl() } })).url) } catch (error) { toast.fault(error); setLeaving(false) }
  }
  const askForget = async () => { if (await ask({ title: t('mailbox.oauth-forget-ask'), text: t('mailbox.oauth-forget-text'), yes: t('mailbox.oauth-forget'), danger: true })) await forget.run({ params: { id }, body: { version: of.version } }) }
  return (
    <Block title="mailbox.oauth" extra={<Can permission="mailbox.write"><Button type="text" size="small" icon={<EditOutlined />} aria-label={t('mailbox.oauth-set-up')} onClick={() => setOpen(true)} /></Can>}>
      {of.state === 'none' ? <p className="quiet">{t('mailbox.oauth-none')}</p> : (
        <>
          <Facts items={[
            { label: 'mailbox.oauth-state', value: <span className="mail-oauth" data-state={of.state}>{MARKS[of.state]} {t(`mailbox.oauth-state.${of.state}`)}</span> },
            { label: 'mailbox.oauth-provider', value: of.provider ? t(`mailbox.oauth-provider.${of.provider}`) : null }, { label: 'mailbox.oauth-user', value: of.userName },
            ...of.connectedAt ? [{ label: 'mailbox.oauth-since', value: <Moment at={of.connectedAt} /> }] : [],
          ]} />
          <Can permission="mailbox.write">
            <div className="mail-oauth-acts">
              <Button size="small" type={of.state === 'connected' ? 'default' : 'primary'} icon={<LinkOutlined aria-hidden />} loading={leaving} onClick={() => void connect()}>{t(of.state === 'waiting' ? 'mailbox.oauth-connect' : 'mailbox.oauth-again')}</Button>
              <Button size="small" type="text" icon={<DisconnectOutlined aria-hidden />} loading={forget.busy} onClick={() => void askForget()}>{t('mailbox.oauth-forget')}</Button>
            </div>
          </Can>
        </>
      )}
      <OauthForm id={id} address={address} of={of} open={open} close={() => setOpen(false)} />
    </Block>
  )
}

function OauthForm({ id, address, of, open, close }: { id: string; address: string; of: MailboxOauth; open: boolean; close: () => void }) {
  const t = useT()
  const [provider, setProvider] = useState<OauthProvider>(of.provider ?? 'microsoft')
  const fields: FormField[] = [
    { name: 'provider', label: 'mailbox.oauth-provider', input: <Select onSelect={(value: MailboxOauth['provider']) => setProvider(value ?? 'other')} options={OauthProvider.options.map((value) => ({ value, label: t(`mailbox.oauth-provider.${value}`) }))} />, help: 'mailbox.oauth-provider-help' },
    { name: 'clientId', label: 'mailbox.oauth-client', input: <Input maxLength={300} autoComplete="off" /> },
    { name: 'clientSecret', label: 'mailbox.oauth-secret', input: <Input.Password maxLength={500} autoComplete="new-password" placeholder={of.hasSecret ? t('mailbox.oauth-secret-kept') : ''} /> },
    { name: 'userName', label: 'mailbox.oauth-user', input: <Input maxLength={320} autoComplete="off" placeholder={address} /> },
    ...provider === 'other' ? [
      { name: 'authorizeUrl', label: 'mailbox.oauth-authorize-url', input: <Input type="url" placeholder="https://" /> }, { name: 'tokenUrl', label: 'mailbox.oauth-token-url', input: <Input type="url" placeholder="https://" /> }, { name: 'scope', label: 'mailbox.oauth-scope', input: <Input maxLength={1_000} /> },
    ] satisfies FormField[] : [],
  ]
  const own = of.provider === 'other' ? { authorizeUrl: of.authorizeUrl, tokenUrl: of.tokenUrl, scope: of.scope } : {}
  return (
    <FormDrawer open={open} close={close} title="mailbox.oauth-set-up" body={ChangeMailboxOauth} version={of.version} said="mailbox.oauth-saved" fields={fields}
      values={{ provider: of.provider ?? 'microsoft', ...of.clientId ? { clientId: of.clientId } : {}, ...of.userName ? { userName: of.userName } : {}, ...own }}
      above={() => <p className="mail-oauth-note">{t('mailbox.oauth-redirect-note')} <code className="mail-code">{redirectUrl()}</code></p>}
      save={(body: ChangeMailboxOauth) => call(mailboxOauth.changeOauth, { params: { id }, body })} />
  )
}
