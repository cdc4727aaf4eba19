import '../../../../kernel/web/list/list.css'
import './grades.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../../kernel/web/list/Rows.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { draftOf } from './grade-draft.ts'
import { NewGrade } from './NewGrade.tsx'

/** The grades by which customers are served, the first first. */
export function GradesPage() {
  const t = useT()
  const can = useCan()
  const [making, setMaking] = useState(false)
  const found = useQuery(query(definitions.list, { query: { kind: 'customer-grade' } }))
  const keys = [...new Set(found.data?.items.map(({ key }) => key))]
  const shown = keys.flatMap((key) => found.data?.items.find((one) => one.key === key && one.inForce) ?? found.data?.items.find((one) => one.key === key && one.state !== 'retired') ?? [])
  const read = useQueries({ queries: shown.map(({ id }) => query(definitions.get, { params: { id } })) })
  const tongue = language() === 'zh-CN' ? 'zh' : 'en'
  const grades = read.flatMap(({ data: it }) => it ? [{ it, ...draftOf(it.body) }] : []).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.it.key < b.it.key ? -1 : 1))
  usePageTitle(t('customer-grade.plural'))
  return (
    <div className="list">
      <header className="list-head"><h1>{t('customer-grade.plural')}</h1>{can('definition.write') ? <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>{t('customer-grade.new')}</Button> : null}</header>
      <div className="list-body customer-grades">
        <p className="quiet">{t('customer-grade.about')}</p>
        {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data || read.some((one) => one.isPending) ? <RowsSkeleton columns={3} /> : (
          <ol>{grades.map(({ it, name, about }) => (
            <li key={it.id}>
              <div><h2><Link to={`/customer-grades/${encodeURIComponent(it.key)}` as string}>{name[tongue]}</Link>{it.inForce ? null : <Tag>{t('definition.state.draft')}</Tag>}</h2><p className="quiet">{about[tongue] || t('customer-grade.no-about')}</p></div>
              {it.inForce && can('customer.read') ? <Link to="/customers" search={{ grade: it.key } as never}>{t('customer-grade.who')}</Link> : null}
            </li>
          ))}</ol>
        )}
      </div>
      {making ? <NewGrade taken={keys} rank={Math.min(100, Math.max(0, ...grades.map((one) => one.rank ?? 0)) + 1)} close={() => setMaking(false)} /> : null}
    </div>
  )
}
