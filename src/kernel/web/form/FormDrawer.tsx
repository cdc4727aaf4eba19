import './form.css'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Drawer, Form } from 'antd'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { z } from 'zod'
import { askToLeave, useLeaving } from './use-leaving.ts'
import { ApiError } from '../../client.ts'
import { MOD } from '../frame/hotkey.ts'
import { usePhone } from '../appearance.ts'
import { FaultDetail, faultText, requestIdOf } from '../problem.tsx'
import { toast } from '../toast.tsx'
import { isComposing } from '../typing.ts'
import { useT } from '../words.ts'
import { changeBody, changedNames, fieldOf, isRequired, newBody, type BodySchema, type Values } from './body.ts'
import { Conflict } from './Conflict.tsx'
import type { FormField } from './form-field.ts'
import { issueText } from './issue-text.ts'

export interface FormDrawerProps<A> {
  open: boolean
  close: () => void
  /** Catalogue key. */
  title: string
  /** The schema of the endpoint's body: it marks the required fields and judges before the server does. */
  body: BodySchema
  fields: readonly FormField[]
  /** What stands there at first: the record when one is changed. */
  values?: Values
  /** The record's version when one is changed: only what is different is sent, with it. */
  version?: number
  save: (body: never) => Promise<A>
  saved?: (answer: A) => void
  /** Catalogue key; `form.save` when absent. */
  saveLabel?: string
  /** Catalogue key of the sentence said when it is saved. */
  said?: string
  width?: number
  /** Above the fields; told the values as they stand. */
  above?: (values: Values) => ReactNode
}

/** A form in a drawer, made from the body schema of an endpoint. Faults stand at their fields; a stale version shows what others changed; nothing typed is lost by a slip. */
export function FormDrawer<A>(props: FormDrawerProps<A>) {
  const [round, setRound] = useState(0)
  const [shown, setShown] = useState(props.open)
  if (props.open && !shown) { setShown(true); setRound(round + 1) }
  return shown ? <Opened key={round} {...props} gone={() => setShown(false)} /> : null
}

const NOTHING: Values = {}

