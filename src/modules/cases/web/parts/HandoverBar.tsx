import { SwapOutlined } from '@ant-design/icons'
import { Button, Form, Modal } from 'antd'
import { useState } from 'react'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case, Handover } from '../../contract.ts'
import { HandoverText } from './Handovers.tsx'
import { ReasonField } from './ReasonField.tsx'
import { useDeskWork } from './use-case-desk.ts'
import { useHandoverDeeds } from './use-handovers.ts'

/** A handover that waits, above the conversation: what it says, and what the reader can do with it. */
export function HandoverBar({ of }: { of: Case }) {
  const waiting = useDeskWork(of.id).handovers.find(({ state }) => state === 'offered')
  return of.offered && waiting ? <Waiting handover={waiting} /> : null
}

function Waiting({ handover }: { handover: Handover }) {
  const t = useT()
  const { zone } = useSession().company
  const { accept, decline, withdraw } = useHandoverDeeds()
  const isMine = handover.may.includes('accept') || handover.may.includes('decline')
  const [isOpen, setIsOpen] = useState(isMine)
  const [reason, setReason] = useState<string | null>(null)
  const call = { params: { id: handover.id } }
  const to = handover.to.staff?.name ?? handover.to.team?.name ?? ''
  return (
    <section className="handover-bar" aria-label={t('case.offered')}>
      <div className="handover-line">
        <SwapOutlined aria-hidden />
        <span className="handover-said">{isMine && handover.to.team ? t('handover.waits-for-team', { name: handover.from.name, team: to }) : isMine ? t('handover.waits-for-you', { name: handover.from.name }) : t('handover.waits-for', { name: to, from: handover.from.name })}</span>
        {handover.acceptBy ? <span className="quiet num">{t('handover.accept-by', { at: momentText(handover.acceptBy, zone, 'short') })}</span> : null}
        <span className="handover-acts">
          {isMine ? null : <Button size="small" type="text" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{t('handover.show')}</Button>}
          {handover.may.includes('withdraw') && !isMine ? <Button size="small" loading={withdraw.busy} onClick={() => void withdraw.run({ ...call, body: { version: handover.version } })}>{t('handover.withdraw')}</Button> : null}
          {handover.may.includes('decline') ? <Button size="small" onClick={() => setReason('')}>{t('handover.decline')}</Button> : null}
          {handover.may.includes('accept') ? <Button size="small" type="primary" loading={accept.busy} onClick={() => void accept.run({ ...call, body: { version: handover.version } })}>{t('handover.accept')}</Button> : null}
        </span>
      </div>
      {isOpen ? <HandoverText handover={handover} /> : null}
      {reason === null ? null : (
        <Modal open onCancel={() => setReason(null)} width={480} title={t('handover.decline')} okText={t('handover.decline')} okButtonProps={{ disabled: reason.trim() === '', loading: decline.busy }} onOk={async () => { if (await decline.run({ ...call, body: { reason: reason.trim(), version: handover.version } })) setReason(null) }}>
          <p className="dialog-of num">{handover.case.number} · {handover.case.subject}</p>
          <Form layout="vertical" component="div" requiredMark={false}><ReasonField reason={reason} setReason={setReason} autoFocus /></Form>
        </Modal>
      )}
    </section>
  )
}
