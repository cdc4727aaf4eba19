import { Form, Input } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'

/** Why something is done: it stands in the history. */
export function ReasonField({ reason, setReason, autoFocus = false }: { reason: string; setReason: (reason: string) => void; autoFocus?: boolean }) {
  const t = useT()
  return <Form.Item label={t('case.reason')} required htmlFor="reason"><Input.TextArea id="reason" autoFocus={autoFocus} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} /></Form.Item>
}