function Opened<A>({ open, close, title, body, fields, values = NOTHING, version, save, saved, saveLabel, said, width = 480, above, gone }: FormDrawerProps<A> & { gone: () => void }) {
  const t = useT()
  const phone = usePhone()
  const cache = useQueryClient()
  const [form] = Form.useForm<Values>()
  const names = fields.map(({ name }) => name)
  const [base, setBase] = useState({ values, version })
  const [now, setNow] = useState<Values>(values)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<ApiError | Error | null>(null)
  const [theirs, setTheirs] = useState<Values | null>(null)
  const dirty = open && changedNames(names, base.values, now).length > 0

  useLeaving(dirty && !busy, () => true)
  const leave = async () => { if (!dirty || await askToLeave()) close() }

  const setAt = (faults: readonly { path: string; message: string }[]): boolean => {
    const byField = Map.groupBy(faults, ({ path }) => fieldOf(path, names))
    const known = [...byField].filter((entry): entry is [string, { path: string; message: string }[]] => entry[0] !== undefined)
    form.setFields(known.map(([name, list]) => ({ name, errors: list.map((one) => one.message) })))
    const first = known.map(([name]) => name).sort((a, b) => names.indexOf(a) - names.indexOf(b))[0]
    if (first) { form.scrollToField(first, { block: 'center' }); form.focusField(first) }
    return !byField.has(undefined)
  }
  const submit = async (against = base) => {
    if (busy) return
    const typed = { ...base.values, ...form.getFieldsValue() as Values }
    const sent = against.version === undefined ? newBody(body, names, typed) : changeBody(body, names, against.values, typed, against.version)
    form.setFields(names.map((name) => ({ name, errors: [] })))
    setFault(null)
    if (against.version !== undefined && Object.keys(sent).length === 1) return close()
    const judged = z.safeEncode(body, sent)
    if (!judged.success) {
      const issues = judged.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issueText(issue, (issue.path.reduce<unknown>((at, step) => (at as Values | undefined)?.[step as string], sent) ?? undefined) === undefined) }))
      return void (setAt(issues) || setFault(new Error(issues.map((issue) => issue.message).join(' '))))
    }
    setBusy(true)
    try {
      const answer = await save(sent as never)
      if (said) toast.done(t(said))
      setBase({ values: typed, version: against.version })
      setNow(typed)
      await cache.invalidateQueries()
      saved?.(answer)
      close()
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : undefined
      if (problem?.status === 409 && problem.current && typeof problem.current === 'object' && against.version !== undefined) setTheirs(problem.current as Values)
      else if (!(problem?.errors?.length && setAt(problem.errors) && problem.status === 400)) setFault(error as Error)
    } finally {
      setBusy(false)
    }
  }
  /** Goes on from the record as it is now, with this form's changes or without. */
  const resolve = (keepMine: boolean) => {
    if (!theirs) return
    const mine = form.getFieldsValue() as Values
    const fresh = { values: { ...base.values, ...theirs }, version: Number(theirs['version']) }
    const kept = keepMine ? Object.fromEntries(changedNames(names, base.values, mine).map((name) => [name, mine[name]])) : {}
    const next = { ...fresh.values, ...kept }
    form.setFieldsValue(next)
    setBase(fresh)
    setNow(next)
    setTheirs(null)
    void cache.invalidateQueries()
    if (keepMine) void submit(fresh)
  }

  /** Whoever clicked beside the fields has the focus on the drawer's frame or on nothing at all; what a dialog above it hears is its own. */
  const heard = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.defaultPrevented || isComposing(event) || !(event.ctrlKey || event.metaKey)) return
    if (!(event.target instanceof Element) || !(event.target === document.body || event.target.matches('.ant-drawer'))) return
    event.preventDefault()
    void submit()
  })
  useEffect(() => {
    if (!open) return undefined
    const listener = (event: KeyboardEvent) => heard(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [open])

  return (
    <Drawer open={open} onClose={() => void leave()} afterOpenChange={(visible) => { if (!visible) gone() }} title={t(title)} size={phone ? '100%' : width} mask={{ closable: true }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || isComposing(event.nativeEvent) || !(event.ctrlKey || event.metaKey)) return
        // Else the page that opened the drawer hears it too, and a composer sends.
        event.stopPropagation()
        event.preventDefault()
        void submit()
      }}
      footer={(
        <div className="form-foot">
          <span className="form-hint" aria-hidden>{phone ? null : <><kbd>{MOD}</kbd> <kbd>↵</kbd> {t('form.save-hint')}</>}</span>
          <Button onClick={() => void leave()}>{t('frame.cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => void submit()}>{t(saveLabel ?? 'form.save')}</Button>
        </div>
      )}>
      {theirs ? <Conflict fields={fields} base={base.values} theirs={theirs} mine={now} take={() => resolve(false)} keep={() => resolve(true)} /> : null}
      {fault ? <Alert className="form-fault" type="error" showIcon title={fault instanceof ApiError ? faultText(fault) : fault.message && !(fault instanceof TypeError) ? fault.message : faultText(fault)} description={fault instanceof ApiError ? <><FaultDetail error={fault} />{fault.status >= 500 && requestIdOf(fault) ? <small className="quiet num">{t('frame.request-id', { id: requestIdOf(fault) })}</small> : null}</> : undefined} /> : null}
      {above?.(now)}
      <Form form={form} layout="vertical" initialValues={base.values} onValuesChange={(_, all: Values) => setNow({ ...base.values, ...all })} requiredMark="optional" autoComplete="off" component={false}>
        <div className="form-rows">{fields.map((field) => (
          <Form.Item key={field.name} name={field.name} label={t(field.label)} required={isRequired(body, field.name, base.version === undefined ? undefined : base.values)} extra={field.help ? t(field.help) : undefined} className={field.half ? 'form-half' : 'form-whole'} {...(field.valueProp ? { valuePropName: field.valueProp } : {})}>
            {field.input}
          </Form.Item>
        ))}</div>
      </Form>
    </Drawer>
  )
}
