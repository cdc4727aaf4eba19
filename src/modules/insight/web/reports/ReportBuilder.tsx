import '../../../../kernel/web/record/record.css'
import '../insight.css'
import { ArrowLeftOutlined, DownloadOutlined, FileDoneOutlined, PrinterOutlined, TableOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Select } from 'antd'
import { useRef, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Can, useSession } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { named, PeriodPicker } from '../../../metrics/web/index.ts'
import { TeamPicker } from '../../../people/web/index.ts'
import { reports } from '../../contract.ts'
import type { ReportTemplate } from '../../contract.ts'
import { ChannelSelect } from '../parts/ChannelSelect.tsx'
import { previewAddress } from './address.ts'
import { Paper } from './Paper.tsx'

/** Chooses what a report is about and shows it as it would be now; nothing is kept until it is published. */
export function ReportBuilder() {
  const t = useT()
  const found = useQuery(query(reports.templates, {}))
  usePageTitle(t('report.make'))
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  return found.data?.items[0] ? <Desk templates={found.data.items} first={found.data.items[0]} /> : <PageSkeleton />
}

const lastWhole = (every: ReportTemplate['every'], today: string): { from: string; to: string } => {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1]
  const text = (y: number, m: number, d: number) => new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10)
  if (every === 'year') return { from: text(year - 1, 0, 1), to: text(year - 1, 11, 31) }
  if (every === 'month') return { from: text(year, month - 1, 1), to: text(year, month, 0) }
  if (every === 'quarter') { const first = month - month % 3; return { from: text(year, first - 3, 1), to: text(year, first, 0) } }
  const monday = Number(today.slice(8)) - (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  return { from: text(year, month, monday - 7), to: text(year, month, monday - 1) }
}

function Desk({ templates, first }: { templates: readonly ReportTemplate[]; first: ReportTemplate }) {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  const today = dayIn(company.zone)
  const [of, setOf] = useState(first)
  const [window, setWindow] = useState(() => lastWhole(first.every, today))
  const [chapters, setChapters] = useState(() => first.chapters.map(({ key }) => key))
  const [teamId, setTeam] = useState<string | undefined>()
  const [channel, setChannel] = useState<string | undefined>()
  const frame = useRef<HTMLIFrameElement>(null)
  const publish = useCall(reports.publish, { said: 'report.was-published', done: ({ id }) => void navigate({ to: `/reports/${id}` as string }) })
  const wish = { template: of.key, ...window, ...(teamId ? { teamId } : {}), ...(channel ? { channel } : {}) }
  const asked = { ...wish, ...(chapters.length < of.chapters.length ? { chapters: chapters.join() } : {}) }
  const choose = (key: string) => {
    const next = templates.find((one) => one.key === key)
    if (!next) return
    setOf(next)
    setChapters(next.chapters.map((chapter) => chapter.key))
    setWindow(lastWhole(next.every, today))
  }
  return (
    <div className="builder">
      <aside className="builder-side">
        <Link to={'/reports' as string} className="record-back"><ArrowLeftOutlined aria-hidden /><span>{t('report.plural')}</span></Link>
        <h1>{t('report.make')}</h1>
        <label>{t('report.template')}<Select value={of.key} onChange={choose} style={{ width: '100%' }} options={templates.map((one) => ({ value: one.key, label: named(one.name) }))} /></label>
        <p className="quiet">{named(of.about)}</p>
        <div className="builder-field"><span>{t('report.period')}</span><PeriodPicker from={window.from} to={window.to} today={today} set={setWindow} /></div>
        <label>{t('report.scope')}<TeamPicker value={teamId ?? null} onChange={setTeam} placeholder={t('dashboard.all-teams')} /></label>
        <ChannelSelect value={channel ?? null} onChange={setChannel} placeholder={t('dashboard.all-channels')} />
        <fieldset><legend>{t('report.chapters')}</legend>{of.chapters.map((chapter) => (
          <Checkbox key={chapter.key} checked={chapters.includes(chapter.key)} disabled={chapters.length === 1 && chapters.includes(chapter.key)} onChange={({ target }) => setChapters(of.chapters.map(({ key }) => key).filter((key) => key === chapter.key ? target.checked : chapters.includes(key)))}>{named(chapter.name)}</Checkbox>
        ))}</fieldset>
        <div className="builder-acts">
          <Can permission="report.publish"><Button type="primary" icon={<FileDoneOutlined aria-hidden />} loading={publish.busy} onClick={() => void ask({ title: t('report.publish-ask'), text: t('report.publish-text'), yes: t('report.publish') }).then((sure) => sure ? publish.run({ body: { ...wish, chapters } }) : undefined)}>{t('report.publish')}</Button></Can>
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => frame.current?.contentWindow?.print()}>{t('report.print')}</Button>
          <Button icon={<DownloadOutlined aria-hidden />} href={previewAddress({ as: 'html', ...asked })}>{t('report.as-html')}</Button>
          <Button icon={<TableOutlined aria-hidden />} href={previewAddress({ as: 'csv', ...asked })}>{t('report.as-csv')}</Button>
        </div>
      </aside>
      <Paper src={previewAddress({ as: 'html', inline: 'true', ...asked })} title={named(of.name)} frame={frame} />
    </div>
  )
}
