import './parts/dialogs.css'
import { CheckOutlined, FieldTimeOutlined, FlagOutlined, LockOutlined, PlusOutlined, RedoOutlined, TagsOutlined, UserAddOutlined, UserSwitchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { query } from '../../../kernel/client.ts'
import { useFieldColumns } from '../../../kernel/web/custom-fields/field-columns.tsx'
import { FieldFilterEditor, FieldFilterText } from '../../../kernel/web/custom-fields/FieldFilterEditor.tsx'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choices, days, pick, type ListQuery } from '../../../kernel/web/list/list-types.ts'
import { Can, useCan } from '../../../kernel/web/session.tsx'
import { language, useT } from '../../../kernel/web/words.ts'
import { StatusClass } from '../../flows/contract.ts'
import { cases, CHANNELS, KINDS, PRIORITIES } from '../contract.ts'
import type { Case } from '../contract.ts'
import { services } from '../services/contract.ts'
import { BulkDeedDialog } from './parts/BulkDeedDialog.tsx'
import type { BulkKind, BulkOf } from './parts/BulkDeedDialog.tsx'
import { useCaseColumns } from './parts/case-columns.tsx'
import { HandlerName, HandlerPicker, TeamFilterName, TeamFilterPicker } from './parts/HandlerPicker.tsx'
import { NewCase } from './parts/NewCase.tsx'
import { PriorityMark } from './parts/tags.tsx'
import { QUEUE_QUERY, QUEUES } from './parts/use-queue.ts'

const VIEWS = QUEUES.map((key) => ({ key, label: `case.queue.${key}`, query: QUEUE_QUERY[key] }))
interface Bulk { kind: BulkKind; of: BulkOf; over: () => void }

const CaseFieldFilter = (props: { value?: string; onChange: (value: string | undefined) => void }) => <FieldFilterEditor of="case" {...props} />
const CaseFieldText = ({ id }: { id: string }) => <FieldFilterText of="case" id={id} />
const DEEDS: readonly { key: BulkKind; icon: ReactNode; permission: string }[] = [
  { key: 'claim', icon: <UserAddOutlined aria-hidden />, permission: 'case.claim' },
  { key: 'assign', icon: <UserSwitchOutlined aria-hidden />, permission: 'case.assign' },
  { key: 'prioritise', icon: <FlagOutlined aria-hidden />, permission: 'case.write' },
  { key: 'renew-deadlines', icon: <FieldTimeOutlined aria-hidden />, permission: 'case.assign' },
  { key: 'tag', icon: <TagsOutlined aria-hidden />, permission: 'case.write' },
  { key: 'solve', icon: <CheckOutlined aria-hidden />, permission: 'case.write' },
  { key: 'close', icon: <LockOutlined aria-hidden />, permission: 'case.write' },
  { key: 'reopen', icon: <RedoOutlined aria-hidden />, permission: 'case.write' },
]

/** Every case in sight. */
export function CaseList() {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const plain = useCaseColumns()
  const own = useFieldColumns<Case>('case')
  const columns = useMemo(() => [...plain, ...own], [plain, own])
  const [bulk, setBulk] = useState<Bulk | null>(null)
  const words = (field: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`${field}.${value}`) }))
  const catalogue = useQuery({ ...query(services.services, {}), staleTime: 60_000, enabled: can('case.open') }).data?.items
  const offered = useMemo(() => (catalogue ?? []).map(({ key, name }) => ({ value: key, label: language() === 'en' ? name.en : name.zh })), [catalogue])
  const filters = useMemo(() => [
    choices('statusClass', 'case.status', words('flow.class', StatusClass.options)),
    choices('kind', 'case.kind', words('case.kind', KINDS)),
    choices('priority', 'case.priority', PRIORITIES.toReversed().map((value) => ({ value, label: <PriorityMark priority={value} named />, text: t(`case.priority.${value}`) }))),
    choices('channel', 'case.channel', words('case.channel', CHANNELS)),
    pick('handler', 'case.handler', HandlerPicker, HandlerName),
    pick('firstResponder', 'case.firstResponder', HandlerPicker, HandlerName),
    pick('team', 'case.team', TeamFilterPicker, TeamFilterName),
    ...(offered.length ? [choices('service', 'service.one', offered)] : []),
    choices('silent', 'case.silent', words('case.silent', ['true'])),
    choices('passed', 'case.passed', words('case.passed', ['true'])),
    { kind: 'pick' as const, key: 'fields', label: 'custom-field.plural', Picker: CaseFieldFilter, Name: CaseFieldText, stays: true as const },
    days('createdAt', 'case.createdAt', 'createdFrom', 'createdTo'),
    // Words change with the language only.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t, offered])
  const isNew = search['new'] === '1'
  const setNew = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined, customerId: undefined })) as never })
  const begin = (kind: BulkKind) => (rows: readonly Case[], whole?: ListQuery) => new Promise<void>((over) => setBulk({ kind, of: whole ? { view: whole } : { ids: rows.map(({ id }) => id) }, over }))
  const shown = search['bulk']
  const leaveShown = () => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, bulk: undefined })) as never })
  const end = () => { bulk?.over(); setBulk(null) }
  return (
    <>
      <ListPage
        list="cases" endpoint={cases.list} entity="case" title="case.plural" defaultSort="-createdAt" to={(row) => `/cases/${row.id}`} columns={columns} filters={filters} views={VIEWS}
        actions={<Can permission="case.open"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('case.open')}</Button></Can>}
        bulk={DEEDS.map(({ key, icon, permission }) => ({ key, label: `bulk.kind.${key}`, icon, permission, whole: true, run: begin(key) }))}
        empty={{ title: 'case.list-empty', text: 'case.list-empty-text', action: <Can permission="case.open"><Button type="primary" onClick={() => setNew(true)}>{t('case.open')}</Button></Can> }}
      />
      <NewCase open={isNew} close={(opened) => { if (opened) void navigate({ to: `/cases/${opened.id}` }); else setNew(false) }} {...(search['customerId'] ? { customerId: search['customerId'] } : {})} />
      {bulk ? <BulkDeedDialog kind={bulk.kind} of={bulk.of} close={end} /> : null}
      {shown ? <BulkDeedDialog key={shown} id={shown} close={leaveShown} /> : null}
    </>
  )
}
