import { RetweetOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { named } from '../../../metrics/web/index.ts'
import { recurrences } from '../../recurrence/contract.ts'
import type { Recurrence } from '../../recurrence/contract.ts'

/** Where what was begun because of a recurrence stands, by its kind. */
const PAGES: Readonly<Record<string, string>> = { improvement: '/improvements', 'process-change': '/changes' }
type Asking = { of: Recurrence; to: 'settled' | 'dismissed' }

/** What came again and again, with what was begun because of it. */
export function Recurrences() {
  const t = useT()
  const found = useQuery(query(recurrences.recurrences, { query: { limit: 8 } }))
  const [asking, setAsking] = useState<Asking | null>(null)
  const items = found.data?.items ?? []
  if (found.data && !items.length) return <p className="quiet cboard-empty">{t('complaint-recurrence.none')}</p>
  return (
    <>
      <ul className="recurrences">
        {items.map((one) => (
          <li key={one.id} data-state={one.state}>
            <RetweetOutlined aria-hidden />
            <div>
              <p><strong>{one.cause.name ? named(one.cause.name) : one.cause.key}</strong>{one.product ? ` · ${one.product}` : ''}{one.customer ? <> · <Link to={`/customers/${one.customer.id}` as string}>{one.customer.name}</Link></> : null}{one.state === 'open' ? null : <Tag>{t(`complaint-recurrence.state.${one.state}`)}</Tag>}</p>
              <p className="quiet num">{t(`complaint-recurrence.sort.${one.sort}`)} · {t('complaint-recurrence.count', { n: one.n, days: one.days })} · <RelativeTime at={one.foundAt} /></p>
              {one.reason ? <p className="quiet">{one.reason}</p> : null}
              <p className="recurrence-cases num">{one.cases.slice(0, 4).map(({ id, number }) => <Link key={id} to={`/cases/${id}` as string}>{number}</Link>)}</p>
              <div className="recurrence-acts">
                {one.improvement && PAGES[one.improvement.kind] ? <Link to={`${PAGES[one.improvement.kind]}/${one.improvement.id}` as string}>{t('complaint-recurrence.improvement')}</Link> : null}
                {one.may.includes('settle') ? <><Button size="small" onClick={() => setAsking({ of: one, to: 'settled' })}>{t('complaint-recurrence.settle')}</Button><Button size="small" type="text" onClick={() => setAsking({ of: one, to: 'dismissed' })}>{t('complaint-recurrence.dismiss')}</Button></> : null}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {asking ? <SettleDialog {...asking} close={() => setAsking(null)} /> : null}
    </>
  )
}

function SettleDialog({ of, to, close }: Asking & { close: () => void }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const settle = useCall(recurrences.settleRecurrence, { said: 'complaint-recurrence.settled', refresh: [recurrences.recurrences] })
  const save = () => { if (reason.trim() && !settle.busy) void settle.run({ params: { id: of.id }, body: { version: of.version, to, reason: reason.trim() } }).then((done) => { if (done) close() }) }
  return (
    <Modal open onCancel={close} width={480} title={t(to === 'settled' ? 'complaint-recurrence.settle' : 'complaint-recurrence.dismiss')} okButtonProps={{ disabled: !reason.trim(), loading: settle.busy }} onOk={save}>
      <label className="recurrence-reason"><span className="quiet">{t('complaint-recurrence.reason')}</span><Input.TextArea autoFocus value={reason} maxLength={2_000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setReason(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save() } }} /></label>
    </Modal>
  )
}
