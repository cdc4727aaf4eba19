import './needs.css'
import { EditOutlined, PlusOutlined, SendOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { Moment, RelativeTime } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { Can } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { CustomerLink } from '../../customers/web/index.ts'
import { needs } from '../contract.ts'
import type { Need, NeedRequest } from '../contract.ts'
import type { Stage } from '../rules.ts'
import { CaptureForm } from './parts/CaptureForm.tsx'
import { MoveDialog } from './parts/MoveDialog.tsx'
import { NeedForm } from './parts/NeedForm.tsx'
import { RouteDialog } from './parts/RouteDialog.tsx'
import { KindTag, StageSteps, StageTag } from './parts/tags.tsx'
import { useVoiceColumns } from './parts/voice-columns.tsx'

/** One need: who asks for it in which words, what departments say, how far it is, and who was told. */
export function NeedPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const t = useT()
  const { data: of } = useQuery(query(needs.need, { params: { id } }))
  const [open, setOpen] = useState<'edit' | 'route' | 'add' | Stage | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <RecordPage
        endpoint={needs.need} params={{ id }} entity="need" back={{ to: '/needs', label: 'need.desk' }} title={(it) => it.title} tags={(it) => <><KindTag kind={it.kind} /><StageTag stage={it.stage} /></>}
        facts={(it) => <><span>{t('need.voices')} <strong>{it.voices}</strong></span><span>{t('need.customers')} <strong>{it.customers}</strong></span>{it.product ? <span>{it.product}</span> : null}{it.lastVoiceAt ? <span>{t('need.lastVoiceAt')} <RelativeTime at={it.lastVoiceAt} /></span> : null}</>}
        actions={(it) => [
          ...it.next.filter((stage) => stage !== 'declined' && stage !== 'gathered' && !(it.stage === 'production' && stage === 'accepted')).map((stage) => ({ key: stage, label: `need.to.${stage}`, may: 'move', ...(isAnswered(it) ? { primary: true as const } : {}), run: () => setOpen(stage) })),
          { key: 'route', label: 'need.route', may: 'route', icon: <SendOutlined aria-hidden />, ...(it.requests.length ? {} : { primary: true as const }), run: () => setOpen('route') },
          { key: 'add', label: 'voice.capture', may: 'add', permission: 'voice.capture', icon: <PlusOutlined aria-hidden />, run: () => setOpen('add') },
          { key: 'edit', label: 'need.edit', may: 'change', icon: <EditOutlined aria-hidden />, run: () => setOpen('edit') },
          ...it.next.filter((stage) => stage === 'gathered' || (it.stage === 'production' && stage === 'accepted')).map((stage) => ({ key: stage, label: `need.to.${stage}`, may: 'move', run: () => setOpen(stage) })),
          ...(it.next.includes('declined') ? [{ key: 'declined', label: 'need.to.declined', may: 'move', danger: true as const, run: () => setOpen('declined') }] : []),
        ]}
        tabs={(it) => [
          { key: 'need', label: 'need.one', content: <Whole of={it} /> },
          { key: 'voices', label: 'need.voices', count: it.voices, content: <Voices id={it.id} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={needs.events} params={{ id }} /> },
        ]}
        side={(it) => <Side of={it} />}
      />
      {of && open === 'edit' ? <NeedForm key={of.version} open of={of} close={close} /> : null}
      {of && open === 'route' ? <RouteDialog of={of} close={close} /> : null}
      {of && open !== null && open !== 'edit' && open !== 'route' && open !== 'add' ? <MoveDialog of={of} to={open} close={close} /> : null}
      {of ? <CaptureForm open={open === 'add'} close={close} need={{ needId: of.id }} kind={of.kind} /> : null}
    </>
  )
}

/** A department has said its word, and none is still to. */
const isAnswered = (it: Need) => it.requests.some(({ state }) => state === 'answered') && it.requests.every(({ state }) => state !== 'open')

