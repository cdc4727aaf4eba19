import '../../../kernel/web/record/record.css'
import '../../../kernel/web/definitions/definitions.css'
import './library.css'
import './builder/builder.css'
import { CheckCircleOutlined, CopyOutlined, DownloadOutlined, EditOutlined, FormOutlined, PrinterOutlined, RollbackOutlined, SendOutlined, StopOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import type { Definition, DefinitionState } from '../../../kernel/definition-contract.ts'
import { Compare } from '../../../kernel/web/definitions/Compare.tsx'
import { StateTag, versionName } from '../../../kernel/web/definitions/parts.tsx'
import { PublishDialog } from '../../../kernel/web/definitions/PublishDialog.tsx'
import { standingsOf } from '../../../kernel/web/definitions/standing.ts'
import { Fault, NotFound } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import type { RecordTab } from '../../../kernel/web/record/RecordPage.tsx'
import { useCan } from '../../../kernel/web/session.tsx'
import { ask } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { forms } from '../contract.ts'
import type { Form } from '../questions/contract.ts'
import { LivePreview } from './parts/LivePreview.tsx'
import { said } from './parts/said.ts'

const Builder = lazy(() => import('./builder/Builder.tsx').then((file) => ({ default: file.Builder })))
const Figures = lazy(() => import('./parts/Figures.tsx').then((file) => ({ default: file.Figures })))
const Submissions = lazy(() => import('./SubmissionList.tsx').then((file) => ({ default: file.SubmissionsOf })))
const NewForm = lazy(() => import('./parts/NewForm.tsx').then((file) => ({ default: file.NewForm })))

/** One form: how it looks, what was answered, and for those who build it its draft, its versions and its way to being published. */
export function FormPage() {
  const can = useCan()
  return can('definition.read') ? <Built /> : <Read />
}

function Read() {
  const { key } = useParams({ strict: false }) as { key: string }
  const found = useQuery(query(forms.list, {}))
  const form = found.data?.items.find((one) => one.key === key)
  if (!form) return found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : found.data ? <NotFound /> : <PageSkeleton />
  return <RecordPage endpoint={forms.get} params={{ id: form.id }} back={{ to: '/forms', label: 'form.plural' }} title={(it) => said(it.name)} actions={(it) => actionsOf(it.id, it.for.length === 0)}
    tabs={(it) => commonTabs({ id: it.id, formKey: key, form: it.questions })} />
}
const actionsOf = (id: string, standsAlone: boolean) => [
  ...(standsAlone ? [{ key: 'fill', label: 'form.fill', primary: true as const, permission: 'submission.fill', icon: <FormOutlined aria-hidden />, run: () => location.assign(`/fill/${id}`) }] : []),
  { key: 'print', label: 'form.print', icon: <PrinterOutlined aria-hidden />, run: () => location.assign(`/forms/print/${id}`) },
]
const commonTabs = ({ id, formKey, form }: { id: string; formKey: string; form: Form }): RecordTab[] => [
  { key: 'preview', label: 'form.tab.preview', content: <div className="form-tab"><LivePreview form={form} wide /></div> },
  { key: 'figures', label: 'form.tab.figures', permission: 'submission.report', content: <Suspense fallback={<PageSkeleton />}><Figures id={id} /></Suspense> },
  { key: 'submissions', label: 'submission.plural', permission: 'submission.read', content: <Suspense fallback={<PageSkeleton />}><Submissions formKey={formKey} /></Suspense> },
]

function Built() {
  const t = useT()
  const navigate = useNavigate()
  const { key } = useParams({ strict: false }) as { key: string }
  const { version: asked, tab } = useSearch({ strict: false }) as Record<string, string | undefined>
  const [publishing, setPublishing] = useState<{ it: Definition; open: boolean } | null>(null)
  const [copying, setCopying] = useState(false)
  const found = useQuery(query(definitions.list, { query: { kind: 'form', key } }))
  const models = useQuery({ ...query(forms.list, {}), enabled: copying })
  const draft = useCall(definitions.draft, { said: 'definition.drafted' })
  const move = useCall(definitions.move)
  const now = new Date(found.dataUpdatedAt)
  const [standing] = standingsOf(found.data?.items ?? [], now)
  if (!standing) return found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : found.data ? <NotFound /> : <PageSkeleton />
  const { versions, inForce, open } = standing
  // The builder opens what is being built; everything else what is in force.
  const wanted = versions.find((one) => one.id === asked) ?? (tab === 'build' ? open : undefined) ?? inForce ?? versions[0]
  const id = (wanted as { id: string }).id
  const show = (next: string, on?: string) => void navigate({ to: '.', replace: true, search: { version: next, ...(on ? { tab: on } : {}) } as never })
  const draftFrom = async (it: Definition) => {
    const made = await draft.run({ body: { kind: 'form', key, body: it.body } })
    if (made) show(made.id, 'build')
  }
  const go = (it: Definition, to: DefinitionState) => move.run({ params: { id: it.id }, body: { to, version: it.revision } })
  const retire = async (it: Definition) => {
    const words = it.state === 'published' ? 'retire' : 'drop'
    if (await ask({ title: t(`definition.${words}-ask`, { name: versionName(it) }), text: t(it.inForce ? 'form.retire-text' : `definition.${words}-text`), yes: t(`definition.${words}`), danger: true })) await go(it, 'retired')
  }
  const exportJson = (it: Definition) => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([JSON.stringify(it.body, null, 2)], { type: 'application/json' }))
    link.download = `${key}-v${it.version}.json`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <>
      <RecordPage
        endpoint={definitions.get} params={{ id }} back={{ to: '/forms', label: 'form.plural' }} title={(it) => said((it.body as unknown as Form).name)} number={() => <code className="definition-key">{key}</code>}
        tags={(it) => <><span className="definition-at num">{versionName(it)}</span><StateTag it={it} now={now} /></>}
        actions={(it) => [
          { key: 'publish', label: 'definition.publish', may: 'publish', primary: true, icon: <CheckCircleOutlined aria-hidden />, run: () => setPublishing({ it, open: true }) },
          { key: 'review', label: 'definition.review', may: 'review', primary: true, icon: <SendOutlined aria-hidden />, busy: move.busy, run: () => go(it, 'review') },
          { key: 'return', label: 'definition.return', may: 'return', icon: <RollbackOutlined aria-hidden />, busy: move.busy, run: () => go(it, 'draft') },
          ...(open ? open.id === it.id ? [] : [{ key: 'open', label: `definition.to-${open.state}`, icon: <EditOutlined aria-hidden />, run: () => show(open.id, 'build') }]
            : [{ key: 'own', label: 'form.edit', permission: 'definition.write', primary: true as const, icon: <EditOutlined aria-hidden />, busy: draft.busy, run: () => draftFrom(it) }]),
          ...(it.state === 'published' ? actionsOf(it.id, !(it.body as unknown as Form).for?.length) : []),
          { key: 'copy', label: 'form.duplicate', permission: 'definition.write', icon: <CopyOutlined aria-hidden />, run: () => setCopying(true) },
          { key: 'export', label: 'form.export-json', icon: <DownloadOutlined aria-hidden />, run: () => exportJson(it) },
          { key: 'retire', label: it.state === 'published' ? 'definition.retire' : 'definition.drop', may: 'retire', danger: true, icon: <StopOutlined aria-hidden />, run: () => retire(it) },
        ]}
        tabs={(it) => [
          ...commonTabs({ id: it.id, formKey: key, form: it.body as unknown as Form }).slice(0, 1),
          ...(it.may.includes('edit') ? [{ key: 'build', label: 'form.tab.build', content: <Suspense fallback={<PageSkeleton />}><Builder key={it.id} it={it} /></Suspense> }]
            : [{ key: 'build', label: 'form.tab.build', permission: 'definition.write', content: <Alert className="form-tab" type="info" showIcon title={t(it.state === 'review' ? 'form.in-review' : 'form.not-editable')} action={it.state === 'review' || open ? undefined : <Button size="small" type="primary" loading={draft.busy} onClick={() => void draftFrom(it)}>{t('form.edit')}</Button>} /> }]),
          ...(it.state === 'published' || it.state === 'retired' ? commonTabs({ id: it.id, formKey: key, form: it.body as unknown as Form }).slice(1) : []),
          { key: 'versions', label: 'definition.versions', count: versions.length, content: (
            <div className="form-tab">
              <ul className="definition-versions form-versions">{versions.map((one) => <li key={one.id}><button type="button" aria-current={one.id === it.id || undefined} onClick={() => show(one.id, 'versions')}><span className="num">{versionName(one)}</span><StateTag it={one} now={now} /></button></li>)}</ul>
              <Compare versions={versions} id={it.id} />
            </div>
          ) },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={definitions.events} params={{ id: it.id }} /> },
        ]}
      />
      {publishing ? <PublishDialog key={publishing.it.id} it={publishing.it} inForce={inForce} open={publishing.open} close={() => setPublishing({ ...publishing, open: false })} /> : null}
      {copying && models.data ? <Suspense><NewForm models={models.data.items} like={key} close={() => setCopying(false)} /></Suspense> : null}
    </>
  )
}
