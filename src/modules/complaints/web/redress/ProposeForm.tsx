import './redress.css'
import { Form, Input, InputNumber, Modal, Radio, Segmented, Select } from 'antd'
import { useState } from 'react'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { yuanText } from '../../../ledger/web/index.ts'
import { remedies } from '../../redress/contract.ts'
import type { CaseRemedies, RemedyOption } from '../../redress/contract.ts'
import { needsApproval, toFen } from '../../redress/rules.ts'
import type { Way } from '../../redress/rules.ts'
import { named } from './tags.tsx'

/** Proposes a solution of a complaint: which, what exactly, what it costs, and whether somebody above decides first. */
export function ProposeForm({ caseId, of, close }: { caseId: string; of: CaseRemedies; close: () => void }) {
  const t = useT()
  const [key, setKey] = useState(of.options[0]?.key ?? '')
  const option = of.options.find((one) => one.key === key) as RemedyOption
  const [plan, setPlan] = useState('')
  const [way, setWay] = useState<Way>('coupon')
  const [asked, setAsked] = useState<number | null>(null)
  const [amount, setAmount] = useState<number | null>(null)
  const [gift, setGift] = useState('')
  const [condition, setCondition] = useState('')
  const [budgetId, setBudget] = useState(of.budgets[0]?.id)
  const [support, setSupport] = useState<string | null>(null)
  const propose = useCall(remedies.proposeRemedy, { refresh: [remedies.remediesOfCase, remedies.listRemedies] })
  const chosen: Way | undefined = option.ways.length ? option.ways.includes(way) ? way : option.ways[0] : undefined
  const isReady = plan.trim() !== '' && (!chosen || (amount !== null && amount > 0)) && (chosen !== 'gift' || gift.trim() !== '') && support?.trim() !== ''
  const goesUp = needsApproval(chosen && amount !== null ? toFen(amount) : null, toFen(of.limit), option.alwaysAsks, support !== null)
  const left = of.allowance?.cap == null ? null : Math.max(0, of.allowance.cap - of.allowance.taken)
  const save = () => {
    if (!isReady || propose.busy) return
    void propose.run({ params: { id: caseId }, body: {
      option: key, plan: plan.trim(), ...(asked === null ? {} : { asked }), ...(chosen && amount !== null ? { way: chosen, amount } : {}), ...(chosen === 'gift' ? { gift: gift.trim() } : {}), ...(chosen === 'coupon' && condition.trim() ? { condition: condition.trim() } : {}),
      ...(chosen && budgetId ? { budgetId } : {}), ...(support === null ? {} : { support: support.trim() }),
    } }).then((done) => { if (!done) return; toast.done(t(done.state === 'asked' ? 'remedy.sent-up' : 'remedy.proposed')); close() })
  }
  const money = (id: string, value: number | null, set: (to: number | null) => void) => <InputNumber<number> id={id} value={value} min={0} max={100_000_000} precision={2} prefix="¥" style={{ width: '100%' }} onChange={(to) => set(typeof to === 'number' ? to : null)} />
  return (
    <Modal open width={600} title={t('remedy.propose')} okText={t('remedy.propose')} onCancel={close} onOk={save} okButtonProps={{ loading: propose.busy, disabled: !isReady }}>
      <Form layout="vertical" component="div" requiredMark={false} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save() } }}>
        <Form.Item label={t('remedy.option')} extra={named(option.about)}>
          <Radio.Group className="remedy-options" optionType="button" value={key} onChange={(event) => setKey(event.target.value as string)} options={of.options.map((one) => ({ value: one.key, label: named(one.name) }))} />
        </Form.Item>
        <Form.Item label={t('remedy.plan')} htmlFor="remedy-plan"><Input.TextArea id="remedy-plan" autoFocus value={plan} maxLength={5_000} autoSize={{ minRows: 2, maxRows: 8 }} placeholder={t('remedy.plan-placeholder')} onChange={(event) => setPlan(event.target.value)} /></Form.Item>
        {chosen ? (
          <>
            {option.ways.length > 1 ? <Form.Item label={t('remedy.way')}><Segmented value={chosen} onChange={setWay} options={option.ways.map((value) => ({ value, label: t(`remedy.way.${value}`) }))} /></Form.Item> : null}
            <div className="remedy-pair">
              <Form.Item label={t('remedy.asked')} htmlFor="remedy-asked" extra={t('remedy.asked-help')}>{money('remedy-asked', asked, setAsked)}</Form.Item>
              <Form.Item label={t('remedy.amount')} htmlFor="remedy-amount" extra={chosen === 'points' && amount ? t('remedy.points', { n: Math.round(amount * of.pointsPerYuan) }) : left === null ? null : t('remedy.allowance-left', { left: yuanText(left) })}>{money('remedy-amount', amount, setAmount)}</Form.Item>
            </div>
            {chosen === 'gift' ? <Form.Item label={t('remedy.gift')} htmlFor="remedy-gift"><Input id="remedy-gift" value={gift} maxLength={200} autoComplete="off" onChange={(event) => setGift(event.target.value)} /></Form.Item> : null}
            {chosen === 'coupon' ? <Form.Item label={t('remedy.condition')} htmlFor="remedy-condition"><Input id="remedy-condition" value={condition} maxLength={200} autoComplete="off" placeholder={t('remedy.condition-help')} onChange={(event) => setCondition(event.target.value)} /></Form.Item> : null}
            {of.budgets.length > 1 ? <Form.Item label={t('remedy.budgetId')} htmlFor="remedy-budget"><Select id="remedy-budget" value={budgetId ?? null} onChange={(to) => { if (to) setBudget(to) }} options={of.budgets.map((one) => ({ value: one.id, label: one.name }))} /></Form.Item> : null}
          </>
        ) : null}
        {support === null
          ? <button type="button" className="remedy-more" onClick={() => setSupport('')}>{t('remedy.ask-support')}</button>
          : <Form.Item label={t('remedy.support')} htmlFor="remedy-support" extra={t('remedy.support-help')}><Input.TextArea id="remedy-support" autoFocus value={support} maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setSupport(event.target.value)} /></Form.Item>}
        <p className="remedy-says" data-up={goesUp || undefined} aria-live="polite">{option.alwaysAsks || support !== null ? t('remedy.always-asks') : t(goesUp ? 'remedy.beyond-limit' : 'remedy.within-limit', { limit: yuanText(of.limit) })}</p>
      </Form>
    </Modal>
  )
}
