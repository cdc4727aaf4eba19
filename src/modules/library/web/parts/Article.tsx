import { CheckCircleFilled, ExclamationCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useMemo } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useSession, useSessionChange } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { Attachments } from '../../../files/web/index.ts'
import { documents } from '../../contract.ts'
import type { Document, DocumentVersion, Kind, TextLanguage } from '../../contract.ts'
import { gapText } from './gap-text.ts'
import { Markdown } from './Markdown.tsx'
import { LANGUAGE_TAG } from './said.ts'

/** The kind by which a document is shown. */
export const useKind = (key: string): Kind | undefined => useQuery({ ...query(documents.kinds, {}), staleTime: 60_000 }).data?.items.find((kind) => kind.key === key)
/** The sections that say something, in the order of the kind; those it no longer has stand last under their key. */
export function sectionsOf(kind: Kind | undefined, version: DocumentVersion, language: TextLanguage): { key: string; title: string; text: string }[] {
  const texts = version.texts[language]?.sections ?? {}
  const known = (kind?.sections ?? []).filter(({ key }) => texts[key]?.trim()).map(({ key, title }) => ({ key, title: title[language], text: texts[key]! }))
  const others = Object.entries(texts).filter(([key, text]) => text.trim() && !kind?.sections.some((section) => section.key === key)).map(([key, text]) => ({ key, title: key, text }))
  return [...known, ...others]
}

interface ArticleProps {
  of: Document; version: DocumentVersion; coming: DocumentVersion | undefined; chosen: 'shown' | 'open'; choose: (to: 'shown' | 'open') => void
  language: TextLanguage; languages: readonly TextLanguage[]; speak: (language: TextLanguage) => void
}
/** What a version says, set for reading; below it, the reader confirms it. */
export function Article({ of, version, coming, chosen, choose, language, languages, speak }: ArticleProps) {
  const t = useT()
  const kind = useKind(of.kind)
  const sections = useMemo(() => sectionsOf(kind, version, language), [kind, version, language])
  const alone = sections.length === 1 && kind?.sections.length === 1
  return (
    <div className="doc-reader">
      <div className="doc-tools">
        {languages.length > 1 ? <Segmented size="small" aria-label={t('document.language')} value={language} onChange={(to) => speak(to)} options={languages.toSorted((a, b) => b.localeCompare(a)).map((one) => ({ value: one, label: t(`document.language.${one}`) }))} /> : null}
        {coming ? <Segmented size="small" aria-label={t('document.version')} value={chosen} onChange={(to) => choose(to)} options={[{ value: 'shown' as const, label: t('document.in-force-version', { n: of.shown.number }) }, { value: 'open' as const, label: t('document.coming-version', { n: coming.number, state: t(`document.state.${coming.state}`) }) }]} /> : null}
        <span className="quiet num">{t('document.nth', { n: version.number })}{version.effectiveOn ? ` · ${t('document.effective-on', { day: version.effectiveOn })}` : ''}{version.expiresOn ? ` · ${t('document.expires-on', { day: version.expiresOn })}` : ''}</span>
      </div>
      {version.gaps.length ? (
        <div className="doc-notice" data-tone="warning" role="note"><ExclamationCircleOutlined aria-hidden /><div><strong>{t('document.is-incomplete')}</strong><ul>{version.gaps.map((gap) => <li key={`${gap.code}${gap.at}${gap.language}`}>{gapText(t, kind, gap)}</li>)}</ul></div></div>
      ) : null}
      {version.state === 'draft' && version.returnedNote ? <div className="doc-notice" data-tone="warning" role="note"><ExclamationCircleOutlined aria-hidden /><div><strong>{t('document.was-returned')}</strong><p>{version.returnedNote}</p></div></div> : null}
      {of.underReview && version.state === 'in-force' ? <div className="doc-notice" role="note"><ExclamationCircleOutlined aria-hidden /><div><strong>{t('document.stage.under-review')}</strong><p>{of.reviewReason}</p></div></div> : null}
      {version.state === 'retired' ? <div className="doc-notice" role="note"><ExclamationCircleOutlined aria-hidden /><div><strong>{t(`document.ended.${version.endedWhy ?? 'replaced'}`)}</strong></div></div> : null}
      <article lang={LANGUAGE_TAG[language]}>
        <h1 className="doc-print-title">{version.texts[language]?.title}</h1>
        {sections.map((section, at) => (
          <section key={section.key} className="doc-section" aria-labelledby={`section-${section.key}`}>
            {alone ? null : <h2 id={`section-${section.key}`}><span className="num" aria-hidden>{at + 1}</span>{section.title}</h2>}
            <div className="prose" lang={LANGUAGE_TAG[language]}><Markdown text={section.text} /></div>
          </section>
        ))}
        {sections.length ? null : <p className="doc-empty">{t('document.nothing-written')}</p>}
      </article>
      {version.attachments.length ? <section className="doc-files"><h2>{t('document.attachments')}</h2><Attachments files={version.attachments} /></section> : null}
      <Confirm of={of} versionId={version.id} />
    </div>
  )
}

/** The bar under the text on which the reader says that they have read and understood it. */
function Confirm({ of, versionId }: { of: Document; versionId: string }) {
  const t = useT()
  const { heldBack } = useSession()
  const changed = useSessionChange()
  const confirm = useCall(documents.confirm, { said: 'document.was-confirmed', done: () => { if (heldBack) void changed() } })
  if (of.confirmed === null || of.figures.versionId !== versionId) return null
  return of.confirmed
    ? <p className="doc-confirm" data-done><CheckCircleFilled aria-hidden />{t('document.you-confirmed')}<span className="quiet num">{t('document.n-of-confirmed', { n: of.figures.confirmed.n, of: of.figures.confirmed.of })}</span></p>
    : <div className="doc-confirm"><p>{t('document.please-confirm')}</p><Button type="primary" loading={confirm.busy} onClick={() => void confirm.run({ params: { id: of.id }, body: { versionId } })}>{t('document.confirm')}</Button></div>
}
