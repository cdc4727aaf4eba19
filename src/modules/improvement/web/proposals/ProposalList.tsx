import './proposals.css'
import { BlockOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { choices, pick } from '../../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { runs } from '../../../flows/contract.ts'
import { StaffName, StaffPicker } from '../../../people/web/index.ts'
import { PROPOSAL_STATES, proposals } from '../../proposals/contract.ts'
import type { ProposalItem } from '../../proposals/contract.ts'
import { ProposalForm } from './ProposalForm.tsx'
import { ProposalTag } from './tags.tsx'

/** What shall be made better: proposed, asked about, decided. */
export function ProposalList() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const columns = useMemo((): Column<ProposalItem>[] => [
    { key: 'title', title: 'improvement.title', width: 340, grow: true, text: (row) => row.title, card: 'title' },
    { key: 'state', title: 'improvement.state', width: 110, text: (row) => t(`improvement.state.${row.state}`), cell: (row) => <ProposalTag state={row.state} />, card: 'corner' },
    { key: 'asked', out: { of: ['answered', 'asked'], between: '/' }, title: 'improvement.asked', width: 150, text: (row) => `${row.answered}/${row.asked}`, cell: (row) => row.asked ? <span className="num">{t('improvement.answered-of', { n: row.answered, of: row.asked })}{row.overdue ? <span className="change-missing"> · {t('improvement.overdue')}</span> : null}</span> : <span className="quiet">–</span>, card: 'foot' },
    { key: 'feasibility', title: 'improvement.feasibility', width: 90, text: (row) => String(row.feasibility ?? ''), cell: (row) => row.feasibility === null ? <span className="quiet">–</span> : <span className="num">{t('improvement.feasibility-of', { n: row.feasibility })}</span> },
    { key: 'owner', title: 'improvement.ownerId', width: 120, text: (row) => row.owner.name, card: 'foot' },
    { key: 'madeAt', title: 'improvement.madeAt', width: 120, text: (row) => row.madeAt.toISOString(), cell: (row) => <RelativeTime at={row.madeAt} />, card: 'top' },
  ], [t])
  const setNew = (on: boolean) => void navigate({ to: '.', search: ((was: Record<string, string>) => { const { new: _, ...rest } = was; return on ? { ...rest, new: '1' } : rest }) as never, replace: true })
  const rebuild = useCall(runs.start)
  // Four phases, each with a gate: the run of a flow of its own.
  const begin = async () => {
    if (!await ask({ title: t('improvement.rebuild'), text: t('improvement.rebuild-text'), yes: t('improvement.rebuild-begin') })) return
    const run = await rebuild.run({ body: { flow: 'process-reengineering' } })
    if (run) void navigate({ to: `/runs/${run.id}` as string })
  }
  const add = <Can permission="improvement.propose"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('improvement.add')}</Button></Can>
  return (
    <>
      <ListPage
        list="improvements" endpoint={proposals.proposals} entity="improvement" title="improvement.plural" search={false} to={(row) => `/improvements/${row.id}`} columns={columns} actions={<><Can permission="improvement.propose"><Can permission="run.start"><Button icon={<BlockOutlined aria-hidden />} loading={rebuild.busy} onClick={() => void begin()}>{t('improvement.rebuild')}</Button></Can></Can>{add}</>}
        filters={[choices('state', 'improvement.state', PROPOSAL_STATES.map((value) => ({ value, label: t(`improvement.state.${value}`) }))), pick('owner', 'improvement.ownerId', StaffPicker, StaffName)]}
        views={[{ key: 'open', label: 'improvement.view-open', query: { state: 'draft,consulting' } }, { key: 'mine', label: 'improvement.view-mine', query: { owner: 'me' } }, { key: 'answer', label: 'improvement.view-answer', query: { mine: 'to-answer' } }]}
        empty={{ title: 'improvement.none', text: 'improvement.none-text', action: add }}
      />
      <ProposalForm open={search['new'] === '1'} close={() => setNew(false)} saved={(of) => void navigate({ to: `/improvements/${of.id}` as string })} />
    </>
  )
}
