import './teamwork.css'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, days } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { Can, useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { MEETING_TYPES, meetings } from '../contract.ts'
import type { Meeting } from '../contract.ts'
import { ActionCounts } from './parts/Actions.tsx'
import { MeetingForm } from './parts/MeetingForm.tsx'
import { StateTag } from './parts/tags.tsx'

const VIEWS = [
  { key: 'coming', label: 'meeting.view.coming', query: { state: 'planned', sort: 'startsAt' } }, { key: 'mine', label: 'meeting.view.mine', query: { mine: 'true' } }, { key: 'held', label: 'meeting.view.held', query: { state: 'held' } },
]

export function MeetingList() {
  const t = useT()
  const navigate = useNavigate()
  const { zone } = useSession().company
  const search = useSearch({ strict: false }) as Record<string, string>
  const setNew = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined })) as never })
  const columns = useMemo((): Column<Meeting>[] => [
    { key: 'title', title: 'meeting.title', width: 260, grow: true, text: (row) => row.title, card: 'title' },
    { key: 'startsAt', title: 'meeting.startsAt', width: 130, sort: 'startsAt', text: (row) => momentText(row.startsAt, zone), cell: (row) => <Moment at={row.startsAt} />, card: 'corner' },
    { key: 'type', title: 'meeting.type', width: 144, text: (row) => t(`meeting.type.${row.type}`), card: 'top' },
    { key: 'state', title: 'meeting.state', width: 100, text: (row) => t(`meeting.state.${row.state}`), cell: (row) => <StateTag noun="meeting" state={row.state} />, card: 'foot' },
    { key: 'host', title: 'meeting.host', width: 100, text: (row) => row.host.name, card: 'foot' },
    { key: 'people', title: 'meeting.people', width: 90, figures: true, text: (row) => row.people.length },
    { key: 'repeats', title: 'meeting.repeats', width: 110, text: (row) => t(`meeting.repeats.${row.repeats}`) },
    { key: 'actions', title: 'decision.actions', width: 150, text: (row) => t('decision.actions-open', { n: row.actions.open }), cell: (row) => <ActionCounts of={row.actions} />, card: 'foot' },
  ], [t, zone])
  const filters = useMemo(() => [
    choice('state', 'meeting.state', (['planned', 'held', 'cancelled'] as const).map((value) => ({ value, label: t(`meeting.state.${value}`) }))), choice('type', 'meeting.type', MEETING_TYPES.map((value) => ({ value, label: t(`meeting.type.${value}`) }))),
    choice('mine', 'meeting.people', [{ value: 'true', label: t('meeting.with-me') }]), days('startsAt', 'meeting.startsAt', 'from', 'to'),
    // Words change with the language only.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t])
  const plan = <Can permission="meeting.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('meeting.plan')}</Button></Can>
  return (
    <>
      <ListPage list="meetings" endpoint={meetings.meetings} entity="meeting" title="meeting.plural" defaultSort="-startsAt" search={false} to={(row) => `/meetings/${row.id}`} columns={columns} filters={filters} views={VIEWS} actions={plan} empty={{ title: 'meeting.none', text: 'meeting.none-text', action: plan }} />
      <MeetingForm open={search['new'] === '1'} close={() => setNew(false)} done={(it) => void navigate({ to: `/meetings/${it.id}` as string })} />
    </>
  )
}
