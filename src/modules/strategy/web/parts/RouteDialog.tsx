import '../needs.css'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { DepartmentPicker } from '../../../people/web/index.ts'
import { needs } from '../../contract.ts'
import type { Need } from '../../contract.ts'

/** Asks a department for its answer. */
export function RouteDialog({ of, close }: { of: Need; close: () => void }) {
  const t = useT()
  const [departmentId, setDepartmentId] = useState(of.department?.id)
  const [question, setQuestion] = useState('')
  const route = useCall(needs.route, { said: 'need.was-routed', done: close })
  return (
    <Modal open width={520} title={t('need.route')} okText={t('need.route')} okButtonProps={{ disabled: !departmentId, loading: route.busy }} onCancel={close} onOk={() => void route.run({ params: { id: of.id }, body: { version: of.version, ...(departmentId ? { departmentId } : {}), ...(question.trim() ? { question: question.trim() } : {}) } })}>
      <p className="need-hint">{t('need.route-text')}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('need.departmentId')} htmlFor="need-department"><DepartmentPicker id="need-department" value={departmentId ?? null} onChange={setDepartmentId} /></Form.Item>
        <Form.Item label={t('need.question')} htmlFor="need-question"><Input.TextArea id="need-question" value={question} maxLength={5_000} autoSize={{ minRows: 3, maxRows: 10 }} onChange={(event) => setQuestion(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
