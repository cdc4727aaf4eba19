import '../mail.css'
import { BranchesOutlined, FileTextOutlined, ForwardOutlined, MailOutlined, MoreOutlined, PictureOutlined, StopOutlined, SwapOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { query } from '../../../../kernel/client.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { caseMails } from '../../contract.ts'
import type { CaseMail } from '../../contract.ts'
import { addressText } from './address-text.ts'
import { InvitationCard } from './InvitationCard.tsx'
import { MailFrame } from './MailFrame.tsx'
import { MoveMail } from './MoveMail.tsx'
import { Because } from './Because.tsx'

/** Under a customer's message: the mail it came by. Nothing for messages that came otherwise. */
export function MailOfMessage({ caseId, messageId }: { caseId: string; messageId: string }) {
  const found = useQuery({ ...query(caseMails.ofCase, { params: { id: caseId } }), staleTime: 30_000 })
  const mail = found.data?.items.find((one) => one.messageId === messageId)
  return mail ? <MailPart mail={mail} /> : null
}

type Shown = 'nothing' | 'page' | 'quoted'

function MailPart({ mail }: { mail: CaseMail }) {
  const t = useT()
  const can = useCan()
  const [shown, setShown] = useState<Shown>('nothing')
  const [images, setImages] = useState(false)
  const [isOpen, setIsOpen] = useState(false)
  const [isMoving, setIsMoving] = useState(false)
  const split = useCall(caseMails.split, { said: 'mail.split-now' })
  const toggle = (what: Shown) => setShown(shown === what ? 'nothing' : what)
  const askSplit = async () => {
    if (await ask({ title: t('mail.split-ask'), text: t('mail.split-text'), yes: t('mail.split') })) await split.run({ params: { id: mail.interactionId }, body: { version: mail.version } })
  }
  const refused = mail.attachments.filter((one) => one.refused)
  return (
    <div className="mail-part" data-moved={mail.movedTo ? true : undefined}>
      <div className="mail-line">
        <button type="button" className="mail-who" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}><MailOutlined aria-hidden /><span className="clip">{mail.from.map((one) => one.address).join(t('list.comma'))}</span></button>
        <span className="mail-acts">
          {mail.hasHtml ? <Button size="small" type="text" icon={<FileTextOutlined aria-hidden />} aria-pressed={shown === 'page'} onClick={() => toggle('page')}>{t('mail.page')}</Button> : null}
          {mail.quoted ? <Button size="small" type="text" aria-pressed={shown === 'quoted'} aria-label={t('mail.quoted')} title={t('mail.quoted')} onClick={() => toggle('quoted')}>···</Button> : null}
          {can('case.write') && !mail.movedTo ? (
            <Menu placement="bottomRight" menu={{ items: [
              { key: 'move', icon: <SwapOutlined aria-hidden />, label: t('mail.move'), onClick: () => setIsMoving(true) },
              { key: 'split', icon: <BranchesOutlined aria-hidden />, label: t('mail.split'), onClick: () => void askSplit() },
            ] }}><Button size="small" type="text" icon={<MoreOutlined aria-hidden />} aria-label={t('mail.more')} /></Menu>
          ) : null}
        </span>
      </div>
      {mail.movedTo ? <p className="mail-note"><SwapOutlined aria-hidden /><span>{t('mail.moved-to')} <Link className="num" to={`/cases/${mail.movedTo.caseId}` as string}>{mail.movedTo.number}</Link></span></p> : <Because mail={mail} move={() => setIsMoving(true)} split={() => void askSplit()} />}
      {isOpen ? (
        <dl className="mail-head">
          <div><dt>{t('mail.from')}</dt><dd>{mail.from.map(addressText).join(t('list.comma'))}</dd></div>
          <div><dt>{t('mail.to')}</dt><dd>{mail.to.map(addressText).join(t('list.comma'))}</dd></div>
          {mail.cc.length ? <div><dt>{t('mail.cc')}</dt><dd>{mail.cc.map(addressText).join(t('list.comma'))}</dd></div> : null}
          <div><dt>{t('mail.subject')}</dt><dd>{mail.subject || t('mail.no-subject')}</dd></div>
          <div><dt>{t('mail.sent-at')}</dt><dd><Moment at={mail.sentAt} form="exact" /></dd></div>
          <div><dt>{t('mailbox.one')}</dt><dd>{mail.mailbox}</dd></div>
        </dl>
      ) : null}
      {mail.forwarded ? <p className="mail-note"><ForwardOutlined aria-hidden /><span>{t('mail.forwarded-from', { who: addressText(mail.forwarded) })}{mail.forwarded.customer ? <> · {t('mail.forwarded-customer')} <Link to={`/customers/${mail.forwarded.customer.id}` as string}>{mail.forwarded.customer.name}</Link></> : null}</span></p> : null}
      {mail.calendar ? <InvitationCard interactionId={mail.interactionId} of={mail.calendar} mayAnswer={!mail.movedTo} /> : null}
      {refused.length ? <ul className="mail-refused">{refused.map((one, n) => <li key={n}><StopOutlined aria-hidden /><span className="clip">{one.name}</span><span className="quiet">{t(one.refused ?? '', { type: one.type, signature: '' })}</span></li>)}</ul> : null}
      {shown === 'page' ? (
        <>
          {mail.remoteImages && !images ? <p className="mail-note"><PictureOutlined aria-hidden /><span>{t('mail.images-blocked')}</span><Button size="small" onClick={() => setImages(true)}>{t('mail.show-images')}</Button></p> : null}
          <MailFrame id={mail.interactionId} images={images} title={mail.subject || t('mail.no-subject')} />
        </>
      ) : null}
      {shown === 'quoted' ? <div className="mail-quoted" tabIndex={0}>{mail.quoted}</div> : null}
      {isMoving ? <MoveMail mail={mail} close={() => setIsMoving(false)} /> : null}
    </div>
  )
}
