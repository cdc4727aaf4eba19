import '../knowledge.css'
import { CloseOutlined, EditOutlined, LinkOutlined, UndoOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Modal, Select } from 'antd'
import { useMemo, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { choice } from '../../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { knowledge } from '../../contract.ts'
import { GAP_STATES, gaps } from '../../gaps/contract.ts'
import type { Gap } from '../../gaps/contract.ts'
import { said } from '../parts/article-words.ts'

/** What was searched for in vain, the most wanted first: an article is written, named, or the search is left. */
export function Gaps() {
  const t = useT()
  const navigate = useNavigate()
  const [answering, setAnswering] = useState<Gap | null>(null)
  const [leaving, setLeaving] = useState<Gap | null>(null)
  const reopen = useCall(gaps.reopenGap, { said: 'gap.was-reopened', refresh: [gaps.listGaps] })
  const columns = useMemo((): Column<Gap>[] => [
    { key: 'words', title: 'gap.words', width: 240, grow: true, text: (row) => row.words, card: 'title' },
    { key: 'searches', title: 'gap.searches', width: 80, figures: true, sort: 'searches', text: (row) => row.searches, cell: (row) => <strong className="num">{row.searches}</strong>, card: 'corner' },
    { key: 'who', out: { of: ['byStaff', 'byCustomers'], between: ' / ' }, title: 'gap.who', width: 110, figures: true, text: (row) => `${row.byStaff} / ${row.byCustomers}` },
    { key: 'lastAt', title: 'gap.lastAt', width: 100, sort: 'lastAt', text: (row) => row.lastAt.toISOString(), cell: (row) => <RelativeTime at={row.lastAt} />, card: 'foot' },
    { key: 'state', title: 'gap.state', width: 100, text: (row) => t(`gap.state.${row.state}`), cell: (row) => <span className="correction-state" data-state={row.state === 'answered' ? 'done' : row.state}>{t(`gap.state.${row.state}`)}</span>, card: 'top' },
    { key: 'outcome', out: { of: ['article.title', 'reason'] }, title: 'gap.outcome', width: 140, text: (row) => row.article ? said(row.article.title) : row.reason, cell: (row) => row.article ? <Link className="clip" to={`/knowledge/${row.article.id}` as string}>{said(row.article.title)}</Link> : row.reason ? <span className="quiet clip" title={row.reason}>{row.reason}</span> : null, card: 'foot' },
    { key: 'decide', out: null, title: 'gap.decide', width: 316, text: () => '', cell: (row) => (
      <span className="correction-acts">
        {row.may.includes('answer') ? <>
          <Can permission="document.write"><Button size="small" icon={<EditOutlined aria-hidden />} onClick={() => void navigate({ to: '/library' as string, search: { new: '1', of: 'faq', title: row.words } as never })}>{t('gap.write')}</Button></Can>
          <Button size="small" icon={<LinkOutlined aria-hidden />} onClick={() => setAnswering(row)}>{t('gap.answer')}</Button>
          <Button size="small" icon={<CloseOutlined aria-hidden />} onClick={() => setLeaving(row)}>{t('gap.dismiss')}</Button>
        </> : <Button size="small" icon={<UndoOutlined aria-hidden />} loading={reopen.busy} onClick={() => void reopen.run({ params: { id: row.id }, body: { version: row.version } })}>{t('gap.reopen')}</Button>}
      </span>
    ), card: 'foot' },
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t, reopen.busy])
  return (
    <>
      <ListPage
        list="gaps" endpoint={gaps.listGaps} entity="knowledge-gap" title="gap.plural" defaultSort="-searches" search={false} columns={columns}
        filters={[choice('state', 'gap.state', GAP_STATES.map((value) => ({ value, label: t(`gap.state.${value}`) })))]}
        views={[{ key: 'open', label: 'gap.state.open', query: { state: 'open' } }]} empty={{ title: 'gap.none', text: 'gap.none-text' }}
      />
      {answering ? <Answering of={answering} close={() => setAnswering(null)} /> : null}
      {leaving ? <Leaving of={leaving} close={() => setLeaving(null)} /> : null}
    </>
  )
}

function Answering({ of, close }: { of: Gap; close: () => void }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [documentId, setDocumentId] = useState<string | null>(null)
  const q = useSettled(typed.trim(), 200)
  const found = useQuery({ ...query(knowledge.find, { query: { limit: 20, ...(q ? { q } : {}) } }), placeholderData: keepPreviousData })
  const answer = useCall(gaps.answerGap, { said: 'gap.was-answered', refresh: [gaps.listGaps], done: close })
  return (
    <Modal open title={of.words} okText={t('gap.answer')} cancelText={t('frame.cancel')} onCancel={close} okButtonProps={{ disabled: !documentId, loading: answer.busy }} onOk={() => void answer.run({ params: { id: of.id }, body: { version: of.version, documentId: documentId ?? '' } })}>
      <p className="quiet">{t('gap.answer-text')}</p>
      <Select autoFocus showSearch={{ filterOption: false, onSearch: setTyped }} value={documentId} loading={found.isFetching} style={{ width: '100%' }} placeholder={t('gap.which')} aria-label={t('gap.which')} onChange={setDocumentId}
        options={(found.data?.items ?? []).map((one) => ({ value: one.id, label: said(one.title) }))} />
    </Modal>
  )
}

function Leaving({ of, close }: { of: Gap; close: () => void }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const dismiss = useCall(gaps.dismissGap, { said: 'gap.was-dismissed', refresh: [gaps.listGaps], done: close })
  return (
    <Modal open title={of.words} okText={t('gap.dismiss')} cancelText={t('frame.cancel')} onCancel={close} okButtonProps={{ disabled: !reason.trim(), loading: dismiss.busy }} onOk={() => void dismiss.run({ params: { id: of.id }, body: { version: of.version, reason: reason.trim() } })}>
      <Input.TextArea autoFocus value={reason} maxLength={500} autoSize={{ minRows: 3, maxRows: 8 }} placeholder={t('gap.dismiss-reason')} aria-label={t('gap.dismiss-reason')} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  )
}
