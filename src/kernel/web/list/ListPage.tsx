import './list.css'
import { DownloadOutlined, InboxOutlined, LeftOutlined, RightOutlined, SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { lazy, Suspense, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Endpoint } from '../../contract.ts'
import { useRowDeeds } from '../brought.ts'
import { Blank, Fault } from '../frame/faults.tsx'
import { usePageTitle } from '../page-title.ts'
import { useT } from '../words.ts'
import { BulkBar } from './BulkBar.tsx'
import { ColumnChooser } from './ColumnChooser.tsx'
import { useColumns } from './columns.ts'
import { FilterPills } from './FilterPills.tsx'
import { keysOf, type BulkAction, type Column, type Filter, type ShippedView } from './list-types.ts'
import { FIRST, nextPlace, pageNumber, previousPlace } from './place.ts'
import { Rows, RowsSkeleton, type Row } from './Rows.tsx'
import { SearchBox } from './SearchBox.tsx'
import { useListState } from './use-list-state.ts'
import { usePage } from './use-page.ts'
import { useRowKeys } from './use-row-keys.ts'
import { ViewBar } from './ViewBar.tsx'

const ExportDialog = lazy(() => import('./ExportDialog.tsx').then((file) => ({ default: file.ExportDialog })))

/** The endpoint of a list: it takes a `Listing` and the page's filters, and answers with a page. */
export type ListEndpoint<T> = Endpoint & { spec: { response: { _zod: { output: { items: T[]; nextCursor: string | null } } } } }

export interface ListPageProps<T extends Row> {
  /** Its name in saved views and kept columns: `cases`. */
  list: string
  endpoint: ListEndpoint<T>
  params?: Record<string, string>
  /** Catalogue key of the page's title. */
  title: string
  columns: readonly Column<T>[]
  filters?: readonly Filter[]
  /** Views that come with the product, left of "all" and the saved ones. */
  views?: readonly ShippedView[]
  /** What live signals call a record of it: `case`. */
  entity?: string
  /** The record's page; absent when rows don't open. */
  to?: (row: T) => string
  /** As the API takes it; `-createdAt`. The server's own order when absent. */
  defaultSort?: string
  /** Query values that always hold and don't stand in the address. */
  fixed?: Readonly<Record<string, string>>
  /** Buttons beside the title. */
  actions?: ReactNode
  /** What stands between the title and the views: the figures of the whole. */
  under?: ReactNode
  bulk?: readonly BulkAction<T>[]
  /** Shown when there is nothing at all: a sentence (catalogue key) and at most one action. */
  empty: { title: string; text?: string; action?: ReactNode }
  /** False when the endpoint takes no `q`. */
  search?: boolean
  /** Within another page: no title, no views, and its state stays out of the address. */
  within?: true
}
const PAGE = '50'
const NO_FILTERS: readonly Filter[] = []
const NO_VIEWS: readonly ShippedView[] = []

/** A list with everything the product promises of lists: search, filters and order in the address, saved views, chosen columns, cursor paging, export, live rows. */
export function ListPage<T extends Row>({ list, endpoint, params, title, columns: all, filters = NO_FILTERS, views = NO_VIEWS, entity, to, defaultSort, fixed, actions, under, bulk: own, empty, search = true, within }: ListPageProps<T>) {
  const t = useT()
  const navigate = useNavigate()
  const body = useRef<HTMLDivElement>(null)
  const more = useRowDeeds(list)
  const bulk = useMemo((): readonly BulkAction<T>[] | undefined => more.length === 0 ? own : [...(own ?? []), ...more.map(({ key, label, icon, permission, to: leads }): BulkAction<T> => ({ key, label, icon, ...(permission ? { permission } : {}), run: (rows) => navigate({ to: leads(rows.map(({ id }) => id)) }) }))], [own, more, navigate])
  const [exporting, setExporting] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const keys = useMemo(() => ['q', 'sort', ...filters.flatMap(keysOf)], [filters])
  const { query, view, place, narrow, show, move } = useListState(keys, within ? 'page' : 'address')
  const choice = useColumns(list, all)
  const sort = query['sort'] ?? defaultSort
  const asked = { ...(sort ? { sort } : {}), ...query, ...fixed }
  const page = usePage<T>(endpoint, params, { ...asked, limit: PAGE, ...(place.cursor ? { cursor: place.cursor } : {}) }, entity)
  usePageTitle(within ? undefined : t(title))

  const rows = page.data?.items ?? []
  const next = page.data?.nextCursor ?? null
  const isNarrowed = Object.keys(query).some((key) => key !== 'sort')
  const open = to ? (row: T) => void navigate({ to: to(row) }) : undefined
  const choose = (ids: readonly string[], on: boolean) => setChosen((was) => {
    const now = new Set(was)
    for (const id of ids) if (on) now.add(id); else now.delete(id)
    return now
  })
  useRowKeys(body, !within, { rows, open, choose: bulk ? (row) => choose([row.id], !chosen.has(row.id)) : undefined })
  const number = pageNumber(place)
  const chosenRows = rows.filter(({ id }) => chosen.has(id))
  const { sort: _, ...narrowing } = query
  const whole = { ...narrowing, ...fixed }
  const clear = () => show(query['sort'] ? { sort: query['sort'] } : {})

  return (
    <div className="list" data-within={within}>
      {within ? null : <header className="list-head"><h1>{t(title)}</h1><div className="list-acts">{actions}</div></header>}
      {under}
      {within ? null : (
        <ViewBar list={list} shipped={views} query={query} view={view} columns={choice.shown} show={(wanted, id, columns) => {
          show(wanted, id)
          if (columns !== undefined) choice.show(columns)
        }} />
      )}
      <div className="list-tools">
        {search ? <SearchBox key={view ?? ''} q={query['q'] ?? ''} search={(q) => narrow({ q: q || undefined })} slash={!within} /> : null}
        <FilterPills filters={filters} query={query} narrow={narrow} />
        <div className="list-tools-end">
          {within ? actions : null}
          <ColumnChooser all={all} shown={choice.shown} show={choice.show} reset={choice.reset} />
          <Tooltip title={t('list.export')}><Button type="text" icon={<DownloadOutlined aria-hidden />} aria-label={t('list.export')} disabled={rows.length === 0} onClick={() => setExporting(true)} /></Tooltip>
        </div>
      </div>
      <div ref={body} className="list-body" {...(within ? {} : { 'data-scroll-restoration-id': 'list' })} data-old={page.isPlaceholderData || undefined} aria-busy={page.isFetching}>
        {page.isError && !page.data ? <Fault error={page.error} again={() => void page.refetch()} />
          : page.isPending ? <RowsSkeleton columns={choice.columns.length} />
          : rows.length > 0 ? (
            <Rows rows={rows} columns={choice.columns} label={t(title)} {...(to ? { to } : {})} {...(open ? { onOpen: open } : {})} {...(sort ? { sort } : {})} onSort={(wanted) => narrow({ sort: wanted === defaultSort ? undefined : wanted })}
              onWiden={choice.widen} fresh={page.fresh} {...(bulk ? { chosen, onChoose: choose } : {})} />
          )
          : place.cursor ? <Blank mark={<InboxOutlined aria-hidden />} title={t('list.past-end')} act={<Button onClick={() => move(FIRST)}>{t('list.to-first')}</Button>} />
          : isNarrowed ? <Blank mark={<SearchOutlined aria-hidden />} title={t('list.no-match')} text={t('list.no-match-text')} act={<Button onClick={clear}>{t('list.clear-all')}</Button>} />
          : <Blank mark={<InboxOutlined aria-hidden />} title={t(empty.title)} text={empty.text ? t(empty.text) : undefined} act={empty.action} />}
      </div>
      {page.isError && page.data ? <div className="list-stale" role="status">{t('list.stale')}<Button size="small" type="link" onClick={() => void page.refetch()}>{t('frame.try-again')}</Button></div> : null}
      {rows.length > 0 && (next || place.cursor) ? (
        <nav className="list-foot num" aria-label={t('list.paging')}>
          <span className="quiet">{number ? t('list.page', { page: number, n: rows.length }) : t('list.page-unknown', { n: rows.length })}</span>
          <Button size="small" icon={<LeftOutlined aria-hidden />} disabled={!place.cursor} onClick={() => move(previousPlace(place))}>{t('list.previous')}</Button>
          <Button size="small" icon={<RightOutlined aria-hidden />} iconPlacement="end" disabled={!next || page.isPlaceholderData} onClick={() => { if (next) move(nextPlace(place, next)) }}>{t('list.next')}</Button>
        </nav>
      ) : null}
      {bulk && chosenRows.length > 0 ? <BulkBar rows={chosenRows} actions={bulk} matching={chosenRows.length === rows.length && (next || place.cursor) ? whole : undefined} letGo={() => setChosen(new Set())} /> : null}
      {exporting ? <Suspense><ExportDialog list={list} endpoint={endpoint} params={params} query={asked} columns={choice.columns as unknown as readonly Column<unknown>[]} name={t(title)} close={() => setExporting(false)} /></Suspense> : null}
    </div>
  )
}
