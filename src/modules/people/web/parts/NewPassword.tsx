import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { ApiError, call, query } from '../../../../kernel/client.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { account, entry } from '../../contract.ts'

interface Typed { current: string; next: string; again: string }

/** A new password for oneself. `current` is known right after a sign-in; else it is asked for. */
export function NewPassword({ current, done }: { current?: string; done: () => void }) {
  const t = useT()
  const me = useQuery(query(account.me, {}))
  const [form] = Form.useForm<Typed>()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const save = async (typed: Typed) => {
    setBusy(true)
    setFault(null)
    try {
      await call(entry.changePassword, { body: { current: current ?? typed.current, next: typed.next } })
      form.resetFields()
      done()
    } catch (refusal) {
      const faults = refusal instanceof ApiError ? refusal.problem.errors ?? [] : []
      const at = { next: faults.filter((one) => one.path === 'next'), current: faults.filter((one) => one.path === 'password') }
      form.setFields([{ name: 'next', errors: at.next.map((one) => one.message) }, ...(current ? [] : [{ name: 'current' as const, errors: at.current.map((one) => one.message) }])])
      if (!at.next.length && !at.current.length) setFault(refusal)
    } finally { setBusy(false) }
  }
  return (
    <Form<Typed> form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void save(typed)} {...(current ? { size: 'large' as const } : {})}>
      {fault ? <Alert type="error" showIcon title={faultText(fault)} /> : null}
      <input type="text" autoComplete="username" value={me.data?.email ?? ''} readOnly hidden />
      {current ? null : <Form.Item name="current" label={t('password.current')} rules={[{ required: true, message: t('sign-in.need-password') }]}><Input.Password autoComplete="current-password" maxLength={128} /></Form.Item>}
      <Form.Item name="next" label={t('password.next')} extra={me.data ? t('password.rule', { length: me.data.passwordLength }) : undefined} rules={[{ required: true, message: t('password.need-next') }]}><Input.Password autoComplete="new-password" maxLength={128} autoFocus={current !== undefined} /></Form.Item>
      <Form.Item name="again" label={t('password.again')} dependencies={['next']} rules={[({ getFieldValue }) => ({ validator: (_, value) => value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t('password.differ'))) })]}><Input.Password autoComplete="new-password" maxLength={128} /></Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} block={current !== undefined}>{t('password.change')}</Button>
    </Form>
  )
}
