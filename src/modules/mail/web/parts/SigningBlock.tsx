import { CheckCircleFilled, SafetyCertificateOutlined, WarningFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Tag, Typography } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { mailSigning, mailSigningLooks } from '../../signing/contract.ts'

/** Whether the mails of a mailbox's domain are signed, and what has to stand in the DNS for it. */
export function SigningBlock({ address }: { address: string }) {
  const t = useT()
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const found = useQuery(query(mailSigning.domains, {}))
  const refresh = { refresh: [mailSigning.domains] }
  const make = useCall(mailSigning.makeKey, { said: 'mail-domain.key-made', ...refresh })
  const look = useCall(mailSigningLooks.lookUpKey, refresh)
  const turn = useCall(mailSigning.switchKey, { said: 'mail-domain.switched', ...refresh })
  const of = found.data?.items.find((one) => one.domain === domain)
  if (!of) return null
  const { key } = of
  const askNew = async () => { if (!key || await ask({ title: t('mail-domain.new-key-ask'), text: t('mail-domain.new-key-text'), yes: t('mail-domain.new-key') })) await make.run({ params: { domain }, body: { version: key?.version ?? 0 } }) }
  return (
    <Block title="mail-domain.signing" extra={key?.active ? <Tag color="success">{t('mail-domain.on')}</Tag> : <Tag>{t('mail-domain.off')}</Tag>}>
      <div className="mail-signing">
        {key ? (
          <>
            <p className="quiet">{t(key.active ? 'mail-domain.signs' : 'mail-domain.put-record', { domain })}</p>
            <dl>
              <div><dt>{t('mail-domain.record-name')}</dt><dd><Typography.Text copyable={{ text: key.recordName }}><code className="mail-code">{key.recordName}</code></Typography.Text></dd></div>
              <div><dt>{t('mail-domain.record-value')}</dt><dd><Typography.Text copyable={{ text: key.recordValue }}><code className="mail-code mail-record">{key.recordValue}</code></Typography.Text></dd></div>
            </dl>
            {key.found ? <p className="mail-oauth" data-state={key.found === 'matches' ? 'connected' : 'refused'} role="status">{key.found === 'matches' ? <CheckCircleFilled aria-hidden /> : <WarningFilled aria-hidden />} {t(`mail-domain.found.${key.found}`)}{key.checkedAt ? <span className="quiet"> · <Moment at={key.checkedAt} /></span> : null}</p> : null}
            <Can permission="mailbox.write">
              <div className="mail-oauth-acts">
                <Button size="small" loading={look.busy} onClick={() => void look.run({ params: { domain }, body: {} })}>{t('mail-domain.look')}</Button>
                {key.active || key.found === 'matches' ? <Button size="small" {...(key.active ? {} : { type: 'primary' as const })} loading={turn.busy} onClick={() => void turn.run({ params: { domain }, body: { active: !key.active, version: key.version } })}>{t(key.active ? 'mail-domain.switch-off' : 'mail-domain.switch-on')}</Button> : null}
                <Button size="small" type="text" loading={make.busy} onClick={() => void askNew()}>{t('mail-domain.new-key')}</Button>
              </div>
            </Can>
          </>
        ) : (
          <>
            <p className="quiet">{t('mail-domain.no-key', { domain })}</p>
            <Can permission="mailbox.write"><div className="mail-oauth-acts"><Button size="small" icon={<SafetyCertificateOutlined aria-hidden />} loading={make.busy} onClick={() => void askNew()}>{t('mail-domain.make-key')}</Button></div></Can>
          </>
        )}
      </div>
    </Block>
  )
}
