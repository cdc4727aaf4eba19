import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Input, InputNumber, Modal } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { adjustments } from '../../adjustments/contract.ts'
import type { Adjustment } from '../../adjustments/contract.ts'
import type { MetricSummary } from '../../contract.ts'
import { differenceText } from './figure-text.ts'

/** Corrections beside the value: who says that it is wrong by how much, why, and what shows it. */
export function AdjustmentsView({ of, window }: { of: MetricSummary; window: { from: string; to: string } }) {
  const t = useT()
  const [isAdding, setIsAdding] = useState(false)
  const found = useQuery({ ...query(adjustments.of, { params: { key: of.key }, query: window }), staleTime: 15_000 })
  return (
    <section className="figure-section" aria-label={t('metric.adjustments')}>
      <header><h2>{t('metric.adjustments')}</h2><div><Can permission="metric.adjust"><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)}>{t('metric.adjustment-add')}</Button></Can></div></header>
      {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <span className="grey" style={{ height: 60 }} />
        : found.data.items.length ? <ul className="figure-list num">{found.data.items.map((one) => <Item key={one.id} of={one} />)}</ul> : <p className="figure-note">{t('metric.adjustments-none')}</p>}
      <p className="figure-note">{t('metric.adjustments-note')}</p>
      {isAdding ? <AddDialog of={of} window={window} close={() => setIsAdding(false)} /> : null}
    </section>
  )
}

function Item({ of }: { of: Adjustment }) {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  const [reason, setReason] = useState('')
  const withdraw = useCall(adjustments.withdrawAdjustment, { said: 'metric.adjustment-withdrawn', done: () => setIsOpen(false) })
  return (
    <li {...(of.withdrawnAt ? { 'data-gone': true } : {})}>
      <div className="figure-list-head">
        <strong>{of.amount > 0 ? '+' : '−'}{differenceText(language(), of.unit, of.amount, t('metric.points'))}</strong><small>{of.from === of.to ? of.from : `${of.from} – ${of.to}`}</small><small>{of.by.name} · <Moment at={of.at} /></small>
        {of.may.includes('withdraw') ? <Button size="small" type="text" onClick={() => { setReason(''); setIsOpen(true) }}>{t('metric.adjustment-withdraw')}</Button> : <span />}
      </div>
      <p>{of.reason}</p>
      <small>{t('metric.adjustment-source')}: {of.source.text ?? of.source.id}{of.withdrawnAt ? ` · ${t('metric.adjustment-was-withdrawn', { name: of.withdrawnBy?.name ?? '', reason: of.withdrawnReason ?? '' })}` : ''}</small>
      <Modal open={isOpen} onCancel={() => setIsOpen(false)} width={420} title={t('metric.adjustment-withdraw')} okText={t('metric.adjustment-withdraw')} okButtonProps={{ danger: true, loading: withdraw.busy, disabled: !reason.trim() }} onOk={() => void withdraw.run({ params: { id: of.id }, body: { version: of.version, reason: reason.trim() } })}>
        <Input.TextArea aria-label={t('goal.reason')} placeholder={t('goal.reason')} value={reason} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} />
      </Modal>
    </li>
  )
}

const HOUR = 3_600
function AddDialog({ of, window, close }: { of: MetricSummary; window: { from: string; to: string }; close: () => void }) {
  const t = useT()
  const [days, setDays] = useState<[string, string]>([window.to, window.to])
  const [amount, setAmount] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const [source, setSource] = useState('')
  const add = useCall(adjustments.add, { said: 'metric.adjustment-was-made', done: close })
  const scale = of.unit === 'seconds' ? HOUR : 1
  const isWhole = amount !== null && amount !== 0 && reason.trim() !== '' && source.trim() !== ''
  return (
    <Modal open onCancel={close} width={480} title={t('metric.adjustment-add')} okText={t('metric.adjustment-add')} okButtonProps={{ loading: add.busy, disabled: !isWhole }}
      onOk={() => void add.run({ params: { key: of.key }, body: { from: days[0], to: days[1], amount: (amount ?? 0) * scale, reason: reason.trim(), source: { kind: 'paper', text: source.trim() } } })}>
      <div style={{ display: 'grid', gap: 12 }}>
        <label>{t('metric.adjustment-days')}<DatePicker.RangePicker style={{ width: '100%', marginTop: 4 }} allowClear={false} value={[dayjs(days[0]), dayjs(days[1])]} onChange={(to) => { if (to?.[0] && to[1]) setDays([to[0].format('YYYY-MM-DD'), to[1].format('YYYY-MM-DD')]) }} /></label>
        <label>{t('metric.adjustment-amount')}<InputNumber<number> style={{ width: '100%', marginTop: 4 }} value={amount} onChange={setAmount} suffix={of.unit === 'seconds' ? t('goal.hours') : of.unit === 'percent' ? t('metric.points').trim() : of.unit === 'per-thousand' ? '‰' : undefined} /></label>
        <label>{t('metric.adjustment-why')}<Input.TextArea style={{ marginTop: 4 }} value={reason} maxLength={1_000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} /></label>
        <label>{t('metric.adjustment-source')}<Input style={{ marginTop: 4 }} value={source} maxLength={200} placeholder={t('metric.adjustment-source-help')} onChange={(event) => setSource(event.target.value)} /></label>
      </div>
    </Modal>
  )
}
