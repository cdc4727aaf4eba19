import { CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { Attachments, FileDrop } from '../../../files/web/index.ts'
import type { FileView } from '../../../files/contract.ts'
import { documents } from '../../contract.ts'
import type { Kind } from '../../contract.ts'
import type { Sketch } from './draft-sketch.ts'
import { named } from './said.ts'
import { DayField } from './SettingsForm.tsx'

/** Kinds of definitions that a document may lead to, beside those its own kind asks for. */
const LINKED = ['flow', 'form', 'metric', 'policy', 'template', 'document'] as const

/** Everything of a draft that is not its text: fields, links, days, files, and what has changed. */
export function DraftMatter({ kind, id, sketch, set, attached }: { kind: Kind; id: string; sketch: Sketch; set: (patch: Partial<Sketch>) => void; attached: readonly FileView[] }) {
  const t = useT()
  const field = (key: string, value: string | number | null | undefined) => set({ fields: { ...sketch.fields, [key]: value ?? '' } })
  return (
    <div className="doc-matter">
      {kind.fields.map((one) => (
        <label key={one.key} className="doc-field"><span>{named(one.name)}{one.required ? null : <small className="quiet">{t('document.optional')}</small>}</span>
          {one.kind === 'choice' ? <Select value={(sketch.fields[one.key] as string | undefined) || undefined} allowClear options={(one.options ?? []).map((option) => ({ value: option.key, label: named(option.name) }))} onChange={(to?: string) => field(one.key, to)} />
            : one.kind === 'number' ? <InputNumber<number> value={(sketch.fields[one.key] as number | undefined) ?? null} style={{ width: '100%' }} onChange={(to) => field(one.key, to)} />
            : one.kind === 'day' ? <DayField value={(sketch.fields[one.key] as string | undefined) || null} onChange={(to) => field(one.key, to)} />
            : <Input value={(sketch.fields[one.key] as string | undefined) ?? ''} maxLength={2_000} onChange={(event) => field(one.key, event.target.value)} />}
        </label>
      ))}
      <Links kind={kind} links={sketch.links} set={(links) => set({ links })} />
      <div className="doc-pair">
        <label className="doc-field"><span>{t('document.effectiveOn')}<small className="quiet">{t('document.effective-help')}</small></span><DayField value={sketch.effectiveOn} onChange={(effectiveOn) => set({ effectiveOn })} /></label>
        <label className="doc-field"><span>{t('document.expiresOn')}<small className="quiet">{t('document.optional')}</small></span><DayField value={sketch.expiresOn} onChange={(expiresOn) => set({ expiresOn })} /></label>
      </div>
      <label className="doc-field"><span>{t('document.note')}<small className="quiet">{t('document.note-help')}</small></span><Input.TextArea value={sketch.note} maxLength={1_000} autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => set({ note: event.target.value })} /></label>
      <div className="doc-field"><span>{t('document.attachments')}</span><Attachments files={attached} /><FileDrop place={`document.${id}`} value={sketch.attachments} onChange={(attachments) => set({ attachments })} /></div>
    </div>
  )
}

function Links({ kind, links, set }: { kind: Kind; links: Sketch['links']; set: (links: Sketch['links']) => void }) {
  const t = useT()
  const [of, setOf] = useState(kind.links[0]?.kind ?? 'flow')
  const found = useQuery({ ...query(documents.linkable, { query: { kind: of } }), staleTime: 60_000 })
  const word = (one: string) => { const rule = kind.links.find((link) => link.kind === one); return rule ? named(rule.name) : one === 'document' ? t('document.one') : t(`definition.kind.${one}`) }
  const kinds = [...new Set([...kind.links.map((rule) => rule.kind), ...LINKED])]
  return (
    <div className="doc-field"><span>{t('document.links')}{kind.links.filter(({ atLeast }) => atLeast).map((rule) => <small key={rule.kind} className="quiet">{t('document.link-rule', { name: named(rule.name), n: rule.atLeast })}</small>)}</span>
      {links.length ? <ul className="doc-link-list">{links.map((link) => <li key={`${link.kind}/${link.key}`}><small className="quiet">{word(link.kind)}</small><LinkName of={link} /><Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('document.unlink', { key: link.key })} onClick={() => set(links.filter((one) => one !== link))} /></li>)}</ul> : null}
      <div className="doc-link-add">
        <Select value={of} style={{ width: 130 }} aria-label={t('document.link-kind')} options={kinds.map((one) => ({ value: one, label: word(one) }))} onChange={setOf} />
        <Select value={null} style={{ flex: 1 }} aria-label={t('document.link-add')} placeholder={t('document.link-add')} loading={found.isFetching} showSearch={{ optionFilterProp: 'label' }}
          options={(found.data?.items ?? []).filter((one) => !links.some((link) => link.kind === one.kind && link.key === one.key)).map((one) => ({ value: one.key, label: named(one.name) }))}
          onChange={(key: string | null) => { if (key) set([...links, { kind: of, key }]) }} />
      </div>
    </div>
  )
}
function LinkName({ of }: { of: { kind: string; key: string } }) {
  const found = useQuery({ ...query(documents.linkable, { query: { kind: of.kind } }), staleTime: 60_000 })
  const name = found.data?.items.find(({ key }) => key === of.key)?.name
  return <span className="clip">{name ? named(name) : of.key}</span>
}
