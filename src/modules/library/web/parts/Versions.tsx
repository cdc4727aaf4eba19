import { useQuery } from '@tanstack/react-query'
import { Select, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { documents, LANGUAGES } from '../../contract.ts'
import type { Document, DocumentVersion, TextLanguage, VersionSummary } from '../../contract.ts'
import { useKind } from './Article.tsx'
import { changesIn, diffProse } from './prose-diff.ts'
import type { Passage } from './prose-diff.ts'
import { LANGUAGE_TAG } from './said.ts'
import { StateTag } from './tags.tsx'

/** Every version with who wrote and approved it, and what changed between any two. */
export function Versions({ of }: { of: Document }) {
  const t = useT()
  const [after, setAfter] = useState(of.versions[0]?.id)
  const [before, setBefore] = useState(of.versions[1]?.id)
  const options = of.versions.map((one) => ({ value: one.id, label: `${t('document.nth', { n: one.number })} · ${t(`document.state.${one.state}`)}` }))
  return (
    <div className="doc-versions">
      <ol className="doc-version-list">{of.versions.map((one) => <VersionRow key={one.id} of={one} />)}</ol>
      {of.versions.length > 1 ? (
        <section aria-label={t('document.compare')}>
          <header className="doc-compare"><h2>{t('document.compare')}</h2><Select size="small" aria-label={t('document.before')} value={before} options={options.filter((one) => one.value !== after)} popupMatchSelectWidth={false} onChange={setBefore} /><span aria-hidden>→</span><Select size="small" aria-label={t('document.after')} value={after} options={options.filter((one) => one.value !== before)} popupMatchSelectWidth={false} onChange={setAfter} /></header>
          {before && after ? <Compared of={of} before={before} after={after} /> : null}
        </section>
      ) : null}
    </div>
  )
}

function VersionRow({ of }: { of: VersionSummary }) {
  const t = useT()
  const who = of.authors.map(({ name }) => name).join('、') || (of.shipped ? t('document.product') : '')
  return (
    <li>
      <strong className="num">{t('document.nth', { n: of.number })}</strong>
      <span><StateTag state={of.state} />{of.endedWhy ? <Tag>{t(`document.ended.${of.endedWhy}`)}</Tag> : null}</span>
      <span className="quiet">{who}{of.approvedBy ? ` · ${t('document.approved-by-whom', { name: of.approvedBy.name })}` : ''}</span>
      <span className="quiet num">{of.beganAt ? <><Moment at={of.beganAt} form="day" /> – {of.endedAt ? <Moment at={of.endedAt} form="day" /> : ''}</> : <Moment at={of.madeAt} form="day" />}</span>
      {of.note ? <p>{of.note}</p> : null}
    </li>
  )
}

function Compared({ of, before, after }: { of: Document; before: string; after: string }) {
  const t = useT()
  const kind = useKind(of.kind)
  const old = useQuery(query(documents.version, { params: { id: of.id, versionId: before } }))
  const now = useQuery(query(documents.version, { params: { id: of.id, versionId: after } }))
  const parts = useMemo(() => old.data && now.data ? partsOf(old.data, now.data, (key, language) => kind?.sections.find((section) => section.key === key)?.title[language] ?? key, t('document.title')) : null, [old.data, now.data, kind, t])
  const failed = old.error ?? now.error
  if (failed) return <Fault error={failed} again={() => { void old.refetch(); void now.refetch() }} />
  if (!parts) return <span className="grey" style={{ height: 120 }} />
  if (!parts.length) return <p className="quiet">{t('document.same')}</p>
  return (
    <div className="doc-diff">
      {parts.map((part) => (
        <section key={`${part.language}${part.key}`} lang={LANGUAGE_TAG[part.language]}>
          <h3>{part.title}<span className="quiet">{t(`document.language.${part.language}`)} · {t('document.changes-are', { n: changesIn(part.passages) })}</span></h3>
          {folded(part.passages).map((one, at) => typeof one === 'number' ? <p key={at} className="doc-diff-fold quiet num">{t('document.same-lines', { n: one })}</p> : <p key={at} data-passage={one.kind}>{one.pieces.map((piece, n) => piece.kind === 'gone' ? <del key={n}>{piece.text}</del> : piece.kind === 'new' ? <ins key={n}>{piece.text}</ins> : piece.text)}</p>)}
        </section>
      ))}
    </div>
  )
}

interface Part { language: TextLanguage; key: string; title: string; passages: Passage[] }
function partsOf(before: DocumentVersion, after: DocumentVersion, titleOf: (key: string, language: TextLanguage) => string, titleWord: string): Part[] {
  return LANGUAGES.flatMap((language) => {
    const [old, now] = [before.texts[language], after.texts[language]]
    const keys = [...new Set([...Object.keys(now?.sections ?? {}), ...Object.keys(old?.sections ?? {})])]
    return [{ key: '', title: titleWord, from: old?.title ?? '', to: now?.title ?? '' }, ...keys.map((key) => ({ key, title: titleOf(key, language), from: old?.sections[key] ?? '', to: now?.sections[key] ?? '' }))]
      .filter(({ from, to }) => from !== to).map(({ key, title, from, to }) => ({ language, key, title, passages: diffProse(from, to) }))
  })
}
/** What is the same far from any change is a number of lines. */
function folded(passages: readonly Passage[]): (Passage | number)[] {
  const out: (Passage | number)[] = []
  for (const [at, one] of passages.entries()) {
    const near = one.kind !== 'same' || passages.slice(Math.max(0, at - 1), at + 2).some(({ kind }) => kind !== 'same')
    if (near) { if (one.kind !== 'same' || one.pieces.some(({ text }) => text.trim())) out.push(one) } else if (typeof out.at(-1) === 'number') out[out.length - 1] = (out.at(-1) as number) + 1
    else out.push(1)
  }
  return out
}
