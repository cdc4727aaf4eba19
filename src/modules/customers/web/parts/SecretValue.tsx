import { CopyOutlined, EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

/** Which value: a contact point, a document, or a field of the record. */
export type Secret = { contactPointId: string } | { documentId: string } | { field: 'birthday' | 'lunarBirthday' }

/** A whole value stays on the screen no longer than one needs it. */
const SHOWN_MS = 60_000
const QUICK = ['customer.reason.call-back', 'customer.reason.identity', 'customer.reason.delivery']

/** A value that may be masked. Who may look at it says why, sees it for a minute, and can copy it; who reads it whole anyway is asked nothing. */
export function SecretValue({ customerId, secret, masked, isWhole, may, shown = (value) => value }: { customerId: string; secret: Secret; masked: string; isWhole: boolean; may: boolean; shown?: (value: string) => ReactNode }) {
  const t = useT()
  const [value, setValue] = useState<string | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const reveal = useCall(customers.reveal, { refresh: [customers.events], done: (answer) => { setValue(answer.value); setIsAsking(false) } })
  useEffect(() => {
    if (value === null) return
    const timer = setTimeout(() => setValue(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [value])
  const whole = isWhole ? masked : value
  return (
    <span className="customer-value">
      <bdi className="num">{shown(whole ?? masked)}</bdi>
      {whole !== null ? <Tooltip title={t('customer.copy')}><Button type="text" size="small" icon={<CopyOutlined aria-hidden />} aria-label={t('customer.copy')} onClick={() => void navigator.clipboard.writeText(whole).then(() => toast.done(t('customer.copied')), toast.fault)} /></Tooltip> : null}
      {isWhole || !may ? null : value === null
        ? <Tooltip title={t('customer.reveal')}><Button type="text" size="small" icon={<EyeOutlined aria-hidden />} aria-label={t('customer.reveal')} onClick={() => setIsAsking(true)} /></Tooltip>
        : <Tooltip title={t('customer.hide')}><Button type="text" size="small" icon={<EyeInvisibleOutlined aria-hidden />} aria-label={t('customer.hide')} onClick={() => setValue(null)} /></Tooltip>}
      {isAsking ? <ReasonDialog title={t('customer.reveal')} text={t('customer.reveal-text')} yes={t('customer.reveal-yes')} quick={QUICK} busy={reveal.busy} close={() => setIsAsking(false)} run={(reason) => void reveal.run({ params: { id: customerId }, body: { ...secret, reason } })} /> : null}
    </span>
  )
}