function Whole({ of }: { of: Need }) {
  const t = useT()
  return (
    <div className="need-whole">
      <StageSteps of={of} />
      {of.declinedWhy && of.stage === 'declined' ? <section className="need-declined"><h2>{t('need.declinedWhy')}</h2><p>{of.declinedWhy}</p></section> : null}
      <section><h2>{t('need.summary')}</h2>{of.summary ? <p>{of.summary}</p> : <p className="quiet">{t('need.no-summary')}</p>}</section>
      {of.direction ? <section><h2>{t('need.direction')}</h2><p>{of.direction}</p></section> : null}
      {of.launchNote ? <section><h2>{t('need.launchNote')}</h2><p>{of.launchNote}</p></section> : null}
      <section>
        <h2>{t('need.requests')}</h2>
        {of.requests.length ? <ul className="need-requests">{of.requests.map((one) => <Asked key={one.id} of={one} />)}</ul> : <p className="quiet">{t('need.requests-none')}</p>}
      </section>
    </div>
  )
}
function Asked({ of }: { of: NeedRequest }) {
  const t = useT()
  return (
    <li data-state={of.overdue ? 'overdue' : of.state}>
      <div className="need-request-head"><Can permission="department-request.read" otherwise={<strong>{of.department.name}</strong>}><Link to={`/department-requests/${of.id}` as string}><strong>{of.department.name}</strong></Link></Can><span className="quiet">{of.contact.name}</span><span className="need-reply" data-state={of.state === 'answered' ? 'answered' : of.overdue ? 'overdue' : 'waiting'}>{t(of.state === 'withdrawn' ? 'department-request.state.withdrawn' : `need.reply.${of.state === 'answered' ? 'answered' : of.overdue ? 'overdue' : 'waiting'}`)}</span></div>
      <p className="quiet num">{t('need.asked-at')} <Moment at={of.askedAt} /> · {of.answeredAt ? <><Moment at={of.answeredAt} /> {t(of.inTime ? 'need.answered-in-time' : 'need.answered-late')}</> : <>{t('need.due')} <Moment at={of.dueAt} /></>}</p>
      {of.answer ? <p className="need-answer">{of.answer}</p> : null}
    </li>
  )
}

function Voices({ id }: { id: string }) {
  const columns = useVoiceColumns().filter(({ key }) => key !== 'need').map(({ sort: _, ...column }) => column)
  return <ListPage within list="need-voices" endpoint={needs.voicesOf} params={{ id }} entity="voice" title="need.voices" search={false} columns={columns} empty={{ title: 'voice.empty', text: 'voice.empty-text' }} />
}

function Side({ of }: { of: Need }) {
  const t = useT()
  return (
    <>
      <Block title="need.one"><Facts items={[
        { label: 'need.department', value: of.department?.name }, { label: 'need.owner', value: of.owner.name }, { label: 'need.product', value: of.product }, { label: 'need.targetOn', value: of.targetOn }, { label: 'need.launchedAt', value: of.launchedAt ? <Moment at={of.launchedAt} /> : null }, { label: 'need.createdAt', value: <Moment at={of.createdAt} form="day" /> },
      ]} /></Block>
      <Block title="need.notices">
        {of.stage === 'launched' && of.notices.length ? (
          <>
            <p className="need-told num">{of.told.map(({ state, n }) => <span key={state} data-state={state}>{t(`need.notice.${state}`)} <strong>{n}</strong></span>)}</p>
            <ul className="need-notices">{of.notices.slice(0, 20).map((one, n) => <li key={one.customer?.id ?? n}>{one.customer ? <CustomerLink of={one.customer} /> : <span>{t('need.unknown-customer')}</span>}<span className="quiet">{one.messageId ? <Can permission="message.read" otherwise={t(`need.notice.${one.state}`)}><Link to={`/outbox/${one.messageId}` as string}>{t(`need.notice.${one.state}`)}</Link></Can> : t(`need.notice.${one.state}`)}</span></li>)}</ul>
          </>
        ) : <p className="quiet num">{of.wanting ? t('need.wanting', { n: of.wanting }) : t('need.notices-none')}</p>}
      </Block>
    </>
  )
}
