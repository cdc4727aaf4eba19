import '../knowledge-tools.css'
import './emergency.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Can, useCan } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { emergencies } from '../../emergency/contract.ts'
import type { EmergencyCard, EmergencyPin } from '../../emergency/contract.ts'
import { Steps } from './Steps.tsx'

const inMine = <T,>(of: { zh: T; en: T | null }): T => language() === 'en' ? of.en ?? of.zh : of.zh

/** Emergency cards: what is pinned, what is prepared, and what was pinned before. */
export function EmergencyPage() {
  const t = useT()
  const can = useCan()
  const cards = useQuery(query(emergencies.cards, {}))
  const active = useQuery(query(emergencies.active, {}))
  const past = useQuery(query(emergencies.past, { query: { limit: 50 } }))
  useLive('emergency', () => { void active.refetch(); void past.refetch() })
  const [asking, setAsking] = useState<EmergencyCard | 'words' | null>(null)
  usePageTitle(t('emergency.plural'))
  const pinned = new Set(active.data?.items.map(({ documentId }) => documentId))
  return (
    <div className="emergency-page">
      <header className="knowledge-head"><h1>{t('emergency.plural')}</h1>
        <Can permission="document.read"><Link to={'/library?kind=emergency-card' as string}><Button>{t('emergency.write')}</Button></Link></Can>
        <Can permission="knowledge.curate"><Button type="primary" danger icon={<PlusOutlined aria-hidden />} onClick={() => setAsking('words')}>{t('emergency.pin-words')}</Button></Can>
      </header>
      {cards.isError ? <Fault error={cards.error} again={() => void cards.refetch()} /> : !cards.data ? <PageSkeleton /> : (
        <>
          <h2>{t('emergency.prepared')}</h2>
          {cards.data.items.length === 0 ? <Blank title={t('emergency.none-prepared')} text={t('emergency.none-prepared-text')} /> : (
            <ul className="emergency-cards">
              {cards.data.items.map((card) => {
                const words = inMine(card.words)
                return (
                  <li key={card.documentId} data-pinned={pinned.has(card.documentId) || undefined}>
                    <header><h3>{words.title}</h3>{pinned.has(card.documentId) ? <i>{t('emergency.is-pinned-now')}</i> : can('knowledge.curate') ? <Button size="small" danger onClick={() => setAsking(card)}>{t('emergency.pin')}</Button> : null}</header>
                    {words.situation ? <p className="quiet">{words.situation}</p> : null}
                    <blockquote>{words.say}</blockquote>
                    {words.steps ? <details><summary className="quiet">{t('emergency.steps')}</summary><Steps text={words.steps} /></details> : null}
                  </li>
                )
              })}
            </ul>
          )}
          {past.data?.items.length ? <><h2>{t('emergency.past')}</h2><ol className="emergency-past">{past.data.items.map((pin) => <Past key={pin.id} of={pin} />)}</ol></> : null}
        </>
      )}
      {asking ? <PinDialog card={asking === 'words' ? null : asking} close={() => setAsking(null)} /> : null}
    </div>
  )
}

function Past({ of }: { of: EmergencyPin }) {
  const t = useT()
  return <li data-active={!of.endedAt || undefined}><strong>{inMine(of.words).title}</strong><span className="quiet">{of.by.name} <Moment at={of.at} />{of.endedAt ? <> – <Moment at={of.endedAt} /></> : null}</span>{of.endedAt ? <span className="quiet">{t('emergency.lasted', { minutes: Math.max(1, Math.round((of.endedAt.getTime() - of.at.getTime()) / 60_000)) })}</span> : <i>{t('emergency.is-pinned-now')}</i>}</li>
}

function PinDialog({ card, close }: { card: EmergencyCard | null; close: () => void }) {
  const t = useT()
  const pin = useCall(emergencies.pin, { said: 'emergency.was-pinned' })
  const [title, setTitle] = useState('')
  const [say, setSay] = useState('')
  const [note, setNote] = useState('')
  const isReady = card !== null || (title.trim() !== '' && say.trim() !== '')
  const done = async () => {
    if (!isReady || pin.busy) return
    const body = { ...(card ? { documentId: card.documentId } : { words: { zh: { title: title.trim(), say: say.trim() } } }), ...(note.trim() ? { note: note.trim() } : {}) }
    if (await pin.run({ body })) close()
  }
  return (
    <Modal open onCancel={close} width={520} title={card ? t('emergency.pin-ask', { title: inMine(card.words).title }) : t('emergency.pin-words')} okText={t('emergency.pin-now')} cancelText={t('frame.cancel')} okButtonProps={{ danger: true, disabled: !isReady, loading: pin.busy }} onOk={() => void done()}>
      <div className="emergency-form">
        <p className="quiet">{t('emergency.pin-help')}</p>
        {card ? <blockquote>{inMine(card.words).say}</blockquote> : (
          <>
            <label>{t('emergency.title')}<Input autoFocus value={title} maxLength={120} onChange={(event) => setTitle(event.target.value)} /></label>
            <label>{t('emergency.say')}<Input.TextArea value={say} maxLength={2_000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setSay(event.target.value)} /></label>
          </>
        )}
        <label>{t('emergency.note')}<Input autoFocus={card !== null} value={note} maxLength={500} placeholder={t('emergency.note-hint')} onChange={(event) => setNote(event.target.value)} onPressEnter={(event) => { if (!event.nativeEvent.isComposing) void done() }} /></label>
      </div>
    </Modal>
  )
}
