import './services.css'
import { EditOutlined, FormOutlined, GlobalOutlined, PartitionOutlined, PlusOutlined, ProfileOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Tooltip } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Can, useCan } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { services } from '../../services/contract.ts'
import type { Service } from '../../services/contract.ts'
import { RequestDrawer } from './RequestDrawer.tsx'
import { ServiceForm } from './ServiceForm.tsx'

const said = (text: { zh: string; en: string }) => language() === 'en' ? text.en : text.zh

/** The catalogue of services under its headings: one press opens the form of a request. */
export function ServicesPage() {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const { customerId } = useSearch({ strict: false }) as { customerId?: string }
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<Service | null>(null)
  const [editing, setEditing] = useState<string | 'new' | null>(null)
  const { data, error, isError, refetch } = useQuery(query(services.services, {}))
  usePageTitle(t('service.plural'))
  if (isError && !data) return <Fault error={error} again={() => void refetch()} />
  if (!data) return <PageSkeleton />
  const words = typed.trim().toLowerCase()
  const shown = data.items.filter(({ name, about }) => [name.zh, name.en, about?.zh, about?.en].join('\n').toLowerCase().includes(words))
  const groups = Map.groupBy(shown, ({ group }) => group ? said(group) : '')
  return (
    <div className="services">
      <header>
        <div><h1>{t('service.plural')}</h1><p className="quiet">{t('service.about')}</p></div>
        <Input.Search className="services-find" allowClear placeholder={t('service.search')} aria-label={t('service.search')} value={typed} onChange={({ target }) => setTyped(target.value)} onPressEnter={() => { if (shown[0]) setAsked(shown[0]) }} />
        <Can permission="definition.write"><Button icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>{t('service.new')}</Button></Can>
      </header>
      {shown.length === 0 ? <Blank mark={<ProfileOutlined />} title={t(words ? 'service.none-found' : 'service.none')} text={words ? '' : t('service.none-text')} /> : [...groups].map(([group, items]) => (
        <section key={group}>
          {groups.size > 1 || group ? <h2>{group || t('service.other')}</h2> : null}
          <ul>{items.map((one) => (
            <li key={one.key}>
              <button type="button" onClick={() => setAsked(one)}>
                <strong>{said(one.name)}</strong>
                {one.about ? <span className="service-about">{said(one.about)}</span> : null}
                <span className="service-marks">
                  {one.form ? <i><FormOutlined aria-hidden /> {t('service.with-form')}</i> : null}
                  {one.tasks.length ? <Tooltip title={one.tasks.map(({ title }) => said(title)).join(' · ')}><i><UnorderedListOutlined aria-hidden /> {t('service.n-tasks', { n: one.tasks.length })}</i></Tooltip> : null}
                  {one.flow ? <i><PartitionOutlined aria-hidden /> {t('service.with-flow', { name: said(one.flow) })}</i> : null}
                  {one.portal ? <i><GlobalOutlined aria-hidden /> {t('service.on-portal')}</i> : null}
                </span>
                {one.solutionSeconds ? <span className="service-time num">{t('service.done-in', { n: Math.round(one.solutionSeconds / 360) / 10 })}</span> : null}
              </button>
              {can('definition.write') ? <Button className="service-edit" type="text" size="small" icon={<EditOutlined />} aria-label={t('service.edit', { name: said(one.name) })} onClick={() => setEditing(one.key)} /> : null}
            </li>
          ))}</ul>
        </section>
      ))}
      {asked ? <RequestDrawer of={asked} {...(customerId ? { customerId } : {})} close={(opened) => { setAsked(null); if (opened) void navigate({ to: `/desk/${opened}` as string }) }} /> : null}
      {editing ? <ServiceForm known={editing === 'new' ? null : editing} close={() => setEditing(null)} /> : null}
    </div>
  )
}
