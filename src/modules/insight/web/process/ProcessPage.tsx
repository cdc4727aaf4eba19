import './process.css'
import { FileAddOutlined, NodeIndexOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented, Select, Upload } from 'antd'
import { useMemo, useState } from 'react'
import type { CsvColumns, RejectedRow } from '../../../../pure/process/index.ts'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { flows } from '../../../flows/contract.ts'
import { named, PeriodPicker } from '../../../metrics/web/index.ts'
import { TeamPicker } from '../../../people/web/index.ts'
import { processLogs } from '../../process/contract.ts'
import { ChannelSelect } from '../parts/ChannelSelect.tsx'
import { ColumnsDialog } from './ColumnsDialog.tsx'
import { logOfFile, logOfServer, type OpenLog } from './open-log.ts'
import { readLogFile, readTable, type ReadLog } from './read-file.ts'
import { KindSelect } from './KindSelect.tsx'
import { Study } from './Study.tsx'

type Address = Partial<Record<'of' | 'kind' | 'channel' | 'teamId' | 'flow' | 'from' | 'to' | 'tab', string>>
const SOURCES = ['cases', 'runs', 'file'] as const

/** How work really goes: cases, runs of a flow, or a log from a file, drawn and taken apart. What is chosen stands in the address. */
export function ProcessPage() {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  const { of = 'cases', tab = 'findings', ...asked } = useSearch({ strict: false }) as Address
  const set = (patch: Address) => void navigate({ to: '.', replace: true, resetScroll: false, search: ((was: Address) => Object.fromEntries(Object.entries({ ...was, ...patch }).filter(([, value]) => value))) as never })
  const [opened, setOpened] = useState<{ log: OpenLog; rejected: readonly RejectedRow[] } | null>(null)
  const [columns, setColumns] = useState<{ file: string; header: readonly string[]; text: string; why: string } | null>(null)
  const listed = useQuery({ ...query(flows.list, {}), enabled: of === 'runs', staleTime: 300_000 })
  const runnable = (listed.data?.items ?? []).filter(({ steps }) => steps > 0)
  const flow = of === 'runs' ? asked.flow ?? runnable[0]?.key : undefined
  const wish = of === 'runs' ? { of: 'runs' as const, flow, teamId: asked.teamId, from: asked.from, to: asked.to } : { of: 'cases' as const, kind: asked.kind, channel: asked.channel, teamId: asked.teamId, from: asked.from, to: asked.to }
  const found = useQuery({ ...query(processLogs.processLog, { query: wish as never }), enabled: of === 'cases' || (of === 'runs' && flow !== undefined), placeholderData: keepPreviousData, staleTime: 60_000, structuralSharing: false })
  const { data } = found
  const own = useMemo(() => (data ? logOfServer(data, `${data.of}:${data.flow?.key}:${data.from}:${data.to}:${data.events.at.length}`) : null), [data])
  const log = of === 'file' ? opened?.log ?? null : own
  usePageTitle(t('process.title'))
  const take = (name: string, read: ReadLog) => {
    if (read.as === 'columns') return setColumns({ file: name, ...read })
    if (!read.events.length) return toast.warn(t('process.no-events'))
    setColumns(null)
    setOpened({ log: logOfFile(read.events, name), rejected: read.rejected })
    set({ of: 'file' })
  }
  const open = (file: File) => { void readLogFile(file).then((read) => take(file.name, read)).catch((error: unknown) => toast.warn(`${t('process.unreadable', { file: file.name })} ${(error as Error).message}`)) }
  const upload = (primary: boolean) => <Upload accept=".csv,.xes,.gz,.txt" showUploadList={false} beforeUpload={(file) => { open(file); return false }}><Button {...(primary ? { type: 'primary' } : {})} icon={<FileAddOutlined aria-hidden />}>{t('process.open-file')}</Button></Upload>
  const today = dayIn(company.zone)
  return (
    <div className="process" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); const file = event.dataTransfer.files[0]; if (file) open(file) }}>
      <header className="process-head">
        <div><h1>{t('process.title')}</h1><p className="quiet">{t('process.about')}</p></div>
        {upload(false)}
      </header>
      <div className="process-source">
        <Segmented aria-label={t('process.source')} value={of} onChange={(to) => set({ of: to, kind: '', flow: '', channel: '' })} options={SOURCES.map((value) => ({ value, label: t(`process.source.${value}`) }))} />
        {of === 'cases' ? <><KindSelect value={asked.kind ?? ''} set={(kind) => set({ kind })} /><div className="process-filter"><ChannelSelect value={asked.channel ?? null} onChange={(channel) => set({ channel: channel ?? '' })} placeholder={t('dashboard.all-channels')} /></div></> : null}
        {of === 'runs' ? <Select aria-label={t('process.flow')} style={{ minWidth: 200 }} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }} value={flow ?? null} loading={listed.isFetching} options={runnable.map((one) => ({ value: one.key, label: named(one.name) }))} onChange={(key: string | null) => set({ flow: key ?? '' })} /> : null}
        {of === 'file' ? <span className="process-file">{opened ? opened.log.file : t('process.no-file')}</span> : (
          <>
            <div className="process-filter"><TeamPicker value={asked.teamId ?? null} onChange={(teamId) => set({ teamId: teamId ?? '' })} placeholder={t('dashboard.all-teams')} /></div>
            <PeriodPicker from={data?.from ?? asked.from ?? today} to={data?.to ?? asked.to ?? today} today={today} set={(window) => set(window)} />
          </>
        )}
        {of === 'file' && opened?.rejected.length ? <span className="process-rejected" role="status">{t('process.rejected', { n: opened.rejected.length, line: opened.rejected[0]!.line, column: opened.rejected[0]!.column, reason: t(`process.reason.${opened.rejected[0]!.reason}`) })}</span> : null}
        {log?.more ? <span className="process-rejected" role="status">{t('process.more')}</span> : null}
      </div>
      {of === 'file' && !opened ? <Blank mark={<NodeIndexOutlined />} title={t('process.drop')} text={t('process.drop-text')} act={upload(true)} />
        : of !== 'file' && found.isError && !data ? <Fault error={found.error} again={() => void found.refetch()} />
          : !log ? <Waiting />
            : log.events.length === 0 ? <Blank mark={<NodeIndexOutlined />} title={t('process.none')} text={t('process.none-text')} />
              : <Study key={log.id} log={log} tab={tab} setTab={(to) => set({ tab: to === 'findings' ? '' : to })} old={of !== 'file' && found.isPlaceholderData} />}
      {columns ? <ColumnsDialog {...columns} close={() => setColumns(null)} read={(named: Partial<CsvColumns>) => take(columns.file, readTable(columns.text, named))} /> : null}
    </div>
  )
}

/** In the shape of what comes. */
const Waiting = () => (
  <div className="process-waiting" aria-hidden>
    <dl className="process-figures"><div><dd><span className="grey" style={{ width: 320, height: 16 }} /></dd></div></dl>
    <div className="process-body"><section className="process-picture"><header><span className="grey" style={{ width: 220, height: 24 }} /></header><div className="process-graph" /><p className="process-hint"><span className="grey" style={{ width: 260, height: 12 }} /></p></section><aside className="process-side"><span className="grey" style={{ width: '100%', height: 320 }} /></aside></div>
  </div>
)
