import { Form, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { complaints } from '../../contract.ts'
import type { Complaint } from '../../contract.ts'
import { LIABILITIES } from '../../rules.ts'
import type { Liability } from '../../rules.ts'

interface Props { open: boolean; of: Complaint; refresh: readonly { path: string }[]; close: () => void }

/** Says who is liable, and what that rests on. */
export const JudgeForm = ({ open, ...props }: Props) => open ? <Judging {...props} /> : null

function Judging({ of, refresh, close }: Omit<Props, 'open'>) {
  const t = useT()
  const phone = usePhone()
  const [liability, setLiability] = useState<Liability>(of.liability === 'undetermined' ? 'ours' : of.liability)
  const [basis, setBasis] = useState('')
  const judge = useCall(complaints.judge, { said: 'complaint.judged', refresh: refresh as never })
  const isMissing = basis.trim() === ''
  const save = () => { if (!isMissing && !judge.busy) void judge.run({ params: { id: of.caseId }, body: { liability, basis: basis.trim() } }).then((done) => { if (done) close() }) }
  return (
    <Modal open onCancel={close} width={520} title={t('complaint.judge')} okText={t('complaint.judge')} okButtonProps={{ loading: judge.busy, disabled: isMissing }} onOk={save}>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('complaint.liability')} extra={t(`complaint.rule.${liability}`)}>
          <Segmented block vertical={phone} value={liability} onChange={setLiability} options={LIABILITIES.map((value) => ({ value, label: t(`complaint.liability.${value}`) }))} />
        </Form.Item>
        <Form.Item label={t('complaint.basis')} htmlFor="liability-basis">
          <Input.TextArea id="liability-basis" autoFocus value={basis} maxLength={5_000} autoSize={{ minRows: 3, maxRows: 10 }} placeholder={t('complaint.basis-placeholder')} onChange={(event) => setBasis(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save() } }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
