import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Tag, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../../../kernel/client.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { account, entry } from '../../contract.ts'
import { Part } from './Part.tsx'

type Step = { at: 'rest' } | { at: 'password' } | { at: 'scan' | 'codes'; uri: string; backupCodes: string[] }

/** Two-factor by an authenticator: on with password, picture and code, off with the password. */
export function TwoFactor({ on }: { on: boolean }) {
  const t = useT()
  const cache = useQueryClient()
  const [step, setStep] = useState<Step>({ at: 'rest' })
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const [refusals, setRefusals] = useState(0)
  const go = async (run: () => Promise<void>) => {
    setBusy(true)
    setFault(null)
    try { await run() } catch (refusal) { setFault(refusal); setRefusals((n) => n + 1) } finally { setBusy(false) }
  }
  const again = () => cache.invalidateQueries({ queryKey: [account.me.path] })
  const prove = (password: string) => go(async () => {
    if (on) {
      await call(entry.disableTwoFactor, { body: { password } })
      setStep({ at: 'rest' })
      toast.done(t('two-factor.now-off'))
      await again()
    } else setStep({ at: 'scan', ...await call(entry.startTwoFactor, { body: { password } }) })
  })
  const confirm = (code: string) => go(async () => {
    if (step.at !== 'scan') return
    await call(entry.confirmTwoFactor, { body: { code } })
    setStep({ ...step, at: 'codes' })
    await again()
  })
  const act = step.at === 'rest' ? <Button onClick={() => { setFault(null); setStep({ at: 'password' }) }} danger={on}>{t(on ? 'two-factor.turn-off' : 'two-factor.turn-on')}</Button> : undefined
  return (
    <Part title={t('two-factor.title')} text={t('two-factor.text')} act={<span style={{ display: 'flex', gap: 8, alignItems: 'center' }}>{on ? <Tag color="success">{t('two-factor.on')}</Tag> : null}{act}</span>}>
      {step.at === 'rest' ? null : (
        <>
          {fault ? <Alert type="error" showIcon title={faultText(fault)} style={{ marginBottom: 12 }} /> : null}
          {step.at === 'password' ? (
            <Form<{ password: string }> layout="vertical" requiredMark={false} onFinish={({ password }) => void prove(password)}>
              <Form.Item name="password" label={t('password.current')} rules={[{ required: true, message: t('sign-in.need-password') }]}><Input.Password autoFocus autoComplete="current-password" maxLength={128} /></Form.Item>
              <Button type="primary" htmlType="submit" loading={busy} danger={on}>{t(on ? 'two-factor.turn-off' : 'two-factor.go-on')}</Button> <Button onClick={() => setStep({ at: 'rest' })}>{t('frame.cancel')}</Button>
            </Form>
          ) : null}
          {step.at === 'scan' ? (
            <div className="people-qr">
              <Picture uri={step.uri} />
              <ol>
                <li>{t('two-factor.scan')}<br /><Typography.Text className="quiet" copyable={{ text: secretOf(step.uri) }}>{t('two-factor.by-hand')}</Typography.Text></li>
                <li>{t('two-factor.enter')}<div style={{ marginTop: 8 }}><Input.OTP key={refusals} length={6} autoFocus inputMode="numeric" disabled={busy} formatter={(text) => text.replace(/\D/g, '')} onChange={(code) => void confirm(code)} aria-label={t('two-factor.code')} /></div></li>
              </ol>
            </div>
          ) : null}
          {step.at === 'codes' ? (
            <>
              <Alert type="success" showIcon title={t('two-factor.now-on')} description={t('two-factor.codes-text')} />
              <div className="people-codes">{step.backupCodes.map((code) => <span key={code}>{code}</span>)}</div>
              <Typography.Text copyable={{ text: step.backupCodes.join('\n'), tooltips: [t('account.copy'), t('account.copied')] }}>{t('two-factor.copy-codes')}</Typography.Text>{' '}
              <Button onClick={() => setStep({ at: 'rest' })}>{t('account.kept-it')}</Button>
            </>
          ) : null}
        </>
      )}
    </Part>
  )
}
const secretOf = (uri: string) => new URL(uri).searchParams.get('secret') ?? ''

function Picture({ uri }: { uri: string }) {
  const t = useT()
  const [picture, setPicture] = useState<string>()
  useEffect(() => {
    let gone = false
    void import('qrcode').then(({ toDataURL }) => toDataURL(uri, { margin: 2, width: 336, errorCorrectionLevel: 'M' })).then((made) => { if (!gone) setPicture(made) })
    return () => { gone = true }
  }, [uri])
  return picture ? <img src={picture} alt={t('two-factor.picture')} /> : <span className="grey" style={{ width: 168, height: 168 }} />
}
