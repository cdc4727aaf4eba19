import '../../../../kernel/web/list/list.css'
import { ClockCircleOutlined, PauseOutlined, PlayCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../../kernel/web/list/Rows.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import { named } from '../../../metrics/web/index.ts'
import { FORMATS, NewSchedule, reports } from '../../contract.ts'
import type { ReportSchedule } from '../../contract.ts'
import { PeopleField } from './PeopleField.tsx'

/** Reports that make themselves: when, of what, for whom, and whether the last one came about. */
export function Schedules() {
  const t = useT()
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<ReportSchedule | null>(null)
  const found = useQuery(query(reports.schedules, {}))
  const templates = useQuery({ ...query(reports.templates, {}), staleTime: 300_000 }).data?.items ?? []
  const change = useCall(reports.changeSchedule)
  const add = <Can permission="report.publish"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>{t('report-schedule.add')}</Button></Can>
  const every = ['week', 'month', 'quarter'] as const
  const fields = [
    { name: 'name', label: 'report-schedule.name', input: <Input maxLength={120} autoComplete="off" /> },
    { name: 'template', label: 'report.template', input: <Select options={templates.map((one) => ({ value: one.key, label: named(one.name) }))} /> },
    { name: 'every', label: 'report-schedule.every', half: true as const, input: <Select options={every.map((one) => ({ value: one, label: t(`report-schedule.every.${one}`) }))} /> },
    { name: 'day', label: 'report-schedule.day', half: true as const, help: 'report-schedule.day-about', input: <InputNumber min={1} max={28} style={{ width: '100%' }} /> },
    { name: 'hour', label: 'report-schedule.hour', half: true as const, input: <InputNumber min={0} max={23} style={{ width: '100%' }} /> },
    { name: 'formats', label: 'report-schedule.formats', half: true as const, input: <Checkbox.Group options={FORMATS.map((one) => ({ value: one, label: t(`report.as-${one}`) }))} /> },
    { name: 'receivers', label: 'report.receivers', input: <PeopleField /> },
  ]
  return (
    <div className="list">
      <header className="list-head"><h1>{t('report-schedule.plural')}</h1><div className="list-acts">{add}</div></header>
      <div className="list-body schedules">
        {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <RowsSkeleton columns={4} />
          : !found.data.items.length ? <Blank mark={<ClockCircleOutlined />} title={t('report-schedule.none')} text={t('report-schedule.none-text')} act={add} />
          : <ul>{found.data.items.map((one) => (
            <li key={one.id} className="schedule" data-off={!one.active || undefined}>
              <button type="button" className="schedule-name" onClick={() => setChanging(one)}><strong>{one.name}</strong><small>{named(templates.find(({ key }) => key === one.template)?.name ?? { zh: one.template, en: one.template })} · {t(`report-schedule.on.${one.every}`, { day: one.every === 'week' ? t(`report-schedule.weekday.${one.day}`) : one.day, hour: String(one.hour).padStart(2, '0') })}</small></button>
              <span className="schedule-next">{one.nextAt ? <>{t('report-schedule.next')} <Moment at={one.nextAt} form="full" /></> : t('report-schedule.stopped')}{one.fault ? <small className="schedule-fault">{t('report-schedule.fault', { why: hasWord(one.fault) ? t(one.fault) : one.fault })}</small> : one.lastReportId ? <small><Link to={`/reports/${one.lastReportId}` as string}>{t('report-schedule.last')}</Link></small> : null}</span>
              <span className="schedule-people clip" title={one.people.map(({ name }) => name).join('、')}>{one.people.map(({ name }) => name).join(' · ')}</span>
              <Can permission="report.publish"><Button type="text" aria-label={t(one.active ? 'report-schedule.stop' : 'report-schedule.start')} icon={one.active ? <PauseOutlined aria-hidden /> : <PlayCircleOutlined aria-hidden />} onClick={() => void change.run({ params: { id: one.id }, body: { version: one.version, active: !one.active } })} /></Can>
            </li>
          ))}</ul>}
      </div>
      <FormDrawer open={adding} close={() => setAdding(false)} title="report-schedule.add" body={NewSchedule} fields={fields} values={{ every: 'month', day: 1, hour: 8, formats: ['html'], ...(templates[0] ? { template: templates[0].key, name: named(templates[0].name) } : {}) }} said="report-schedule.was-made" save={(body) => call(reports.schedule, { body })} />
      {changing ? <FormDrawer key={changing.id} open close={() => setChanging(null)} title="report-schedule.change" body={NewSchedule} fields={fields} values={changing} version={changing.version} said="report-schedule.was-changed" save={(body) => call(reports.changeSchedule, { params: { id: changing.id }, body })} /> : null}
    </div>
  )
}
