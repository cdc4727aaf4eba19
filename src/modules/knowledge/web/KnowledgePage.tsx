import '../../../kernel/web/list/list.css'
import './knowledge.css'
import { ArrowLeftOutlined, BookOutlined, DownloadOutlined, ImportOutlined, InfoCircleOutlined, MoreOutlined } from '@ant-design/icons'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { Suspense, lazy, useRef, useState } from 'react'
import { Menu } from '../../../kernel/web/Menu.tsx'
import { call, query, urlOf } from '../../../kernel/client.ts'
import { usePhone } from '../../../kernel/web/appearance.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { SearchBox } from '../../../kernel/web/list/SearchBox.tsx'
import { useRowKeys } from '../../../kernel/web/list/use-row-keys.ts'
import { useLive } from '../../../kernel/web/live.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can, useCan } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { knowledge } from '../contract.ts'
import { exchange } from '../exchange/contract.ts'
import { ARTICLE_KINDS, OUTCOMES } from '../rules.ts'
import { TellGap, useMiss } from './gaps/TellGap.tsx'
import { ArticleRow } from './parts/ArticleRow.tsx'
import { ArticleView } from './parts/ArticleView.tsx'

const ImportDialog = lazy(() => import('./parts/ImportDialog.tsx').then((file) => ({ default: file.ImportDialog })))
const PAGE = 30
const KEYS = ['q', 'kind', 'outcome', 'product', 'tag'] as const

/** The agent's second screen: what is asked for on the left, the answer on the right, without a hand on the mouse. */
export function KnowledgePage() {
  const t = useT()
  const phone = usePhone()
  const navigate = useNavigate()
  const { id } = useParams({ strict: false }) as { id?: string }
  const search = useSearch({ strict: false }) as Record<string, string>
  const asked = Object.fromEntries(KEYS.flatMap((key) => search[key] ? [[key, search[key]]] : [])) as Partial<Record<(typeof KEYS)[number], string>>
  usePageTitle(t('knowledge.title'))
  const go = (to: { id?: string | undefined; search?: Partial<Record<(typeof KEYS)[number], string | undefined>> }) => void navigate({ to: (to.id ? `/knowledge/${to.id}` : '/knowledge') as string, resetScroll: false, search: Object.fromEntries(Object.entries({ ...asked, ...to.search }).filter(([, value]) => value)) as never })
  return (
    <div className="knowledge" data-article={id ? true : undefined}>
      {phone && id ? null : <Finding asked={asked} chosen={id} open={(to) => go({ id: to })} narrow={(to) => go({ id: phone ? undefined : id, search: to })} />}
      <main className="knowledge-read">
        {id ? <ArticleView key={id} id={id} back={phone ? <Button className="article-back" type="link" icon={<ArrowLeftOutlined aria-hidden />} onClick={() => go({})}>{t('knowledge.title')}</Button> : undefined} />
          : phone ? null : <Blank mark={<BookOutlined />} title={t('knowledge.choose')} text={t('knowledge.choose-text')} />}
      </main>
    </div>
  )
}

