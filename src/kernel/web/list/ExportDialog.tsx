import './list.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Modal, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { call, query as asking } from '../../client.ts'
import type { Endpoint } from '../../contract.ts'
import { exporting } from '../../exports/contract.ts'
import type { ExportColumn, ExportRequest } from '../../exports/contract.ts'
import { momentText } from '../moment-text.ts'
import { downloadExport } from '../exports/download.ts'
import { faultText } from '../problem.tsx'
import { useSession } from '../session.tsx'
import { toast } from '../toast.tsx'
import { useT } from '../words.ts'
import type { Column, ListQuery } from './list-types.ts'

interface Props<T> { list: string; endpoint: Endpoint; params: Record<string, string> | undefined; query: ListQuery; columns: readonly Column<T>[]; name: string; close: () => void }

/** Has what the filter shows, all pages of it, written to a CSV file by the server. More rows than may go freely wait for somebody else's approval. */
export function ExportDialog<T>({ list, endpoint, params, query, columns, name, close }: Props<T>) {
  const t = useT()
  const { company } = useSession()
  const [begun, setBegun] = useState<ExportRequest | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const [run, setRun] = useState(0)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const taken = useRef<string>(undefined)
  const { data } = useQuery({ ...asking(exporting.one, { params: { id: begun?.id ?? '' } }), enabled: begun !== null, refetchInterval: ({ state }) => (state.data?.state ?? 'writing') === 'writing' ? 500 : false })
  const now = data ?? begun

  useEffect(() => {
    let left = false
    setFault(null)
    setBegun(null)
    call(exporting.start, { body: { list, title: name, path: endpoint.path, ...(params ? { params } : {}), query: { ...query }, columns: columns.flatMap(sourceOf) } })
      .then((made) => { if (!left) setBegun(made) }, (error: unknown) => { if (!left) setFault(error) })
    return () => { left = true }
    // The file is what was asked for when the dialog opened, whatever changes behind it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [run])
  useEffect(() => {
    if (now?.state !== 'ready' || taken.current === now.id) return
    taken.current = now.id
    downloadExport(now.id)
  }, [now?.state, now?.id])
  const act = async (deed: () => Promise<ExportRequest>) => {
    if (busy) return
    setBusy(true)
    try { setBegun(await deed()) } catch (error) { toast.fault(error) } finally { setBusy(false) }
  }
  const explain = () => now && reason.trim() ? act(() => call(exporting.explain, { params: { id: now.id }, body: { reason: reason.trim(), version: now.version } }).then((made) => { setReason(''); return made })) : undefined
  const stop = () => { if (now) void call(exporting.discard, { params: { id: now.id }, body: {} }).catch(() => undefined); close() }
  // What was just answered stands before what was read earlier.
  const state = fault ? 'failed' : begun?.state === 'waiting' ? 'waiting' : now?.state ?? 'writing'
  const isOver = state === 'ready' || state === 'failed'

  return (
    <Modal open onCancel={close} width={420} title={t('list.export')} mask={{ closable: false }}
      footer={state === 'asks' ? <><Button onClick={stop}>{t('frame.cancel')}</Button><Button type="primary" loading={busy} disabled={!reason.trim()} onClick={() => void explain()}>{t('export.ask')}</Button></>
        : state === 'writing' ? <><Button onClick={stop}>{t('export.stop')}</Button><Button type="primary" onClick={close}>{t('frame.close')}</Button></>
        : state === 'failed' ? <><Button onClick={close}>{t('frame.close')}</Button><Button type="primary" onClick={() => setRun(run + 1)}>{t('frame.try-again')}</Button></>
        : <>{state === 'ready' && now ? <Button onClick={() => downloadExport(now.id)}>{t('export.download')}</Button> : null}<Button type="primary" onClick={close}>{t('frame.close')}</Button></>}>
      <div className="list-export" role="status">
        {state === 'asks' ? (
          <>
            <p className="num">{t('export.needs-approval', { n: (now?.rows ?? 0).toLocaleString() })}</p>
            <Input.TextArea id="export-reason" autoFocus value={reason} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('export.reason')} aria-label={t('export.reason')} onChange={({ target }) => setReason(target.value)} />
          </>
        ) : state === 'waiting' ? <p>{t('export.waits')} <Link to={'/exports' as never} onClick={close}>{t('export.own-exports')}</Link></p>
          : state === 'refused' || state === 'gone' ? <p>{t(`export.${state}`)}</p> : (
          <>
            <Progress percent={100} status={state === 'writing' ? 'active' : state === 'ready' ? 'success' : 'exception'} showInfo={false} size="small" />
            <p className="num">{state === 'failed' ? fault ? faultText(fault) : t(now?.fault ?? 'export.lost') : state === 'ready' && now ? t('export.ready', { n: now.rows.toLocaleString(), until: now.until ? momentText(now.until, company.zone) : '' }) : t('list.export-running', { n: (now?.rows ?? 0).toLocaleString() })}</p>
            <p className="quiet">{t(isOver ? 'export.marked' : 'export.goes-on')}</p>
          </>
        )}
      </div>
    </Modal>
  )
}

/** A column as the server is told of it. */
function sourceOf<T>({ key, title, out }: Column<T>): ExportColumn[] {
  if (out === null) return []
  const { of, ...more } = out ?? {}
  return [{ key, title, ...more, ...(of === undefined ? {} : { of: typeof of === 'string' ? of : [...of] as string[] }) }]
}
