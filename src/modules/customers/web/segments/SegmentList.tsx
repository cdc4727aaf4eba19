import './segments.css'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { segments } from '../../segments/contract.ts'
import type { Segment } from '../../segments/contract.ts'
import { SegmentForm } from './SegmentForm.tsx'

/** Groups of customers, how many stand in each, and where they are made. */
export function SegmentList() {
  const t = useT()
  usePageTitle(t('customer-segment.plural'))
  const found = useQuery(query(segments.listSegments, {}))
  const [form, setForm] = useState<{ of: Segment | null } | null>(null)
  const remove = useCall(segments.removeSegment, { said: 'customer-segment.removed', refresh: [segments.listSegments] })
  if (!found.data) return found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : <PageSkeleton />
  const add = <Can permission="customer.shape"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setForm({ of: null })}>{t('customer-segment.add')}</Button></Can>
  const askRemove = async (one: Segment) => {
    if (await ask({ title: t('customer-segment.remove-ask', { name: one.name }), text: t('customer-segment.remove-text'), yes: t('customer-segment.remove'), danger: true })) await remove.run({ params: { id: one.id }, body: { version: one.version } })
  }
  return (
    <div className="customer-segments">
      <header><h1>{t('customer-segment.plural')}</h1>{found.data.items.length > 0 ? add : null}</header>
      {found.data.items.length === 0 ? <Blank title={t('customer-segment.none')} text={t('customer-segment.none-text')} act={add} /> : (
        <>
          <p className="quiet">{t('customer-segment.text')}</p>
          <ul>
            {found.data.items.map((one) => (
              <li key={one.id}>
                <div><strong><bdi>{one.name}</bdi></strong><Tag>{t(one.condition === null ? 'customer-segment.manual' : 'customer-segment.by-condition')}</Tag>{one.about ? <p className="quiet">{one.about}</p> : null}</div>
                <Link to={'/customers' as string} search={{ segment: one.id } as never} className="num">{t('customer-segment.members', { n: one.members.toLocaleString() })}</Link>
                <Can permission="customer.shape"><span className="customer-segment-acts"><Button size="small" onClick={() => setForm({ of: one })}>{t('customer.change')}</Button><Button size="small" type="text" danger icon={<DeleteOutlined aria-hidden />} aria-label={t('customer-segment.remove')} loading={remove.busy} onClick={() => void askRemove(one)} /></span></Can>
              </li>
            ))}
          </ul>
        </>
      )}
      {form ? <SegmentForm of={form.of} fields={found.data.fields} close={() => setForm(null)} /> : null}
    </div>
  )
}