function Finding({ asked, chosen, open, narrow }: { asked: Partial<Record<(typeof KEYS)[number], string>>; chosen: string | undefined; open: (id: string) => void; narrow: (to: Partial<Record<(typeof KEYS)[number], string | undefined>>) => void }) {
  const t = useT()
  const body = useRef<HTMLDivElement>(null)
  const found = useInfiniteQuery({
    queryKey: [knowledge.find.path, { query: asked }], initialPageParam: '', placeholderData: keepPreviousData, retry: false,
    queryFn: ({ pageParam }) => call(knowledge.find, { query: { ...asked, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } as never }), getNextPageParam: (last) => last.nextCursor,
  })
  useLive('article', () => void found.refetch())
  const filters = useQuery({ ...query(knowledge.products, {}), staleTime: 300_000 }).data
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  // A filter that leaves nothing is no gap of knowledge.
  useMiss(asked.q && Object.keys(asked).length === 1 && found.isSuccess && !found.isPlaceholderData && rows.length === 0 ? asked.q : null)
  const [first] = found.data?.pages ?? []
  useRowKeys(body, true, { rows, open: (row) => { open(row.id); requestAnimationFrame(() => document.getElementById('article-title')?.focus()) } })
  const toFirst = (event: React.KeyboardEvent) => {
    // From the words straight into what they found.
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return
    const to = body.current?.querySelector<HTMLElement>('[data-row]')
    if (!to) return
    event.preventDefault()
    if (event.key === 'Enter' && rows[0]) open(rows[0].id)
    to.focus({ preventScroll: true })
  }
  return (
    <section className="knowledge-find" aria-label={t('knowledge.find')}>
      <header className="knowledge-head">
        <h1>{t('knowledge.title')}</h1>
        <span className="knowledge-ways"><Link to={'/knowledge/corrections' as string}>{t('correction.plural')}</Link><Can permission="knowledge.curate"><Link to={'/knowledge/gaps' as string}>{t('gap.plural')}</Link><Link to={'/knowledge/help' as string}>{t('help.short')}</Link></Can><Can permission="document.write"><Link to={'/library' as string} search={{ new: '1' } as never}>{t('knowledge.write')}</Link></Can><More /></span>
      </header>
      <div className="knowledge-box" onKeyDown={toFirst}><SearchBox q={asked.q ?? ''} search={(q) => narrow({ q: q || undefined })} slash /></div>
      <nav className="knowledge-kinds" aria-label={t('article.kind')}>
        <button type="button" aria-current={asked.kind ? undefined : 'true'} onClick={() => narrow({ kind: undefined, outcome: undefined })}>{t('knowledge.all')}</button>
        {ARTICLE_KINDS.map((kind) => <button key={kind} type="button" aria-current={asked.kind === kind || undefined} onClick={() => narrow({ kind, ...(kind === 'model-case' ? {} : { outcome: undefined }) })}>{t(`article.kind.${kind}`)}</button>)}
      </nav>
      <div className="knowledge-narrow">
        {filters?.products.length ? <Select size="small" allowClear showSearch value={asked.product ?? null} placeholder={t('article.product')} aria-label={t('article.product')} popupMatchSelectWidth={false} options={filters.products.map((value) => ({ value, label: value }))} onChange={(product: string | null) => narrow({ product: product ?? undefined })} /> : null}
        {filters?.tags.length ? <Select size="small" allowClear showSearch value={asked.tag ?? null} placeholder={t('article.tag')} aria-label={t('article.tag')} popupMatchSelectWidth={false} options={filters.tags.map((value) => ({ value, label: value }))} onChange={(tag: string | null) => narrow({ tag: tag ?? undefined })} /> : null}
        {asked.kind === 'model-case' ? <Select size="small" allowClear value={asked.outcome ?? null} placeholder={t('article.outcome')} aria-label={t('article.outcome')} options={OUTCOMES.map((value) => ({ value, label: t(`article.outcome.${value}`) }))} onChange={(outcome: string | null) => narrow({ outcome: outcome ?? undefined })} /> : null}
      </div>
      <div ref={body} className="knowledge-rows" aria-busy={found.isFetching} data-old={found.isPlaceholderData || undefined}>
        {first?.wordings.length ? <p className="knowledge-said quiet">{t('knowledge.also', { words: first.wordings.slice(0, 3).join('、') })}</p> : null}
        {first?.partly ? <p className="knowledge-said quiet"><InfoCircleOutlined aria-hidden /> {t('knowledge.partly')} {asked.q ? <TellGap key={asked.q} q={asked.q} /> : null}</p> : null}
        {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} />
          : found.isPending ? [70, 52, 64, 58].map((width) => <div key={width} className="article-row" aria-hidden><span className="grey" style={{ width: `${width}%`, height: 15 }} /><span className="grey" style={{ width: '92%', height: 13 }} /></div>)
          : rows.length === 0 ? <Blank mark={<BookOutlined />} title={t(asked.q ? 'knowledge.none-found' : 'knowledge.none')} text={t(asked.q ? 'knowledge.none-found-text' : 'knowledge.none-text')} />
          : <ol>{rows.map((row) => <li key={row.id}><Link to={`/knowledge/${row.id}` as string} search={asked as never} resetScroll={false} className="article-row" data-row={row.id} aria-current={row.id === chosen || undefined}><ArticleRow of={row} /></Link></li>)}</ol>}
        {found.hasNextPage ? <Button className="knowledge-more" type="text" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('knowledge.more')}</Button> : null}
      </div>
    </section>
  )
}

/** Bringing in and giving out, for whoever tends knowledge. */
function More() {
  const t = useT()
  const can = useCan()
  const [isTaking, setTaking] = useState(false)
  const items = [...(can('document.write') ? [{ key: 'take', icon: <ImportOutlined aria-hidden />, label: t('knowledge.import'), onClick: () => setTaking(true) }] : []), ...(can('knowledge.curate') ? [{ key: 'give', icon: <DownloadOutlined aria-hidden />, label: t('knowledge.export'), onClick: () => window.location.assign(urlOf(exchange.give, { query: {} })) }, { key: 'give-public', icon: <DownloadOutlined aria-hidden />, label: t('knowledge.export-public'), onClick: () => window.location.assign(urlOf(exchange.give, { query: { audience: 'customers' } })) }] : [])]
  if (!items.length) return null
  return <><Menu menu={{ items }}><Button size="small" type="text" icon={<MoreOutlined />} aria-label={t('frame.more-actions')} /></Menu>{isTaking ? <Suspense><ImportDialog close={() => setTaking(false)} /></Suspense> : null}</>
}
