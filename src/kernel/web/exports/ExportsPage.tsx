import { Button, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { exporting, EXPORT_STATES, type ExportRequest } from '../../exports/contract.ts'
import { ListPage } from '../list/ListPage.tsx'
import { choice, type Column } from '../list/list-types.ts'
import { momentText } from '../moment-text.ts'
import { useSession } from '../session.tsx'
import { useCall } from '../use-call.ts'
import { useT } from '../words.ts'

const TONE = { granted: 'default', waiting: 'warning', approved: 'success', refused: 'error' } as const

/** What was taken out of the house as a file, by whom, and what waits for somebody to allow it. */
export function ExportsPage() {
  const t = useT()
  const { company } = useSession()
  const columns = useMemo((): readonly Column<ExportRequest>[] => [
    { key: 'title', title: 'export.what', width: 130, text: (row) => row.title, card: 'title' },
    { key: 'rows', title: 'export.rows', width: 84, figures: true, text: (row) => row.rows, card: 'foot' },
    { key: 'by', title: 'export.by', width: 110, text: (row) => row.by.name, card: 'top' },
    { key: 'at', title: 'export.at', width: 140, text: (row) => momentText(row.at, company.zone), card: 'foot' },
    { key: 'state', title: 'export.state', width: 96, text: (row) => t(`export.state.${row.state}`), cell: (row) => <Tag color={TONE[row.state]}>{t(`export.state.${row.state}`)}</Tag>, card: 'corner' },
    { key: 'reason', title: 'export.reason', width: 220, grow: true, text: (row) => row.reason, card: 'foot' },
    { key: 'decided', title: 'export.decided-by', width: 110, text: (row) => row.decidedBy?.name },
    { key: 'acts', title: 'export.decision', width: 150, text: () => '', cell: (row) => row.may.includes('decide') ? <Decision of={row} /> : null, card: 'foot' },
  ], [t, company.zone])
  const filters = useMemo(() => [choice('state', 'export.state', EXPORT_STATES.map((value) => ({ value, label: t(`export.state.${value}`) })))], [t])
  return <ListPage<ExportRequest> list="exports" endpoint={exporting.list} title="export.plural" columns={columns} filters={filters} search={false} empty={{ title: 'export.none', text: 'export.none-text' }} />
}

function Decision({ of }: { of: ExportRequest }) {
  const t = useT()
  const [done, setDone] = useState(false)
  const { run, busy } = useCall(exporting.decide, { said: 'export.said', done: () => setDone(true) })
  const decide = (approve: boolean) => void run({ params: { id: of.id }, body: { approve, version: of.version } })
  if (done) return null
  return <span className="export-acts"><Button size="small" type="primary" loading={busy} onClick={() => decide(true)}>{t('export.approve')}</Button><Button size="small" disabled={busy} onClick={() => decide(false)}>{t('export.refuse')}</Button></span>
}
