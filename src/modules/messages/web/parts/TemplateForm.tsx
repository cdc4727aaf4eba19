import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Select } from 'antd'
import { useRef } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import { OUT_CHANNELS, PURPOSES } from '../../rules.ts'
import { CATEGORIES, FIELD_TYPES } from '../../templates/rules.ts'
import type { FieldType, TemplateFieldBody } from '../../templates/rules.ts'
import { exampleOf, inserted, newField } from './draft-template.ts'
import type { TemplateDraft } from './draft-template.ts'

interface Props { of: TemplateDraft; change: (to: TemplateDraft) => void }
const TONGUES = ['zh', 'en'] as const

/** Everything a template consists of, as a form. */
export function TemplateForm({ of, change }: Props) {
  const t = useT()
  const set = (more: Partial<TemplateDraft>) => change({ ...of, ...more })
  return (
    <>
      <fieldset>
        <legend>{t('template.about')}</legend>
        <div className="template-two">{TONGUES.map((tongue) => <label key={tongue}>{t(`template.name.${tongue}`)}<Input value={of.name[tongue]} maxLength={120} onChange={(event) => set({ name: { ...of.name, [tongue]: event.target.value } })} /></label>)}</div>
        <div className="template-two">
          <label>{t('template.category')}<Select value={of.category} onChange={(category) => set({ category })} options={CATEGORIES.map((value) => ({ value, label: t(`template.category.${value}`) }))} /></label>
          <label>{t('message.purpose')}<Select value={of.purpose} onChange={(purpose) => set({ purpose })} options={PURPOSES.map((value) => ({ value, label: t(`message.purpose.${value}`) }))} /></label>
        </div>
        <label>{t('template.channels')}<Select mode="multiple" value={of.channels} onChange={(channels) => set({ channels })} options={OUT_CHANNELS.map((value) => ({ value, label: t(`message.channel.${value}`) }))} /></label>
      </fieldset>
      <Fields of={of} change={change} />
      {TONGUES.map((tongue) => <Words key={tongue} tongue={tongue} of={of} change={change} />)}
    </>
  )
}

function Fields({ of, change }: Props) {
  const t = useT()
  const put = (at: number, more: Partial<TemplateFieldBody>) => change({ ...of, fields: of.fields.map((field, n) => n === at ? { ...field, ...more } : field) })
  const typed = (at: number, type: FieldType) => {
    const field = of.fields[at] as TemplateFieldBody
    const example = exampleOf(type)
    put(at, { type, ...(example ? { example: { zh: example, en: example } } : { example: field.example }) })
  }
  return (
    <fieldset>
      <legend>{t('template.fields')}</legend>
      {of.fields.map((field, at) => (
        <div className="template-field" key={at} role="group" aria-label={field.key}>
          <label>{t('template.field-key')}<Input value={field.key} onChange={(event) => put(at, { key: event.target.value })} /></label>
          {TONGUES.map((tongue) => <label key={tongue}>{t(`template.name.${tongue}`)}<Input value={field.name[tongue]} onChange={(event) => put(at, { name: { ...field.name, [tongue]: event.target.value } })} /></label>)}
          <label>{t('template.type')}<Select value={field.type} onChange={(type: FieldType) => typed(at, type)} options={FIELD_TYPES.map((value) => ({ value, label: t(`template.type.${value}`) }))} /></label>
          <Checkbox checked={field.required} onChange={(event) => put(at, { required: event.target.checked })}>{t('template.required')}</Checkbox>
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('template.drop-field', { name: field.key })} onClick={() => change({ ...of, fields: of.fields.filter((_, n) => n !== at) })} />
          <div className="template-field-examples">{TONGUES.map((tongue) => <label key={tongue}>{t(`template.example.${tongue}`)}<Input value={field.example[tongue]} onChange={(event) => put(at, { example: { ...field.example, [tongue]: event.target.value } })} /></label>)}</div>
        </div>
      ))}
      <div><Button icon={<PlusOutlined aria-hidden />} onClick={() => change({ ...of, fields: [...of.fields, newField(`field${of.fields.length + 1}`)] })}>{t('template.add-field')}</Button></div>
    </fieldset>
  )
}

function Words({ tongue, of, change }: Props & { tongue: 'zh' | 'en' }) {
  const t = useT()
  const place = useRef<{ part: 'subject' | 'text'; at: number }>({ part: 'text', at: of.text[tongue].length })
  const note = (part: 'subject' | 'text') => (event: { target: EventTarget }) => { place.current = { part, at: (event.target as HTMLTextAreaElement).selectionStart ?? 0 } }
  const set = (part: 'subject' | 'text', text: string) => change({ ...of, [part]: { ...of[part], [tongue]: text } })
  return (
    <fieldset>
      <legend>{t(`template.words.${tongue}`)}</legend>
      <label>{t('template.subject')}<Input value={of.subject[tongue]} maxLength={200} onSelect={note('subject')} onBlur={note('subject')} onChange={(event) => set('subject', event.target.value)} /></label>
      <label>{t('template.text')}<Input.TextArea value={of.text[tongue]} autoSize={{ minRows: 6, maxRows: 22 }} onSelect={note('text')} onBlur={note('text')} onChange={(event) => set('text', event.target.value)} /></label>
      {of.fields.length ? (
        <div className="template-insert"><small className="quiet">{t('template.insert')}</small>{of.fields.filter((field) => field.key).map((field) => (
          <Button key={field.key} size="small" onClick={() => { const { part, at } = place.current; set(part, inserted(of[part][tongue], at, field.key)); place.current = { part, at: at + field.key.length + 4 } }}>{field.name[tongue] || field.key}</Button>
        ))}</div>
      ) : null}
    </fieldset>
  )
}
