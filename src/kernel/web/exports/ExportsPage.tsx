import { DownloadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useEffect, useMemo } from 'react'
import { exporting, EXPORT_STATES, type ExportRequest } from '../../exports/contract.ts'
import { ListPage } from '../list/ListPage.tsx'
import { choice, type Column } from '../list/list-types.ts'
import { momentText } from '../moment-text.ts'
import { useSession } from '../session.tsx'
import { useCall } from '../use-call.ts'
import { useT } from '../words.ts'
import { downloadExport } from './download.ts'

const TONE = { writing: 'processing', asks: 'warning', waiting: 'warning', refused: 'error', ready: 'success', failed: 'error', gone: 'default' } as const
/** Beyond this page nobody says that a file is finished: the rows are asked for again so often. */
const EVERY_MS = 3_000

/** What is taken out of the house as a file, by whom, what waits for somebody to allow it, and one's own files until their days are over. */
export function ExportsPage() {
  const t = useT()
  const { company } = useSession()
  const columns = useMemo((): readonly Column<ExportRequest>[] => [
    { key: 'title', title: 'export.what', width: 120, text: (row) => row.title, card: 'title' },
    { key: 'rows', title: 'export.rows', width: 70, figures: true, text: (row) => row.rows, card: 'foot' },
    { key: 'by', title: 'export.by', width: 90, text: (row) => row.by.name, card: 'top' },
    { key: 'at', title: 'export.at', width: 158, text: (row) => momentText(row.at, company.zone), card: 'foot' },
    { key: 'state', title: 'export.state', width: 132, text: (row) => t(`export.state.${row.state}`), cell: (row) => <Tag color={TONE[row.state]} {...(row.fault ? { title: t(row.fault) } : {})}>{t(`export.state.${row.state}`)}</Tag>, card: 'corner' },
    { key: 'reason', title: 'export.reason', width: 120, grow: true, text: (row) => row.reason, card: 'foot' },
    { key: 'decided', out: { of: 'decidedBy' }, title: 'export.decided-by', width: 100, text: (row) => row.decidedBy?.name },
    { key: 'acts', out: null, title: 'export.decision', width: 240, text: () => '', cell: (row) => <Deeds of={row} />, card: 'foot' },
  ], [t, company.zone])
  const filters = useMemo(() => [choice('state', 'export.state', EXPORT_STATES.map((value) => ({ value, label: t(`export.state.${value}`) })))], [t])
  return <ListPage<ExportRequest> list="exports" endpoint={exporting.list} title="export.plural" columns={columns} filters={filters} search={false} empty={{ title: 'export.none', text: 'export.none-text' }} />
}

function Deeds({ of }: { of: ExportRequest }) {
  const t = useT()
  const client = useQueryClient()
  const again = () => void client.invalidateQueries()
  const [decide, discard] = [useCall(exporting.decide, { said: 'export.said', done: again }), useCall(exporting.discard, { said: 'export.gone', done: again })]
  // What is being written turns into a file without anybody's doing.
  useEffect(() => {
    if (of.state !== 'writing') return undefined
    const timer = setInterval(again, EVERY_MS)
    return () => clearInterval(timer)
  })
  const settle = (approve: boolean) => void decide.run({ params: { id: of.id }, body: { approve, version: of.version } })
  return (
    <span className="export-acts">
      {of.may.includes('decide') ? <><Button size="small" type="primary" loading={decide.busy} onClick={() => settle(true)}>{t('export.approve')}</Button><Button size="small" disabled={decide.busy} onClick={() => settle(false)}>{t('export.refuse')}</Button></> : null}
      {of.may.includes('download') ? <Button size="small" type="primary" icon={<DownloadOutlined aria-hidden />} onClick={() => downloadExport(of.id)}>{t('export.download')}</Button> : null}
      {of.may.includes('discard') ? <Button size="small" type="text" loading={discard.busy} onClick={() => void discard.run({ params: { id: of.id }, body: {} })}>{t(of.state === 'ready' ? 'export.discard' : 'export.stop')}</Button> : null}
    </span>
  )
}
