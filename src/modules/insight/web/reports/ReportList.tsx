import '../insight.css'
import { ClockCircleOutlined, FileTextOutlined, PlusOutlined } from '@ant-design/icons'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { Can, useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { named } from '../../../metrics/web/index.ts'
import { reports } from '../../contract.ts'
import type { Report } from '../../contract.ts'
import { Schedules } from './Schedules.tsx'

/** What was published, newest first, and what makes itself. */
export function ReportList() {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  const { tab } = useSearch({ strict: false }) as Record<string, string | undefined>
  const scope = (row: Report) => [row.team, row.channel ? t(`case.channel.${row.channel}`) : null].filter(Boolean).join(' · ') || t('report.whole-company')
  const columns: readonly Column<Report>[] = [
    { key: 'title', title: 'report.title', width: 240, grow: true, text: (row) => named(row.title), cell: (row) => <span className="report-name"><FileTextOutlined aria-hidden />{named(row.title)}</span>, card: 'title' },
    { key: 'period', out: { of: ['from', 'to'], between: ' – ' }, title: 'report.period', width: 230, text: (row) => `${row.from} – ${row.to}`, card: 'top' },
    { key: 'scope', out: { of: ['team', 'channel'], words: 'case.channel', between: ' · ' }, title: 'report.scope', width: 150, text: scope, card: 'foot' },
    { key: 'publishedAt', title: 'report.published-at', width: 150, text: (row) => momentText(row.publishedAt, company.zone), cell: (row) => <Moment at={row.publishedAt} form="full" />, card: 'foot' },
    { key: 'publishedBy', title: 'report.published-by', width: 120, text: (row) => row.publishedBy?.name ?? t('report.by-itself') },
    { key: 'receivers', out: { of: 'receivers' }, title: 'report.receivers', width: 90, figures: true, text: (row) => String(row.receivers.length), card: 'corner' },
  ]
  const make = <Can permission="report.prepare"><Link to={'/reports/new' as string}><Button type="primary" icon={<PlusOutlined aria-hidden />} tabIndex={-1}>{t('report.make')}</Button></Link></Can>
  const isPlan = tab === 'schedules'
  return (
    <div className="reports">
      <div className="reports-tabs" role="tablist">{([['', 'report.plural', <FileTextOutlined key="i" aria-hidden />], ['schedules', 'report-schedule.plural', <ClockCircleOutlined key="i" aria-hidden />]] as const).map(([key, label, icon]) => (
        <button key={key} type="button" role="tab" className="list-view" aria-selected={isPlan === (key === 'schedules')} aria-current={isPlan === (key === 'schedules') || undefined} onClick={() => void navigate({ to: '/reports' as string, search: (key ? { tab: key } : {}) as never })}>{icon}{t(label)}</button>
      ))}</div>
      {isPlan ? <Schedules /> : <ListPage list="reports" endpoint={reports.published} title="report.plural" columns={columns} search={false} to={(row) => `/reports/${row.id}`} actions={make} empty={{ title: 'report.none', text: 'report.none-text', action: make }} />}
    </div>
  )
}
