import './changes.css'
import { EditOutlined, RocketOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { Can } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { causes } from '../causes/contract.ts'
import { changes } from '../contract.ts'
import type { Change } from '../contract.ts'
import { Causes } from './parts/Causes.tsx'
import { ChangeForm, versionText } from './parts/ChangeForm.tsx'
import { Plan } from './parts/Plan.tsx'
import { Readiness } from './parts/Readiness.tsx'
import { named } from './parts/said.ts'
import { ChangeTag } from './parts/tags.tsx'

/** One change of a process: why and how, what must stand ready, the plan by which it reaches everybody, and how many work the new way. */
export function ChangePage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [changing, setChanging] = useState<Change | null>(null)
  const [ending, setEnding] = useState<Change | null>(null)
  const [note, setNote] = useState('')
  const live = useCall(changes.goLive, { said: 'process-change.was-put-live' })
  const end = useCall(changes.end, { said: 'process-change.was-ended', done: () => setEnding(null) })
  const to = ending?.state === 'live' ? 'closed' as const : 'withdrawn' as const
  const ask = (of: Change) => { setNote(''); setEnding(of) }
  return (
    <>
      <RecordPage
        endpoint={changes.get} params={{ id }} entity="process-change" back={{ to: '/changes', label: 'process-change.plural' }} title={(of) => of.title} tags={(of) => <ChangeTag state={of.state} />}
        facts={(of) => <><span>{named(of.flow.name)}</span><span>{of.owner.name}</span><span>{of.liveAt ? <>{t('process-change.gone-live')} <Moment at={of.liveAt} form="day" /></> : `${t('process-change.plannedOn')} ${of.plannedOn}`}</span></>}
        actions={(of) => [
          { key: 'go-live', label: 'process-change.go-live', may: 'go-live', primary: true, icon: <RocketOutlined aria-hidden />, busy: live.busy, run: () => void live.run({ params: { id }, body: { version: of.version } }) },
          { key: 'change', label: 'process-change.edit', may: 'change', icon: <EditOutlined aria-hidden />, run: () => setChanging(of) },
          { key: 'close', label: 'process-change.close', may: 'close', run: () => ask(of) },
          { key: 'withdraw', label: 'process-change.withdraw', may: 'withdraw', danger: true, run: () => ask(of) },
        ]}
        tabs={(of) => [
          { key: 'overview', label: 'process-change.overview', content: <Overview of={of} /> },
          { key: 'plan', label: 'process-change.plan', count: of.plan.length, content: <Plan of={of} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={changes.events} params={{ id }} /> },
        ]}
        side={(of) => <Side of={of} />}
      />
      {changing ? <ChangeForm key={changing.version} open of={changing} close={() => setChanging(null)} /> : null}
      <Modal open={ending !== null} width={440} title={t(`process-change.${to === 'closed' ? 'close' : 'withdraw'}`)} okText={t(`process-change.${to === 'closed' ? 'close' : 'withdraw'}`)} okButtonProps={{ danger: to === 'withdrawn', loading: end.busy, disabled: !note.trim() }} onCancel={() => setEnding(null)}
        onOk={() => { if (ending) void end.run({ params: { id }, body: { version: ending.version, to, note: note.trim() } }) }}>
        <p className="change-said">{t(`process-change.ask-${to}`)}</p>
        <Input.TextArea aria-label={t('process-change.note')} placeholder={t('process-change.note')} value={note} maxLength={2_000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setNote(event.target.value)} />
      </Modal>
    </>
  )
}

function Overview({ of }: { of: Change }) {
  const t = useT()
  const found = useQuery(query(causes.causesOf, { params: { id: of.id } }))
  return (
    <div className="change-overview">
      <Readiness of={of} />
      <section><h2>{t('process-change.reason')}</h2><p className="change-text">{of.reason}</p></section>
      {found.data?.items.length ? <section><h2>{t('process-change.because-of')}</h2><Causes items={found.data.items} /></section> : null}
      <section><h2>{t('process-change.description')}</h2><p className="change-text">{of.description}</p></section>
      {of.endedNote ? <section><h2>{t(`process-change.state.${of.state}`)}</h2><p className="change-text">{of.endedNote}</p></section> : null}
    </div>
  )
}

function Side({ of }: { of: Change }) {
  const t = useT()
  const chosen = of.versions.find((one) => one.chosen)
  return (
    <>
      {of.adoption ? (
        <Block title="process-change.adoption">
          <div className="change-adoption num">
            <strong>{of.adoption.percent === null ? '–' : `${of.adoption.percent}%`}</strong><span className="quiet">{t('process-change.adoption-of', { n: of.adoption.n, of: of.adoption.of })}</span>
            <div className="change-adoption-ground" role="meter" aria-label={t('process-change.adoption')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={of.adoption.percent ?? 0}><i style={{ width: `${of.adoption.percent ?? 0}%` }} /></div>
            <p className="quiet">{t('process-change.adoption-means')}</p>
          </div>
        </Block>
      ) : null}
      <Block title="process-change.about">
        <Facts items={[
          { label: 'process-change.flowKey', value: <Can permission="definition.read" otherwise={named(of.flow.name)}><Link to={`/definitions/flow/${of.flow.key}` as string}>{named(of.flow.name)}</Link></Can> },
          { label: 'process-change.definitionId', value: chosen ? versionText(t, chosen) : t('process-change.version-at-go-live') },
          { label: 'process-change.ownerId', value: of.owner.name }, { label: 'process-change.plannedOn', value: of.plannedOn },
          ...(of.liveAt ? [{ label: 'process-change.gone-live', value: <><Moment at={of.liveAt} /> · {of.liveBy?.name}</> }] : []), ...(of.endedAt ? [{ label: 'process-change.ended', value: <Moment at={of.endedAt} /> }] : []),
        ]} />
      </Block>
    </>
  )
}
