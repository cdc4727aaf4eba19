import './messages.css'
import { CheckCircleOutlined, SaveOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useBlocker, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Input, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { ApiError, call, query } from '../../../kernel/client.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import type { Definition } from '../../../kernel/definition-contract.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { faultText } from '../../../kernel/web/problem.tsx'
import { useCan, useSession } from '../../../kernel/web/session.tsx'
import { ask, toast } from '../../../kernel/web/toast.tsx'
import { LANGUAGES, language, useT } from '../../../kernel/web/words.ts'
import { examplesOf, fill } from '../templates/rules.ts'
import { Sheet } from './parts/Sheet.tsx'
import { TemplateForm } from './parts/TemplateForm.tsx'
import { newTemplate, strayPlaces } from './parts/draft-template.ts'
import type { TemplateDraft } from './parts/draft-template.ts'

/** The page of one template, or of a new one: the form at the left, what it looks like at the right, while it is typed. */
export function TemplateEditor() {
  const { key } = useParams({ strict: false }) as { key: string }
  const isNew = key === 'new'
  const versions = useQuery({ ...query(definitions.list, { query: { kind: 'template', key } }), enabled: !isNew })
  // What is being written goes on; else the one in force is where the next version begins.
  const from = versions.data?.items.find((one) => one.origin === 'company' && one.state === 'draft') ?? versions.data?.items.find((one) => one.inForce) ?? versions.data?.items[0]
  const found = useQuery({ ...query(definitions.get, { params: { id: from?.id ?? '' } }), enabled: from !== undefined })
  if (isNew) return <Editor key="new" name={null} it={null} />
  if (found.data) return <Editor key={found.data.id} name={key} it={found.data} />
  return versions.isError || found.isError ? <Fault error={versions.error ?? found.error} /> : <PageSkeleton />
}

function Editor({ name, it }: { name: string | null; it: Definition | null }) {
  const t = useT()
  const can = useCan()
  const { company } = useSession()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [draft, setDraft] = useState<TemplateDraft>(() => it ? it.body as unknown as TemplateDraft : newTemplate())
  const [saved, setSaved] = useState(draft)
  const [standing, setStanding] = useState(it?.origin === 'company' && it.state === 'draft' ? it : null)
  const [key, setKey] = useState(name ?? '')
  const [tongue, setTongue] = useState<'zh-CN' | 'en'>(language())
  const [faults, setFaults] = useState<{ title: string; items: readonly { path: string; message?: string | undefined }[] } | null>(null)
  const [busy, setBusy] = useState<'save' | 'publish' | null>(null)
  const dirty = draft !== saved
  usePageTitle(draft.name.zh || t('template.new'))
  const blocker = useBlocker({ shouldBlockFn: () => dirty && !busy, enableBeforeUnload: () => dirty, withResolver: true, disabled: !dirty })
  useEffect(() => {
    if (blocker.status === 'blocked') void ask({ title: t('form.leave-ask'), text: t('form.leave-text'), yes: t('form.leave'), no: t('form.stay'), danger: true }).then((sure) => sure ? blocker.proceed() : blocker.reset())
    // The question is put once for each attempt to leave.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [blocker.status])

  const save = async (): Promise<Definition | undefined> => {
    const body = draft as unknown as Definition['body']
    const made = standing
      ? dirty ? await call(definitions.edit, { params: { id: standing.id }, body: { body, version: standing.revision } }) : standing
      : await call(definitions.draft, { body: { kind: 'template', key: key.trim(), body } })
    setStanding(made)
    setSaved(draft)
    return made
  }
  const run = async (what: 'save' | 'publish') => {
    setBusy(what)
    setFaults(null)
    try {
      const made = await save()
      if (what === 'publish' && made) {
        const review = await call(definitions.move, { params: { id: made.id }, body: { to: 'review', version: made.revision } })
        await call(definitions.move, { params: { id: made.id }, body: { to: 'published', version: review.revision } })
      }
      void cache.invalidateQueries()
      toast.done(t(what === 'publish' ? 'template.published' : 'definition.saved'))
      if (what === 'publish') { setSaved(draft); void navigate({ to: '/templates' as string, search: { key: made?.key } as never, ignoreBlocker: true }) } else if (!name && made) void navigate({ to: `/templates/${made.key}` as string, ignoreBlocker: true })
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : undefined
      setFaults({ title: problem?.errors?.length ? problem.title : faultText(error), items: (problem?.errors ?? []).map(({ path, message }) => ({ path: path.replace(/^body\.?/, ''), message })) })
    } finally { setBusy(null) }
  }
  const stray = strayPlaces(draft)
  return (
    <div className="template-edit" onKeyDown={(event) => { if ((event.ctrlKey || event.metaKey) && event.key === 's') { event.preventDefault(); void run('save') } }}>
      <header>
        <h1 className="clip">{name ? draft.name[language() === 'en' ? 'en' : 'zh'] || name : t('template.new')}</h1>
        {standing ? <span className="quiet">{t('template.is-draft')}</span> : null}
        <Link to={'/templates' as string}><Button>{t('template.plural')}</Button></Link>
        <Button icon={<SaveOutlined aria-hidden />} loading={busy === 'save'} disabled={busy !== null || (!dirty && standing !== null) || !key.trim()} onClick={() => void run('save')}>{t('definition.save-draft')}</Button>
        {can('definition.publish') ? <Button type="primary" icon={<CheckCircleOutlined aria-hidden />} loading={busy === 'publish'} disabled={busy !== null || stray.length > 0 || !key.trim() || (!dirty && standing === null)} onClick={() => void run('publish')}>{t('template.publish')}</Button> : null}
      </header>
      <div className="template-form">
        {faults ? <Alert type="error" showIcon title={faults.title} description={faults.items.length ? <ul>{faults.items.map((one) => <li key={one.path}><code>{one.path}</code> {one.message}</li>)}</ul> : undefined} /> : null}
        {name ? null : <fieldset><legend>{t('template.key')}</legend><label>{t('template.key-help')}<Input value={key} onChange={(event) => setKey(event.target.value)} placeholder="delivery-late" /></label></fieldset>}
        <TemplateForm of={draft} change={setDraft} />
        {stray.length ? <p className="template-faults" role="alert">{t('template.stray', { names: stray.map((one) => `{{${one}}}`).join(' ') })}</p> : null}
      </div>
      <section className="template-shown" aria-label={t('template.preview')} aria-live="polite">
        <header><h2>{t('template.preview')}</h2><Segmented size="small" value={tongue} onChange={setTongue} options={LANGUAGES.map((one) => ({ value: one.key, label: one.name }))} /></header>
        <Sheet of={fill(draft, examplesOf(draft, tongue), tongue, company.zone)} />
      </section>
    </div>
  )
}
