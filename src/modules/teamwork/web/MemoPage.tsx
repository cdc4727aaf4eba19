import './teamwork.css'
import { CheckOutlined, EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Form, Input, Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { call, query } from '../../../kernel/client.ts'
import { MomentInput } from '../../../kernel/web/form/MomentInput.tsx'
import { Moment, RelativeTime } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { useSession } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { Face } from '../../people/web/index.ts'
import { memos } from '../contract.ts'
import { StateTag } from './parts/tags.tsx'

type Deed = 'read-back' | 'correct' | 'feed-back'

/** One message with receipt: what was said, what was read back, and whether the loop is closed. */
export function MemoPage() {
  const t = useT()
  const { staff } = useSession()
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery(query(memos.memo, { params: { id } }))
  const of = found.data
  const [open, setOpen] = useState<Deed | null>(null)
  const withdraw = useCall(memos.withdrawMemo, { said: 'memo.was-withdrawn' })
  // Whoever receives it and looks at it has seen it; that is told once.
  const seen = useRef(false)
  useEffect(() => {
    if (!of || seen.current || of.readAt || of.receiver.id !== staff?.id) return
    seen.current = true
    void call(memos.readMemo, { params: { id }, body: {} })
  }, [of, staff, id])
  return (
    <>
      <RecordPage
        endpoint={memos.memo} params={{ id }} entity="memo" back={{ to: '/memos', label: 'memo.plural' }} title={(it) => it.matter} tags={(it) => <StateTag noun="memo" state={it.state} late={it.overdue} />}
        facts={(it) => <><span>{t('memo.from-to', { sender: it.sender.name, receiver: it.receiver.name })}</span><span className={it.overdue ? 'teamwork-late' : undefined}>{t('memo.replyBy')} <Moment at={it.replyBy} /></span>{it.doneBy ? <span>{t('memo.doneBy')} <Moment at={it.doneBy} /></span> : null}</>}
        actions={(it) => [
          { key: 'read-back', label: 'memo.read-back', may: 'read-back', primary: true, icon: <CheckOutlined aria-hidden />, run: () => setOpen('read-back') },
          { key: 'feed-back', label: 'memo.feed-back', may: 'feed-back', run: () => setOpen('feed-back') },
          { key: 'correct', label: 'memo.correct', may: 'correct', icon: <EditOutlined aria-hidden />, run: () => setOpen('correct') },
          { key: 'withdraw', label: 'memo.withdraw', may: 'withdraw', danger: true, busy: withdraw.busy, run: () => withdraw.run({ params: { id }, body: { version: it.version } }) },
        ]}
        tabs={(it) => [
          { key: 'memo', label: 'memo.one', content: (
            <div className="teamwork-text">
              {it.why ? <><h2>{t('memo.why')}</h2><p>{it.why}</p></> : null}
              <h2>{t('memo.expected')}</h2><p>{it.expected}</p>
              <h2>{t('memo.loop')}</h2>
              {it.words.length ? <ul className="teamwork-opinions">{it.words.map((one) => <li key={one.id} data-stance={one.kind === 'correction' ? 'against' : 'for'}><Face name={one.by.name} /><div><div className="teamwork-opinion-head"><strong>{one.by.name}</strong><span className="teamwork-stance">{t(`memo.word.${one.kind}`)}</span><span className="quiet"><RelativeTime at={one.at} /></span></div><p>{one.text}</p></div></li>)}</ul>
                : <p className="quiet">{t(it.may.includes('read-back') ? 'memo.read-back-text' : 'memo.not-yet')}</p>}
            </div>
          ) },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={memos.memoEvents} params={{ id }} /> },
        ]}
        side={(it) => <Block title="memo.receipt"><Facts items={[{ label: 'memo.sentAt', value: <Moment at={it.sentAt} /> }, { label: 'memo.readAt', value: it.readAt ? <Moment at={it.readAt} /> : null }, { label: 'memo.confirmedAt', value: it.confirmedAt ? <><Moment at={it.confirmedAt} />{it.late ? <span className="teamwork-late"> {t('memo.late')}</span> : null}</> : null }, { label: 'memo.round', value: it.round }]} /></Block>}
      />
      {of && open ? <WordDialog id={id} version={of.version} deed={open} close={() => setOpen(null)} /> : null}
    </>
  )
}

function WordDialog({ id, version, deed, close }: { id: string; version: number; deed: Deed; close: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const [replyBy, setReplyBy] = useState<string | null>(null)
  const back = useCall(memos.readBack, { said: 'memo.was-read-back' })
  const correct = useCall(memos.correct, { said: 'memo.was-corrected' })
  const feed = useCall(memos.feedBack, { said: 'memo.was-fed-back' })
  const save = async () => {
    const words = text.trim()
    const done = deed === 'read-back' ? await back.run({ params: { id }, body: { version, text: words } }) : deed === 'correct' ? await correct.run({ params: { id }, body: { version, text: words, replyBy: replyBy ?? '' } }) : await feed.run({ params: { id }, body: { text: words } })
    if (done) close()
  }
  return (
    <Modal open width={520} title={t(`memo.${deed}`)} okText={t(`memo.${deed}`)} okButtonProps={{ disabled: text.trim() === '' || (deed === 'correct' && !replyBy), loading: back.busy || correct.busy || feed.busy }} onCancel={close} onOk={() => void save()}>
      <p className="teamwork-hint">{t(`memo.${deed}-text`)}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t(`memo.${deed}-label`)} htmlFor="memo-words"><Input.TextArea id="memo-words" autoFocus value={text} maxLength={4_000} autoSize={{ minRows: 3, maxRows: 10 }} onChange={(event) => setText(event.target.value)} /></Form.Item>
        {deed === 'correct' ? <Form.Item label={t('memo.replyBy')} htmlFor="memo-reply-by"><MomentInput id="memo-reply-by" value={replyBy} onChange={(to) => setReplyBy(to?.toISOString() ?? null)} ahead /></Form.Item> : null}
      </Form>
    </Modal>
  )
}
