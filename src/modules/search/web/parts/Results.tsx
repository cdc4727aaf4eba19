import { InfoCircleOutlined, LeftOutlined, RightOutlined, SearchOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef } from 'react'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { FIRST, nextPlace, pageNumber, previousPlace, type PlaceInList } from '../../../../kernel/web/list/place.ts'
import { usePage } from '../../../../kernel/web/list/use-page.ts'
import { useRowKeys } from '../../../../kernel/web/list/use-row-keys.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { search } from '../../contract.ts'
import type { Hit, Piece } from '../../contract.ts'

interface Props { asked: Readonly<Record<string, string>>; place: PlaceInList; move: (place: PlaceInList) => void; clear: () => void; narrowed: boolean }

/** One page of what was found. j, k and the arrows go from one to the next, Enter opens. */
export function Results({ asked, place, move, clear, narrowed }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const body = useRef<HTMLDivElement>(null)
  const page = usePage<Hit>(search.find, undefined, { ...asked, ...(place.cursor ? { cursor: place.cursor } : {}) }, undefined)
  const hits = page.data?.items ?? []
  const next = page.data?.nextCursor ?? null
  const complete = (page.data as { complete?: boolean } | undefined)?.complete ?? true
  const open = (hit: Hit) => void navigate({ to: hit.path })
  useRowKeys(body, true, { rows: hits, open })
  const number = pageNumber(place)
  return (
    <>
      <div ref={body} className="list-body search-body" data-scroll-restoration-id="search" data-old={page.isPlaceholderData || undefined} aria-busy={page.isFetching}>
        {page.isError && !page.data ? <Fault error={page.error} again={() => void page.refetch()} />
          : page.isPending ? <Loading />
          : hits.length > 0 ? (
            <>
              {complete ? null : <p className="search-note"><InfoCircleOutlined aria-hidden /> {t('search.newest-weighed')}</p>}
              <ol className="search-hits" aria-label={t('search.found')}>{hits.map((hit) => <HitRow key={`${hit.kind}:${hit.id}`} hit={hit} />)}</ol>
            </>
          )
          : place.cursor ? <Blank mark={<SearchOutlined />} title={t('list.past-end')} act={<Button onClick={() => move(FIRST)}>{t('list.to-first')}</Button>} />
          : <Blank mark={<SearchOutlined />} title={t('search.none', { q: asked['q'] ?? '' })} text={t('search.none-text')} act={narrowed ? <Button onClick={clear}>{t('search.everywhere')}</Button> : undefined} />}
      </div>
      {hits.length > 0 && (next || place.cursor) ? (
        <nav className="list-foot num" aria-label={t('list.paging')}>
          <span className="quiet">{number ? t('list.page', { page: number, n: hits.length }) : t('list.page-unknown', { n: hits.length })}</span>
          <Button size="small" icon={<LeftOutlined aria-hidden />} disabled={!place.cursor} onClick={() => move(previousPlace(place))}>{t('list.previous')}</Button>
          <Button size="small" icon={<RightOutlined aria-hidden />} iconPlacement="end" disabled={!next || page.isPlaceholderData} onClick={() => { if (next) move(nextPlace(place, next)) }}>{t('list.next')}</Button>
        </nav>
      ) : null}
    </>
  )
}

function HitRow({ hit }: { hit: Hit }) {
  const t = useT()
  const facts = [hit.number, hit.who].filter((one) => one !== null)
  return (
    <li>
      <Link to={hit.path} className="search-hit" data-row={hit.id}>
        <span className="search-badge" data-kind={hit.kind}>{t(`search.kind.${hit.kind}`)}</span>
        <span className="search-hit-body">
          <span className="search-hit-title"><Marked pieces={hit.title} /></span>
          {hit.excerpt.length > 0 ? <span className="search-hit-text"><Marked pieces={hit.excerpt} /></span> : null}
          <span className="search-hit-facts num">
            {hit.status ? <span className="search-status" data-tone={hit.status.tone}><i aria-hidden />{t(hit.status.word)}</span> : null}
            {facts.map((fact) => <bdi key={fact} className="clip">{fact}</bdi>)}
            {hit.reach.map((one) => <bdi key={one.value} className="clip">{one.value}</bdi>)}
          </span>
        </span>
        <span className="search-hit-at"><RelativeTime at={hit.at} /></span>
      </Link>
    </li>
  )
}

const Marked = ({ pieces }: { pieces: readonly Piece[] }) => pieces.map((piece, at) => piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text)

function Loading() {
  return <div className="search-hits" aria-hidden>{[62, 48, 71, 55, 66, 44, 58].map((width) => <div key={width} className="search-hit"><span className="grey" style={{ width: 44, height: 20 }} /><span className="search-hit-body"><span className="grey" style={{ width: `${width - 20}%` }} /><span className="grey" style={{ width: `${width}%` }} /></span></div>)}</div>
}
