import './teamwork.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, pick } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { Moment, RelativeTime } from '../../../kernel/web/moment.tsx'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { useSession } from '../../../kernel/web/session.tsx'
import { language, useT } from '../../../kernel/web/words.ts'
import { DepartmentName, DepartmentPicker } from '../../people/web/index.ts'
import { agreements } from '../contract.ts'
import type { Request } from '../contract.ts'
import { RequestState } from './parts/tags.tsx'

const VIEWS = [{ key: 'to-answer', label: 'department-request.view.to-answer', query: { mine: 'to-answer', sort: 'dueAt' } }, { key: 'asked', label: 'department-request.view.asked', query: { mine: 'asked' } }, { key: 'overdue', label: 'department-request.view.overdue', query: { overdue: 'true' } }]

/** What departments ask of each other. */
export function RequestList() {
  const t = useT()
  const { zone } = useSession().company
  const columns = useMemo((): Column<Request>[] => [
    { key: 'subject', title: 'department-request.subject', width: 260, grow: true, text: (row) => row.subject, card: 'title' },
    { key: 'about', title: 'department-request.about', width: 160, text: (row) => row.about?.number ?? '', cell: (row) => row.about ? <span className="num">{row.about.number}</span> : <span className="quiet">–</span> },
    { key: 'state', title: 'department-request.state', width: 110, text: (row) => t(row.overdue ? 'department-request.overdue' : `department-request.state.${row.state}`), cell: (row) => <RequestState of={row} />, card: 'top' },
    { key: 'asking', out: { of: ['asking', 'askedBy'] }, title: 'agreement.asking', width: 110, text: (row) => row.asking?.name ?? row.askedBy.name, card: 'foot' }, { key: 'answering', title: 'agreement.answering', width: 110, text: (row) => row.answering.name, card: 'foot' },
    { key: 'type', out: { of: 'request.name' }, title: 'department-request.type', width: 120, text: (row) => language() === 'en' ? row.request.name.en : row.request.name.zh },
    { key: 'dueAt', title: 'department-request.dueAt', width: 120, sort: 'dueAt', text: (row) => momentText(row.dueAt, zone), cell: (row) => <span className={row.overdue ? 'teamwork-late' : undefined}><Moment at={row.dueAt} /></span>, card: 'corner' },
    { key: 'inTime', title: 'department-request.inTime', width: 90, text: (row) => row.inTime === null ? '' : t(row.inTime ? 'department-request.in-time' : 'department-request.late') },
    { key: 'createdAt', title: 'department-request.createdAt', width: 110, sort: 'createdAt', text: (row) => momentText(row.createdAt, zone), cell: (row) => <RelativeTime at={row.createdAt} /> },
  ], [t, zone])
  const filters = useMemo(() => [
    choice('state', 'department-request.state', (['open', 'answered', 'withdrawn'] as const).map((value) => ({ value, label: t(`department-request.state.${value}`) }))), choice('mine', 'department-request.whose', [{ value: 'to-answer', label: t('department-request.view.to-answer') }, { value: 'asked', label: t('department-request.view.asked') }]),
    choice('overdue', 'department-request.overdue', [{ value: 'true', label: t('department-request.overdue') }]), pick('answeringId', 'agreement.answering', DepartmentPicker, DepartmentName), pick('askingId', 'agreement.asking', DepartmentPicker, DepartmentName),
    // Words change with the language only.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t])
  return <ListPage list="department-requests" endpoint={agreements.requests} entity="department-request" title="department-request.plural" defaultSort="-createdAt" search={false} to={(row) => `/department-requests/${row.id}`} columns={columns} filters={filters} views={VIEWS} actions={<Link to="/coordination"><Button>{t('agreement.menu')}</Button></Link>} empty={{ title: 'department-request.none', text: 'department-request.none-text' }} />
}
