import './library.css'
import { CheckCircleFilled, ImportOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choices, pick } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { RelativeTime } from '../../../kernel/web/moment.tsx'
import { Can, useCan } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { StaffName, StaffPicker } from '../../people/web/index.ts'
import { documents, STATES } from '../contract.ts'
import type { DocumentItem } from '../contract.ts'
import { NewDocument } from './parts/NewDocument.tsx'
import { TakeMarkdown } from './parts/TakeMarkdown.tsx'
import { named, titleOf } from './parts/said.ts'
import { StateTag } from './parts/tags.tsx'

/** Everything the house has written down that the reader may see, with what waits for them. */
export function DocumentList() {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const [taking, setTaking] = useState(false)
  const kinds = useQuery({ ...query(documents.kinds, {}), staleTime: 60_000 }).data?.items
  const columns = useMemo((): Column<DocumentItem>[] => [
    { key: 'title', title: 'document.title', width: 340, grow: true, text: titleOf, cell: (row) => <span className="doc-row"><strong>{titleOf(row)}</strong>{row.confirmed === false ? <Tag color="gold">{t('document.to-confirm')}</Tag> : row.confirmed ? <CheckCircleFilled className="doc-confirmed" title={t('document.confirmed')} /> : null}</span>, card: 'title' },
    { key: 'kind', out: { of: 'kindName' }, title: 'document.kind', width: 156, text: (row) => named(row.kindName), card: 'top' },
    { key: 'state', title: 'document.state', width: 170, text: (row) => t(`document.state.${row.state}`), cell: (row) => <span className="doc-states"><StateTag state={row.state} />{row.open && row.current ? <Tag>{t('document.next-version', { n: row.open.number })}</Tag> : null}</span>, card: 'corner' },
    { key: 'version', out: { of: ['current.number', 'open.number'] }, title: 'document.version', width: 80, text: (row) => row.current ?? row.open ? `v${(row.current ?? row.open)!.number}` : null },
    { key: 'owner', title: 'document.ownerId', width: 120, text: (row) => row.owner?.name, card: 'foot' },
    { key: 'review', out: { of: 'reviewDueOn' }, title: 'document.reviewDueOn', width: 190, text: (row) => row.reviewDueOn, cell: (row) => row.reviewDueOn ? <span className={row.reviewOverdue ? 'doc-overdue num' : 'num'}>{row.reviewDueOn}{row.reviewOverdue ? ` · ${t('document.overdue')}` : ''}</span> : null, card: 'foot', captioned: true },
    { key: 'changedAt', title: 'document.changedAt', width: 120, sort: 'changedAt', text: (row) => row.changedAt.toISOString(), cell: (row) => <RelativeTime at={row.changedAt} />, optional: true },
  ], [t])
  const filters = useMemo(() => [
    choices('kind', 'document.kind', (kinds ?? []).map((kind) => ({ value: kind.key, label: named(kind.name) }))),
    choices('state', 'document.state', STATES.map((value) => ({ value, label: t(`document.state.${value}`) }))),
    pick('owner', 'document.ownerId', StaffPicker, StaffName),
    // Words change with the language only.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t, kinds])
  const setNew = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined, of: undefined, title: undefined })) as never })
  return (
    <>
      <ListPage
        list="documents" endpoint={documents.list} entity="document" title="document.plural" defaultSort="-madeAt" to={(row) => `/library/${row.id}`} columns={columns} filters={filters}
        views={[
          { key: 'confirm', label: 'document.view-confirm', query: { todo: 'confirm' } },
          ...(can('document.approve') ? [{ key: 'approve', label: 'document.view-approve', query: { todo: 'approve' } }] : []),
          ...(can('document.write') ? [{ key: 'review', label: 'document.view-review', query: { todo: 'review' } }] : []),
          { key: 'in-force', label: 'document.view-in-force', query: { state: 'in-force' } },
        ]}
        actions={<Can permission="document.write"><Button icon={<ImportOutlined aria-hidden />} onClick={() => setTaking(true)}>{t('document.take')}</Button><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('document.begin')}</Button></Can>}
        empty={{ title: 'document.none', text: 'document.none-text', action: <Can permission="document.write"><Button type="primary" onClick={() => setNew(true)}>{t('document.begin')}</Button></Can> }}
      />
      <NewDocument open={search['new'] === '1' && kinds !== undefined} kinds={kinds ?? []} kind={search['of']} title={search['title']} close={() => setNew(false)} made={(made) => void navigate({ to: `/library/${made.id}/edit` as string })} />
      <TakeMarkdown open={taking} close={() => setTaking(false)} taken={(taken) => void navigate({ to: `/library/${taken.id}` as string })} />
    </>
  )
}
