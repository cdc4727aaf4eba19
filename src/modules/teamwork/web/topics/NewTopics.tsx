import './topics.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { topics } from '../../topics/contract.ts'
import { TopicLines } from './TopicLines.tsx'

const SHOWN = 3
/** On the board the day begins with: what was announced and said since the reader last looked; nothing when there is nothing. */
export function NewTopics() {
  const t = useT()
  const found = useQuery(query(topics.topics, { query: { unread: 'true', state: 'open', limit: SHOWN } }))
  useLive('topic', () => void found.refetch())
  if (!found.data?.items.length) return null
  return <section className="topic-home" aria-label={t('topic.home')}><header><h2>{t('topic.home')}</h2><Link to="/topics" search={{ unread: 'true' } as never}>{t('topic.all')}</Link></header><TopicLines items={found.data.items} /></section>
}
