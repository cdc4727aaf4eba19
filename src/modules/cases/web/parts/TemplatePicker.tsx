import { LockOutlined, SnippetsOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { Ref } from 'react'
import { ApiError, call, query } from '../../../../kernel/client.ts'
import { FaultDetail, faultText } from '../../../../kernel/web/problem.tsx'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { templates } from '../../../messages/contract.ts'
import type { Template } from '../../../messages/contract.ts'
import type { Case } from '../../contract.ts'
import { pressing } from '../../rules.ts'

const QUIET_MS = 120
export interface TemplatePickerHandle {
  /** Takes a key that was pressed in the field: arrows choose, Enter and Tab insert. True when it was meant for the list. */
  press: (key: string) => boolean
}
interface Props { of: Case; q: string; insert: (text: string) => void; close: () => void; handle: Ref<TemplatePickerHandle> }

/** What of a template the case itself can say. */
const known = (of: Case): Record<string, string> => {
  const due = pressing(of.clocks)?.dueAt
  // A moment that is over promises nothing: the writer names another.
  const ahead = due && due > new Date() ? due : undefined
  return { number: of.number, matter: of.subject, subject: of.subject, ...(of.customer ? { name: of.customer.name } : {}), ...(of.solution ? { solution: of.solution } : {}), ...(ahead ? { due: ahead.toISOString() } : {}) }
}
const nameOf = (words: { zh: string; en: string }) => language() === 'zh-CN' ? words.zh : words.en

/** Templates that fit what follows the slash, by word, pinyin or initials; what the case can't say is asked for before the text is put in. */
export function TemplatePicker({ of, q, insert, close, handle }: Props) {
  const t = useT()
  const settled = useSettled(q, QUIET_MS)
  const found = useQuery({ ...query(templates.templates, { query: { channel: 'email', caseId: of.id, ...(settled ? { q: settled } : {}) } }), placeholderData: keepPreviousData, staleTime: 60_000 })
  // Addresses that only the system knows, such as of a survey, are no matter for a person's hand.
  const items = (found.data?.items ?? []).filter(({ fields }) => fields.every(({ type, required }) => type !== 'url' || !required))
  const [at, setAt] = useState(0)
  const [asking, setAsking] = useState<Template | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const list = useRef<HTMLUListElement>(null)
  const chosen = items[Math.min(at, items.length - 1)]
  const [before, setBefore] = useState(settled)
  if (before !== settled) { setBefore(settled); setAt(0) }

  const put = async (template: Template, more: Record<string, string>) => {
    const mine = known(of)
    const fields = Object.fromEntries(template.fields.flatMap(({ key }) => { const value = more[key] ?? mine[key]; return value ? [[key, value]] : [] }))
    try {
      const { text } = await call(templates.renderTemplate, { params: { key: template.key }, query: { locale: language(), fields: JSON.stringify(fields), caseId: of.id } })
      insert(text)
      void call(templates.useTemplate, { params: { key: template.key }, body: { about: { kind: 'case', id: of.id } } }).catch(() => undefined)
    } catch (error) { setFault(error) }
  }
  const choose = (template: Template) => {
    if (template.against) return
    const mine = known(of)
    if (template.fields.some(({ key, required }) => required && !mine[key])) setAsking(template)
    else void put(template, {})
  }
  useImperativeHandle(handle, () => ({
    press: (key) => {
      if (asking) return false
      if (key === 'ArrowDown' || key === 'ArrowUp') { setAt((n) => items.length === 0 ? 0 : (Math.min(n, items.length - 1) + (key === 'ArrowDown' ? 1 : -1) + items.length) % items.length); return true }
      if ((key === 'Enter' || key === 'Tab') && chosen) { choose(chosen); return true }
      return false
    },
  }))
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }) }, [at])

  if (asking) return <Asked template={asking} mine={known(of)} fault={fault} done={(fields) => void put(asking, Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, asking.fields.find((one) => one.key === key)?.type === 'moment' && value ? new Date(value).toISOString() : value])))} close={close} />
  return (
    <div className="templates" role="dialog" aria-label={t('case.templates')}>
      {items.length === 0 ? <p className="templates-none quiet">{found.isPending ? '…' : t(settled ? 'list.no-match' : 'case.no-templates')}</p> : (
        <>
          <ul ref={list} id="templates-list" role="listbox" aria-label={t('case.templates')}>
            {items.map((one, n) => (
              <li key={one.key} role="option" aria-selected={one === chosen} aria-disabled={one.against !== null} title={one.against ? t(one.against.code) : undefined} onMouseEnter={() => setAt(n)} onMouseDown={(event) => { event.preventDefault(); choose(one) }}>
                {one.against ? <LockOutlined aria-hidden /> : <SnippetsOutlined aria-hidden />}<span className="clip">{nameOf(one.name)}</span>
              </li>
            ))}
          </ul>
          {chosen ? <Preview template={chosen} of={of} /> : null}
        </>
      )}
      {chosen?.against ? <p role="status" className="templates-fault">{t(chosen.against.code)}</p> : fault ? <p role="alert" className="templates-fault">{faultText(fault)}</p> : null}
    </div>
  )
}

