import './parts/dialogs.css'
import { PlusOutlined, UserAddOutlined, UserSwitchOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { call } from '../../../kernel/client.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choices, days, pick } from '../../../kernel/web/list/list-types.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { StatusClass } from '../../flows/contract.ts'
import { cases, CHANNELS, KINDS, PRIORITIES } from '../contract.ts'
import type { Case } from '../contract.ts'
import { AssignDialog } from './parts/AssignDialog.tsx'
import type { Assignment } from './parts/AssignDialog.tsx'
import { BulkDialog } from './parts/BulkDialog.tsx'
import { useCaseColumns } from './parts/case-columns.tsx'
import { HandlerName, HandlerPicker, TeamFilterName, TeamFilterPicker } from './parts/HandlerPicker.tsx'
import { NewCase } from './parts/NewCase.tsx'
import { PriorityMark } from './parts/tags.tsx'
import { QUEUE_QUERY, QUEUES } from './parts/use-queue.ts'

const VIEWS = QUEUES.map((key) => ({ key, label: `case.queue.${key}`, query: QUEUE_QUERY[key] }))
type Bulk = { rows: readonly Case[]; over: () => void } & ({ kind: 'claim' | 'ask' } | { kind: 'assign'; to: Assignment })

/** Every case in sight. */
export function CaseList() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const columns = useCaseColumns()
  const [bulk, setBulk] = useState<Bulk | null>(null)
  const words = (field: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`${field}.${value}`) }))
  const filters = useMemo(() => [
    choices('statusClass', 'case.status', words('flow.class', StatusClass.options)),
    choices('kind', 'case.kind', words('case.kind', KINDS)),
    choices('priority', 'case.priority', PRIORITIES.toReversed().map((value) => ({ value, label: <PriorityMark priority={value} named />, text: t(`case.priority.${value}`) }))),
    choices('channel', 'case.channel', words('case.channel', CHANNELS)),
    pick('handler', 'case.handler', HandlerPicker, HandlerName),
    pick('firstResponder', 'case.firstResponder', HandlerPicker, HandlerName),
    pick('team', 'case.team', TeamFilterPicker, TeamFilterName),
    choices('silent', 'case.silent', words('case.silent', ['true'])),
    choices('passed', 'case.passed', words('case.passed', ['true'])),
    days('createdAt', 'case.createdAt', 'createdFrom', 'createdTo'),
    // Words change with the language only.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t])
  const isNew = search['new'] === '1'
  const setNew = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined, customerId: undefined })) as never })
  const begin = (kind: 'claim' | 'ask') => (rows: readonly Case[]) => new Promise<void>((over) => setBulk({ kind, rows, over }))
  const end = () => { bulk?.over(); setBulk(null) }
  return (
    <>
      <ListPage
        list="cases" endpoint={cases.list} entity="case" title="case.plural" defaultSort="-createdAt" to={(row) => `/cases/${row.id}`} columns={columns} filters={filters} views={VIEWS}
        actions={<Can permission="case.open"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('case.open')}</Button></Can>}
        bulk={[
          { key: 'claim', label: 'case.claim', icon: <UserAddOutlined aria-hidden />, permission: 'case.claim', run: begin('claim') },
          { key: 'assign', label: 'case.assign', icon: <UserSwitchOutlined aria-hidden />, permission: 'case.assign', run: begin('ask') },
        ]}
        empty={{ title: 'case.list-empty', text: 'case.list-empty-text', action: <Can permission="case.open"><Button type="primary" onClick={() => setNew(true)}>{t('case.open')}</Button></Can> }}
      />
      <NewCase open={isNew} close={(opened) => { if (opened) void navigate({ to: `/cases/${opened.id}` }); else setNew(false) }} {...(search['customerId'] ? { customerId: search['customerId'] } : {})} />
      {bulk?.kind === 'ask' ? <AssignDialog of={t('case.bulk-of', { n: bulk.rows.length })} busy={false} done={async (to) => { setBulk({ ...bulk, kind: 'assign', to }); return true }} close={() => { if (bulk.kind === 'ask') end() }} /> : null}
      {bulk?.kind === 'claim' ? <BulkDialog rows={bulk.rows} title="case.claim" said="case.bulk-claimed" deed={(row) => call(cases.claim, { params: { id: row.id }, body: { version: row.version } })} close={end} /> : null}
      {bulk?.kind === 'assign' ? <BulkDialog rows={bulk.rows} title="case.assign" said="case.bulk-assigned" deed={(row) => call(cases.assign, { params: { id: row.id }, body: { version: row.version, ...bulk.to } })} close={end} /> : null}
    </>
  )
}
