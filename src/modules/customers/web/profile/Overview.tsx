import '../customers.css'
import './profile.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { Slot } from '../../../../kernel/web/slot.tsx'
import { Together } from '../../../../kernel/web/together.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import type { Customer } from '../../contract.ts'
import { profiles } from '../../profile/contract.ts'
import type { Profile, ProfileWord } from '../../profile/contract.ts'
import { customerBlocks } from '../places.ts'
import { ChannelProposal } from '../parts/ChannelProposal.tsx'
import { CustomerSegments } from '../parts/segments.tsx'
import { shownContact } from '../parts/shown-contact.ts'
import { Collected } from '../collection/Collected.tsx'
import { CheckDialog } from './CheckDialog.tsx'
import { Tags } from './Tags.tsx'

/** A customer's profile at a glance, block by block, with what is missing, checked and too old. */
export function Overview({ customerId }: { customerId: string }) {
  const params = { id: customerId }
  const [customer, profile] = [useQuery(query(customers.get, { params })), useQuery(query(profiles.profile, { params }))]
  const failed = customer.error ?? profile.error
  if (!customer.data || !profile.data) return failed ? <Fault error={failed} again={() => { void customer.refetch(); void profile.refetch() }} /> : <PageSkeleton />
  return (
    <div className="customer-overview">
      <Together key={customerId}><Blocks of={customer.data} profile={profile.data} /></Together>
    </div>
  )
}

function Blocks({ of, profile }: { of: Customer; profile: Profile }) {
  const t = useT()
  const [checking, setChecking] = useState<readonly ProfileWord[] | null>(null)
  const mayCheck = of.may.includes('change')
  const asked = profile.blocks.flatMap((block) => block.words)
  const old = asked.filter((word) => word.stale)
  return (
    <section className="customer-profile" aria-labelledby="customer-profile-title">
      <header className="customer-profile-head">
        <h2 id="customer-profile-title">{t('customer.profile')}</h2>
        <Percent value={profile.completeness} enough={profile.enough} wide />
        <span className="quiet">{t(profile.completeness >= profile.enough ? 'customer.profile-enough' : 'customer.profile-lacks', { enough: profile.enough })}</span>
        {mayCheck && old.length > 0 ? <Button size="small" onClick={() => setChecking(old)}>{t('customer.check-stale', { n: old.length })}</Button> : null}
      </header>
      <div className="customer-blocks">
        {profile.blocks.map((block) => {
          const open = block.words.filter((word) => word.key !== null)
          return (
            <section key={block.key} className="customer-block">
              <header><h3>{t(`customer.block.${block.key}`)}</h3><Percent value={block.completeness} enough={profile.enough} />{mayCheck && open.length > 0 ? <Button type="text" size="small" onClick={() => setChecking(open)}>{t('customer.check-all')}</Button> : null}</header>
              <ul>
                {block.words.map((word) => (
                  <li key={word.key ?? word.field}>
                    <span className="quiet">{t(`customer.profile-field.${word.field}`)}</span>
                    <span className="customer-word"><Value of={of} word={word} /></span>
                    <State word={word} {...(mayCheck && word.key !== null ? { check: () => setChecking([word]) } : {})} />
                  </li>
                ))}
              </ul>
              {block.key === 'wishes' ? <><Tags of={of} /><CustomerSegments of={of} /><ChannelProposal customerId={of.id} /></> : null}
            </section>
          )
        })}
        <Collected of={of} />
        <Slot of={customerBlocks} props={{ customerId: of.id }} />
      </div>
      {checking ? <CheckDialog customerId={of.id} words={checking} close={() => setChecking(null)} /> : null}
    </section>
  )
}

/** How complete something is; nothing where nothing is asked for. */
function Percent({ value, enough, wide = false }: { value: number | null; enough: number; wide?: boolean }) {
  const t = useT()
  if (value === null) return null
  return <span className="customer-percent" data-wide={wide || undefined}><Progress percent={value} showInfo={false} size="small" status={value >= enough ? 'success' : 'normal'} aria-label={t('customer.completeness')} /><b className="num">{Math.round(value)}%</b></span>
}

function Value({ of, word }: { of: Customer; word: ProfileWord }) {
  const t = useT()
  const { company } = useSession()
  const point = of.contactPoints.find((one) => one.id === word.key)
  if (!word.filled) return <em className="quiet">{t('customer.word-missing')}</em>
  if (point) return <bdi className="num">{shownContact(point.kind, point.value, company.country)}</bdi>
  switch (word.field) {
    case 'name': case 'title': case 'region': case 'industry': case 'size': return <bdi>{of[word.field]}</bdi>
    case 'birthday': return <span className="num">{of.birthday ?? of.lunarBirthday}</span>
    case 'document': return <>{of.documents.map((one) => t(`customer-document.kind.${one.kind}`)).join(t('list.comma'))}</>
    case 'tags': return <>{of.tags.length}</>
    default: return <>{t('customer.word-there')}</>
  }
}

/** Whether a word was found right, and how old that is; a button where it can be checked. */
function State({ word, check }: { word: ProfileWord; check?: () => void }) {
  const t = useT()
  if (word.key === null) return <span />
  const state = word.checked?.right === false ? 'wrong' : word.stale ? 'stale' : word.checked ? 'right' : 'unchecked'
  const told = word.checked
    ? t('customer.checked-by', { day: word.checked.on, source: t(`customer.check-source.${word.checked.source}`), by: word.checked.by ?? '–' })
    : t('customer.unchecked-since', { day: word.setOn ?? '' })
  const text = <><i data-state={state} aria-hidden />{t(`customer.word-state.${state}`)}{word.checked ? <span className="num"> {word.checked.on}</span> : null}</>
  return check ? <button type="button" className="customer-state" title={told} onClick={check}>{text}</button> : <span className="customer-state" title={told}>{text}</span>
}
