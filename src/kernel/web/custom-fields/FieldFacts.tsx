import './custom-fields.css'
import { EditOutlined } from '@ant-design/icons'
import { Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import { fieldsOfKind, type CustomField, type FieldValues } from '../../custom-fields/contract.ts'
import { useT } from '../words.ts'
import { fieldText, wordOf } from './field-text.ts'
import { FieldInputs } from './OwnFields.tsx'
import { useFields } from './use-fields.ts'

interface Props {
  of: CustomField['of']
  kind: string
  values: FieldValues
  /** Sends what was changed and answers whether it went through; absent when the reader may not change the record. */
  save?: (changes: FieldValues) => Promise<boolean>
}

/** The company's own fields of one record, those that hold something, and a dialog that changes them. Nothing where the kind bears none. */
export function FieldFacts({ of, kind, values, save }: Props) {
  const t = useT()
  const [draft, setDraft] = useState<FieldValues | null>(null)
  const [busy, setBusy] = useState(false)
  const fields = fieldsOfKind(useFields(of), kind)
  if (fields.length === 0) return null
  const filled = fields.flatMap((field) => { const text = fieldText(field, values[field.key]); return text === null ? [] : [{ field, text }] })
  const done = async () => {
    if (!draft || !save) return
    const changes = Object.fromEntries(Object.entries(draft).filter(([key, value]) => JSON.stringify(value ?? null) !== JSON.stringify(values[key] ?? null)))
    if (Object.keys(changes).length === 0) return setDraft(null)
    setBusy(true)
    if (await save(changes).finally(() => setBusy(false))) setDraft(null)
  }
  return (
    <div className="field-facts">
      {filled.length ? (
        <dl>{filled.map(({ field, text }) => (
          <div key={field.key}><dt>{wordOf(field.name)}</dt><dd className={field.type === 'number' || field.type === 'date' ? 'num' : undefined}>{field.type === 'tags' ? (values[field.key] as readonly string[]).map((word) => <Tag key={word}>{word}</Tag>) : text}</dd></div>
        ))}</dl>
      ) : <p className="quiet">{t('custom-field.none-set')}</p>}
      {save ? <Button size="small" type="text" icon={<EditOutlined aria-hidden />} onClick={() => setDraft({ ...values })}>{t('custom-field.fill')}</Button> : null}
      {draft ? (
        <Modal open onCancel={() => setDraft(null)} width={560} title={t('custom-field.plural')} okText={t('form.save')} onOk={() => void done()} okButtonProps={{ loading: busy }} afterOpenChange={(isThere) => { if (isThere) document.getElementById(`own-${fields[0]?.key}`)?.focus() }}>
          <FieldInputs of={of} kind={kind} value={draft} onChange={setDraft} />
        </Modal>
      ) : null}
    </div>
  )
}
