import { EyeOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { call } from '../../../../kernel/client.ts'
import { choice } from '../../../../kernel/web/list/list-types.ts'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { ask, toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { InboundState, Outcome, inboundMails } from '../../contract.ts'
import type { InboundMail } from '../../contract.ts'
import { LookDrawer } from './LookDrawer.tsx'

const COLOURS: Partial<Record<string, string>> = { quarantined: 'warning', 'new-case': 'processing', threaded: 'success', bounce: 'error' }
const sizeText = (bytes: number) => bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${Math.round(bytes / 1024 / 102.4) / 10} MB`

/** Mails as they arrived: of one mailbox, or of all as a page of its own. */
export function InboundTable({ list, fixed, whole = false }: { list: string; fixed?: Record<string, string>; whole?: boolean }) {
  const t = useT()
  const [seen, setSeen] = useState<string | null>(null)
  const each = async (rows: readonly InboundMail[], deed: (row: InboundMail) => Promise<unknown>) => {
    const held = rows.filter((row) => row.state === 'quarantined')
    const done = await Promise.allSettled(held.map(deed))
    const failed = done.find((one) => one.status === 'rejected')
    if (failed?.status === 'rejected') toast.fault(failed.reason as Error)
    else toast.done(t('inbound-mail.done-n', { n: held.length }))
  }
  const what = (row: InboundMail) => row.state === 'done' && row.outcome ? t(`inbound-mail.outcome.${row.outcome}`) : t(`inbound-mail.state.${row.state}`)
  const words = (field: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`inbound-mail.${field}.${value}`) }))
  return (
    <>
      <ListPage
        list={list} endpoint={inboundMails.arrivals} entity="inbound-mail" title="inbound-mail.plural" defaultSort="-at" search={false} {...(fixed ? { fixed } : {})} {...(whole ? { views: [{ key: 'kept', label: 'inbound-mail.state.quarantined', query: { state: 'quarantined' } }] } : { within: true as const })}
        columns={[
          { key: 'at', title: 'inbound-mail.at', width: 130, sort: 'at', text: (row) => row.at.toISOString(), cell: (row) => <Moment at={row.at} />, card: 'corner' },
          { key: 'outcome', out: { of: ['outcome', 'state'] }, title: 'inbound-mail.outcome', width: 130, text: what, cell: (row) => <Tag color={COLOURS[row.state === 'done' ? row.outcome ?? '' : row.state] ?? 'default'}>{what(row)}</Tag>, card: 'top' },
          { key: 'reason', title: 'inbound-mail.reason', width: 200, grow: true, text: (row) => row.reason && t(`inbound-mail.reason.${row.reason}`), card: 'title' },
          ...(whole ? [{ key: 'mailbox', out: { of: 'mailbox.address' as const }, title: 'mailbox.one', width: 200, text: (row: InboundMail) => row.mailbox.address, card: 'foot' as const }] : []),
          { key: 'case', out: { of: 'case.number' }, title: 'inbound-mail.case', width: 150, text: (row) => row.case?.number, cell: (row) => row.case ? <Link className="num" to={`/cases/${row.case.id}` as string}>{row.case.number}</Link> : <span className="quiet">–</span> },
          { key: 'size', title: 'inbound-mail.size', width: 90, figures: true, text: (row) => sizeText(row.size) },
          { key: 'look', out: null, title: 'inbound-mail.look', width: 110, text: () => t('inbound-mail.look'), cell: (row) => <Button size="small" type="text" icon={<EyeOutlined aria-hidden />} onClick={() => setSeen(row.id)}>{t('inbound-mail.look')}</Button>, card: 'foot' },
        ]}
        filters={fixed?.['state'] ? [] : [choice('state', 'inbound-mail.state', words('state', InboundState.options)), choice('outcome', 'inbound-mail.outcome', words('outcome', Outcome.options))]}
        bulk={[
          { key: 'replay', label: 'inbound-mail.replay', permission: 'inbound-mail.write', run: (rows) => each(rows, (row) => call(inboundMails.replay, { params: { id: row.id }, body: {} })) },
          { key: 'discard', label: 'inbound-mail.discard', permission: 'inbound-mail.write', danger: true, run: async (rows) => { if (await ask({ title: t('inbound-mail.discard-ask'), text: t('inbound-mail.discard-text'), yes: t('inbound-mail.discard'), danger: true })) await each(rows, (row) => call(inboundMails.discard, { params: { id: row.id }, body: {} })) } },
        ]}
        empty={fixed?.['state'] ? { title: 'inbound-mail.none-kept', text: 'inbound-mail.none-kept-text' } : { title: 'inbound-mail.none' }}
      />
      <LookDrawer id={seen} close={() => setSeen(null)} />
    </>
  )
}
