import '../list/list.css'
import './definitions.css'
import { FileSearchOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { query } from '../../client.ts'
import { definitions } from '../../definition-contract.ts'
import { usePhone } from '../appearance.ts'
import { Blank, Fault } from '../frame/faults.tsx'
import { PageSkeleton } from '../frame/PageSkeleton.tsx'
import type { Column } from '../list/list-types.ts'
import { Rows } from '../list/Rows.tsx'
import { SearchBox } from '../list/SearchBox.tsx'
import { Moment } from '../moment.tsx'
import { usePageTitle } from '../page-title.ts'
import { Can } from '../session.tsx'
import { t, useT } from '../words.ts'
import { NewDefinition } from './NewDefinition.tsx'
import { kindName, nameOf, versionName } from './parts.tsx'
import { standingsOf, type Standing } from './standing.ts'

const columns: readonly Column<Standing>[] = [
  { key: 'name', title: 'definition.name', width: 260, grow: true, text: nameOf, card: 'title' },
  { key: 'key', title: 'definition.key', width: 200, text: (row) => row.key, cell: (row) => <code className="definition-key">{row.key}</code>, card: 'top' },
  { key: 'in-force', out: null, title: 'definition.in-force', width: 190, text: (row) => row.inForce ? versionName(row.inForce) : t('definition.none-in-force'), cell: (row) => <InForce row={row} />, card: 'foot' },
  { key: 'pending', out: null, title: 'definition.pending', width: 240, text: (row) => row.open ? t(`definition.state.${row.open.state}`) : '', cell: (row) => <Pending row={row} />, card: 'foot' },
  { key: 'changed', out: null, title: 'definition.changed-at', width: 130, text: (row) => row.changedAt.toISOString(), cell: (row) => <Moment at={row.changedAt} />, card: 'corner' },
]

/** Everything that is a definition and not code, kind by kind: what counts now, and what is being prepared. */
export function DefinitionsPage() {
  const t = useT()
  const navigate = useNavigate()
  const { kind: asked, q = '' } = useSearch({ strict: false }) as Record<string, string | undefined>
  const [making, setMaking] = useState(false)
  const found = useQuery(query(definitions.list, { query: {} }))
  usePageTitle(t('definition.plural'))
  const all = standingsOf(found.data?.items ?? [], new Date(found.dataUpdatedAt))
  const kinds = [...Map.groupBy(all, (one) => one.kind)]
  const kind = kinds.some(([one]) => one === asked) ? asked : kinds[0]?.[0]
  const ofKind = all.filter((one) => one.kind === kind)
  const rows = ofKind.filter((one) => `${one.name?.zh} ${one.name?.en} ${one.key}`.toLowerCase().includes(q.toLowerCase()))
  const show = (search: Record<string, string>) => void navigate({ to: '.', replace: true, search: search as never })
  const to = (row: Standing) => `/definitions/${encodeURIComponent(row.kind)}/${encodeURIComponent(row.key)}`
  if (found.isPending) return <PageSkeleton />
  return (
    <div className="list">
      <header className="list-head"><h1>{t('definition.plural')}</h1><div className="list-acts">{kind ? <Can permission="definition.write"><Button icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>{t('definition.new')}</Button></Can> : null}</div></header>
      <div className="list-views definition-kinds">
        <div className="list-views-tabs">{kinds.map(([one, { length }]) => <button key={one} type="button" className="list-view" aria-current={one === kind || undefined} onClick={() => show({ kind: one })}>{kindName(one)}<span className="quiet num">{length}</span></button>)}</div>
      </div>
      <div className="list-tools"><SearchBox key={kind ?? ''} q={q} search={(next) => show({ ...(kind ? { kind } : {}), ...(next ? { q: next } : {}) })} slash /></div>
      <div className="list-body">
        {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} />
          : rows.length > 0 ? <Rows rows={rows} columns={columns} label={kindName(kind ?? '')} to={to} onOpen={(row) => void navigate({ to: to(row) })} />
          : q ? <Blank mark={<SearchOutlined />} title={t('list.no-match')} text={t('list.no-match-text')} act={<Button onClick={() => show(kind ? { kind } : {})}>{t('list.clear-all')}</Button>} />
          : <Blank mark={<FileSearchOutlined />} title={t('definition.empty')} />}
      </div>
      {kind ? <NewDefinition open={making} close={() => setMaking(false)} kind={kind} models={ofKind} /> : null}
    </div>
  )
}

function InForce({ row: { inForce } }: { row: Standing }) {
  const t = useT()
  return inForce ? <span className="definition-version num"><Tag {...(inForce.origin === 'company' ? { color: 'processing' } : {})}>{t(`definition.origin.${inForce.origin}`)}</Tag>{t('definition.nth', { n: inForce.version })}</span> : <span className="quiet">{t('definition.none-in-force')}</span>
}
function Pending({ row: { open, scheduled, newerShipped } }: { row: Standing }) {
  const t = useT()
  const phone = usePhone()
  if (!open && !scheduled && !newerShipped) return phone ? null : <span className="quiet">–</span>
  return (
    <span className="definition-version">
      {open ? <Tag {...(open.state === 'review' ? { color: 'warning' } : { variant: 'outlined' as const })}>{t(`definition.state.${open.state}`)}</Tag> : null}
      {scheduled ? <Tag color="processing">{t('definition.state.scheduled')}</Tag> : null}
      {newerShipped ? <Tag>{t('definition.newer-shipped')}</Tag> : null}
    </span>
  )
}
