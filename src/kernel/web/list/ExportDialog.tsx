import { Button, Modal, Progress } from 'antd'
import { useEffect, useState } from 'react'
import type { Endpoint } from '../../contract.ts'
import { momentText } from '../moment-text.ts'
import { faultText } from '../problem.tsx'
import { useSession } from '../session.tsx'
import { useT } from '../words.ts'
import { BYTE_ORDER_MARK, csvLine } from './csv.ts'
import { csvPages } from './export-rows.ts'
import type { Column, ListQuery } from './list-types.ts'

interface Props<T> { endpoint: Endpoint; params: Record<string, string> | undefined; query: ListQuery; columns: readonly Column<T>[]; name: string; close: () => void }

/** Writes what the filter shows, all pages of it, to a CSV file; says how far it is and can be stopped. */
export function ExportDialog<T>({ endpoint, params, query, columns, name, close }: Props<T>) {
  const t = useT()
  const { company } = useSession()
  const [rows, setRows] = useState(0)
  const [state, setState] = useState<'running' | 'done' | 'failed'>('running')
  const [fault, setFault] = useState<unknown>(null)
  const [run, setRun] = useState(0)

  useEffect(() => {
    const stop = new AbortController()
    const write = async () => {
      const parts: string[] = [BYTE_ORDER_MARK, csvLine(columns.map((column) => t(column.title)))]
      let count = 0
      setState('running')
      setRows(0)
      for await (const page of csvPages(endpoint, { ...(params ? { params } : {}), query }, columns, stop.signal)) {
        parts.push(page.text)
        setRows(count += page.rows)
      }
      if (stop.signal.aborted) return
      download(new Blob(parts, { type: 'text/csv;charset=utf-8' }), `${name} ${momentText(new Date(), company.zone).replace(':', '')}.csv`)
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

  return (
    <Modal open onCancel={close} width={420} title={t('list.export')} mask={{ closable: false }}
      footer={state === 'done' ? <Button type="primary" onClick={close}>{t('frame.close')}</Button> : <><Button onClick={close}>{t('frame.cancel')}</Button>{state === 'failed' ? <Button type="primary" onClick={() => setRun(run + 1)}>{t('frame.try-again')}</Button> : null}</>}>
      <div className="list-export" role="status">
        <Progress percent={100} status={state === 'running' ? 'active' : state === 'done' ? 'success' : 'exception'} showInfo={false} size="small" />
        <p className="num">{state === 'failed' ? faultText(fault) : t(state === 'done' ? 'list.export-done' : 'list.export-running', { n: rows.toLocaleString() })}</p>
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
