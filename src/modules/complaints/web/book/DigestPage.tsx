import './book.css'
import { BookOutlined, LeftOutlined, PrinterOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { figureText, named } from '../../../metrics/web/index.ts'
import { DIGEST_PARTS, complaintBook } from '../../ledger-book/contract.ts'
import type { Digest } from '../../ledger-book/contract.ts'

const monthAfter = (month: string, by: number) => { const at = new Date(`${month}-15T00:00:00Z`); at.setUTCMonth(at.getUTCMonth() + by); return at.toISOString().slice(0, 7) }
/** The filter of the book that gives the rows of a total. */
const ROWS = { received: {}, open: { standing: 'open' }, closed: { standing: 'closed' }, declined: { standing: 'declined' }, uncoded: { cause: 'none' } } as const

/** The digest of a month: every number leads to its rows in the book; issued, it is kept. */
export function DigestPage() {
  const t = useT()
  const { month } = useParams({ strict: false }) as { month: string }
  const { company } = useSession()
  const found = useQuery(query(complaintBook.digest, { params: { month } }))
  const [asking, setAsking] = useState(false)
  usePageTitle(t('complaint-digest.title', { month }))
  const it = found.data
  const isLast = month >= dayIn(company.zone).slice(0, 7)
  return (
    <div className="cboard digest">
      <header className="cboard-head">
        <div>
          <h1>{t('complaint-digest.title', { month })}</h1>
          <p className="quiet">{it?.issued ? <>{t('complaint-digest.issued-by', { name: it.issued.by.name })} <Moment at={it.issued.at} /></> : ' '}</p>
        </div>
        <div className="book-acts">
          <Link to={`/complaint-digests/${monthAfter(month, -1)}` as string} aria-label={t('complaint-digest.earlier')}><Button icon={<LeftOutlined aria-hidden />} tabIndex={-1} aria-label={t('complaint-digest.earlier')} /></Link>
          {isLast ? null : <Link to={`/complaint-digests/${monthAfter(month, 1)}` as string} aria-label={t('complaint-digest.later')}><Button icon={<RightOutlined aria-hidden />} tabIndex={-1} aria-label={t('complaint-digest.later')} /></Link>}
          <Link to={'/complaint-book' as string} search={{ receivedFrom: `${month}-01`, receivedTo: it?.to } as never}><Button icon={<BookOutlined aria-hidden />} tabIndex={-1}>{t('complaint-book.title')}</Button></Link>
          <Button icon={<PrinterOutlined aria-hidden />} aria-label={t('complaint-digest.print')} title={t('complaint-digest.print')} onClick={() => print()} />
          {it?.may.includes('issue') ? <Button type={it.issued ? 'default' : 'primary'} onClick={() => setAsking(true)}>{t(it.issued ? 'complaint-digest.issue-again' : 'complaint-digest.issue')}</Button> : null}
        </div>
      </header>
      {found.isError && !it ? <Fault error={found.error} again={() => void found.refetch()} /> : !it ? <div className="cboard-tiles" aria-busy>{[0, 1, 2, 3, 4, 5].map((n) => <div key={n} className="cboard-tile"><span className="grey" style={{ width: 70, height: 12 }} /><span className="grey" style={{ width: 50, height: 26 }} /></div>)}</div> : <Shown of={it} />}
      {asking && it ? <IssueDialog of={it} close={() => setAsking(false)} /> : null}
    </div>
  )
}

function Shown({ of }: { of: Digest }) {
  const t = useT()
  const { counts, before } = of
  const window = { receivedFrom: of.from, receivedTo: of.to }
  const earlier = { received: before.received, declined: before.declined } as Record<string, number | undefined>
  if (!counts.received && !counts.settled) return <Blank title={t('complaint-digest.empty')} />
  const said = (part: string, key: string) => key === 'none' ? t('complaint-digest.not-said') : of.names[key] ? named(of.names[key]) : t(({ kind: 'case.kind', channel: 'case.channel', severity: 'complaint.severity', liability: 'complaint.liability' } as Record<string, string>)[part] + `.${key}`)
  return (
    <>
      {of.issued?.drift.length ? <Alert type="info" showIcon className="digest-drift" title={t('complaint-digest.drift')} description={<ul className="num">{of.issued.drift.map(({ what, then, now }) => <li key={what}>{t('complaint-digest.drift-row', { what: t(`complaint-digest.${what}`), then, now })}</li>)}</ul>} /> : null}
      {of.issued?.note ? <p className="digest-note">{of.issued.note}</p> : null}
      <div className="cboard-tiles digest-tiles">
        {(Object.keys(ROWS) as (keyof typeof ROWS)[]).map((what) => <Total key={what} name={t(`complaint-digest.${what}`)} n={counts[what]} before={earlier[what]} search={{ ...window, ...ROWS[what] }} />)}
        <Total name={t('complaint-digest.settled')} n={counts.settled} before={before.settled} search={{ closedFrom: of.from, closedTo: of.to, standing: 'closed' }} />
        <div className="cboard-tile"><span className="cboard-name">{t('complaint-digest.recurrences')}</span><span className="cboard-value num">{of.recurrences}</span></div>
      </div>
      <div className="digest-parts">
        {DIGEST_PARTS.map((part) => (
          <section key={part} className="cboard-panel">
            <h2>{t(`complaint-digest.part.${part}`)}</h2>
            <table className="cboard-table num"><tbody>{(counts.parts[part] ?? []).map(({ key, n }) => (
              <tr key={key}><th scope="row"><Link to={'/complaint-book' as string} search={{ ...window, [part]: key } as never}>{said(part, key)}</Link><span className="cboard-bar" aria-hidden><i style={{ width: `${n / Math.max(1, counts.received) * 100}%` }} /></span></th><td>{n}</td><td>{figureText(language(), 'percent', n / Math.max(1, counts.received) * 100)}</td></tr>
            ))}</tbody></table>
          </section>
        ))}
      </div>
    </>
  )
}

function Total({ name, n, before, search }: { name: string; n: number; before?: number | undefined; search: object }) {
  const t = useT()
  return <Link className="cboard-tile" to={'/complaint-book' as string} search={search as never}><span className="cboard-name">{name}</span><span className="cboard-value num">{n}</span><span className="cboard-foot num">{before === undefined ? ' ' : t('complaint-digest.before', { n: before })}</span></Link>
}

function IssueDialog({ of, close }: { of: Digest; close: () => void }) {
  const t = useT()
  const [note, setNote] = useState(of.issued?.note ?? '')
  const issue = useCall(complaintBook.issue, { said: 'complaint-digest.issued', refresh: [complaintBook.digest, complaintBook.digests] })
  const save = () => { if (!issue.busy) void issue.run({ params: { month: of.month }, body: { ...(note.trim() ? { note: note.trim() } : {}), ...(of.issued ? { version: of.issued.version } : {}) } }).then((done) => { if (done) close() }) }
  return (
    <Modal open onCancel={close} width={560} title={t('complaint-digest.title', { month: of.month })} okText={t(of.issued ? 'complaint-digest.issue-again' : 'complaint-digest.issue')} okButtonProps={{ loading: issue.busy }} onOk={save}>
      <label className="recurrence-reason"><span className="quiet">{t('complaint-digest.note')}</span><Input.TextArea autoFocus value={note} maxLength={10_000} placeholder={t('complaint-digest.note-hint')} autoSize={{ minRows: 4, maxRows: 12 }} onChange={(event) => setNote(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save() } }} /></label>
    </Modal>
  )
}
