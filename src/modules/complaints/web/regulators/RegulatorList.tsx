import './regulators.css'
import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Modal, Select } from 'antd'
import dayjs from 'dayjs'
import { useMemo, useRef, useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import type { Answer } from '../../../../kernel/contract.ts'
import { DayField } from '../../../../kernel/web/form/DayField.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { choice, choices } from '../../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { RegisterRegulator, regulators } from '../../regulators/contract.ts'
import type { RegulatorCase } from '../../regulators/contract.ts'
import { named } from '../redress/tags.tsx'
import { RegulatorTag } from './RegulatorTag.tsx'


/** Complaints that regulators handed on, with the days by which they are answered and settled. */
export function RegulatorList() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const [isImporting, setIsImporting] = useState(false)
  const known = useQuery({ ...query(regulators.authorities, {}), staleTime: 60_000 }).data?.items
  const columns = useMemo((): Column<RegulatorCase>[] => [
    { key: 'authority', title: 'regulator-case.authority', width: 156, text: (row) => named(row.authority.name), card: 'top' },
    { key: 'number', title: 'regulator-case.number', width: 210, text: (row) => row.number, card: 'foot' },
    { key: 'case', out: { of: 'case.subject' }, title: 'regulator-case.case', width: 170, grow: true, text: (row) => row.case.subject, card: 'title' },
    { key: 'receivedOn', title: 'regulator-case.receivedOn', width: 112, text: (row) => row.receivedOn },
    { key: 'answerDueOn', title: 'regulator-case.answerDueOn', width: 112, text: (row) => row.answerDueOn, cell: (row) => <span className="num" data-late={(!row.answeredAt && row.answerLate) || undefined}>{row.answerDueOn}</span>, card: 'foot', captioned: true },
    { key: 'settleDueOn', title: 'regulator-case.settleDueOn', width: 112, text: (row) => row.settleDueOn, cell: (row) => <span className="num" data-late={(!row.settledAt && row.settleLate) || undefined}>{row.settleDueOn}</span>, card: 'foot', captioned: true },
    { key: 'state', out: { asked: true }, title: 'regulator-case.state', width: 104, text: (row) => t(row.settledAt ? 'regulator-case.settled' : row.answeredAt ? 'regulator-case.answered' : 'regulator-case.open'), cell: (row) => <RegulatorTag of={row} />, card: 'corner' },
    { key: 'outcome', title: 'regulator-case.outcome', width: 96, text: (row) => row.outcome ? t(`regulator-case.outcome.${row.outcome}`) : '' },
  ], [t])
  const filters = useMemo(() => [choices('authority', 'regulator-case.authority', (known ?? []).map((one) => ({ value: one.key, label: named(one.name) }))), choice('open', 'regulator-case.state', [{ value: 'true', label: t('regulator-case.open') }, { value: 'false', label: t('regulator-case.settled') }])], [known, t])
  const setNew = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined })) as never })
  const acts = <Can permission="regulator-case.write"><Button icon={<UploadOutlined aria-hidden />} onClick={() => setIsImporting(true)}>{t('regulator-case.import')}</Button><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('regulator-case.register')}</Button></Can>
  return (
    <>
      <ListPage
        list="regulator-cases" endpoint={regulators.listRegulatorCases} entity="regulator-case" title="regulator-case.plural" defaultSort="-madeAt" search={false} to={(row) => `/cases/${row.case.id}`} columns={columns} actions={acts} filters={filters}
        views={[{ key: 'open', label: 'regulator-case.open', query: { open: 'true' } }]} empty={{ title: 'regulator-case.none', text: 'regulator-case.none-text', action: acts }}
      />
      <FormDrawer open={search['new'] === '1'} close={() => setNew(false)} title="regulator-case.register" body={RegisterRegulator} said="regulator-case.was-registered" width={560} values={{ authority: known?.[0]?.key, receivedOn: dayjs().format('YYYY-MM-DD') }}
        fields={[
          { name: 'authority', label: 'regulator-case.authority', half: true, input: <Select options={(known ?? []).map((one) => ({ value: one.key, label: named(one.name) }))} /> }, { name: 'number', label: 'regulator-case.number', half: true, input: <Input maxLength={80} autoComplete="off" /> },
          { name: 'subject', label: 'regulator-case.subject', input: <Input maxLength={300} autoComplete="off" /> }, { name: 'description', label: 'regulator-case.description', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} /> },
          { name: 'customerName', label: 'regulator-case.customerName', half: true, input: <Input maxLength={200} autoComplete="off" /> }, { name: 'customerPhone', label: 'regulator-case.customerPhone', half: true, input: <Input maxLength={60} autoComplete="off" inputMode="tel" /> },
          { name: 'receivedOn', label: 'regulator-case.receivedOn', half: true, input: <DayField /> }, { name: 'contact', label: 'regulator-case.contact', half: true, input: <Input maxLength={120} autoComplete="off" /> },
          { name: 'answerDueOn', label: 'regulator-case.answerDueOn', half: true, help: 'regulator-case.due-help', input: <DayField /> }, { name: 'settleDueOn', label: 'regulator-case.settleDueOn', half: true, input: <DayField /> },
        ]}
        save={(body) => call(regulators.registerRegulatorCase, { body })} saved={(it) => void navigate({ to: `/cases/${it.case.id}` as string })} />
      {isImporting ? <ImportDialog close={() => setIsImporting(false)} /> : null}
    </>
  )
}

function ImportDialog({ close }: { close: () => void }) {
  const t = useT()
  const chooser = useRef<HTMLInputElement>(null)
  const [report, setReport] = useState<Answer<(typeof regulators.importRegulatorCases)['spec']> | null>(null)
  const take = useCall(regulators.importRegulatorCases, { done: setReport })
  // Regulators' systems still write GB18030; what is no UTF-8 is read as that.
  const read = async (file: File | undefined) => {
    if (!file) return
    const bytes = await file.arrayBuffer()
    let csv: string
    try { csv = new TextDecoder('utf-8', { fatal: true }).decode(bytes) } catch { csv = new TextDecoder('gb18030').decode(bytes) }
    await take.run({ body: { csv } })
  }
  return (
    <Modal open width={560} title={t('regulator-case.import')} footer={null} onCancel={close}>
      <div className="regulator-drop" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); void read(event.dataTransfer.files[0]) }}>
        <p className="quiet">{t('regulator-case.import-help')}</p>
        <input ref={chooser} type="file" accept=".csv,text/csv" hidden onChange={(event) => { void read(event.target.files?.[0]); event.target.value = '' }} />
        <Button type="primary" autoFocus icon={<UploadOutlined aria-hidden />} loading={take.busy} onClick={() => chooser.current?.click()}>{t('regulator-case.choose')}</Button>
      </div>
      <div aria-live="polite">{report ? <><p className="num regulator-report">{t('regulator-case.report', { ...report, rejected: report.rejected.length })}</p>{report.rejected.length ? <ul className="regulator-rejected">{report.rejected.map((one) => <li key={`${one.line}${one.field}`}><span className="num">{t('regulator-case.line', { n: one.line })}</span><span className="quiet">{one.field}</span><span>{one.message}</span></li>)}</ul> : null}</> : null}</div>
    </Modal>
  )
}
