import './redress.css'
import { Form, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { remedies } from '../../redress/contract.ts'
import type { Remedy } from '../../redress/contract.ts'
import type { RemedyDeed } from '../../redress/rules.ts'
import { costText, named } from './tags.tsx'

export interface Asking { of: Remedy; deed: RemedyDeed; approve?: boolean }
/** Asks for the words of a deed at a solution, and does it. */
export function RemedyDialog({ asking, close }: { asking: Asking | null; close: () => void }) {
  return asking ? <Opened key={`${asking.of.id}${asking.deed}${asking.approve}`} {...asking} close={close} /> : null
}

function Opened({ of, deed, approve = true, close }: Asking & { close: () => void }) {
  const t = useT()
  const [words, setWords] = useState('')
  const [answer, setAnswer] = useState<'accepted' | 'declined'>('accepted')
  const decide = useCall(remedies.decideRemedy, { said: approve ? 'remedy.was-approved' : 'remedy.was-refused' })
  const answering = useCall(remedies.answerRemedy, { said: 'remedy.was-answered' })
  const carryOut = useCall(remedies.carryOutRemedy, { said: 'remedy.was-done' })
  const withdraw = useCall(remedies.withdrawRemedy, { said: 'remedy.was-withdrawn' })
  const [params, text] = [{ id: of.id }, words.trim()]
  const kind = {
    decide: { title: approve ? 'remedy.approve' : 'remedy.refuse', label: 'remedy.note', hint: 'remedy.note-placeholder', needs: !approve, busy: decide.busy, run: () => decide.run({ params, body: { approve, version: of.version, ...(text ? { note: text } : {}) } }) },
    answer: { title: 'remedy.deed.answer', label: 'remedy.words', hint: 'remedy.words-placeholder', needs: answer === 'declined', busy: answering.busy, run: () => answering.run({ params, body: { answer, version: of.version, ...(text ? { words: text } : {}) } }) },
    'carry-out': { title: 'remedy.deed.carry-out', label: 'remedy.done-note', hint: 'remedy.done-note-placeholder', needs: false, busy: carryOut.busy, run: () => carryOut.run({ params, body: { version: of.version, ...(text ? { note: text } : {}) } }) },
    withdraw: { title: 'remedy.deed.withdraw', label: 'remedy.reason', hint: 'remedy.reason', needs: true, busy: withdraw.busy, run: () => withdraw.run({ params, body: { reason: text, version: of.version } }) },
    offer: undefined,
  }[deed]
  if (!kind) return null
  const isMissing = kind.needs && !text
  const save = () => { if (!isMissing && !kind.busy) void kind.run().then((done) => { if (done) close() }) }
  return (
    <Modal open width={480} title={t(kind.title)} okText={t(kind.title)} onCancel={close} onOk={save} okButtonProps={{ loading: kind.busy, disabled: isMissing, danger: deed === 'withdraw' || (deed === 'decide' && !approve) }}>
      <p className="remedy-brief"><strong>{named(of.option.name)}</strong>{costText(t, of) ? <span className="num">{costText(t, of)}</span> : null}<span className="quiet">{of.plan}</span></p>
      <Form layout="vertical" component="div" requiredMark={false} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save() } }}>
        {deed === 'answer' ? <Form.Item label={t('remedy.answer')}><Segmented autoFocus block value={answer} onChange={setAnswer} options={(['accepted', 'declined'] as const).map((value) => ({ value, label: t(`remedy.answer.${value}`) }))} /></Form.Item> : null}
        <Form.Item label={t(kind.label)} htmlFor="remedy-words" extra={deed === 'carry-out' && (of.way === 'coupon' || of.way === 'points') ? t(`remedy.done-${of.way}`) : null}><Input.TextArea id="remedy-words" autoFocus={deed !== 'answer'} value={words} maxLength={1_000} autoSize={{ minRows: 2, maxRows: 8 }} placeholder={t(kind.hint)} onChange={(event) => setWords(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
