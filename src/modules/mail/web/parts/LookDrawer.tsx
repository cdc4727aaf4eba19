import { DownloadOutlined, FileOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { inboundMails } from '../../contract.ts'
import type { InboundLook } from '../../contract.ts'
import { addressText } from './address-text.ts'

/** A look at a mail as it came: words only, nothing of it runs or loads. */
export function LookDrawer({ id, close }: { id: string | null; close: () => void }) {
  const t = useT()
  const phone = usePhone()
  const found = useQuery({ ...query(inboundMails.look, { params: { id: id ?? '' } }), enabled: id !== null })
  const replay = useCall(inboundMails.replay, { said: 'inbound-mail.replayed-now', done: close })
  const discard = useCall(inboundMails.discard, { said: 'inbound-mail.discarded-now', done: close })
  const of = found.data
  const acts = of ? (
    <div className="mail-look-acts">
      <Button icon={<DownloadOutlined aria-hidden />} href={`/api/v1/inbound-mails/${of.id}/raw`} download>{t('inbound-mail.original')}</Button>
      {of.state === 'quarantined' ? (
        <Can permission="inbound-mail.write">
          <Button danger loading={discard.busy} onClick={() => void discard.run({ params: { id: of.id }, body: { version: of.version } })}>{t('inbound-mail.discard')}</Button>
          {of.reason === 'too-large' ? null : <Button type="primary" loading={replay.busy} onClick={() => void replay.run({ params: { id: of.id }, body: { version: of.version } })}>{t('inbound-mail.replay')}</Button>}
        </Can>
      ) : null}
    </div>
  ) : null
  return (
    <Drawer open={id !== null} onClose={close} size={phone ? '100%' : 640} title={t('inbound-mail.look-title')} footer={acts} destroyOnHidden>
      {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : of ? <Seen of={of} /> : <div className="mail-look"><span className="grey" style={{ height: 20, width: '60%' }} /><span className="grey" style={{ height: 160 }} /></div>}
    </Drawer>
  )
}

function Seen({ of }: { of: InboundLook }) {
  const t = useT()
  const { seen } = of
  return (
    <div className="mail-look">
      {of.reason ? <Alert type={of.state === 'quarantined' ? 'warning' : 'info'} showIcon title={t(`inbound-mail.reason.${of.reason}`)} description={t(`inbound-mail.about.${of.reason}`)} /> : null}
      {seen ? (
        <>
          <h3>{seen.subject || t('mail.no-subject')}</h3>
          <dl className="mail-head">
            <div><dt>{t('mail.from')}</dt><dd>{seen.from.map(addressText).join(t('list.comma')) || '–'}</dd></div>
            <div><dt>{t('mail.to')}</dt><dd>{seen.to.map(addressText).join(t('list.comma')) || '–'}</dd></div>
            <div><dt>{t('mail.sent-at')}</dt><dd><Moment at={seen.sentAt} form="exact" /></dd></div>
          </dl>
          <div className="mail-text">{seen.text || t('mail.no-text')}</div>
          {seen.attachments.length ? <ul className="mail-refused">{seen.attachments.map((one, n) => <li key={n}><FileOutlined aria-hidden /><span className="clip">{one.name}</span><span className="quiet num">{one.size.toLocaleString()} B</span></li>)}</ul> : null}
        </>
      ) : <p className="quiet">{t('inbound-mail.unreadable')}</p>}
      <details><summary>{t('inbound-mail.header')}</summary><pre className="mail-header" tabIndex={0}>{of.header}</pre></details>
    </div>
  )
}
