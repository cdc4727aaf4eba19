import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'

/** Another subject for a case. */
export function RenameDialog({ of, busy, done, close }: { of: Case; busy: boolean; done: (subject: string) => Promise<boolean>; close: () => void }) {
  const t = useT()
  const [subject, setSubject] = useState(of.subject)
  const isSame = subject.trim() === '' || subject.trim() === of.subject
  const save = async () => { if (!isSame && !busy && await done(subject.trim())) close() }
  return (
    <Modal open onCancel={close} width={520} title={t('case.edit-subject')} okText={t('form.save')} onOk={() => void save()} okButtonProps={{ loading: busy, disabled: isSame }}>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('case.subject')} htmlFor="case-subject"><Input id="case-subject" autoFocus value={subject} maxLength={300} onChange={(event) => setSubject(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && !isComposing(event.nativeEvent)) void save() }} /></Form.Item>
      </Form>
    </Modal>
  )
}
