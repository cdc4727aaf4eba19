import './teamwork.css'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, days } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { Moment, RelativeTime } from '../../../kernel/web/moment.tsx'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { Can, useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { MEMO_STATES, memos } from '../contract.ts'
import type { Memo } from '../contract.ts'
import { MemoForm } from './parts/MemoForm.tsx'
import { StateTag } from './parts/tags.tsx'

const VIEWS = [
  { key: 'to-read-back', label: 'memo.view.to-read-back', query: { box: 'in', state: 'waiting' } }, { key: 'in', label: 'memo.view.in', query: { box: 'in' } }, { key: 'out', label: 'memo.view.out', query: { box: 'out' } }, { key: 'overdue', label: 'memo.view.overdue', query: { overdue: 'true' } },
]

export function MemoList() {
  const t = useT()
  const navigate = useNavigate()
  const { zone } = useSession().company
  const search = useSearch({ strict: false }) as Record<string, string>
  const setNew = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined })) as never })
  const columns = useMemo((): Column<Memo>[] => [
    { key: 'matter', title: 'memo.matter', width: 280, grow: true, text: (row) => row.matter, card: 'title' },
    { key: 'state', title: 'memo.state', width: 120, text: (row) => t(row.overdue ? 'memo.overdue' : `memo.state.${row.state}`), cell: (row) => <StateTag noun="memo" state={row.state} late={row.overdue} />, card: 'top' },
    { key: 'sender', title: 'memo.sender', width: 100, text: (row) => row.sender.name, card: 'foot' }, { key: 'receiver', title: 'memo.receiver', width: 100, text: (row) => row.receiver.name, card: 'foot' },
    { key: 'replyBy', title: 'memo.replyBy', width: 120, sort: 'replyBy', text: (row) => momentText(row.replyBy, zone), cell: (row) => <span className={row.overdue ? 'teamwork-late' : undefined}><Moment at={row.replyBy} /></span>, card: 'corner' },
    { key: 'readAt', title: 'memo.readAt', width: 110, text: (row) => row.readAt ? momentText(row.readAt, zone) : '', cell: (row) => <RelativeTime at={row.readAt} /> },
    { key: 'sentAt', title: 'memo.sentAt', width: 110, sort: 'sentAt', text: (row) => momentText(row.sentAt, zone), cell: (row) => <RelativeTime at={row.sentAt} /> },
  ], [t, zone])
  const filters = useMemo(() => [
    choice('box', 'memo.box', [{ value: 'in', label: t('memo.view.in') }, { value: 'out', label: t('memo.view.out') }]), choice('state', 'memo.state', MEMO_STATES.map((value) => ({ value, label: t(`memo.state.${value}`) }))),
    choice('overdue', 'memo.overdue', [{ value: 'true', label: t('memo.overdue') }]), days('sentAt', 'memo.sentAt', 'from', 'to'),
    // Words change with the language only.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t])
  const send = <Can permission="memo.send"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('memo.send')}</Button></Can>
  return (
    <>
      <ListPage list="memos" endpoint={memos.memos} entity="memo" title="memo.plural" defaultSort="-sentAt" search={false} to={(row) => `/memos/${row.id}`} columns={columns} filters={filters} views={VIEWS} actions={send} empty={{ title: 'memo.none', text: 'memo.none-text', action: send }} />
      <MemoForm open={search['new'] === '1'} close={() => setNew(false)} />
    </>
  )
}
