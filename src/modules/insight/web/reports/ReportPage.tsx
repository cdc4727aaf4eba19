import '../insight.css'
import { DownloadOutlined, MailOutlined, PrinterOutlined, TableOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { Checkbox, Modal, Tag } from 'antd'
import { useRef, useState } from 'react'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { named } from '../../../metrics/web/index.ts'
import { FORMATS, reports } from '../../contract.ts'
import type { Report } from '../../contract.ts'
import { reportAddress } from './address.ts'
import { Paper } from './Paper.tsx'
import { PeopleField } from './PeopleField.tsx'

/** A published report: the frozen page, to whom it went, and its history. */
export function ReportPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const frame = useRef<HTMLIFrameElement>(null)
  const [sending, setSending] = useState(false)
  const [people, setPeople] = useState<string[]>([])
  const [formats, setFormats] = useState<(typeof FORMATS)[number][]>(['html'])
  const send = useCall(reports.send, { said: 'report.was-sent', done: () => { setSending(false); setPeople([]) } })
  const go = (address: string) => { location.href = address }
  return (
    <>
      <RecordPage endpoint={reports.report} params={{ id }} back={{ to: '/reports', label: 'report.plural' }} title={(of) => named(of.title)} tags={() => <Tag color="success">{t('report.is-frozen')}</Tag>}
        facts={(of) => <><span className="num">{of.from} – {of.to}</span><span>{[of.team, of.channel ? t(`case.channel.${of.channel}`) : null].filter(Boolean).join(' · ') || t('report.whole-company')}</span></>}
        actions={() => [
          { key: 'print', label: 'report.print', icon: <PrinterOutlined aria-hidden />, run: () => frame.current?.contentWindow?.print() },
          { key: 'html', label: 'report.as-html', icon: <DownloadOutlined aria-hidden />, run: () => go(reportAddress(id, { as: 'html' })) },
          { key: 'csv', label: 'report.as-csv', icon: <TableOutlined aria-hidden />, run: () => go(reportAddress(id, { as: 'csv' })) },
          { key: 'send', label: 'report.send', permission: 'report.publish', icon: <MailOutlined aria-hidden />, primary: true, run: () => setSending(true) },
        ]}
        tabs={(of) => [
          { key: 'page', label: 'report.page', content: <Paper src={reportAddress(id, { as: 'html', inline: 'true' })} title={named(of.title)} frame={frame} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={reports.reportEvents} params={{ id }} /> },
        ]}
        side={(of) => <Side of={of} />} />
      <Modal open={sending} onCancel={() => setSending(false)} title={t('report.send')} okText={t('report.send')} okButtonProps={{ loading: send.busy, disabled: !people.length || !formats.length }} onOk={() => void send.run({ params: { id }, body: { receivers: people, formats } })} width={460}>
        <div className="report-send"><label>{t('report.receivers')}<PeopleField value={people} onChange={setPeople} /></label><Checkbox.Group value={formats} onChange={(to) => setFormats(to as typeof formats)} options={FORMATS.map((one) => ({ value: one, label: t(`report.as-${one}`) }))} /><p className="quiet">{t('report.send-about')}</p></div>
      </Modal>
    </>
  )
}

function Side({ of }: { of: Report }) {
  const t = useT()
  return (
    <>
      <Block title="report.facts"><Facts items={[
        { label: 'report.published-at', value: <Moment at={of.publishedAt} form="full" /> }, { label: 'report.published-by', value: of.publishedBy?.name ?? t('report.by-itself') },
        { label: 'report.chapters', value: of.chapters.length }, { label: 'report.hash', value: <span className="num" title={of.hash}>{of.hash.slice(0, 16)}…</span> },
      ]} /></Block>
      <Block title="report.receivers">{of.receivers.length ? <ul className="report-receivers">{of.receivers.map((one) => <li key={`${one.staff.id}${one.at.toISOString()}`}><span>{one.staff.name}</span><Moment at={one.at} form="short" /><small className="quiet">{t(`report.receiver-state.${one.state}`)}</small></li>)}</ul> : <p className="quiet">{t('report.no-receivers')}</p>}</Block>
    </>
  )
}
