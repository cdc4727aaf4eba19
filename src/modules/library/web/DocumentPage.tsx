import './library.css'
import './prose.css'
import { CheckOutlined, DownloadOutlined, EditOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call, query, urlOf } from '../../../kernel/client.ts'
import { NotFound } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import type { RecordAction } from '../../../kernel/web/record/RecordPage.tsx'
import { Slot } from '../../../kernel/web/slot.tsx'
import { useCan } from '../../../kernel/web/session.tsx'
import { Together } from '../../../kernel/web/together.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { documents } from '../contract.ts'
import type { Document, DocumentVersion, TextLanguage } from '../contract.ts'
import { Article } from './parts/Article.tsx'
import { DocumentAside } from './parts/DocumentAside.tsx'
import { ReasonDialog } from './parts/ReasonDialog.tsx'
import { Readers } from './parts/Readers.tsx'
import { SettingsForm } from './parts/SettingsForm.tsx'
import { StageTag } from './parts/tags.tsx'
import { documentSide } from './places.ts'
import { named, titleOf, writtenIn } from './parts/said.ts'
import { Versions } from './parts/Versions.tsx'

type Asking = { deed: 'return' | 'withdraw' | 'drop'; version: DocumentVersion } | { deed: 'open-review'; of: Document } | { deed: 'confirm-review'; of: Document } | null
const isGentle = ({ danger }: RecordAction) => !danger
const DEED_ICONS: Partial<Record<string, React.ReactNode>> = { approve: <CheckOutlined aria-hidden /> }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One document by its id, or by its key, as texts link to each other. */
export function DocumentPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const isKey = !UUID.test(id)
  const found = useQuery({ ...query(documents.byKey, { params: { key: id } }), enabled: isKey })
  if (!isKey) return <Reading key={id} />
  return found.data ? <Navigate to={`/library/${found.data.id}` as string} replace /> : found.isError ? <NotFound /> : <PageSkeleton />
}

