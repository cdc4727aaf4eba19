import './messages.css'
import { CheckOutlined, SendOutlined, StopOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { Moment } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { ask } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { Attachments } from '../../files/web/index.ts'
import { outbox } from '../contract.ts'
import type { WholeMessage } from '../contract.ts'
import { About } from './parts/About.tsx'
import { StateMark, reasonText } from './parts/StateMark.tsx'
import { Tries } from './parts/Tries.tsx'

/** One message: what it says, to whom, what became of it, and what somebody can do about it. */
export function MessagePage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [settling, setSettling] = useState<WholeMessage | null>(null)
  const [why, setWhy] = useState('')
  const again = useCall(outbox.sendAgain, { said: 'message.sends-again' })
  const cancel = useCall(outbox.cancel, { said: 'message.was-cancelled' })
  const settle = useCall(outbox.settle, { said: 'message.was-settled', done: () => { setSettling(null); setWhy('') } })
  const sendAgain = async (it: WholeMessage) => {
    if (it.state === 'unknown' && !await ask({ title: t('message.send-again-ask'), text: t('message.send-again-text'), yes: t('message.send-again'), danger: true })) return
    await again.run({ params: { id }, body: { version: it.version } })
  }
  const stop = async (it: WholeMessage) => {
    if (await ask({ title: t('message.cancel-ask'), yes: t('message.cancel'), danger: true })) await cancel.run({ params: { id }, body: { version: it.version } })
  }
  return (
    <>
      <RecordPage
        endpoint={outbox.get} params={{ id }} entity="message" back={{ to: '/outbox', label: 'message.plural' }} title={(it) => it.subject ?? t('message.without-subject')} tags={(it) => <StateMark of={it} />}
        facts={(it) => <><span>{t(`message.channel.${it.channel}`)}</span><span>{t(`message.purpose.${it.purpose}`)}</span>{it.template ? <span>{t('template.one')} {it.template}</span> : null}</>}
        actions={(it) => [
          { key: 'settle', label: 'message.settle', may: 'settle', primary: true, icon: <CheckOutlined aria-hidden />, run: () => setSettling(it) },
          { key: 'send-again', label: 'message.send-again', may: 'send-again', ...(it.state === 'unknown' ? {} : { primary: true as const }), icon: <SendOutlined aria-hidden />, busy: again.busy, run: () => sendAgain(it) },
          { key: 'cancel', label: 'message.cancel', may: 'cancel', danger: true, icon: <StopOutlined aria-hidden />, busy: cancel.busy, run: () => stop(it) },
        ]}
        tabs={(it) => [
          { key: 'text', label: 'message.text', content: <Text of={it} /> },
          { key: 'tries', label: 'message.tries', count: it.tries.length, content: <Tries of={it.tries} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={outbox.events} params={{ id }} /> },
        ]}
        side={(it) => (
          <Block title="message.facts">
            <Facts items={[
              { label: 'message.to', value: it.to.length ? it.to.map((one) => <div key={one.value}>{one.name ? `${one.name} ` : ''}<span className="num">{one.value}</span></div>) : null },
              ...(it.cc.length ? [{ label: 'message.cc', value: it.cc.map((one) => <div key={one.value} className="num">{one.value}</div>) }] : []),
              { label: 'message.author', value: it.author?.name ?? t('message.by-itself') },
              { label: 'message.about', value: <About of={it.about} /> },
              { label: 'message.queued-at', value: <Moment at={it.queuedAt} form="full" /> },
              ...(it.dueAt && (it.state === 'queued' || it.state === 'held') ? [{ label: 'message.due-at', value: <Moment at={it.dueAt} form="full" /> }] : []),
              ...(it.sentAt ? [{ label: 'message.sent-at', value: <Moment at={it.sentAt} form="full" /> }] : []),
            ]} />
          </Block>
        )}
      />
      <Modal open={settling !== null} title={t('message.settle-ask')} okText={t('message.settle')} okButtonProps={{ disabled: !why.trim(), loading: settle.busy }} cancelText={t('frame.cancel')} onCancel={() => setSettling(null)}
        onOk={() => { if (settling) void settle.run({ params: { id }, body: { version: settling.version, reason: why.trim() } }) }}>
        <p className="quiet">{t('message.settle-text')}</p>
        <Input.TextArea value={why} onChange={(event) => setWhy(event.target.value)} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} aria-label={t('message.settle-why')} placeholder={t('message.settle-why')} autoFocus />
      </Modal>
    </>
  )
}

const KIND = { failed: 'error', bounced: 'error', refused: 'warning', held: 'warning', unknown: 'warning' } as const
function Text({ of }: { of: WholeMessage }) {
  const t = useT()
  const kind = of.state in KIND ? KIND[of.state as keyof typeof KIND] : 'info'
  const reason = reasonText(t, of.reason)
  return (
    <div className="message-body">
      {reason ? <Alert type={kind} showIcon title={reason} description={of.remark ? <code className="message-remark">{of.remark}</code> : undefined} /> : null}
      {of.text === null ? <p className="quiet">{t('message.erased')}</p> : <div className="message-words">{of.text}</div>}
      <Attachments files={of.files} />
    </div>
  )
}
