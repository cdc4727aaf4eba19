import { WarningFilled } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { anomalies } from '../../anomalies/contract.ts'
import type { Anomaly } from '../../anomalies/contract.ts'
import { named } from './named.ts'

/** One day out of the ordinary: what was expected, and what somebody found behind it. */
export function AnomalyItem({ of, whole = false }: { of: Anomaly; whole?: boolean }) {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  const [remark, setRemark] = useState('')
  const note = useCall(anomalies.note, { said: 'metric.anomaly-noted', done: () => setIsOpen(false) })
  return (
    <li>
      <div className="figure-list-head">
        <span className="figure-mark num"><WarningFilled aria-hidden />{of.day}</span>
        {whole ? <Link to={`/figures/${of.metric}` as string} search={{ to: of.day } as never}><strong>{named(of.metricName)}</strong></Link> : null}
        <small>{t(`metric.anomaly-kind.${of.kind}`)}</small>
        {of.may.includes('note') && !of.remark ? <Button size="small" onClick={() => { setRemark(''); setIsOpen(true) }}>{t('metric.anomaly-note')}</Button> : <span />}
      </div>
      <p>{named(of.explanation)}</p>
      {of.remark ? <p><strong>{of.seenBy?.name}</strong> {of.remark}</p> : null}
      <Modal open={isOpen} onCancel={() => setIsOpen(false)} width={440} title={t('metric.anomaly-note')} okText={t('metric.save')} okButtonProps={{ loading: note.busy, disabled: !remark.trim() }} onOk={() => void note.run({ params: { id: of.id }, body: { version: of.version, remark: remark.trim() } })}>
        <Input.TextArea aria-label={t('metric.anomaly-behind')} placeholder={t('metric.anomaly-behind')} value={remark} maxLength={500} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setRemark(event.target.value)} />
      </Modal>
    </li>
  )
}
