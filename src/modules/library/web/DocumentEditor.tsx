import './library.css'
import './prose.css'
import '../../../kernel/web/record/record.css'
import { ArrowLeftOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Input, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { onSaveKey } from '../../../kernel/web/typing.ts'
import { useLeaving } from '../../../kernel/web/form/use-leaving.ts'
import { call, query } from '../../../kernel/client.ts'
import { Blank, Fault, NotFound } from '../../../kernel/web/frame/faults.tsx'
import { MOD } from '../../../kernel/web/frame/hotkey.ts'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { toast } from '../../../kernel/web/toast.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { documents, LANGUAGES } from '../contract.ts'
import type { Document, DocumentVersion, Kind, TextLanguage } from '../contract.ts'
import { useKind } from './parts/Article.tsx'
import { bodyOf, emptyText, sketchOf } from './parts/draft-sketch.ts'
import type { Sketch } from './parts/draft-sketch.ts'
import { DraftMatter } from './parts/DraftMatter.tsx'
import { gapText } from './parts/gap-text.ts'
import { Markdown } from './parts/Markdown.tsx'
import { LANGUAGE_TAG, named, titleOf, writtenIn } from './parts/said.ts'

/** The draft of a document: its text in two languages with what it will look like beside, and what it still lacks. */
export function DocumentEditor() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery(query(documents.get, { params: { id } }))
  const of = found.data
  const kind = useKind(of?.kind ?? '')
  const versionId = of?.open?.id
  const draft = useQuery({ ...query(documents.version, { params: { id, versionId: versionId ?? '' } }), enabled: versionId !== undefined, staleTime: Infinity })
  usePageTitle(of ? `${t('document.edit')} · ${titleOf(of)}` : undefined)
  if (found.isError) return <NotFound />
  if (of && (!of.open || (draft.data && !draft.data.may.includes('edit')))) return <Blank title={t('document.no-draft')} text={t('document.no-draft-text')} act={<Link to={`/library/${id}` as string}><Button tabIndex={-1}>{t('document.to-document')}</Button></Link>} />
  if (draft.isError) return <Fault error={draft.error} again={() => void draft.refetch()} />
  return of && kind && draft.data ? <Desk key={draft.data.id} of={of} kind={kind} draft={draft.data} /> : <PageSkeleton />
}

