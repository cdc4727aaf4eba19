import './knowledge.css'
import { CheckOutlined, CloseOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { choices } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { RelativeTime } from '../../../kernel/web/moment.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { CORRECTION_STATES, corrections, knowledge } from '../contract.ts'
import type { Correction } from '../contract.ts'
import { said } from './parts/article-words.ts'

/** What was found wrong with articles, and the word on it. */
export function Corrections() {
  const t = useT()
  const navigate = useNavigate()
  const [refusing, setRefusing] = useState<Correction | null>(null)
  const accept = useCall(corrections.accept, { said: 'correction.was-accepted', refresh: [corrections.listCorrections, knowledge.get], done: ({ draftPath }) => void navigate({ to: draftPath as string }) })
  const columns = useMemo((): Column<Correction>[] => [
    { key: 'article', title: 'correction.article', width: 200, text: (row) => said(row.article.title), cell: (row) => <Link to={`/knowledge/${row.article.id}` as string}>{said(row.article.title)}</Link>, card: 'title' },
    { key: 'says', title: 'correction.says', width: 240, grow: true, text: (row) => `${row.says} → ${row.proposal}`, cell: (row) => <span className="correction-words" title={row.proposal}><span>{row.says}</span><span className="quiet">{row.proposal}</span></span>, card: 'foot' },
    { key: 'by', title: 'correction.by', width: 110, text: (row) => row.by.name, card: 'top' },
    { key: 'state', title: 'correction.state', width: 130, text: (row) => t(`correction.state.${row.state}`), cell: (row) => <span className="correction-state" data-state={row.state} title={row.reason ?? undefined}>{t(`correction.state.${row.state}`)}{row.reason ? <small className="quiet clip">{row.reason}</small> : null}</span>, card: 'foot' },
    { key: 'at', title: 'correction.at', width: 110, text: (row) => row.at.toISOString(), cell: (row) => <RelativeTime at={row.at} />, card: 'corner' },
    { key: 'decide', out: null, title: 'correction.decide', width: 230, text: () => '', cell: (row) => row.may.length ? <span className="correction-acts"><Button size="small" icon={<CheckOutlined aria-hidden />} loading={accept.busy} onClick={() => void accept.run({ params: { id: row.id }, body: { version: row.version } })}>{t('correction.accept')}</Button><Button size="small" icon={<CloseOutlined aria-hidden />} onClick={() => setRefusing(row)}>{t('correction.refuse')}</Button></span> : null, card: 'foot' },
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t, accept.busy])
  return (
    <>
      <ListPage
        list="corrections" endpoint={corrections.listCorrections} entity="article" title="correction.plural" defaultSort="" search={false} columns={columns}
        filters={[choices('state', 'correction.state', CORRECTION_STATES.map((value) => ({ value, label: t(`correction.state.${value}`) })))]}
        views={[{ key: 'open', label: 'correction.state.open', query: { state: 'open' } }]} empty={{ title: 'correction.none', text: 'correction.none-text' }}
      />
      {refusing ? <Refusal of={refusing} close={() => setRefusing(null)} /> : null}
    </>
  )
}

function Refusal({ of, close }: { of: Correction; close: () => void }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const refuse = useCall(corrections.refuse, { said: 'correction.was-refused', refresh: [corrections.listCorrections, knowledge.get], done: close })
  return (
    <Modal open title={t('correction.refuse')} okText={t('correction.refuse')} onCancel={close} okButtonProps={{ disabled: !reason.trim(), loading: refuse.busy }} onOk={() => void refuse.run({ params: { id: of.id }, body: { version: of.version, reason: reason.trim() } })}>
      <p className="quiet">{of.says}</p>
      <Input.TextArea autoFocus value={reason} maxLength={1_000} autoSize={{ minRows: 3, maxRows: 8 }} placeholder={t('correction.reason')} aria-label={t('correction.reason')} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  )
}
