import './sos.css'
import { AlertOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { useLive } from '../../../kernel/web/live.tsx'
import { Moment } from '../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { language, useT } from '../../../kernel/web/words.ts'
import { figureText } from '../../metrics/web/index.ts'
import { alarms } from '../contract.ts'
import type { Alarm, Place } from '../contract.ts'
import { AlarmCard } from './parts/AlarmCard.tsx'
import { PlaceCard } from './parts/PlaceCard.tsx'
import { PlaceForm } from './parts/PlaceForm.tsx'

/** Calls for help as they stand now, what they came to, and the places they come from. */
export function SosPage() {
  const t = useT()
  usePageTitle(t('sos.title'))
  const open = useQuery(query(alarms.alarms, { query: { open: 'true', limit: 50 } }))
  const recent = useQuery(query(alarms.alarms, { query: { limit: 30 } }))
  useLive('sos', () => { void open.refetch(); void recent.refetch() })
  const [editing, setEditing] = useState<Place | 'new' | null>(null)
  return (
    <div className="sos-page">
      <header><h1>{t('sos.title')}</h1><Can permission="sos.place"><Button icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>{t('sos-place.add')}</Button></Can></header>
      <div aria-live="assertive">
        {open.isError && !open.data ? <Fault error={open.error} again={() => void open.refetch()} /> : !open.data ? <div className="sos-open"><span className="grey" style={{ width: '40%', height: 22 }} /></div>
          : open.data.items.length ? <ul className="sos-open">{open.data.items.map((one) => <li key={one.id}><AlarmCard of={one} /></li>)}</ul> : <Blank mark={<AlertOutlined />} title={t('sos.none-open')} text={t('sos.none-open-text')} />}
      </div>
      {open.isPending ? null : <Tabs items={[
        { key: 'recent', label: t('sos.recent'), children: <Recent items={recent.data?.items.filter(({ ended }) => ended)} /> },
        { key: 'places', label: t('sos-place.plural'), children: <Places edit={setEditing} /> },
      ]} />}
      {editing ? <PlaceForm of={editing === 'new' ? null : editing} close={() => setEditing(null)} /> : null}
    </div>
  )
}

function Recent({ items }: { items: readonly Alarm[] | undefined }) {
  const t = useT()
  if (!items) return <span className="grey" style={{ width: '60%', height: 16 }} />
  if (!items.length) return <p className="quiet">{t('sos.none')}</p>
  return (
    <ul className="sos-past">
      {items.map((one) => (
        <li key={one.id}>
          <p><strong>{one.place.name}</strong> <span className="quiet">{one.place.location}</span></p>
          <p className="num"><Moment at={one.pressedAt} form="full" /> · {t(`sos.state.${one.state}`)}{one.answered ? <> · {t('sos.answered-by', { name: one.answered.by.name, time: figureText(language(), 'seconds', one.answered.seconds) })}</> : null}</p>
          {one.words ? <p>{one.words}</p> : null}
          {one.outcome ? <p className="quiet">{one.outcome}</p> : null}
        </li>
      ))}
    </ul>
  )
}

function Places({ edit }: { edit: (place: Place | 'new') => void }) {
  const t = useT()
  const found = useQuery(query(alarms.places, {}))
  const items = found.data?.items ?? []
  if (found.data && !items.length) return <Blank title={t('sos-place.none')} text={t('sos-place.none-text')} act={<Can permission="sos.place"><Button type="primary" onClick={() => edit('new')}>{t('sos-place.add')}</Button></Can>} />
  return <ul className="sos-places">{items.map((one) => <li key={one.id}><PlaceCard of={one} edit={() => edit(one)} /></li>)}</ul>
}