function Desk({ of, kind, draft }: { of: Document; kind: Kind; draft: DocumentVersion }) {
  const t = useT()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [base, setBase] = useState(draft)
  const [sketch, setSketch] = useState<Sketch>(() => sketchOf(draft))
  const [language, setLanguage] = useState<TextLanguage>(writtenIn(draft.texts)[0] ?? 'zh')
  const [side, setSide] = useState<'write' | 'look'>('write')
  const [busy, setBusy] = useState(false)
  const isDirty = JSON.stringify(bodyOf(sketch)) !== JSON.stringify(bodyOf(sketchOf(base)))
  const text = sketch.texts[language] ?? emptyText
  const write = (patch: Partial<typeof text>) => setSketch((was) => ({ ...was, texts: { ...was.texts, [language]: { ...(was.texts[language] ?? emptyText), ...patch } } }))

  const save = async (): Promise<DocumentVersion | undefined> => {
    if (!isDirty) return base
    setBusy(true)
    try {
      const saved = await call(documents.edit, { params: { id: of.id, versionId: base.id }, body: { revision: base.revision, ...bodyOf(sketch) } })
      setBase(saved)
      setSketch((was) => ({ ...was, attachments: [] }))
      void cache.invalidateQueries()
      return saved
    } catch (error) { toast.fault(error); return undefined } finally { setBusy(false) }
  }
  const submit = async () => {
    const saved = await save()
    if (!saved || saved.gaps.length) return
    setBusy(true)
    try {
      await call(documents.move, { params: { id: of.id, versionId: saved.id }, body: { deed: 'submit', revision: saved.revision } })
      await cache.invalidateQueries()
      toast.done(t('document.was-submitted'))
      void navigate({ to: `/library/${of.id}` as string, ignoreBlocker: true })
    } catch (error) { toast.fault(error) } finally { setBusy(false) }
  }
  useLeaving(isDirty && !busy)

  return (
    <article className="record doc-editor" onKeyDown={onSaveKey(() => { void save() })}>
      <header className="record-head">
        <div className="record-line">
          <Link to={`/library/${of.id}` as string} className="record-back"><ArrowLeftOutlined aria-hidden /><span>{t('document.to-document')}</span></Link>
          <span className="record-tags"><Tag>{named(kind.name)}</Tag><Tag>{t('document.nth', { n: base.number })}</Tag></span>
          <div className="record-acts"><span className="quiet doc-saved" aria-live="polite">{isDirty ? t('document.unsaved') : t('document.saved')}</span><Button loading={busy} disabled={!isDirty} title={`${MOD} S`} onClick={() => void save()}>{t('form.save')}</Button><Button type="primary" disabled={busy || (!isDirty && base.gaps.length > 0)} onClick={() => void submit()}>{t('document.deed.submit')}</Button></div>
        </div>
        <div className="doc-editor-bar">
          <Segmented size="small" aria-label={t('document.language')} value={language} onChange={setLanguage} options={LANGUAGES.map((one) => ({ value: one, label: t(`document.language.${one}`) }))} />
          <Segmented size="small" className="doc-editor-side" aria-label={t('document.side')} value={side} onChange={setSide} options={[{ value: 'write' as const, label: t('document.write') }, { value: 'look' as const, label: t('document.look') }]} />
          {base.gaps.length ? <details className="doc-gaps"><summary>{t('document.gaps-are', { n: base.gaps.length })}</summary><ul>{base.gaps.map((gap) => <li key={`${gap.code}${gap.at}${gap.language}`}>{gapText(t, kind, gap)}</li>)}</ul></details> : <span className="doc-whole">{t('document.is-complete')}</span>}
          <span className="quiet doc-marks">{t('document.marks')}</span>
        </div>
      </header>
      <div className="doc-desk" data-side={side}>
        <div className="doc-write">
          <label className="doc-field"><span>{t('document.title')}</span><Input value={text.title} maxLength={200} lang={LANGUAGE_TAG[language]} onChange={(event) => write({ title: event.target.value })} /></label>
          {kind.sections.map((section) => (
            <label key={section.key} className="doc-field">
              <span>{section.title[language]}{section.required ? null : <small className="quiet">{t('document.optional')}</small>}{section.guide ? <small className="quiet">{section.guide[language]}</small> : null}</span>
              <Input.TextArea className="doc-source" lang={LANGUAGE_TAG[language]} spellCheck={language === 'en'} value={text.sections[section.key] ?? ''} maxLength={200_000} autoSize={{ minRows: 6, maxRows: 40 }} onChange={(event) => write({ sections: { ...text.sections, [section.key]: event.target.value } })} />
            </label>
          ))}
          <DraftMatter kind={kind} id={base.id} sketch={sketch} set={(patch) => setSketch((was) => ({ ...was, ...patch }))} attached={base.attachments} />
        </div>
        <div className="doc-look" aria-label={t('document.look')}>
          <article lang={LANGUAGE_TAG[language]} className="doc-reader">
            <h1>{text.title || t('document.untitled')}</h1>
            {kind.sections.filter(({ key }) => text.sections[key]?.trim()).map((section, at) => (
              <section key={section.key} className="doc-section">{kind.sections.length > 1 ? <h2><span className="num" aria-hidden>{at + 1}</span>{section.title[language]}</h2> : null}<div className="prose" lang={LANGUAGE_TAG[language]}><Markdown text={text.sections[section.key]!} /></div></section>
            ))}
          </article>
        </div>
      </div>
    </article>
  )
}
