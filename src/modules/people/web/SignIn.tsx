import { LoginOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { ApiError, call, query } from '../../../kernel/client.ts'
import { faultText } from '../../../kernel/web/problem.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useSession, useSessionChange } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { account, entry } from '../contract.ts'
import { Entrance } from './Entrance.tsx'
import { NewPassword } from './parts/NewPassword.tsx'

interface Typed { email: string; password: string }
type Step = { at: 'password' } | { at: 'code' | 'renew'; typed: Typed }

/** Sign-in: e-mail and password, then the code where two-factor is on, then a password of one's own where the first was temporary. */
export function SignIn() {
  const t = useT()
  const { company } = useSession()
  const { next, error } = useSearch({ strict: false }) as { next?: string; error?: string }
  const navigate = useNavigate()
  const changed = useSessionChange()
  const ways = useQuery({ ...query(account.ways, {}), staleTime: 300_000 })
  const [step, setStep] = useState<Step>({ at: 'password' })
  const [fault, setFault] = useState<unknown>(error ? new Error('elsewhere') : null)
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState(0)
  usePageTitle(t('sign-in.title'))

  const goOn = async () => {
    await changed()
    // Only within our own pages: an address from outside is not followed.
    await navigate({ to: next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/', replace: true })
  }
  const enter = async (typed: Typed, code?: string) => {
    setBusy(true)
    setFault(null)
    try {
      const answer = await call(entry.signIn, { body: { ...typed, ...(code ? { code } : {}) } })
      if (answer.secondFactor) setStep({ at: 'code', typed })
      else if (answer.mustChangePassword) setStep({ at: 'renew', typed })
      else await goOn()
    } catch (refusal) {
      setFault(refusal)
      setRefusals((n) => n + 1)
      if (refusal instanceof ApiError && refusal.code === 'sign-in.wrong') setStep({ at: 'password' })
    } finally { setBusy(false) }
  }
  const elsewhere = async () => {
    setBusy(true)
    try { location.assign((await call(entry.signInElsewhere, { body: {} })).url) } catch (refusal) { setFault(refusal); setBusy(false) }
  }

  const said = fault ? <Alert type="error" showIcon title={fault instanceof Error && fault.message === 'elsewhere' ? t('sign-in.elsewhere-failed') : faultText(fault)} /> : null
  if (step.at === 'renew') return <Entrance title={t('password.choose')} text={t('password.choose-text')}>{said}<NewPassword current={step.typed.password} done={() => void goOn()} /></Entrance>
  if (step.at === 'code') return <Entrance title={t('sign-in.code-title')}>{said}<CodeStep refusals={refusals} busy={busy} enter={(code) => void enter(step.typed, code)} back={() => { setFault(null); setStep({ at: 'password' }) }} /></Entrance>
  return (
    <Entrance title={t('sign-in.title')} text={company.name}>
      {said}
      <Form<Typed> layout="vertical" requiredMark={false} size="large" onFinish={(typed) => void enter({ email: typed.email.trim(), password: typed.password })}>
        <Form.Item name="email" label={t('account.email')} rules={[{ required: true, message: t('sign-in.need-email') }]}><Input type="email" autoComplete="username" autoFocus inputMode="email" /></Form.Item>
        <Form.Item name="password" label={t('account.password')} rules={[{ required: true, message: t('sign-in.need-password') }]}><Input.Password autoComplete="current-password" maxLength={128} /></Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>{t('sign-in.title')}</Button>
      </Form>
      {ways.data?.oidc ? <><div className="entrance-or">{t('sign-in.or')}</div><Button size="large" block icon={<LoginOutlined aria-hidden />} disabled={busy} onClick={() => void elsewhere()}>{t('sign-in.with', { name: ways.data.oidc })}</Button></> : null}
    </Entrance>
  )
}

function CodeStep({ refusals, busy, enter, back }: { /** Each empties the boxes. */ refusals: number; busy: boolean; enter: (code: string) => void; back: () => void }) {
  const t = useT()
  const [lost, setLost] = useState(false)
  return (
    <>
      <p className="entrance-text">{t(lost ? 'sign-in.recovery-text' : 'sign-in.code-text')}</p>
      {lost
        ? <Form<{ code: string }> size="large" onFinish={({ code }) => enter(code.trim())}><Form.Item name="code" rules={[{ required: true, message: t('two-factor.bad-code') }]}><Input autoFocus autoComplete="off" aria-label={t('two-factor.recovery-code')} placeholder="xxxxx-xxxxx" /></Form.Item><Button type="primary" htmlType="submit" block loading={busy}>{t('sign-in.title')}</Button></Form>
        : <div className="entrance-code"><Input.OTP key={refusals} length={6} size="large" autoFocus autoComplete="one-time-code" inputMode="numeric" disabled={busy} formatter={(text) => text.replace(/\D/g, '')} onChange={enter} aria-label={t('two-factor.code')} /></div>}
      <div className="entrance-back"><Button type="link" onClick={back}>{t('sign-in.back')}</Button><Button type="link" onClick={() => setLost(!lost)}>{t(lost ? 'sign-in.use-code' : 'sign-in.use-recovery')}</Button></div>
    </>
  )
}
