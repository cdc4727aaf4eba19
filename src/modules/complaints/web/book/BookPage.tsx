import './book.css'
import { BarChartOutlined, FileDoneOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useMemo } from 'react'
import { query } from '../../../../kernel/client.ts'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { choice, choices, days, pick } from '../../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { CHANNELS, SEVERITIES } from '../../../cases/contract.ts'
import { named } from '../../../metrics/web/index.ts'
import { StaffName, StaffPicker, TeamName, TeamPicker } from '../../../people/web/index.ts'
import { complaintBook } from '../../ledger-book/contract.ts'
import type { BookEntry } from '../../ledger-book/contract.ts'
import { LIABILITIES } from '../../rules.ts'
import { CauseCell } from './CauseCell.tsx'

/** The book of complaints: every one in a row, coded where it stands. */
export function BookPage() {
  const t = useT()
  const { company } = useSession()
  const tree = useQuery({ ...query(complaintBook.causes, {}), staleTime: 300_000 }).data?.items
  const today = dayIn(company.zone)
  const columns = useMemo((): Column<BookEntry>[] => [
    { key: 'received', out: { of: 'createdAt' }, title: 'complaint-book.received', width: 120, sort: 'createdAt', text: (row) => row.createdAt.toISOString(), cell: (row) => <Moment at={row.createdAt} />, card: 'corner' },
    { key: 'number', title: 'complaint-book.number', width: 150, text: (row) => row.number, cell: (row) => row.may.includes('open') ? <Link className="num" to={`/cases/${row.id}` as string}>{row.number}</Link> : <span className="num">{row.number}</span>, card: 'top' },
    { key: 'subject', title: 'complaint-book.subject', width: 150, grow: true, text: (row) => row.subject, card: 'title' },
    { key: 'customer', title: 'case.customer', width: 84, text: (row) => row.customer?.name },
    { key: 'kind', out: { words: 'case.kind' }, title: 'complaint-book.kind', width: 88, text: (row) => t(`case.kind.${row.kind}`), card: 'top' },
    { key: 'channel', title: 'case.channel', width: 100, optional: true, text: (row) => t(`case.channel.${row.channel}`) },
    { key: 'product', title: 'complaint-book.product', width: 130, optional: true, text: (row) => row.product },
    { key: 'severity', title: 'complaint.severity', width: 78, text: (row) => row.severity ? t(`complaint.severity.${row.severity}`) : null, cell: (row) => row.severity ? <span className="book-severity" data-severity={row.severity}>{t(`complaint.severity.${row.severity}`)}</span> : <span className="quiet">–</span>, card: 'foot' },
    { key: 'cause', title: 'complaint-book.cause', width: 126, text: (row) => row.cause ? row.cause.name ? named(row.cause.name) : row.cause.key : null, cell: (row) => <CauseCell of={row} tree={tree ?? []} />, card: 'foot' },
    { key: 'liability', title: 'complaint.liability', width: 84, text: (row) => t(`complaint.liability.${row.liability}`), cell: (row) => <span className={row.liability === 'undetermined' ? 'quiet' : ''}>{t(`complaint.liability.${row.liability}`)}</span> },
    { key: 'standing', out: { of: 'statusClass', words: 'flow.class' }, title: 'complaint-book.standing', width: 110, text: (row) => t(`flow.class.${row.statusClass}`), cell: (row) => <span className="book-standing"><span className="book-class" data-class={row.statusClass}>{t(`flow.class.${row.statusClass}`)}</span>{row.accepted === false ? <Tag color="orange">{t('complaint-book.standing.declined')}</Tag> : null}</span>, card: 'foot' },
    { key: 'handler', title: 'case.handler', width: 78, text: (row) => row.handler?.name },
    { key: 'team', title: 'case.team', width: 120, optional: true, text: (row) => row.team?.name },
    { key: 'conflict', out: { of: 'conflictLevel' }, title: 'complaint-book.conflict', width: 90, optional: true, figures: true, text: (row) => row.conflictLevel },
    { key: 'satisfaction', title: 'complaint-book.satisfaction', width: 110, optional: true, figures: true, text: (row) => row.satisfaction },
    { key: 'closed', out: { of: 'closedAt' }, title: 'complaint-book.closed', width: 120, optional: true, text: (row) => row.closedAt?.toISOString(), cell: (row) => row.closedAt ? <Moment at={row.closedAt} /> : <span className="quiet">–</span> },
  ], [t, tree])
  const filters = useMemo(() => [
    choice('standing', 'complaint-book.standing', (['open', 'closed', 'declined', 'unresolved'] as const).map((value) => ({ value, label: t(`complaint-book.standing.${value}`) }))),
    choices('cause', 'complaint-book.cause', [{ value: 'none', label: t('complaint-book.uncoded') }, ...(tree ?? []).map(({ key, parent, name }) => ({ value: key, label: <span className={parent ? 'book-leaf' : ''}>{named(name)}</span>, text: named(name) }))]),
    choices('branch', 'complaint-book.branch', [{ value: 'none', label: t('complaint-book.uncoded') }, ...(tree ?? []).filter(({ parent }) => !parent).map(({ key, name }) => ({ value: key, label: named(name) }))]),
    choices('severity', 'complaint.severity', [...SEVERITIES.map((value) => ({ value, label: t(`complaint.severity.${value}`) })), { value: 'none', label: t('complaint-digest.not-said') }]),
    choices('liability', 'complaint.liability', LIABILITIES.map((value) => ({ value, label: t(`complaint.liability.${value}`) }))),
    choices('kind', 'complaint-book.kind', (['complaint', 'grumble'] as const).map((value) => ({ value, label: t(`case.kind.${value}`) }))),
    choices('channel', 'case.channel', CHANNELS.map((value) => ({ value, label: t(`case.channel.${value}`) }))),
    pick('team', 'case.team', TeamPicker, TeamName), pick('handler', 'case.handler', StaffPicker, StaffName),
    days('received', 'complaint-book.received', 'receivedFrom', 'receivedTo'), days('closed', 'complaint-book.closed', 'closedFrom', 'closedTo'),
  ], [t, tree])
  return (
    <ListPage
      list="complaint-book" endpoint={complaintBook.entries} entity="case" title="complaint-book.title" defaultSort="-createdAt" search={false} columns={columns} filters={filters}
      views={[{ key: 'uncoded', label: 'complaint-book.view-uncoded', query: { cause: 'none' } }, { key: 'month', label: 'complaint-book.view-this-month', query: { receivedFrom: `${today.slice(0, 7)}-01` } }, { key: 'declined', label: 'complaint-book.standing.declined', query: { standing: 'declined' } }]}
      actions={<span className="book-acts"><Link to={'/complaint-board' as string}><Button icon={<BarChartOutlined aria-hidden />} tabIndex={-1}>{t('complaint-board.title')}</Button></Link><Link to={`/complaint-digests/${today.slice(0, 7)}` as string}><Button icon={<FileDoneOutlined aria-hidden />} tabIndex={-1}>{t('complaint-book.digests')}</Button></Link></span>}
      empty={{ title: 'complaint-book.none', text: 'complaint-book.none-text' }}
    />
  )
}
