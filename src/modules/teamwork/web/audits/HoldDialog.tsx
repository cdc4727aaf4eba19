import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { ApiError, call, query } from '../../../../kernel/client.ts'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { forms } from '../../../forms/contract.ts'
import type { Answers, Form as FormBody } from '../../../forms/contract.ts'
import { FormFields } from '../../../forms/web/index.ts'
import { audits } from '../../audits/contract.ts'
import type { Audit } from '../../audits/contract.ts'

/** The checklist of an audit and its conclusion. What is wrong stands at its question. */
export function HoldDialog({ of, close }: { of: Audit; close: () => void }) {
  const t = useT()
  const cache = useQueryClient()
  const form = useQuery({ ...query(forms.get, { params: { id: of.form?.id ?? '' } }), enabled: of.form !== null, staleTime: Infinity })
  const [answers, setAnswers] = useState<Answers>({})
  const [conclusion, setConclusion] = useState('')
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      await call(audits.holdAudit, { params: { id: of.id }, body: { version: of.version, answers, conclusion: conclusion.trim() } })
      toast.done(t('process-audit.was-held'))
      close()
      void cache.invalidateQueries()
    } catch (error) {
      const wrong = error instanceof ApiError ? error.problem.errors?.filter(({ path }) => path.startsWith('answers.')) ?? [] : []
      setFaults(new Map(wrong.map(({ path, message }) => [path, message])))
      if (!wrong.length) toast.fault(error)
    } finally { setBusy(false) }
  }
  return (
    <Modal open width={660} title={`${t('process-audit.hold')} · ${of.title}`} okText={t('process-audit.hold')} okButtonProps={{ loading: busy, disabled: !form.data || !conclusion.trim() }} onCancel={close} onOk={() => void save()}>
      {form.data ? <FormFields form={form.data.questions as FormBody} answers={answers} onChange={(next) => { setAnswers(next); setFaults(new Map()) }} faults={faults} place={`audit.${of.id}`} /> : <span className="grey" style={{ width: '100%', height: 240 }} />}
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('process-audit.conclusion')} htmlFor="audit-conclusion"><Input.TextArea id="audit-conclusion" value={conclusion} maxLength={4_000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setConclusion(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
