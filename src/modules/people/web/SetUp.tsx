import { useSearch, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { ApiError, call } from '../../../kernel/client.ts'
import { FaultDetail, faultText } from '../../../kernel/web/problem.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useSessionChange } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { account, entry } from '../contract.ts'
import { Entrance } from './Entrance.tsx'

interface Typed { company: string; zone: string; name: string; email: string; password: string; demo: boolean }
const FIELDS = ['company', 'zone', 'name', 'email', 'password'] as const

/** The first page of a new house: the company, its zone, and its first administrator. */
export function SetUp() {
  const t = useT()
  const { token } = useSearch({ strict: false }) as { token?: string }
  const navigate = useNavigate()
  const changed = useSessionChange()
  const [form] = Form.useForm<Typed>()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  usePageTitle(t('setup.title'))
  if (!token) return <Entrance title={t('setup.title')}><Alert type="info" showIcon title={t('setup.need-link')} /></Entrance>

  const save = async (typed: Typed) => {
    setBusy(true)
    setFault(null)
    const email = typed.email.trim()
    try {
      await call(account.setup, { body: { ...typed, email, token, demo: typed.demo ?? false } })
      await call(entry.signIn, { body: { email, password: typed.password } })
      await changed()
      await navigate({ to: (typed.demo ? '/' : '/first-hour') as string, replace: true })
    } catch (refusal) {
      const faults = refusal instanceof ApiError ? refusal.problem.errors ?? [] : []
      const known = FIELDS.flatMap((name) => {
        const errors = faults.filter((one) => one.path === name || (name === 'zone' && one.path === 'value')).map((one) => one.message)
        return errors.length ? [{ name, errors }] : []
      })
      form.setFields(known)
      if (!known.length) setFault(refusal)
    } finally { setBusy(false) }
  }
  const required = { required: true, message: t('setup.required') }
  return (
    <Entrance title={t('setup.title')} text={t('setup.text')} wide>
      {fault ? <Alert type="error" showIcon title={faultText(fault)} description={fault instanceof ApiError ? <FaultDetail error={fault} /> : undefined} /> : null}
      <Form<Typed> form={form} layout="vertical" requiredMark={false} initialValues={{ zone: ownZone(), demo: false }} onFinish={(typed) => void save(typed)}>
        <h2 className="entrance-set">{t('setup.company-part')}</h2>
        <Form.Item name="company" label={t('setup.company')} rules={[required]}><Input autoFocus autoComplete="organization" maxLength={120} /></Form.Item>
        <Form.Item name="zone" label={t('setup.zone')} extra={t('setup.zone-text')} rules={[required]}><Select showSearch options={Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))} /></Form.Item>
        <h2 className="entrance-set">{t('setup.admin-part')}</h2>
        <Form.Item name="name" label={t('staff.name')} rules={[required]}><Input autoComplete="name" maxLength={80} /></Form.Item>
        <Form.Item name="email" label={t('account.email')} rules={[required, { type: 'email', message: t('setup.bad-email') }]}><Input type="email" autoComplete="username" maxLength={200} /></Form.Item>
        <Form.Item name="password" label={t('account.password')} extra={t('password.rule', { length: 10 })} rules={[required]}><Input.Password autoComplete="new-password" maxLength={128} /></Form.Item>
        <label className="entrance-demo"><Form.Item name="demo" noStyle><Switch size="small" aria-label={t('setup.demo')} /></Form.Item><span>{t('setup.demo')}<p>{t('setup.demo-text')}</p></span></label>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>{t('setup.go')}</Button>
      </Form>
    </Entrance>
  )
}

/** The browser's zone; a machine that keeps UTC says nothing about where its company is. */
function ownZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return timeZone === 'UTC' || timeZone.startsWith('Etc/') ? 'Asia/Shanghai' : timeZone
}
