import './changes.css'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useMemo } from 'react'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, choices, pick } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { StaffName, StaffPicker } from '../../people/web/index.ts'
import { CHANGE_STATES, changes } from '../contract.ts'
import type { ChangeItem } from '../contract.ts'
import { ChangeForm } from './parts/ChangeForm.tsx'
import { named } from './parts/said.ts'
import { ChangeTag } from './parts/tags.tsx'

/** How the ways of working change: what is planned, what is live, and what is late. */
export function ChangeList() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const columns = useMemo((): Column<ChangeItem>[] => [
    { key: 'title', title: 'process-change.title', width: 320, grow: true, text: (row) => row.title, card: 'title' },
    { key: 'flow', title: 'process-change.flowKey', width: 170, text: (row) => named(row.flow.name), card: 'top' },
    { key: 'state', title: 'process-change.state', width: 100, text: (row) => t(`process-change.state.${row.state}`), cell: (row) => <ChangeTag state={row.state} />, card: 'corner' },
    { key: 'owner', title: 'process-change.ownerId', width: 120, text: (row) => row.owner.name, card: 'foot' },
    { key: 'planned', out: { of: 'plannedOn' }, title: 'process-change.plannedOn', width: 120, text: (row) => row.plannedOn, card: 'foot', captioned: true },
    { key: 'missing', title: 'process-change.missing', width: 180, text: (row) => row.missing.map((part) => t(`process-change.part.${part}`)).join(' '), cell: (row) => row.state === 'planned' && row.missing.length ? <span className="change-missing">{row.missing.map((part) => t(`process-change.part.${part}`)).join(' · ')}</span> : <span className="quiet">–</span> },
    { key: 'plan', out: { of: ['milestones.done', 'milestones.of'], between: '/' }, title: 'process-change.plan', width: 150, text: (row) => `${row.milestones.done}/${row.milestones.of}`, cell: (row) => row.milestones.of ? <span className="num">{row.milestones.done}/{row.milestones.of}{row.milestones.late ? <Tag color="red" style={{ marginInlineStart: 8 }}>{t('process-change.late-count', { n: row.milestones.late })}</Tag> : null}</span> : <span className="quiet">–</span>, card: 'foot' },
  ], [t])
  const filters = useMemo(() => [
    choices('state', 'process-change.state', CHANGE_STATES.map((value) => ({ value, label: t(`process-change.state.${value}`) }))),
    choice('late', 'process-change.late', [{ value: 'true', label: t('process-change.late') }]),
    pick('owner', 'process-change.ownerId', StaffPicker, StaffName),
    // Words change with the language only.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t])
  const setNew = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined })) as never })
  const add = <Can permission="process-change.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('process-change.add')}</Button></Can>
  return (
    <>
      <ListPage
        list="process-changes" endpoint={changes.list} entity="process-change" title="process-change.plural" search={false} to={(row) => `/changes/${row.id}`} columns={columns} filters={filters} actions={add}
        views={[{ key: 'open', label: 'process-change.view-open', query: { state: 'planned,live' } }, { key: 'mine', label: 'process-change.view-mine', query: { owner: 'me' } }, { key: 'late', label: 'process-change.late', query: { late: 'true' } }]}
        empty={{ title: 'process-change.none', text: 'process-change.none-text', action: add }}
      />
      <ChangeForm open={search['new'] === '1'} close={() => setNew(false)} saved={(of) => void navigate({ to: `/changes/${of.id}` as string })} />
    </>
  )
}
