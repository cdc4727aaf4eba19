import '../../../kernel/web/list/list.css'
import './search.css'
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { query as reading } from '../../../kernel/client.ts'
import { FilterPills } from '../../../kernel/web/list/FilterPills.tsx'
import { days } from '../../../kernel/web/list/list-types.ts'
import { SearchBox } from '../../../kernel/web/list/SearchBox.tsx'
import { useListState } from '../../../kernel/web/list/use-list-state.ts'
import { ViewBar } from '../../../kernel/web/list/ViewBar.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useT } from '../../../kernel/web/words.ts'
import { ORDERS, search } from '../contract.ts'
import { Beginning } from './parts/Beginning.tsx'
import { keepRecent } from './parts/recent.ts'
import { Results } from './parts/Results.tsx'

const KEYS = ['q', 'kind', 'order', 'from', 'to']
const NONE: readonly never[] = []

/** Everything one may see, by words: what is asked, of which kind and time, in which order, stands in the address. */
export function SearchPage() {
  const t = useT()
  const { query, view, place, narrow, show, move } = useListState(KEYS, 'address')
  const [, setRecent] = useState<readonly string[]>([])
  const filters = useMemo(() => [days('at', 'search.when', 'from', 'to')], [])
  const { q = '', kind, order = 'newest', from, to } = query
  usePageTitle(q ? t('search.title-for', { q }) : t('search.title'))
  const ask = (wanted: string) => {
    if (wanted) setRecent(keepRecent(localStorage, wanted))
    narrow({ q: wanted || undefined })
  }
  return (
    <div className="list search-page">
      <header className="list-head"><h1>{t('search.title')}</h1></header>
      <ViewBar list="search" shipped={NONE} query={query} view={view} columns={NONE} show={(wanted, id) => show(wanted, id)} />
      <div className="list-tools search-tools">
        <SearchBox key={view ?? ''} q={q} search={ask} slash />
        <FilterPills filters={filters} query={query} narrow={narrow} />
        <Segmented size="middle" aria-label={t('search.order')} value={order} options={ORDERS.map((value) => ({ value, label: t(`search.order.${value}`) }))} onChange={(value) => narrow({ order: value === 'newest' ? undefined : value })} />
      </div>
      {q ? (
        <>
          <Kinds asked={{ q, ...(from ? { from } : {}), ...(to ? { to } : {}) }} kind={kind} choose={(wanted) => narrow({ kind: wanted })} />
          <Results asked={{ ...query, q }} place={place} move={move} clear={() => show({ q })} narrowed={!!(kind || from || to)} />
        </>
      ) : <Beginning ask={ask} />}
    </div>
  )
}

/** The kinds with how many records of each are meant; counted aside, so that no result waits for it. */
function Kinds({ asked, kind, choose }: { asked: { q: string; from?: string; to?: string }; kind: string | undefined; choose: (kind: string | undefined) => void }) {
  const t = useT()
  const { data } = useQuery({ ...reading(search.count, { query: asked }), retry: false, placeholderData: (before) => before })
  const kinds = data?.kinds ?? (kind ? [{ kind, count: undefined, more: false }] : [])
  return (
    <nav className="search-kinds" aria-label={t('search.kinds')}>
      <button type="button" className="search-kind" aria-current={kind ? undefined : 'true'} onClick={() => choose(undefined)}>{t('search.all-kinds')}</button>
      {kinds.map((one) => (
        <button key={one.kind} type="button" className="search-kind" aria-current={kind === one.kind || undefined} data-none={one.count === 0 || undefined} onClick={() => choose(one.kind)}>
          {t(`search.kind.${one.kind}`)}{one.count === undefined ? null : <span className="num">{one.more ? t('search.more-than', { n: one.count }) : one.count}</span>}
        </button>
      ))}
    </nav>
  )
}
