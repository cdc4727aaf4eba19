import './messages.css'
import { EditOutlined, HistoryOutlined, PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Segmented, Select } from 'antd'
import { useRef, useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { usePhone } from '../../../kernel/web/appearance.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { useSettled } from '../../../kernel/web/use-settled.ts'
import { LANGUAGES, language, useT } from '../../../kernel/web/words.ts'
import { templates } from '../contract.ts'
import type { Template } from '../contract.ts'
import { CATEGORIES } from '../templates/rules.ts'
import { Sheet } from './parts/Sheet.tsx'

/** The templates in force: found by word or pinyin at the left, the chosen one as it looks at the right. */
export function Templates() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const [typed, setTyped] = useState(search['q'] ?? '')
  const q = useSettled(typed.trim(), 200)
  const { category, key } = search
  const phone = usePhone()
  const shown = useRef<HTMLDivElement>(null)
  usePageTitle(t('template.plural'))
  const found = useQuery({ ...query(templates.templates, { query: { ...(q ? { q } : {}), ...(category ? { category } : {}) } }), placeholderData: keepPreviousData })
  const set = (more: Record<string, string | undefined>) => void navigate({ to: '.', replace: true, resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, ...more })) as never })
  const items = found.data?.items ?? []
  const chosen = items.find((one) => one.key === key) ?? items[0]
  return (
    <div className="template-page">
      <header><h1>{t('template.plural')}</h1><Can permission="definition.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate({ to: '/templates/new' as string })}>{t('template.new')}</Button></Can></header>
      <section>
        <div className="template-tools">
          <Input.Search allowClear value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t('template.search')} aria-label={t('template.search')} />
          <Select allowClear value={category ?? null} onChange={(to?: string | null) => set({ category: to ?? undefined })} placeholder={t('template.category')} aria-label={t('template.category')} options={CATEGORIES.map((value) => ({ value, label: t(`template.category.${value}`) }))} />
        </div>
        {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <PageSkeleton /> : items.length === 0 ? <Blank title={t('template.none')} /> : (
          <nav className="template-list" aria-label={t('template.plural')}>{items.map((one) => <Row key={one.key} of={one} current={one.key === chosen?.key} choose={() => { set({ key: one.key }); if (phone) shown.current?.scrollIntoView({ behavior: 'smooth' }) }} />)}</nav>
        )}
      </section>
      <div ref={shown} className="template-place">{chosen ? <Chosen of={chosen} /> : null}</div>
    </div>
  )
}

const nameOf = (name: { zh: string; en: string }) => language() === 'en' ? name.en : name.zh

function Row({ of, current, choose }: { of: Template; current: boolean; choose: () => void }) {
  const t = useT()
  return (
    <button type="button" aria-current={current || undefined} onClick={choose}>
      <span className="clip">{nameOf(of.name)}</span><span className="quiet num">{of.uses ? t('template.used', { n: of.uses }) : ''}</span>
      <small className="quiet">{t(`template.category.${of.category}`)} · {of.channels.map((one) => t(`message.channel.${one}`)).join(' · ')}</small>
    </button>
  )
}

function Chosen({ of }: { of: Template }) {
  const t = useT()
  const [tongue, setTongue] = useState<'zh-CN' | 'en'>(language())
  const shown = useQuery({ ...query(templates.renderTemplate, { params: { key: of.key }, query: { locale: tongue, examples: 'true', definitionId: of.definitionId } }), placeholderData: keepPreviousData })
  return (
    <section className="template-shown" aria-label={nameOf(of.name)}>
      <header>
        <h2 className="clip">{nameOf(of.name)}</h2>
        <Segmented size="small" value={tongue} onChange={setTongue} options={LANGUAGES.map((one) => ({ value: one.key, label: one.name }))} />
        <Can permission="definition.read"><Link to={`/definitions/template/${of.key}` as string}><Button icon={<HistoryOutlined aria-hidden />}>{t('definition.versions')}</Button></Link></Can>
        <Can permission="definition.write"><Link to={`/templates/${of.key}` as string}><Button icon={<EditOutlined aria-hidden />}>{t('template.edit')}</Button></Link></Can>
      </header>
      {shown.isError ? <Fault error={shown.error} /> : shown.data ? <Sheet of={shown.data} /> : <PageSkeleton />}
      <ul className="template-fields quiet" aria-label={t('template.fields')}>{of.fields.map((field) => <li key={field.key}><code>{`{{${field.key}}}`}</code><span>{nameOf(field.name)}</span><span>{t(`template.type.${field.type}`)}{field.required ? '' : ` · ${t('template.optional')}`}</span></li>)}</ul>
    </section>
  )
}
