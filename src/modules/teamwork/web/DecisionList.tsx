import './teamwork.css'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { RelativeTime } from '../../../kernel/web/moment.tsx'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { Can, useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { CONSENSUS, decisions } from '../contract.ts'
import type { Decision } from '../contract.ts'
import { ActionCounts } from './parts/Actions.tsx'
import { DecisionForm } from './parts/DecisionForm.tsx'
import { ConsensusTag, StateTag } from './parts/tags.tsx'

const VIEWS = [{ key: 'open', label: 'decision.view.open', query: { state: 'open' } }, { key: 'decided', label: 'decision.view.decided', query: { state: 'decided' } }, { key: 'contested', label: 'decision.view.contested', query: { consensus: 'contested' } }]

export function DecisionList() {
  const t = useT()
  const navigate = useNavigate()
  const { zone } = useSession().company
  const search = useSearch({ strict: false }) as Record<string, string>
  const setNew = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined })) as never })
  const columns = useMemo((): Column<Decision>[] => [
    { key: 'title', title: 'decision.title', width: 280, grow: true, text: (row) => row.title, card: 'title' },
    { key: 'state', title: 'decision.state', width: 104, text: (row) => t(`decision.state.${row.state}`), cell: (row) => <StateTag noun="decision" state={row.state} />, card: 'top' },
    { key: 'consensus', title: 'decision.consensus', width: 110, text: (row) => row.consensus ? t(`decision.consensus.${row.consensus}`) : '', cell: (row) => row.consensus ? <ConsensusTag level={row.consensus} /> : <span className="quiet">–</span>, card: 'foot' },
    { key: 'counts', title: 'decision.counts', width: 130, text: (row) => t('decision.counts-text', row.counts), cell: (row) => <span className="num">{t('decision.counts-text', row.counts)}</span>, card: 'foot' },
    { key: 'decider', title: 'decision.decider', width: 100, text: (row) => row.decider?.name },
    { key: 'actions', title: 'decision.actions', width: 150, text: (row) => t('decision.actions-open', { n: row.actions.open }), cell: (row) => <ActionCounts of={row.actions} /> },
    { key: 'meeting', title: 'meeting.one', width: 140, text: (row) => row.meeting?.name, optional: true },
    { key: 'createdAt', title: 'decision.createdAt', width: 110, sort: 'createdAt', text: (row) => momentText(row.createdAt, zone), cell: (row) => <RelativeTime at={row.createdAt} />, card: 'corner' },
  ], [t, zone])
  const filters = useMemo(() => [
    choice('state', 'decision.state', (['open', 'decided', 'withdrawn'] as const).map((value) => ({ value, label: t(`decision.state.${value}`) }))), choice('consensus', 'decision.consensus', CONSENSUS.map((value) => ({ value, label: t(`decision.consensus.${value}`) }))),
    // Words change with the language only.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t])
  const put = <Can permission="decision.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('decision.open')}</Button></Can>
  return (
    <>
      <ListPage list="decisions" endpoint={decisions.decisions} entity="decision" title="decision.plural" defaultSort="-createdAt" search={false} to={(row) => `/decisions/${row.id}`} columns={columns} filters={filters} views={VIEWS} actions={put} empty={{ title: 'decision.none', text: 'decision.none-text', action: put }} />
      <DecisionForm open={search['new'] === '1'} close={() => setNew(false)} done={(it) => void navigate({ to: `/decisions/${it.id}` as string })} />
    </>
  )
}