/** The text as it will be, with examples where the case says nothing. */
function Preview({ template, of }: { template: Template; of: Case }) {
  const mine = known(of)
  const fields = JSON.stringify(Object.fromEntries(template.fields.flatMap(({ key }) => mine[key] ? [[key, mine[key]]] : [])))
  const text = useQuery({ ...query(templates.renderTemplate, { params: { key: template.key }, query: { locale: language(), fields, examples: 'true' } }), placeholderData: keepPreviousData, staleTime: 60_000 }).data?.text
  return <div className="templates-preview">{text ?? ''}</div>
}

const INPUT_TYPE: Partial<Record<string, string>> = { number: 'number', day: 'date', moment: 'datetime-local', url: 'url' }
/** The fields that only the writer can fill. */
function Asked({ template, mine, fault, done, close }: { template: Template; mine: Record<string, string>; fault: unknown; done: (fields: Record<string, string>) => void; close: () => void }) {
  const t = useT()
  const [values, setValues] = useState<Record<string, string>>({})
  const open = template.fields.filter(({ key }) => !mine[key])
  return (
    <div className="templates templates-asked" role="dialog" aria-label={nameOf(template.name)} onKeyDown={(event) => {
      if (isComposing(event.nativeEvent)) return
      if (event.key === 'Escape') { event.stopPropagation(); close() }
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || (event.target as HTMLElement).tagName === 'INPUT')) { event.preventDefault(); done(values) }
    }}>
      <strong>{nameOf(template.name)}</strong>
      {open.map((field, n) => (
        <label key={field.key}>
          <span>{nameOf(field.name)}{field.required ? '' : ` ${t('case.template-optional')}`}</span>
          {field.type === 'lines'
            ? <Input.TextArea autoFocus={n === 0} autoSize={{ minRows: 2, maxRows: 5 }} value={values[field.key] ?? ''} placeholder={nameOf(field.example)} onChange={(event) => setValues({ ...values, [field.key]: event.target.value })} />
            : <Input autoFocus={n === 0} type={INPUT_TYPE[field.type] ?? 'text'} value={values[field.key] ?? ''} placeholder={nameOf(field.example)} onChange={(event) => setValues({ ...values, [field.key]: event.target.value })} />}
        </label>
      ))}
      {fault ? <div role="alert" className="templates-fault">{faultText(fault)}{fault instanceof ApiError ? <FaultDetail error={fault} /> : null}</div> : null}
      <div className="dialog-foot"><Button size="small" onClick={close}>{t('case.cancel')}</Button><Button size="small" type="primary" onClick={() => done(values)}>{t('case.insert-template')}</Button></div>
    </div>
  )
}
