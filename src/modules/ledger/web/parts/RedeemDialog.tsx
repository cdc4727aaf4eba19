import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { ledger } from '../../contract.ts'
import type { Coupon } from '../../contract.ts'
import { codeInGroups } from '../../rules.ts'
import { yuanText } from '../amount-text.ts'

/** Takes a coupon in payment by its code; stays open for the next one. */
export const RedeemDialog = ({ open, close }: { open: boolean; close: () => void }) => open ? <Redeeming close={close} /> : null

function Redeeming({ close }: { close: () => void }) {
  const t = useT()
  const [code, setCode] = useState('')
  const [note, setNote] = useState('')
  const [done, setDone] = useState<Coupon | null>(null)
  const redeem = useCall(ledger.redeem, { done: (coupon) => { setDone(coupon); setCode(''); setNote('') } })
  const save = () => { if (code.trim() && !redeem.busy) void redeem.run({ body: { code: code.trim(), ...(note.trim() ? { note: note.trim() } : {}) } }) }
  return (
    <Modal open width={440} title={t('coupon.redeem')} okText={t('coupon.redeem')} onCancel={close} onOk={save} okButtonProps={{ loading: redeem.busy, disabled: !code.trim() }}>
      <Form layout="vertical" component="div" requiredMark={false} onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); save() } }}>
        <Form.Item label={t('coupon.code')} htmlFor="coupon-code" extra={t('coupon.redeem-help')}><Input id="coupon-code" autoFocus autoComplete="off" spellCheck={false} className="num coupon-code" value={code} maxLength={40} onChange={(event) => { setCode(event.target.value); setDone(null) }} /></Form.Item>
        <Form.Item label={t('coupon.note')} htmlFor="coupon-note"><Input id="coupon-note" autoComplete="off" placeholder={t('coupon.note-help')} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} /></Form.Item>
      </Form>
      <div aria-live="polite">{done ? <div className="coupon-done"><strong className="num">{t('coupon.was-redeemed')} {yuanText(done.value / 100)}</strong><span className="num">{codeInGroups(done.code)}{done.condition ? ` · ${done.condition}` : ''}</span></div> : null}</div>
    </Modal>
  )
}
