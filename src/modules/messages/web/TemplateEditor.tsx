import './messages.css'
import { useParams } from '@tanstack/react-router'
import { Input, Segmented } from 'antd'
import { useState } from 'react'
import type { Definition } from '../../../kernel/definition-contract.ts'
import { DraftHead, DraftProblems } from '../../../kernel/web/definitions/DraftHead.tsx'
import { useDefinition, useDefinitionDraft } from '../../../kernel/web/definitions/use-definition-draft.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useSession } from '../../../kernel/web/session.tsx'
import { onSaveKey } from '../../../kernel/web/typing.ts'
import { LANGUAGES, language, useT } from '../../../kernel/web/words.ts'
import { examplesOf, fill } from '../templates/rules.ts'
import { Sheet } from './parts/Sheet.tsx'
import { TemplateForm } from './parts/TemplateForm.tsx'
import { newTemplate, strayPlaces } from './parts/draft-template.ts'
import type { TemplateDraft } from './parts/draft-template.ts'

/** The page of one template, or of a new one: the form at the left, what it looks like at the right, while it is typed. */
export function TemplateEditor() {
  const { key } = useParams({ strict: false }) as { key: string }
  const own = key === 'new' ? null : key
  const { it, error, isReady } = useDefinition('template', own)
  if (error) return <Fault error={error} />
  return isReady ? <Editor key={it?.id ?? 'new'} own={own} it={it} /> : <PageSkeleton />
}

function Editor({ own, it }: { own: string | null; it: Definition | undefined }) {
  const t = useT()
  const { company } = useSession()
  const [key, setKey] = useState(own ?? '')
  const [tongue, setTongue] = useState<'zh-CN' | 'en'>(language())
  const { draft, setDraft, standing, canSave, canPublish, busy, faults, run } = useDefinitionDraft<TemplateDraft>({ kind: 'template', it, key, draftOf: (body) => body as TemplateDraft | undefined ?? newTemplate(), pathOf: (made) => `/templates/${made}`, list: '/templates' })
  usePageTitle(draft.name.zh || t('template.new'))
  const stray = strayPlaces(draft)
  return (
    <div className="template-edit" onKeyDown={onSaveKey(() => { if (canSave) void run('save') })}>
      <DraftHead title={own ? draft.name[language() === 'en' ? 'en' : 'zh'] || own : t('template.new')} back={{ to: '/templates', label: t('template.plural') }} state={standing ? t('definition.is-draft', { n: standing.version }) : null} canSave={canSave} canPublish={canPublish && !stray.length} busy={busy} run={run} />
      <div className="template-form">
        <DraftProblems of={faults} />
        {own ? null : <fieldset><legend>{t('definition.key')}</legend><label>{t('template.key-help')}<Input value={key} onChange={(event) => setKey(event.target.value)} placeholder="delivery-late" /></label></fieldset>}
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
