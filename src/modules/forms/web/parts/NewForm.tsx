import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, Modal, Select, Upload } from 'antd'
import { UploadOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { ApiError, call } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import { FaultDetail, faultText } from '../../../../kernel/web/problem.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { FormSummary } from '../../contract.ts'
import { forms } from '../../contract.ts'
import { FormDefinition } from '../../questions/contract.ts'
import type { Form } from '../../questions/contract.ts'
import { FIRST_QUESTION } from './both-words.ts'
import { said } from './said.ts'

const EMPTY = (name: string): Form => FormDefinition.parse({ name: { zh: name, en: name }, sections: [{ key: 'section-1', questions: [{ kind: 'text', key: 'question-1', text: FIRST_QUESTION }] }] })

/** A new form: empty, like one that is there, or from a file somebody has exported. */
export function NewForm({ models, like = '', close }: { models: readonly FormSummary[]; like?: string; close: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [key, setKey] = useState('')
  const [from, setFrom] = useState(like)
  const [file, setFile] = useState<{ name: string; form: Form } | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const isTaken = models.some((one) => one.key === key)
  const isKey = /^[a-z][a-z0-9-]{1,59}$/.test(key)
  const read = async (chosen: File) => {
    setFault(null)
    try {
      const form = FormDefinition.parse(JSON.parse(await chosen.text()))
      setFile({ name: chosen.name, form })
      if (!name) setName(said(form.name))
      if (!key) setKey(chosen.name.replace(/\.json$/, '').toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^[^a-z]+|-+$/g, ''))
    } catch (error) { setFile(null); setFault(new Error(t('form.not-a-form', { why: error instanceof Error ? error.message.slice(0, 300) : '' }))) }
  }
  const make = async () => {
    setBusy(true)
    setFault(null)
    try {
      const model = models.find((one) => one.key === from)
      const body = file?.form ?? (model ? (await call(forms.get, { params: { id: model.id } })).questions : EMPTY(name))
      const made = await call(definitions.draft, { body: { kind: 'form', key, body: JSON.parse(JSON.stringify({ ...body, name: name.trim() ? { zh: name.trim(), en: name.trim() } : body.name })) as never } })
      await navigate({ to: `/forms/${key}` as string, search: { tab: 'build', version: made.id } as never })
      close()
    } catch (error) { setFault(error) } finally { setBusy(false) }
  }
  return (
    <Modal open title={t(like ? 'form.duplicate' : 'form.new')} onCancel={close} okText={t('form.make')} cancelText={t('frame.cancel')} onOk={() => void make()} confirmLoading={busy} okButtonProps={{ disabled: !isKey || isTaken || !name.trim() }} width={480}>
      <div className="form-new">
        <label htmlFor="form-new-name">{t('form.name')}</label>
        <Input id="form-new-name" value={name} maxLength={120} onChange={(event) => setName(event.target.value)} autoFocus />
        <label htmlFor="form-new-key">{t('form.key')}</label>
        <Input id="form-new-key" value={key} maxLength={60} onChange={(event) => setKey(event.target.value.trim())} placeholder="after-visit" {...(key && (!isKey || isTaken) ? { status: 'error' as const } : {})} aria-describedby="form-new-key-help" />
        <small id="form-new-key-help" className="quiet">{t(isTaken ? 'form.key-taken' : 'form.key-help')}</small>
        <label htmlFor="form-new-like">{t('form.like')}</label>
        <Select id="form-new-like" value={file ? '' : from} disabled={!!file} onChange={setFrom} showSearch={{ optionFilterProp: 'label' }} options={[{ value: '', label: t('form.from-empty') }, ...models.map((one) => ({ value: one.key, label: said(one.name) }))]} />
        <Upload accept=".json,application/json" maxCount={1} fileList={[]} beforeUpload={(chosen) => { void read(chosen); return false }}><Button icon={<UploadOutlined aria-hidden />}>{file ? file.name : t('form.import')}</Button></Upload>
        {fault ? <Alert type="error" showIcon title={fault instanceof ApiError ? faultText(fault) : fault instanceof Error ? fault.message : faultText(fault)} description={fault instanceof ApiError ? <FaultDetail error={fault} /> : undefined} /> : null}
      </div>
    </Modal>
  )
}
