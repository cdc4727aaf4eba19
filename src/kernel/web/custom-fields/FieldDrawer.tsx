import '../form/form.css'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { ApiError, call } from '../../client.ts'
import { customFields, FIELD_TYPES, type CustomField } from '../../custom-fields/contract.ts'
import { usePhone } from '../appearance.ts'
import { faultText } from '../problem.tsx'
import { toast } from '../toast.tsx'
import { useT } from '../words.ts'
import { optionsIn, optionsText } from './option-lines.ts'
import { useOwnerKinds } from './owner-kinds.ts'

interface Values { zh: string; en: string; type: CustomField['type']; options: string; kinds: string[]; required: CustomField['required']; personal: boolean; searchable: boolean; order: number }

/** One field: what it is called, what it holds, where it stands and when it must be filled in. Its type is chosen once. */
export function FieldDrawer({ of, field, close }: { of: CustomField['of']; field: CustomField | null; close: () => void }) {
  const t = useT()
  const phone = usePhone()
  const cache = useQueryClient()
  const [form] = Form.useForm<Values>()
  const type = Form.useWatch('type', form) ?? field?.type ?? 'text'
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const kinds = useOwnerKinds(of)
  const hasOptions = type === 'choice' || type === 'choices'
  const save = async () => {
    const values = await form.validateFields().catch(() => null)
    if (!values || busy) return
    setBusy(true)
    setFault(null)
    const body = {
      name: { zh: values.zh.trim(), en: values.en?.trim() || values.zh.trim() }, kinds: values.kinds ?? [], required: values.required, personal: values.personal ?? false, searchable: values.searchable ?? false, order: values.order ?? 100,
      options: hasOptions ? optionsIn(values.options ?? '', field?.options ?? []) : [],
    }
    try {
      await (field ? call(customFields.change, { params: { key: field.key }, body: { version: field.version, ...body } }) : call(customFields.add, { body: { of, type: values.type, ...body } }))
      toast.done(t(field ? 'custom-field.changed' : 'custom-field.added'))
      await cache.invalidateQueries({ queryKey: [customFields.list.path] })
      close()
    } catch (error) {
      setFault(error)
      if (error instanceof ApiError && error.status === 409) void cache.invalidateQueries({ queryKey: [customFields.list.path] })
    } finally { setBusy(false) }
  }
  const needed = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <Drawer open onClose={close} size={phone ? '100%' : 480} title={t(field ? 'custom-field.edit' : 'custom-field.add')} afterOpenChange={(isThere) => { if (isThere) form.focusField('zh') }}
      footer={<div className="form-foot"><span className="form-hint" /><Button onClick={close}>{t('frame.cancel')}</Button><Button type="primary" loading={busy} onClick={() => void save()}>{t('form.save')}</Button></div>}>
      {fault ? <Alert type="error" showIcon title={faultText(fault)} style={{ marginBottom: 16 }} /> : null}
      <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={() => void save()}
        initialValues={{ zh: field?.name.zh ?? '', en: field?.name.en ?? '', type: field?.type ?? 'text', options: optionsText(field?.options ?? []), kinds: field?.kinds ?? [], required: field?.required ?? 'no', personal: field?.personal ?? false, searchable: field?.searchable ?? false, order: field?.order ?? 100 }}>
        <Form.Item name="zh" label={t('custom-field.name-zh')} rules={needed}><Input maxLength={120} /></Form.Item>
        <Form.Item name="en" label={t('custom-field.name-en')}><Input maxLength={120} /></Form.Item>
        <Form.Item name="type" label={t('custom-field.type')}><Select disabled={field !== null} options={FIELD_TYPES.map((value) => ({ value, label: t(`custom-field.type.${value}`) }))} /></Form.Item>
        {hasOptions ? <Form.Item name="options" label={t('custom-field.options-label')} rules={needed}><Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} /></Form.Item> : null}
        <Form.Item name="kinds" label={t('custom-field.kinds')}><Select mode="multiple" allowClear placeholder={t('custom-field.kinds-all')} options={kinds} /></Form.Item>
        <Form.Item name="required" label={t('custom-field.required')}><Select options={(of === 'case' ? ['no', 'opening', 'solving'] as const : ['no', 'opening'] as const).map((value) => ({ value, label: t(`custom-field.required.${value}`) }))} /></Form.Item>
        <Form.Item name="order" label={t('custom-field.order')}><InputNumber min={0} max={10_000} precision={0} /></Form.Item>
        <Form.Item name="searchable" valuePropName="checked" noStyle><Checkbox>{t('custom-field.searchable-label')}</Checkbox></Form.Item>
        <br />
        <Form.Item name="personal" valuePropName="checked" noStyle><Checkbox>{t('custom-field.personal-label')}</Checkbox></Form.Item>
      </Form>
    </Drawer>
  )
}
