import '../desk.css'
import './services.css'
import { Alert, Button, Drawer, Form, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { ApiError, call } from '../../../../kernel/client.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { MOD } from '../../../../kernel/web/frame/hotkey.ts'
import { language, t as say, useT } from '../../../../kernel/web/words.ts'
import { checkAnswers, FormFields } from '../../../forms/web/index.ts'
import type { Answers, Form as Questions } from '../../../forms/contract.ts'
import { CHANNELS } from '../../contract.ts'
import type { Case } from '../../contract.ts'
import { services } from '../../services/contract.ts'
import type { Service } from '../../services/contract.ts'
import { CustomerField } from '../parts/CustomerField.tsx'

type Who = { id: string } | { name: string; phone?: string; email?: string }

/** Asks for a service: who wants it, through which channel, and what its form asks. Nothing typed is lost by a refusal. */
export function RequestDrawer({ of, customerId, close }: { of: Service; customerId?: string; close: (opened?: string) => void }) {
  const t = useT()
  const phone = usePhone()
  const [who, setWho] = useState<Who | undefined>(customerId ? { id: customerId } : undefined)
  const [channel, setChannel] = useState<Case['channel']>('phone')
  const [description, setDescription] = useState('')
  const [answers, setAnswers] = useState<Answers>({})
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const form = of.form?.questions as Questions | undefined
  const name = language() === 'en' ? of.name.en : of.name.zh
  const point = (found: ReadonlyMap<string, string>) => {
    setFaults(found)
    requestAnimationFrame(() => {
      const first = body.current?.querySelector<HTMLElement>('[data-wrong], .ant-form-item-has-error')
      first?.scrollIntoView({ block: 'center' })
      first?.querySelector<HTMLElement>('input, textarea, [tabindex]')?.focus()
    })
  }
  const send = async () => {
    if (busy) return
    setFault(null)
    const wrong = form ? checkAnswers(form, answers) : []
    if (wrong.length) return point(new Map(wrong.map((one) => [one.path, one.code === 'answer.told' ? String(one.params?.[language() === 'en' ? 'en' : 'zh']) : say(one.code, one.params)])))
    setBusy(true)
    try {
      const opened = await call(services.request, { params: { key: of.key }, body: { channel, answers, ...(description.trim() ? { description } : {}), ...(!who ? {} : 'id' in who ? { customerId: who.id } : { customer: who }) } })
      toast.done(t('service.requested'))
      close(opened.id)
    } catch (error) {
      const told = error instanceof ApiError ? error.problem.errors ?? [] : []
      if (told.length) point(new Map(told.map((one) => [one.path, one.message])))
      const elsewhere = told.filter(({ path }) => !path.startsWith('answers.') && !path.startsWith('customer'))
      if (!told.length || elsewhere.length) setFault(elsewhere.length ? elsewhere.map(({ message }) => message).join(' ') : faultText(error))
    } finally { setBusy(false) }
  }
  const customerFault = [...faults].filter(([path]) => path.startsWith('customer')).map(([, message]) => message).join(' ')
  return (
    <Drawer open onClose={() => close()} size={phone ? '100%' : 600} title={t('service.request-of', { name })}
      footer={<div className="form-foot"><span className="form-hint">{phone ? null : <><kbd>{MOD}</kbd> <kbd>↵</kbd></>}</span><Button onClick={() => close()}>{t('frame.cancel')}</Button><Button type="primary" loading={busy} onClick={() => void send()}>{t('service.request')}</Button></div>}>
      <div ref={body} className="request-body" onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event.nativeEvent)) { event.preventDefault(); void send() } }}>
        {of.about ? <p className="quiet">{language() === 'en' ? of.about.en : of.about.zh}</p> : null}
        {fault ? <Alert type="error" showIcon title={fault} /> : null}
        <Form layout="vertical" component="div" requiredMark={false}>
          <Form.Item label={t('case.customer')} htmlFor="request-customer" {...(customerFault ? { validateStatus: 'error' as const, help: customerFault } : {})}><CustomerField id="request-customer" {...(who ? { value: who } : {})} onChange={setWho} /></Form.Item>
          <Form.Item label={t('case.channel')} htmlFor="request-channel"><Select id="request-channel" value={channel} onChange={setChannel} options={CHANNELS.map((value) => ({ value, label: t(`case.channel.${value}`) }))} /></Form.Item>
        </Form>
        {form ? <FormFields form={form} answers={answers} onChange={(next) => { setAnswers(next); if (faults.size) setFaults(new Map()) }} faults={faults} place={`service.${of.key}`} /> : null}
        <Form layout="vertical" component="div" requiredMark={false}>
          <Form.Item label={t('service.description')} htmlFor="request-description"><Input.TextArea id="request-description" autoSize={{ minRows: 2, maxRows: 10 }} maxLength={100_000} placeholder={t('service.description-hint')} value={description} onChange={({ target }) => setDescription(target.value)} /></Form.Item>
        </Form>
      </div>
    </Drawer>
  )
}
