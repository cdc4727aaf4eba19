import { Form, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { complaints } from '../../contract.ts'
import { APOLOGY_WAYS } from '../../rules.ts'
import type { ApologyWay } from '../../rules.ts'

interface Props { open: boolean; caseId: string; refresh: readonly { path: string }[]; close: () => void }

/** Notes an apology that was made by telephone, in person or by letter. */
export const ApologyForm = ({ open, ...props }: Props) => open ? <Noting {...props} /> : null

function Noting({ caseId, refresh, close }: Omit<Props, 'open'>) {
  const t = useT()
  const [how, setHow] = useState<ApologyWay>('phone')
  const [note, setNote] = useState('')
  const noting = useCall(complaints.noteApology, { said: 'complaint.apology-noted', refresh: refresh as never })
  const isMissing = note.trim() === ''
  const save = () => { if (!isMissing && !noting.busy) void noting.run({ params: { id: caseId }, body: { how, note: note.trim() } }).then((done) => { if (done) close() }) }
  return (
    <Modal open onCancel={close} width={480} title={t('complaint.note-apology')} okText={t('complaint.note-apology')} okButtonProps={{ loading: noting.busy, disabled: isMissing }} onOk={save}>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('complaint.how')}><Segmented value={how} onChange={setHow} options={APOLOGY_WAYS.map((value) => ({ value, label: t(`complaint.apology.${value}`) }))} /></Form.Item>
        <Form.Item label={t('complaint.note')} htmlFor="apology-note"><Input.TextArea id="apology-note" autoFocus value={note} maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setNote(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
