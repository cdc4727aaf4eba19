import './people.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useSessionChange } from '../../../kernel/web/session.tsx'
import { toast } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { LANGUAGES, chooseLanguage, useT } from '../../../kernel/web/words.ts'
import { account } from '../contract.ts'
import type { Profile as Own } from '../contract.ts'
import { Part } from './parts/Part.tsx'
import { StandIns } from './parts/StandIns.tsx'
import { NewPassword } from './parts/NewPassword.tsx'
import { Tokens } from './parts/Tokens.tsx'
import { TwoFactor } from './parts/TwoFactor.tsx'

/** One's own account: language and telephone, password, two-factor, API tokens. */
export function Profile() {
  const t = useT()
  const me = useQuery(query(account.me, {}))
  usePageTitle(t('account.mine'))
  if (me.isError && !me.data) return <Fault error={me.error} again={() => void me.refetch()} />
  if (!me.data) return <PageSkeleton />
  return (
    <div className="people-page">
      <header className="people-page-head"><h1>{t('account.mine')}</h1></header>
      <div className="people-me">
        <Part title={me.data.name} text={me.data.email}><Contact me={me.data} /></Part>
        {me.data.mustChangePassword ? null : <Part title={t('delegation.part')} text={t('delegation.part-text')}><StandIns staffId={me.data.id} mayName /></Part>}
        <PasswordPart />
        <TwoFactor on={me.data.twoFactor} />
        {me.data.mustChangePassword ? null : <Tokens />}
      </div>
    </div>
  )
}

function Contact({ me }: { me: Own }) {
  const t = useT()
  const save = useCall(account.changeMe, { said: 'account.saved' })
  return (
    <Form<{ phone: string; locale: Own['locale'] }> layout="vertical" requiredMark={false} initialValues={{ phone: me.phone ?? '', locale: me.locale }}
      onFinish={async ({ phone, locale }) => {
        const saved = await save.run({ body: { version: me.version, locale, phone: phone.trim() || null } })
        if (saved && saved.locale !== me.locale) await chooseLanguage(saved.locale)
      }}>
      <Form.Item name="locale" label={t('staff.locale')} extra={t('account.locale-help')}><Segmented options={LANGUAGES.map(({ key, name }) => ({ value: key, label: name }))} /></Form.Item>
      <Form.Item name="phone" label={t('staff.phone')}><Input type="tel" autoComplete="tel" maxLength={30} /></Form.Item>
      <Button htmlType="submit" loading={save.busy}>{t('form.save')}</Button>
    </Form>
  )
}

function PasswordPart() {
  const t = useT()
  const [open, setOpen] = useState(false)
  const changed = useSessionChange()
  return (
    <Part title={t('account.password')} text={t('password.part-text')} act={open ? undefined : <Button onClick={() => setOpen(true)}>{t('password.change')}</Button>}>
      {open ? <NewPassword done={() => { setOpen(false); toast.done(t('password.changed')); void changed() }} /> : null}
    </Part>
  )
}
