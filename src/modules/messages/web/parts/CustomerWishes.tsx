import '../messages.css'
import { MailOutlined, MessageOutlined, PhoneOutlined, WechatOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import type { ReactNode } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import { wishes } from '../../contract.ts'
import type { Consent, Wishes } from '../../contract.ts'
import { REACH_CHANNELS } from '../../rules.ts'
import type { ReachChannel } from '../../rules.ts'

const ICONS: Record<Consent['kind'], ReactNode> = { email: <MailOutlined aria-hidden />, phone: <PhoneOutlined aria-hidden />, sms: <MessageOutlined aria-hidden />, wechat: <WechatOutlined aria-hidden /> }

/** By which channel a customer wants to be reached, and for what each address may be used. */
export function CustomerWishes({ customerId }: { customerId: string }) {
  const found = useQuery(query(wishes.consents, { params: { id: customerId } }))
  if (!found.data) return found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : <PageSkeleton />
  return <Shown customerId={customerId} of={found.data} />
}

function Shown({ customerId: id, of }: { customerId: string; of: Wishes }) {
  const t = useT()
  const prefer = useCall(wishes.preferChannel, { said: 'consent.saved', refresh: [wishes.consents] })
  const say = useCall(wishes.sayConsent, { said: 'consent.saved', refresh: [wishes.consents] })
  const unblock = useCall(wishes.unblockAddress, { said: 'consent.unblocked', refresh: [wishes.consents] })
  const { preference, mayChange } = of
  const channels = REACH_CHANNELS.map((value) => ({ value, label: t(`message.channel.${value}`) }))
  const set = (more: Partial<Pick<Wishes['preference'], 'preferred' | 'forbidden'>>) => prefer.run({ params: { id }, body: { preferred: preference.preferred, forbidden: preference.forbidden, version: preference.version, ...more } })
  return (
    <div className="message-wishes">
      <section>
        <h2>{t('consent.channel')}</h2>
        <div className="message-wish-way">
          <label>{t('consent.preferred')}<Select allowClear disabled={!mayChange || prefer.busy} value={preference.preferred} options={channels.filter((one) => !preference.forbidden.includes(one.value))} placeholder={t('consent.no-wish')} onChange={(to?: ReachChannel) => void set({ preferred: to ?? null })} /></label>
          <label>{t('consent.forbidden')}<Select mode="multiple" disabled={!mayChange || prefer.busy} value={preference.forbidden} options={channels.filter((one) => one.value !== preference.preferred)} placeholder={t('consent.none-forbidden')} onChange={(to: ReachChannel[]) => void set({ forbidden: to })} /></label>
        </div>
      </section>
      <section>
        <h2>{t('consent.by-address')}</h2>
        <p className="quiet">{t('consent.by-address-text')}</p>
        {of.items.length === 0 ? <Blank title={t('consent.no-address')} /> : of.items.map((item) => (
          <div className="message-wish" key={item.contactPointId}>
            <header>{ICONS[item.kind]}<strong className="num">{item.value}</strong>{item.label ? <span className="quiet">{item.label}</span> : null}
              {item.blockedUntil ? <span className="message-blocked">{item.blockedFor && hasWord(item.blockedFor) ? t(item.blockedFor) : null} {t('consent.blocked')} <Moment at={item.blockedUntil} />{mayChange ? <Button size="small" loading={unblock.busy} onClick={() => void unblock.run({ params: { id }, body: { contactPointId: item.contactPointId } })}>{t('consent.unblock')}</Button> : null}</span> : null}
            </header>
            <ul>{item.purposes.map((one) => (
              <li key={one.purpose}>
                <span>{t(`message.purpose.${one.purpose}`)}</span>
                <small className="quiet">{one.at ? <>{hasWord(`consent.source.${one.source}`) ? t(`consent.source.${one.source}`) : one.source} · <Moment at={one.at} /></> : t(one.allowed ? 'consent.allowed-unasked' : 'consent.needs-yes')}</small>
                <Segmented size="small" disabled={!mayChange || say.busy} aria-label={`${t(`message.purpose.${one.purpose}`)} ${item.value}`} value={one.state ?? 'unasked'}
                  options={[...(one.state ? [] : [{ value: 'unasked', label: t('consent.unasked') }]), { value: 'given', label: t('consent.given') }, { value: 'withdrawn', label: t('consent.withdrawn') }]}
                  onChange={(state) => { if (state === 'given' || state === 'withdrawn') void say.run({ params: { id }, body: { contactPointId: item.contactPointId, purpose: one.purpose, state, source: 'staff' } }) }} />
              </li>
            ))}</ul>
          </div>
        ))}
      </section>
    </div>
  )
}
