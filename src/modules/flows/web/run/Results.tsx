import { FormOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { Attachments } from '../../../files/web/index.ts'
import { forms } from '../../../forms/contract.ts'
import type { Form } from '../../../forms/contract.ts'
import { AnswersShown } from '../../../forms/web/index.ts'
import type { RunStep } from '../../contract.ts'
import { said } from './said.ts'

/** What a settled step left behind: what was filled in, a click away, and what proves it. */
export function Results({ step }: { step: RunStep }) {
  const t = useT()
  const can = useCan()
  const [isOpen, setIsOpen] = useState(false)
  const mayRead = step.submissionId !== null && can('submission.read')
  if (!mayRead && step.files.length === 0) return null
  return (
    <>
      {mayRead ? <span><Button size="small" type="link" className="run-answers" icon={<FormOutlined aria-hidden />} onClick={() => setIsOpen(true)}>{t('step.answers')}</Button></span> : null}
      {step.files.length > 0 ? <Attachments files={step.files} /> : null}
      {isOpen && step.submissionId ? <Answers id={step.submissionId} title={said(step.name)} close={() => setIsOpen(false)} /> : null}
    </>
  )
}

function Answers({ id, title, close }: { id: string; title: string; close: () => void }) {
  const { data, error } = useQuery(query(forms.submission, { params: { id } }))
  return (
    <Modal open onCancel={close} width={600} title={title} footer={null}>
      {data ? <AnswersShown form={data.questions as Form} answers={data.answers} files={data.files} names={data.names} masked={data.masked} /> : error ? <p>{faultText(error)}</p> : <span className="grey" />}
    </Modal>
  )
}
