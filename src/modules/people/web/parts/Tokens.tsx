import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { account } from '../../contract.ts'
import type { ApiToken } from '../../contract.ts'
import { Part } from './Part.tsx'
import { OnceShown } from './OnceShown.tsx'

const DAYS = [30, 90, 180, 365]

/** One's own API tokens: made, shown once, revoked. */
export function Tokens() {
  const t = useT()
  const { permissions } = useSession()
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const found = useQuery(query(account.tokens, {}))
  const revoke = useCall(account.revokeToken, { said: 'token.revoked', refresh: [account.tokens] })
  const askRevoke = async (token: ApiToken) => { if (await ask({ title: t('token.revoke-ask', { name: token.name }), text: t('token.revoke-text'), yes: t('token.revoke'), danger: true })) await revoke.run({ params: { id: token.id }, body: {} }) }
  const fields: FormField[] = [
    { name: 'name', label: 'token.name', help: 'token.name-help', input: <Input maxLength={80} /> },
    { name: 'scope', label: 'token.scope', help: 'token.scope-help', input: <Scope permissions={permissions} /> },
    { name: 'expiresInDays', label: 'token.expires', input: <Select allowClear placeholder={t('token.never')} options={DAYS.map((n) => ({ value: n, label: t('token.days', { n }) }))} /> },
  ]
  const [now] = useState(Date.now)
  const live = (found.data?.items ?? []).filter((token) => !token.revokedAt)
  return (
    <>
      <Part title={t('token.plural')} text={t('token.text')} flush act={<Button onClick={() => setOpen(true)}>{t('token.make')}</Button>}>
        {live.length ? (
          <ul className="people-kept-rows">{live.map((token) => (
            <li key={token.id}>
              <span className="people-row-main"><strong className="clip">{token.name}</strong><span className="quiet num">sw_…{token.tail} · {token.scope ? t('token.narrowed', { n: token.scope.length }) : t('token.whole')} · {token.usedOn ? t('token.used', { day: token.usedOn }) : t('token.unused')}</span></span>
              {token.expiresAt ? token.expiresAt.getTime() < now ? <Tag color="warning">{t('token.expired')}</Tag> : <span className="quiet">{t('token.until')} <Moment at={token.expiresAt} form="day" /></span> : null}
              <Button size="small" type="text" onClick={() => void askRevoke(token)}>{t('token.revoke')}</Button>
            </li>
          ))}</ul>
        ) : null}
      </Part>
      <FormDrawer open={open} close={() => setOpen(false)} title="token.make" body={account.makeToken.spec.body} fields={fields} saveLabel="token.make" save={(body) => call(account.makeToken, { body })} saved={(made) => setSecret(made.token)} />
      <OnceShown title={t('token.made')} text={t('token.once')} secret={secret} close={() => setSecret(null)} />
    </>
  )
}

/** Chosen permissions; none chosen is no scope at all. */
function Scope({ value, onChange, id, permissions }: { value?: readonly string[] | null; onChange?: (value: string[] | null) => void; id?: string; permissions: readonly string[] }) {
  const t = useT()
  return <Select {...(id ? { id } : {})} mode="multiple" placeholder={t('token.whole')} value={[...value ?? []]} onChange={(chosen: string[]) => onChange?.(chosen.length ? chosen : null)} options={permissions.map((one) => ({ value: one, label: one }))} />
}
