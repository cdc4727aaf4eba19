import './list.css'
import { Button, Input, Modal, Progress } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../client.ts'
import type { Endpoint } from '../../contract.ts'
import { exporting } from '../../exports/contract.ts'
import { momentText } from '../moment-text.ts'
import { faultText } from '../problem.tsx'
import { useSession } from '../session.tsx'
import { toast } from '../toast.tsx'
import { useT } from '../words.ts'
import { BYTE_ORDER_MARK, csvCell, csvLine } from './csv.ts'
import { csvPages } from './export-rows.ts'
import type { Column, ListQuery } from './list-types.ts'

interface Props<T> { list: string; endpoint: Endpoint; params: Record<string, string> | undefined; query: ListQuery; columns: readonly Column<T>[]; name: string; close: () => void }
type State = 'running' | 'done' | 'failed' | 'asks' | 'waits'
/** Beyond this nobody counts on: the rows asked for are told as so many at least. */
const MOST_COUNTED = 20_000

/** Writes what the filter shows, all pages of it, to a CSV file whose every row says who took it and when. More rows than may go freely wait for somebody else's approval. */
export function ExportDialog<T>({ list, endpoint, params, query, columns, name, close }: Props<T>) {
  const t = useT()
  const { company, staff } = useSession()
  const [rows, setRows] = useState(0)
  const [state, setState] = useState<State>('running')
  const [fault, setFault] = useState<unknown>(null)
  const [run, setRun] = useState(0)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const of = { list, query: { ...params, ...query } }

  useEffect(() => {
    const stop = new AbortController()
    const write = async () => {
      setState('running')
      setRows(0)
      const { most, approved, waiting } = await call(exporting.standing, { body: of })
      const lines: string[] = []
      let count = 0
      for await (const page of csvPages(endpoint, { ...(params ? { params } : {}), query }, columns, stop.signal)) {
        lines.push(...page.lines)
        setRows(count += page.rows)
        if (!approved && count > most && (waiting || count >= MOST_COUNTED)) break
      }
      if (stop.signal.aborted) return
      if (!approved && count > most) return setState(waiting ? 'waits' : 'asks')
      const taken = approved ?? (count > 0 ? await call(exporting.ask, { body: { ...of, title: name, rows: count } }) : null)
      const now = momentText(new Date(), company.zone)
      const mark = csvCell(t('export.watermark', { name: staff?.name ?? '', at: now, id: taken?.id.slice(-8) ?? '' }))
      const heading = csvLine([...columns.map((column) => t(column.title)), t('export.watermark-title')])
      download(new Blob([BYTE_ORDER_MARK, heading, ...lines.map((line) => `${line},${mark}\r\n`)], { type: 'text/csv;charset=utf-8' }), `${name} ${now.replace(':', '')}.csv`)
      setState('done')
    }
    write().catch((error: unknown) => {
      if (stop.signal.aborted) return
      setFault(error)
      setState('failed')
    })
    return () => stop.abort()
    // The file is what was asked for when the dialog opened, whatever changes behind it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [run])
  const askFor = async () => {
    if (!reason.trim() || busy) return
    setBusy(true)
    try {
      await call(exporting.ask, { body: { ...of, title: name, rows, reason: reason.trim() } })
      setState('waits')
    } catch (error) { toast.fault(error) } finally { setBusy(false) }
  }

  return (
    <Modal open onCancel={close} width={420} title={t('list.export')} mask={{ closable: false }}
      footer={state === 'done' || state === 'waits' ? <Button type="primary" onClick={close}>{t('frame.close')}</Button>
        : state === 'asks' ? <><Button onClick={close}>{t('frame.cancel')}</Button><Button type="primary" loading={busy} disabled={!reason.trim()} onClick={() => void askFor()}>{t('export.ask')}</Button></>
        : <><Button onClick={close}>{t('frame.cancel')}</Button>{state === 'failed' ? <Button type="primary" onClick={() => setRun(run + 1)}>{t('frame.try-again')}</Button> : null}</>}>
      <div className="list-export" role="status">
        {state === 'asks' ? (
          <>
            <p className="num">{t('export.needs-approval', { n: rows.toLocaleString() })}</p>
            <Input.TextArea id="export-reason" autoFocus value={reason} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('export.reason')} aria-label={t('export.reason')} onChange={({ target }) => setReason(target.value)} />
          </>
        ) : state === 'waits' ? <p>{t('export.waits')}</p> : (
          <>
            <Progress percent={100} status={state === 'running' ? 'active' : state === 'done' ? 'success' : 'exception'} showInfo={false} size="small" />
            <p className="num">{state === 'failed' ? faultText(fault) : t(state === 'done' ? 'list.export-done' : 'list.export-running', { n: rows.toLocaleString() })}</p>
            {state === 'done' ? <p className="quiet">{t('export.marked')}</p> : null}
          </>
        )}
      </div>
    </Modal>
  )
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = Object.assign(document.createElement('a'), { href: url, download: name.replace(/[\\/:*?"<>|]/g, ' ') })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
