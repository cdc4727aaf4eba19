import './boards.css'
import { CommentOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { call } from '../../../kernel/client.ts'
import type { Answer } from '../../../kernel/contract.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { useLive } from '../../../kernel/web/live.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { RelativeTime } from '../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useT } from '../../../kernel/web/words.ts'
import { Face } from '../../people/web/index.ts'
import { workspace } from '../desk/contract.ts'

type Page = Answer<typeof workspace.mentions.spec>
/** Where one was named in a note, newest first; what is not read yet stands out. */
export function Mentions() {
  const t = useT()
  const list = useInfiniteQuery({ queryKey: [workspace.mentions.path], initialPageParam: '', getNextPageParam: (page: Page) => page.nextCursor, queryFn: ({ pageParam }): Promise<Page> => call(workspace.mentions, { query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } }) })
  useLive('notification', () => void list.refetch())
  usePageTitle(t('mention.plural'))
  if (list.isError && !list.data) return <Fault error={list.error} again={() => void list.refetch()} />
  if (!list.data) return <PageSkeleton />
  const items = list.data.pages.flatMap((page) => page.items)
  const unread = list.data.pages[0]?.unread ?? 0
  return (
    <div className="board-page">
      <header><h1>{t('mention.plural')}</h1>{unread > 0 ? <span className="quiet">{t('mention.unread-n', { n: unread })}</span> : null}</header>
      {items.length === 0 ? <Blank mark={<CommentOutlined />} title={t('mention.none')} text={t('mention.none-text')} /> : (
        <ul className="mention-list">{items.map((one) => (
          <li key={one.id} data-unread={one.readAt ? undefined : true}>
            <Link to={`/desk/${one.case.id}` as string}>
              <Face name={one.by.name} size={28} />
              <span className="mention-words"><span><b>{one.by.name}</b> <span className="quiet num">{one.case.number}</span> <span className="clip">{one.case.subject}</span></span><span className="mention-text">{one.excerpt}</span></span>
              <span className="mention-when quiet"><RelativeTime at={one.at} />{one.readAt ? null : <span className="unseen">{t('mention.unread')}</span>}</span>
            </Link>
          </li>
        ))}</ul>
      )}
      {list.hasNextPage ? <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('case.load-more')}</Button> : null}
    </div>
  )
}
