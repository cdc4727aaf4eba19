import '../../../kernel/web/list/list.css'
import './flows.css'
import { CheckCircleOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Select, Tag } from 'antd'
import dayjs from 'dayjs'
import { query } from '../../../kernel/client.ts'
import type { Answer } from '../../../kernel/contract.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { DayRange } from '../../../kernel/web/list/DayRange.tsx'
import { dayIn } from '../../../kernel/web/moment-text.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useSession } from '../../../kernel/web/session.tsx'
import { language, useT } from '../../../kernel/web/words.ts'
import { deviations, flows } from '../contract.ts'
import { Exceptions } from './parts/Exceptions.tsx'
import { inWords } from './parts/flow-words.ts'

type Report = Answer<(typeof deviations.report)['spec']>
const VIEWS = ['report', 'exceptions'] as const

/** Where work left its flow: steps passed over or late, by flow and by person, and the exceptions that were asked for. */
export function DeviationsPage() {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const today = dayjs(dayIn(company.zone))
  const { view = 'report', flow, from = today.subtract(29, 'day').format('YYYY-MM-DD'), to = today.format('YYYY-MM-DD') } = search
  const inForce = useQuery(query(flows.list, {}))
  const report = useQuery({ ...query(deviations.report, { query: { ...(flow ? { flow } : {}), from, to } }), placeholderData: keepPreviousData, enabled: view === 'report' })
  usePageTitle(t('deviation.plural'))
  const show = (more: Record<string, string | undefined>) => void navigate({ to: '.', replace: true, search: ((was: Record<string, string>) => ({ ...was, ...more })) as never })
  return (
    <div className="list">
      <header className="list-head"><h1>{t('deviation.plural')}</h1></header>
      <div className="list-views"><div className="list-views-tabs">{VIEWS.map((one) => <button key={one} type="button" className="list-view" aria-current={one === view || undefined} onClick={() => show({ view: one === 'report' ? undefined : one })}>{t(`deviation.view.${one}`)}</button>)}</div></div>
      {view === 'exceptions' ? <div className="list-body"><Exceptions /></div> : (
        <>
          <div className="list-tools deviation-tools">
            <Select allowClear value={flow ?? null} onChange={(key?: string | null) => show({ flow: key ?? undefined })} placeholder={t('deviation.all-flows')} options={(inForce.data?.items ?? []).filter((one) => one.steps > 0).map((one) => ({ value: one.key, label: inWords(one.name) }))} showSearch={{ optionFilterProp: 'label' }} aria-label={t('run.flow')} popupMatchSelectWidth={false} />
            <DayRange from={from} to={to} onChange={(first, last) => show({ from: first, to: last })} />
          </div>
          <div className="list-body">{report.error ? <Fault error={report.error} again={() => void report.refetch()} /> : report.data ? <Deviations of={report.data} choose={(key) => show({ flow: key })} /> : <PageSkeleton />}</div>
        </>
      )}
    </div>
  )
}

const percent = (rate: number | null) => rate === null ? '–' : rate.toLocaleString(language(), { style: 'percent', maximumFractionDigits: 1 })

function Deviations({ of, choose }: { of: Report; choose: (flow: string) => void }) {
  const t = useT()
  if (!of.due) return <Blank mark={<CheckCircleOutlined />} title={t('deviation.none-due')} text={t('deviation.none-due-text')} />
  return (
    <div className="deviation">
      <dl className="flow-figures num">
        <div><dt>{t('deviation.rate')}</dt><dd>{percent(of.rate)}</dd></div>
        <div><dt>{t('deviation.deviating')}</dt><dd>{of.deviating}</dd></div>
        <div><dt>{t('deviation.due')}</dt><dd>{of.due}</dd></div>
      </dl>
      <div className="deviation-two">
        <Bars title={t('deviation.by-flow')} rows={of.byFlow.map(({ flow: key, name, due, deviating, rate }) => ({ key, name: inWords(name), due, deviating, rate }))} choose={choose} />
        <Bars title={t('deviation.by-staff')} rows={of.byStaff.map((one) => ({ key: one.staff.id, name: one.staff.name, due: one.due, deviating: one.deviating, rate: one.rate }))} />
      </div>
      <h2>{t('deviation.items', { n: of.items.length })}</h2>
      {of.items.length ? (
        <ul className="deviation-items">{of.items.map((one) => (
          <li key={one.stepId}>
            <Tag color={one.kind === 'skipped' ? 'warning' : 'error'}>{t(`deviation.${one.kind}`)}</Tag>
            <Link to={`/runs/${one.runId}` as string}>{inWords(one.step.name)}</Link>
            <span className="quiet">{[inWords(one.flow.name), one.about.label, one.staff?.name].filter(Boolean).join(' · ')}</span>
            <span className="deviation-when quiet"><Moment at={one.at} /></span>
            {one.reason ? <p className="quiet">{one.reason}{one.authorisedBy ? ` — ${t('deviation.authorised', { name: one.authorisedBy.name })}` : ''}</p> : null}
          </li>
        ))}</ul>
      ) : <p className="quiet">{t('deviation.none')}</p>}
    </div>
  )
}

interface Bar { key: string; name: string; due: number; deviating: number; rate: number }
function Bars({ title, rows, choose }: { title: string; rows: readonly Bar[]; choose?: (key: string) => void }) {
  const t = useT()
  const most = Math.max(...rows.map(({ rate }) => rate), 0.0001)
  return (
    <section>
      <h2>{title}</h2>
      <ul className="deviation-bars">{rows.slice(0, 12).map((row) => (
        <li key={row.key}>
          {choose ? <button type="button" className="flow-link clip" onClick={() => choose(row.key)}>{row.name}</button> : <span className="clip">{row.name}</span>}
          <span className="num">{percent(row.rate)}</span>
          <i style={{ width: `${row.rate / most * 100}%` }} />
          <small className="quiet num">{t('deviation.of-due', { n: row.deviating, due: row.due })}</small>
        </li>
      ))}</ul>
    </section>
  )
}
