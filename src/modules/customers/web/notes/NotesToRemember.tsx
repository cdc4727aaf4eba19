import './notes.css'
import { PushpinFilled } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { notes } from '../../notes/contract.ts'

/** What is to be remembered stands before whoever takes up a customer until they say that they have read it. Nothing when there is nothing. */
export function NotesToRemember({ customerId }: { customerId: string }) {
  const t = useT()
  const cache = useQueryClient()
  const request = query(notes.listNotes, { params: { id: customerId } })
  const found = useQuery(request)
  useLive('customer', () => void cache.invalidateQueries({ queryKey: request.queryKey }), customerId)
  const read = useCall(notes.acknowledgeNote, { refresh: [notes.listNotes] })
  const pending = (found.data?.items ?? []).filter((one) => one.pending)
  if (pending.length === 0) return null
  const readAll = async () => { for (const one of pending) await read.run({ params: { id: one.id } }) }
  return (
    <Modal open width={460} closable={false} keyboard={false} mask={{ closable: false }} title={<span className="customer-note-title"><PushpinFilled aria-hidden />{t('customer-note.remember')}</span>}
      footer={<Button type="primary" autoFocus loading={read.busy} onClick={() => void readAll()}>{t('customer-note.acknowledge')}</Button>}>
      <ul className="customer-notes">
        {pending.map((one) => <li key={one.id}><p>{one.text}</p><small className="quiet">{one.by?.name} · <Moment at={one.at} /></small></li>)}
      </ul>
    </Modal>
  )
}
