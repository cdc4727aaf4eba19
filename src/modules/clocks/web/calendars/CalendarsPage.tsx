import '../../../../kernel/web/list/list.css'
import './calendars.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../../kernel/web/list/Rows.tsx'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useCan, useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { nameIn } from '../clock-words.ts'
import { draftOf, stretchesOf } from './calendar-draft.ts'
import { hoursText, weekText } from './hours-text.ts'
import { NewCalendar } from './NewCalendar.tsx'

/** Every working calendar: its week, its zone, and what is out of the ordinary next. */
export function CalendarsPage() {
  const t = useT()
  const can = useCan()
  const { company } = useSession()
  const [making, setMaking] = useState(false)
  const found = useQuery(query(definitions.list, { query: { kind: 'calendar' } }))
  const keys = [...new Set(found.data?.items.map(({ key }) => key))]
  const shown = keys.flatMap((key) => found.data?.items.find((one) => one.key === key && one.inForce) ?? found.data?.items.find((one) => one.key === key && one.state !== 'retired') ?? [])
  const read = useQueries({ queries: shown.map(({ id }) => query(definitions.get, { params: { id } })) })
  const today = dayIn(company.zone)
  usePageTitle(t('calendar.plural'))
  return (
    <div className="list">
      <header className="list-head"><h1>{t('calendar.plural')}</h1>{can('definition.write') ? <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>{t('calendar.new')}</Button> : null}</header>
      <div className="list-body calendar-list">
        {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data || read.some((one) => one.isPending) ? <RowsSkeleton columns={3} /> : (
          <ul>{read.flatMap(({ data: it }) => {
            if (!it) return []
            const draft = draftOf(it.body)
            const year = Number(today.slice(0, 4))
            const next = [...stretchesOf(draft, year), ...stretchesOf(draft, year + 1)].find(({ to }) => to >= today)
            return [(
              <li key={it.id}>
                <div><h2><Link to={`/calendars/${encodeURIComponent(it.key)}` as string}>{nameIn(draft.name)}</Link>{it.inForce ? null : <Tag>{t('definition.state.draft')}</Tag>}</h2><p className="quiet">{weekText(t, draft.weekly)}</p></div>
                <span className="quiet">{draft.zone === 'company' ? company.zone : draft.zone}{next ? <> · {t('calendar.next', { from: next.from, what: next.day.name ? nameIn(next.day.name) : hoursText(t, next.day.ranges) })}</> : null}</span>
              </li>
            )]
          })}</ul>
        )}
      </div>
      {making ? <NewCalendar known={shown} close={() => setMaking(false)} /> : null}
    </div>
  )
}
