import './audits.css'
import { CalendarOutlined, LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Can, useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { audits } from '../../audits/contract.ts'
import type { Audit } from '../../audits/contract.ts'
import { AuditForm } from './AuditForm.tsx'
import { AuditTag } from './tags.tsx'

/** The year's audits of processes, month by month: what is planned, what is overdue, what is being put right. */
export function AuditCalendar() {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  const search = useSearch({ strict: false }) as Record<string, string>
  const today = dayIn(company.zone)
  const year = /^\d{4}$/.test(search['year'] ?? '') ? Number(search['year']) : Number(today.slice(0, 4))
  const set = (patch: Record<string, string>) => void navigate({ to: '.', replace: true, search: ((was: Record<string, string>) => Object.fromEntries(Object.entries({ ...was, ...patch }).filter(([, value]) => value))) as never })
  const found = useQuery(query(audits.audits, { query: { from: `${year}-01-01`, to: `${year}-12-31` } }))
  usePageTitle(t('process-audit.plural'))
  const items = found.data?.items
  const overdue = items?.filter((one) => one.overdue) ?? []
  const add = <Can permission="process-audit.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => set({ new: '1' })}>{t('process-audit.plan')}</Button></Can>
  const months = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`)
  const monthName = new Intl.DateTimeFormat(language(), { month: 'long', timeZone: 'UTC' })
  return (
    <div className="audit-page">
      <header className="audit-head">
        <h1>{t('process-audit.plural')}</h1>
        <div className="audit-year"><Button type="text" icon={<LeftOutlined />} aria-label={t('process-audit.earlier')} onClick={() => set({ year: String(year - 1) })} /><strong className="num">{t('process-audit.year', { year })}</strong><Button type="text" icon={<RightOutlined />} aria-label={t('process-audit.later')} onClick={() => set({ year: String(year + 1) })} /></div>
        {overdue.length ? <span className="audit-late num" role="status">{t('process-audit.overdue-n', { n: overdue.length })}</span> : null}
        <div className="audit-acts">{add}</div>
      </header>
      {found.isError && !items ? <Fault error={found.error} again={() => void found.refetch()} />
        : !items ? <PageSkeleton />
        : !items.length ? <Blank mark={<CalendarOutlined />} title={t('process-audit.none')} text={t('process-audit.none-text')} act={add} />
          : <div className="audit-months">{months.map((month) => (
            <section key={month} data-now={today.startsWith(month) || undefined} aria-label={monthName.format(new Date(`${month}-01T00:00:00Z`))}>
              <h2>{monthName.format(new Date(`${month}-01T00:00:00Z`))}</h2>
              <ul>{items.filter(({ dueOn }) => dueOn.startsWith(month)).map((one) => <One key={one.id} of={one} />)}</ul>
            </section>
          ))}</div>}
      <AuditForm open={search['new'] === '1'} close={() => set({ new: '' })} saved={(of) => void navigate({ to: `/process-audits/${of.id}` as string })} />
    </div>
  )
}

function One({ of }: { of: Audit }) {
  const t = useT()
  return (
    <li data-state={of.state} data-late={of.overdue || undefined}>
      <Link to={`/process-audits/${of.id}` as string}><span className="num">{of.dueOn.slice(8)}</span><span><strong>{of.title}</strong><small className="quiet">{of.auditor.name}{of.findings ? ` · ${t('process-audit.settled-of', { n: of.settled, of: of.findings })}` : ''}</small></span><AuditTag of={of} /></Link>
    </li>
  )
}
