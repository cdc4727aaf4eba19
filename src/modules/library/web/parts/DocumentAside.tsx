import { Link } from '@tanstack/react-router'
import { Block, Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Document, DocumentVersion, Kind, TextLanguage } from '../../contract.ts'
import { sectionsOf, useKind } from './Article.tsx'
import { named } from './said.ts'
import { Share } from './Share.tsx'
import { StageSteps } from './StageSteps.tsx'

const fieldText = (field: Kind['fields'][number], value: string | number | undefined): string | null => {
  if (value === undefined) return null
  const option = field.options?.find(({ key }) => key === value)
  return option ? named(option.name) : String(value)
}

/** Beside the text: its sections, who answers for it, how many know it, and what it leads to. */
export function DocumentAside({ of, version, language }: { of: Document; version: DocumentVersion; language: TextLanguage }) {
  const t = useT()
  const kind = useKind(of.kind)
  const sections = sectionsOf(kind, version, language)
  const rule = kind?.standard ?? null
  const isCounting = of.figures.versionId === version.id
  return (
    <>
      {sections.length > 1 ? <Block title="document.contents"><ol className="doc-contents">{sections.map((section, at) => <li key={section.key}><a href={`#section-${section.key}`} onClick={(event) => { event.preventDefault(); document.getElementById(`section-${section.key}`)?.scrollIntoView({ behavior: 'smooth', block: 'start' }) }}><span className="num" aria-hidden>{at + 1}</span>{section.title}</a></li>)}</ol></Block> : null}
      {rule && version.state !== 'retired' ? <Block title="document.way-of-a-standard"><StageSteps stage={version.stage} rule={rule} /></Block> : null}
      {isCounting && (kind?.confirm || rule) ? (
        <Block title="document.knowing">
          {kind?.confirm ? <Share label="document.share-confirmed" of={of.figures.confirmed} /> : null}
          {rule ? <><Share label="document.share-trained" of={of.figures.trained} need={rule.coverage} />{rule.passed ? <Share label="document.share-passed" of={of.figures.passed} need={rule.passed} /> : null}</> : null}
        </Block>
      ) : null}
      <Block title="document.about">
        <Facts items={[
          { label: 'document.ownerId', value: of.owner?.name ?? null },
          { label: 'document.version', value: t('document.nth', { n: version.number }) },
          { label: 'document.approved-by', value: version.approvedBy ? <>{version.approvedBy.name} · <Moment at={version.approvedAt} form="day" /></> : version.shipped ? t('document.shipped') : null },
          { label: 'document.authors', value: version.authors.map(({ name }) => name).join('、') || (version.shipped ? t('document.product') : null) },
          { label: 'document.reviewDueOn', value: of.reviewDueOn ? <span className={of.reviewOverdue ? 'doc-overdue' : ''}>{of.reviewDueOn}{of.reviewOverdue ? ` · ${t('document.overdue')}` : ''}</span> : null },
          { label: 'document.reviewed-on', value: of.reviewedOn },
          { label: 'document.seenBy', value: t(`document.seen-by.${of.seenBy}`) },
          ...(kind?.fields ?? []).flatMap((field) => { const text = fieldText(field, version.fields[field.key]); return text === null ? [] : [{ label: named(field.name), value: text }] }),
          { label: 'document.uses', value: t('document.uses-are', { opened: of.uses.opened, readers: of.uses.readers, used: of.uses.used }) },
        ]} />
      </Block>
      {version.links.length ? <Block title="document.links"><ul className="doc-links">{version.links.map((link) => <li key={`${link.kind}/${link.key}`}><small className="quiet">{linkKind(t, kind, link.kind)}</small>{link.path ? <Link to={link.path}>{named(link.name ?? { zh: link.key, en: link.key })}</Link> : <s>{link.key}</s>}</li>)}</ul></Block> : null}
    </>
  )
}
const linkKind = (t: ReturnType<typeof useT>, kind: Kind | undefined, of: string) => {
  const rule = kind?.links.find((one) => one.kind === of)
  return rule ? named(rule.name) : of === 'document' ? t('document.one') : t(`definition.kind.${of}`)
}
