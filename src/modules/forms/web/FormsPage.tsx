import '../../../kernel/web/list/list.css'
import './library.css'
import { FormOutlined, InboxOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../kernel/web/list/Rows.tsx'
import { SearchBox } from '../../../kernel/web/list/SearchBox.tsx'
import { RelativeTime } from '../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can, useCan } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { hasWord, useT } from '../../../kernel/web/words.ts'
import { drafts, forms } from '../contract.ts'
import type { FormSummary } from '../contract.ts'
import { said } from './parts/said.ts'

const NewForm = lazy(() => import('./parts/NewForm.tsx').then((file) => ({ default: file.NewForm })))

/** Every form in force, what one has begun, and drafts that are being built. */
export function FormsPage() {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const { q = '' } = useSearch({ strict: false }) as Record<string, string | undefined>
  const [adding, setAdding] = useState(false)
  const found = useQuery(query(forms.list, {}))
  const mayBuild = can('definition.read')
  const built = useQuery({ ...query(definitions.list, { query: { kind: 'form' } }), enabled: mayBuild })
  usePageTitle(t('form.plural'))
  const wanted = q.toLowerCase()
  const holds = (...texts: (string | undefined)[]) => texts.some((text) => text?.toLowerCase().includes(wanted))
  const items = (found.data?.items ?? []).filter((one) => holds(one.key, one.name.zh, one.name.en, one.about?.zh, one.about?.en))
  const inForce = new Set(found.data?.items.map(({ key }) => key))
  const open = (built.data?.items ?? []).filter((one) => one.state === 'draft' || one.state === 'review')
  // A form that is still being built and was never published stands in no list of those in force.
  const unborn = open.filter((one) => !inForce.has(one.key) && holds(one.key, one.name?.zh, one.name?.en))
  const search = (next: string) => void navigate({ to: '.', replace: true, search: (next ? { q: next } : {}) as never })
  return (
    <div className="list">
      <header className="list-head">
        <h1>{t('form.plural')}</h1>
        <div className="list-acts">
          <Can permission="submission.read"><Button icon={<InboxOutlined aria-hidden />} onClick={() => void navigate({ to: '/submissions' as string })}>{t('form.all-submissions')}</Button></Can>
          <Can permission="definition.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>{t('form.new')}</Button></Can>
        </div>
      </header>
      <div className="list-tools"><SearchBox q={q} search={search} slash /></div>
      <div className="list-body form-library" data-scroll-restoration-id="list">
        <Begun />
        {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} />
          : !found.data ? <RowsSkeleton columns={3} />
          : items.length + unborn.length ? (
            <ul className="form-cards">
              {unborn.map((one) => <li key={one.id} className="form-card" data-unborn><Link to={`/forms/${one.key}` as string} search={{ tab: 'build' } as never} className="form-card-name"><strong>{one.name ? said(one.name) : one.key}</strong></Link><p className="quiet">{t('form.never-published')}</p><div className="form-card-tags"><Tag variant="outlined">{t(`definition.state.${one.state}`)}</Tag></div></li>)}
              {items.map((one) => <Card key={one.key} form={one} draft={open.some(({ key }) => key === one.key)} />)}
            </ul>
          )
          : q ? <Blank mark={<SearchOutlined />} title={t('list.no-match')} text={t('list.no-match-text')} act={<Button onClick={() => search('')}>{t('list.clear-all')}</Button>} />
          : <Blank mark={<FormOutlined />} title={t('form.none')} text={t('form.none-text')} />}
      </div>
      {adding ? <Suspense><NewForm models={found.data?.items ?? []} close={() => setAdding(false)} /></Suspense> : null}
    </div>
  )
}

function Card({ form, draft }: { form: FormSummary; draft: boolean }) {
  const t = useT()
  return (
    <li className="form-card">
      <Link to={`/forms/${form.key}` as string} className="form-card-name"><strong>{said(form.name)}</strong></Link>
      <p className="quiet">{form.about ? said(form.about) : ''}</p>
      <div className="form-card-tags">
        <span className="quiet num">{t('form.n-questions', { n: form.questions })}</span>
        {form.for.map((kind) => <Tag key={kind}>{hasWord(`form.for.${kind}`) ? t(`form.for.${kind}`) : kind}</Tag>)}
        {form.scored ? <Tag>{t('form.scored')}</Tag> : null}
        {form.minutes ? <Tag>{t('form.n-minutes', { n: form.minutes })}</Tag> : null}
        {form.anonymous ? <Tag>{t('form.anonymous')}</Tag> : null}
        {draft ? <Tag color="processing">{t('form.has-draft')}</Tag> : null}
        {form.for.length === 0 ? <Can permission="submission.fill"><Link className="form-card-fill" to={`/fill/${form.id}` as string}>{t('form.fill')}</Link></Can> : null}
      </div>
    </li>
  )
}

/** What one has begun to fill. */
function Begun() {
  const t = useT()
  const can = useCan()
  const found = useQuery({ ...query(drafts.begun, {}), enabled: can('submission.fill') })
  const drop = useCall(drafts.drop, { refresh: [drafts.begun] })
  const items = found.data?.items ?? []
  if (!items.length) return null
  return (
    <section className="form-begun" aria-labelledby="form-begun">
      <h2 id="form-begun">{t('form.begun')}</h2>
      <ul>{items.map((one) => (
        <li key={one.id}>
          <Link to={`/fill/${one.form.id}` as string} search={(one.about.kind === 'form' ? {} : { about: `${one.about.kind}:${one.about.id}` }) as never}>{said(one.form.name)}</Link>
          <span className="quiet clip">{one.about.kind === 'form' ? '' : one.title}</span><small className="quiet"><RelativeTime at={one.changedAt} /></small>
          <Button type="text" size="small" disabled={drop.busy} onClick={() => void drop.run({ params: { id: one.id } })}>{t('form.drop-draft')}</Button>
        </li>
      ))}</ul>
    </section>
  )
}