/** For its readers first: what it says, then its versions, who knows it, and its history. */
function Reading() {
  const can = useCan()
  const navigate = useNavigate()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: of } = useQuery(query(documents.get, { params: { id } }))
  const openId = of?.open && of.open.id !== of.shown.id ? of.open.id : undefined
  const coming = useQuery({ ...query(documents.version, { params: { id, versionId: openId ?? '' } }), enabled: openId !== undefined })
  const [chosen, setChosen] = useState<'shown' | 'open'>('shown')
  const [language, setLanguage] = useState<TextLanguage | null>(null)
  const [asking, setAsking] = useState<Asking>(null)
  const [settings, setSettings] = useState<Document | null>(null)
  const shown = chosen === 'open' && coming.data ? coming.data : of?.shown
  const languages = shown ? writtenIn(shown.texts) : []
  const speaks = language && languages.includes(language) ? language : languages[0] ?? 'zh'
  const move = useCall(documents.move, { said: 'document.was-moved', done: () => setAsking(null) })
  const draft = useCall(documents.draft, { done: () => void navigate({ to: `/library/${id}/edit` as string }) })
  const openReview = useCall(documents.openReview, { said: 'document.review-was-opened', done: () => setAsking(null) })
  const confirmReview = useCall(documents.confirmReview, { said: 'document.was-reviewed', done: () => setAsking(null) })

  const shownId = shown?.id
  // That it was opened is counted once a version; a fault there is not the reader's matter.
  useEffect(() => { if (shownId) void call(documents.use, { params: { id }, body: { versionId: shownId } }).catch(() => {}) }, [id, shownId])

  const run = (version: DocumentVersion, deed: 'submit' | 'approve' | 'put-in-force') => () => void move.run({ params: { id, versionId: version.id }, body: { deed, revision: version.revision } })
  const deedsOf = (version: DocumentVersion): RecordAction[] => version.may.flatMap((deed): RecordAction[] => {
    const action = { key: deed, label: `document.deed.${deed}`, icon: DEED_ICONS[deed], busy: move.busy }
    if (deed === 'edit') return [{ ...action, icon: <EditOutlined aria-hidden />, ...(version.gaps.length ? { primary: true as const } : {}), run: () => void navigate({ to: `/library/${id}/edit` as string }) }]
    if (deed === 'submit' || deed === 'approve' || deed === 'put-in-force') return deed === 'submit' && version.gaps.length ? [] : [{ ...action, primary: true, run: run(version, deed) }]
    return [{ ...action, ...(deed === 'return' ? {} : { danger: true as const }), run: () => setAsking({ deed, version }) }]
  })
  const actions = (it: Document): RecordAction[] => [
    ...deedsOf(coming.data ?? it.shown).filter(isGentle),
    { key: 'draft', label: 'document.revise', may: 'draft', icon: <EditOutlined aria-hidden />, busy: draft.busy, run: () => void draft.run({ params: { id }, body: {} }) },
    { key: 'confirm-review', label: 'document.confirm-review', may: 'confirm-review', run: () => setAsking({ deed: 'confirm-review', of: it }) },
    { key: 'open-review', label: 'document.open-review', may: 'open-review', run: () => setAsking({ deed: 'open-review', of: it }) },
    { key: 'settings', label: 'document.settings', may: 'change', run: () => setSettings(it) },
    { key: 'print', label: 'document.print', icon: <PrinterOutlined aria-hidden />, run: () => window.print() },
    { key: 'markdown', label: 'document.download', icon: <DownloadOutlined aria-hidden />, run: () => { window.location.assign(urlOf(documents.markdown, { params: { id }, query: { language: speaks, ...(shownId ? { versionId: shownId } : {}) } })) } },
    ...[...deedsOf(coming.data ?? it.shown), ...(coming.data ? deedsOf(it.shown).filter(({ key }) => key === 'withdraw') : [])].filter((one) => !isGentle(one)),
  ]
  return (
    <>
      <RecordPage
        endpoint={documents.get} params={{ id }} entity="document" back={{ to: '/library', label: 'document.plural' }}
        title={(it) => (shown?.texts[speaks]?.title) ?? titleOf(it)} number={(it) => named(it.kindName)} tags={(it) => <StageTag stage={it.shown.stage} />}
        actions={actions}
        tabs={(it) => [
          { key: 'read', label: 'document.read', content: shown ? <Together key={id}><Article of={it} version={shown} coming={coming.data} chosen={chosen} choose={setChosen} language={speaks} languages={languages} speak={setLanguage} /></Together> : null },
          { key: 'versions', label: 'document.versions', count: it.versions.length, content: <Versions of={it} /> },
          ...(can('document.train') ? [{ key: 'readers', label: 'document.knowing', content: <Readers of={it} /> }] : []),
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={documents.events} params={{ id }} /> },
        ]}
        side={(it) => <><Slot of={documentSide} props={{ documentId: it.id, kind: it.kind }} /><DocumentAside of={it} version={shown ?? it.shown} language={speaks} /></>}
      />
      {asking ? (
        <ReasonDialog
          title={`document.${asking.deed === 'open-review' || asking.deed === 'confirm-review' ? asking.deed : `deed.${asking.deed}`}`} text={`document.ask-${asking.deed}`} danger={asking.deed === 'withdraw' || asking.deed === 'drop'} needed={asking.deed !== 'drop'} withDay={asking.deed === 'confirm-review'}
          busy={move.busy || openReview.busy || confirmReview.busy} close={() => setAsking(null)}
          done={(note, day) => {
            if (asking.deed === 'open-review') void openReview.run({ params: { id }, body: { version: asking.of.version, reason: note } })
            else if (asking.deed === 'confirm-review') void confirmReview.run({ params: { id }, body: { version: asking.of.version, note, ...(day ? { nextOn: day } : {}) } })
            else void move.run({ params: { id, versionId: asking.version.id }, body: { deed: asking.deed, revision: asking.version.revision, ...(note ? { note } : {}) } })
          }}
        />
      ) : null}
      {settings ? <SettingsForm key={settings.version} of={settings} close={() => setSettings(null)} /> : null}
    </>
  )
}
