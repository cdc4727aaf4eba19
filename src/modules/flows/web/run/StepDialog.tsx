import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { ApiError, call, query } from '../../../../kernel/client.ts'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { FileDrop, useUploading } from '../../../files/web/index.ts'
import type { Attached } from '../../../files/web/index.ts'
import { forms } from '../../../forms/contract.ts'
import type { Answers, Form as FormBody } from '../../../forms/contract.ts'
import { FormFields } from '../../../forms/web/index.ts'
import { runs } from '../../contract.ts'
import type { Run, RunStep } from '../../contract.ts'
import { said } from './said.ts'
import { useSeenTime } from './seen-time.ts'

/** Finishes or approves a step with its form, a note and what proves it. What is wrong stands at its question. */
export function StepDialog({ run, step, deed, close }: { run: Run; step: RunStep; deed: 'finish' | 'approve'; close: () => void }) {
  const t = useT()
  const cache = useQueryClient()
  const place = `run.${run.id}.${step.key}`
  const last = deed === 'finish' || step.level === step.levels
  const formId = last ? step.form?.id : undefined
  const form = useQuery({ ...query(forms.get, { params: { id: formId ?? '' } }), enabled: formId !== undefined, staleTime: Infinity })
  const [answers, setAnswers] = useState<Answers>({})
  const [note, setNote] = useState('')
  const [files, setFiles] = useState<readonly Attached[]>([])
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const [busy, setBusy] = useState(false)
  const uploading = useUploading(place)
  const seen = useSeenTime()
  const save = async () => {
    setBusy(true)
    const params = { id: run.id, stepId: step.id ?? '' }
    const body = { ...(formId ? { answers } : {}), ...(note.trim() ? { note: note.trim() } : {}), ...(files.length ? { evidence: files.map(({ id }) => id) } : {}), ...(step.begunAt ? {} : { workedSeconds: seen() }) }
    try {
      await (deed === 'finish' ? call(runs.finish, { params, body }) : call(runs.approve, { params, body: { ...body, level: step.level } }))
      toast.done(t(deed === 'finish' ? 'step.finished' : 'step.was-approved'))
      close()
      void cache.invalidateQueries()
    } catch (error) {
      const wrong = error instanceof ApiError ? error.problem.errors?.filter(({ path }) => path.startsWith('answers.')) ?? [] : []
      setFaults(new Map(wrong.map(({ path, message }) => [path, message])))
      if (!wrong.length) toast.fault(error)
      if (error instanceof ApiError && error.status === 409) { close(); void cache.invalidateQueries() }
    } finally { setBusy(false) }
  }
  return (
    <Modal open onCancel={close} width={formId ? 640 : 480} title={`${t(deed === 'finish' ? step.form ? 'step.fill' : 'step.finish' : 'step.approve')} · ${said(step.name)}`} okText={t(deed === 'finish' ? 'step.finish' : 'step.approve')} onOk={() => void save()} okButtonProps={{ loading: busy, disabled: uploading || (formId !== undefined && !form.data) || (last && step.evidence && !files.length) }}>
      <div className="run-dialog">
        {step.guide ? <p className="run-guide">{said(step.guide)}</p> : null}
        {form.data ? <FormFields form={form.data.questions as FormBody} answers={answers} onChange={(next) => { setAnswers(next); setFaults(new Map()) }} faults={faults} place={place} /> : null}
        <Form layout="vertical" component="div" requiredMark={false}>
          {step.evidence && last ? <Form.Item label={t('step.evidence')} extra={t('step.evidence-text')}><FileDrop place={place} value={files} onChange={setFiles} /></Form.Item> : null}
          <Form.Item label={t('step.note')} htmlFor="step-note"><Input.TextArea id="step-note" value={note} maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setNote(event.target.value)} /></Form.Item>
        </Form>
      </div>
    </Modal>
  )
}
